"""A campaign's month on bots whose every message counts: what chairs say and when, and fake Zalo's counting in this process."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlmodel
from sqlalchemy import update

from bot import building, migrations
from bot.announcements import keeping
from bot.announcements.audience import Audience
from bot.announcements.keeping import SCHEDULED, Piece
from bot.application import Application, Entrance
from bot.channels.channel import TryLater
from bot.channels.zalo.reading import arrival
from bot.clock import StandingClock, instant
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.database.writers import writer_for
from bot.duties.kinds import LAUNCH, REPORT
from bot.invites import Invites
from bot.models import Account, Anniversary, Bot, Campaign, Chat, Duty, Office, Person, Unit, table_of, written
from bot.people import OFFICER, offices
from bot.playground.telegram.parameters import Parameters
from bot.playground.telegram.refusal import Refusal
from bot.playground.zalo.bot import FakeZaloBot, Room, month_of
from bot.playground.zalo.options import Options
from bot.playground.zalo.sending import send_message
from bot.post.abilities import PLAIN
from bot.post.inbox import Arrival
from bot.post.message import Message
from bot.post.pace import NoPace
from bot.vietnamese.days_off import day_off
from conversations import all_scripts
from tests.benchmarks import chairs

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
HONOURED = tuple(date(2026, 3, day) for day in (6, 12, 18, 24, 27))
ANNOUNCED = (date(2026, 3, 10), date(2026, 3, 25))
TALKS = 6  # days on which a chair asks how things stand
SEED = 8
chat, account, bot = table_of(Chat), table_of(Account), table_of(Bot)


@dataclass(frozen=True)
class Size:
    """So many bots, with so many chairs and messages a month each."""

    bots: int
    seats: int
    messages: int


class Counted:
    """One bot as the platform counts it. `refused` are messages that were tried beyond the quota."""

    abilities = PLAIN

    def __init__(self, size: Size, clock: StandingClock, people: Sequence[str]) -> None:
        options = Options(user_limit=size.seats, month_limit=size.messages)
        self.fake = FakeZaloBot("1:x", "bot", clock.now, self._count, options)
        self.fake.rooms = {each: Room(each, each, is_known=True) for each in people}
        self.refused = 0
        self._said: list[Arrival] = []
        self._number = 0

    def _count(self, _record: dict[str, Any]) -> None:
        """As `bot.playground.zalo.platform` does: a message that was taken counts in its month."""
        self.fake.sent[month_of(self.fake.now())] += 1

    def says(self, person: str, text: str) -> None:
        """A person writes to it."""
        self._number += 1
        message = {"from": {"id": person}, "chat": {"id": person, "chat_type": "PRIVATE"}, "text": text}
        message["message_id"] = f"{self._number:x}"
        self._said.append(arrival({"event_name": "message.text.received", "message": message}))

    async def send(self, address: str, message: Message) -> str:
        try:
            return str(send_message(self.fake, Parameters(chat_id=address, text=message.text))["message_id"])
        except Refusal:
            self.refused += 1
            raise TryLater("429", after=60.0, for_all=True) from None

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        """Nothing that was sent changes."""

    async def acknowledge(self, query_id: str, text: str) -> None:
        """There are no taps."""

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        raise LookupError(file_id, at_most)

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        if not self._said:
            await asyncio.sleep(min(wait, 0.01))
        said, self._said = self._said, []
        return said, (after or 0) + 1


@dataclass
class Chair:
    """Somebody who answers: on which day they say what."""

    address: str
    line: Counted
    says: dict[date, list[str]] = field(default_factory=dict)


def settle(db: Transaction, size: Size, clock: StandingClock) -> list[int]:
    """Chairs with two registrations and two reports each, days of honour, an officer, and the bots; returns the bots."""
    chairs.settle(db, "90", size.bots * size.seats, clock)
    db.connection.execute(update(bot).values(channel="zalo"))
    numbers = [building.door(db, "zalo", str(90 + n), "").bot_id for n in range(size.bots)]
    db.connection.execute(update(bot).values(seats=size.seats, monthly_messages=size.messages))
    for n, number in enumerate(numbers):
        first = n * size.seats
        here = chat.c.id.between(first + 1, first + size.seats)
        db.connection.execute(update(chat).where(here).values(bot_id=number))
        db.connection.execute(
            update(account).where(account.c.chat_id.between(first + 1, first + size.seats)).values(bot_id=number)
        )
    campaign = db.session.exec(sqlmodel.select(Campaign)).one()
    owner: dict[str, Any] = {"federation_id": 1, "campaign_id": written(campaign.id)}
    db.session.add_all(Anniversary(**owner, name=f"Ngày {n}", day=day, position=n) for n, day in enumerate(HONOURED))
    for duty in db.session.exec(sqlmodel.select(Duty).where(Duty.kind == LAUNCH)).all():  # two of each unit
        day = _working(4 + duty.unit_id * 7 % 24)
        db.session.add(Duty(**owner, unit_id=duty.unit_id, phase_id=duty.phase_id, kind=REPORT, due_on=day, occurrence=1))
        duty.due_on = _working(8 + (duty.unit_id * 5 + duty.phase_id * 3) % 20)
        db.session.add(duty)
    _announce(db, clock)
    db.flush()
    return numbers


def _working(days: int) -> date:
    """No due day is a day off: its reminder would leave the day before, as one of what is to come."""
    day = FIRST + timedelta(days=days)
    return day + timedelta(days=1) if day_off(day) else day


def _announce(db: Transaction, clock: StandingClock) -> None:
    root = db.session.exec(sqlmodel.select(Unit).order_by("id")).first()
    author = Person(federation_id=1, name="Trần Thu Hà")
    db.session.add(author)
    db.session.flush()
    if root is None:
        raise LookupError("there is no unit")
    where: dict[str, Any] = {"federation_id": 1, "person_id": written(author.id), "unit_id": written(root.id)}
    db.session.add(Office(**where, role=OFFICER, title="Cán bộ", valid_from=root.valid_from))
    db.session.flush()
    [held] = offices(db, written(author.id), clock.today())
    for day in ANNOUNCED:
        row = keeping.write(db, 1, written(author.id), held, Audience("Tất cả"), [Piece("Họp lúc 8 giờ.")], clock.now())
        row.state, row.starts_at, row.confirmed_at = SCHEDULED, instant(day, 9), clock.now()
        db.session.add(row)


def plan(db: Transaction, lines: Sequence[Counted], seats: int) -> list[Chair]:
    """What everybody will say: four of five register both launches on a day of their own, all ask now and then."""
    dice = random.Random(SEED)  # noqa: S311  the same month each time
    found = []
    duties: dict[int, list[int]] = {}
    for each in db.session.exec(sqlmodel.select(Duty).where(Duty.kind == LAUNCH)).all():
        duties.setdefault(each.unit_id, []).append(written(each.id))
    days = [FIRST + timedelta(days=n) for n in range(2, 28)]
    for n, unit_id in enumerate(sorted(duties)):
        chair = Chair(str(chairs.FIRST_CHAIR + n), lines[n // seats])
        if dice.random() < 0.8:
            register = [f"/dangky {duty}" for duty in duties[unit_id]]
            words = [[start, "20/4", "8 giờ, hội trường", "45", "1"] for start in register]
            chair.says[dice.choice(days[::5])] = [each for said in words for each in said]
        for day in dice.sample(days, TALKS):
            chair.says.setdefault(day, []).append(dice.choice(["/conthieu", "/tinhhinh"]))
        found.append(chair)
    return found


async def live(folder: Path, size: Size) -> tuple[Any, list[Counted]]:
    """The month, by the program's own inbox, turns, tick, outbox and delivery; returns the database and the bots."""
    clock = StandingClock(instant(FIRST))
    engine = open_engine(f"sqlite:///{folder}/quota-{size.messages}.db")
    migrations.upgrade(engine)
    database, invites = writer_for(engine), Invites(b"a key for a benchmark")
    numbers = await database.transact(lambda db: settle(db, size, clock))
    addresses = [str(chairs.FIRST_CHAIR + n) for n in range(size.bots * size.seats)]
    lines = [Counted(size, clock, addresses[n * size.seats : (n + 1) * size.seats]) for n in range(size.bots)]
    people = await database.transact(lambda db: plan(db, lines, size.seats))
    entrances = [
        Entrance(await database.transact(lambda db, n=n: building.door(db, "zalo", str(90 + n), "")), line)  # type: ignore[misc]  # a default binds
        for n, line in enumerate(lines)
    ]
    if [each.door.bot_id for each in entrances] != numbers:
        raise LookupError("the bots are not those that were settled")
    application = building.application(database, clock, all_scripts(invites), entrances, invites, NoPace)
    running = asyncio.create_task(application.run())
    try:
        day = FIRST
        while day <= LAST:
            await _day(application, clock, day, people)
            day += timedelta(days=1)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        database.close()
    return engine, lines


async def _day(application: Application, clock: StandingClock, day: date, people: Sequence[Chair]) -> None:
    for hour, minute in ((7, 30), (9, 0)):
        await _at(application, clock, instant(day, hour, minute))
        if hour == 9:  # when people are at their desks
            talking = [each for each in people if day in each.says]
            for turn in range(max((len(each.says[day]) for each in talking), default=0)):
                for each in talking:
                    if turn < len(each.says[day]):
                        each.line.says(each.address, each.says[day][turn])
                await asyncio.sleep(0.03)
                await application.idle()


async def _at(application: Application, clock: StandingClock, moment: datetime) -> None:
    clock.walk_to(moment)
    await application.tick()
    await application.idle()
