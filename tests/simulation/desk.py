"""A federation of few units at a desk: duties and people are set down, the clock is put forward, and what leaves is read."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine

from bot import campaigns
from bot.campaigns.plan import Plan, PlanAnniversary, PlanPhase
from bot.clock import instant
from bot.database.transaction import Transaction
from bot.duties.kinds import REPORT
from bot.models import Account, Duty, Outbox, Phase, Reminder, table_of, written
from bot.reminders.tick import Ticks
from tests.simulation import scene as scenes
from tests.simulation.server import Delivery, Journal, ticking
from tests.support.talking import transaction

T = TypeVar("T")
UNITS = ("Trường Sông Xanh", "Công ty Minh Tâm", "Bệnh viện Bến Đò")


@dataclass
class Desk:
    """Times are Vietnamese. People are numbered as rows; the first campaign runs through 2026."""

    engine: Engine
    now: datetime
    scene: scenes.Scene = field(init=False)
    phases: dict[str, int] = field(default_factory=dict)
    sent: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))  # by person, all that ever left

    def __post_init__(self) -> None:
        self.journal = Journal()
        with transaction(self.engine) as db:
            self.scene = scenes.found(db, weekly_cap=30)
            for name in UNITS:
                scenes.open_unit(db, self.scene, name, scenes.FOUNDED)
        self.open_campaign(2026)
        self.delivery = Delivery(partial(transaction, self.engine), self.scene.bot, random.Random(0), self.journal, trouble=0)  # noqa: S311

    def open_campaign(self, year: int, *anniversaries: PlanAnniversary) -> None:
        """A campaign of one phase, the whole year; the one before stays open."""
        whole: dict[str, Any] = {"start_precision": "day", "end_precision": "day"}
        phase = PlanPhase(name=f"Đợt {year}", start=date(year, 1, 1), end=date(year, 12, 31), **whole)
        plan = Plan(f"Thi đua {year}", "Công đoàn", phases=(phase,), anniversaries=anniversaries)

        def work(db: Transaction) -> None:
            kept = campaigns.keep(
                db,
                self.scene.federation,
                plan,
                f"thi-dua-{year}",
                is_open=True,
                unit_id=self.scene.top,
                armed_at=instant(date(year, 1, 1)),
            )
            self.scene.campaign = written(kept.id)
            table = table_of(Phase)
            self.phases["Đợt"] = db.connection.execute(table.select().where(table.c.campaign_id == self.scene.campaign)).one().id

        self.do(work)

    def do(self, work: Callable[[Transaction], T]) -> T:
        """Something in a transaction."""
        with transaction(self.engine) as db:
            return work(db)

    def seat(self, unit: int = 0, **more: Any) -> int:
        """A person in an office of a unit, from now on."""
        return self.do(lambda db: scenes.seat(db, self.scene, self.scene.units[unit], self.now, **more))

    def owe(self, due: date, kind: str = REPORT, unit: int = 0, **more: Any) -> int:
        """A unit owes something."""
        owner = {"federation_id": self.scene.federation, "campaign_id": self.scene.campaign, "phase_id": self.phases["Đợt"]}
        values = {**owner, "unit_id": self.scene.units[unit], "kind": kind, "due_on": due, **more}
        return self.do(lambda db: scenes.add(db, Duty(**values)))

    def change(self, model: type[Any], row: int, **values: Any) -> None:
        """Set columns of a row."""

        def work(db: Transaction) -> None:
            found = db.session.get_one(model, row)
            for name, value in values.items():
                setattr(found, name, value)
            db.session.add(found)

        self.do(work)

    def tick(self) -> None:
        """What is due is put into the ledger and owed as digests."""
        for _ in ticking(partial(transaction, self.engine), Ticks(), self.now):
            pass

    def deliver(self) -> dict[int, list[str]]:
        """What leaves now, by person."""
        self.delivery.run(lambda: self.now, lambda: None)
        account = table_of(Account)
        said: dict[int, list[str]] = defaultdict(list)
        with transaction(self.engine) as db:
            people = {row.chat_id: row.person_id for row in db.connection.execute(account.select())}
            chats = {row.id: row.chat_id for row in db.connection.execute(table_of(Outbox).select())}
        for letter, (message, _at) in self.journal.said.items():
            said[people[chats[letter]]].append(message.text)
        self.journal.said.clear()
        for person, texts in said.items():
            self.sent[person] += texts
        return dict(said)

    def at(self, day: date, hour: int = 7, minute: int = 30) -> dict[int, list[str]]:
        """What leaves when the clock has come to this moment, by person."""
        self.now = instant(day, hour, minute)
        self.tick()
        return self.deliver()

    def through(self, first: date, last: date) -> dict[date, dict[int, list[str]]]:
        """What leaves on each of these mornings on which anything does."""
        days = (date.fromordinal(each) for each in range(first.toordinal(), last.toordinal() + 1))
        return {day: said for day in days if (said := self.at(day))}

    def ledger(self) -> list[Any]:
        """The rows of the ledger, as they were entered."""
        table = table_of(Reminder)
        with transaction(self.engine) as db:
            return list(
                db.connection.execute(table.select().order_by(table.c.fires_at, table.c.rung_id, table.c.matter_id)).all()
            )
