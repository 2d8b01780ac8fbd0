"""A campaign as it really goes: people do what they owe, the program ticks and delivers, day after day."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlmodel
from sqlalchemy import Engine, bindparam, select
from sqlmodel import col

from bot import building, launches, snoozes
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.steps import run
from bot.database.transaction import Transaction
from bot.duties import deciding, kinds
from bot.duties.deciding import Decision
from bot.i18n import speaking
from bot.models import Duty, DutyRule, Office, Outbox, Person, Phase, Reminder, table_of, written
from bot.people import CHAIR
from bot.pledges import keeping
from bot.pledges.contents import Contents
from bot.post import outbox
from bot.post.message import load
from bot.promises import promise
from bot.rehearsing.deeds import Done
from bot.rehearsing.findings import Told
from bot.reminders.digest import render
from bot.reminders.letter import DIGEST
from bot.reminders.tick import Ticks
from tests.simulation import scene as scenes
from tests.simulation.scene import Scene
from tests.support.talking import transaction

YEAR = 2026
BEGIN = instant(date(YEAR, 1, 2), 9)
DAY = timedelta(days=1)
LATER = timedelta(seconds=20)  # how often the program ticks
HOURS = (540, 1020)  # minutes after midnight at which somebody wants to be reminded

letter_row, reminder = table_of(Outbox), table_of(Reminder)
LEDGER: Prepared[tuple[int, date]] = Prepared(
    select(reminder.c.matter_id, reminder.c.due_on)
    .where(reminder.c.outbox_id == bindparam("letter"), reminder.c.dropped.is_(None))
    .order_by(reminder.c.matter_id, reminder.c.due_on)
)

Sent = tuple[date, int, int, tuple[tuple[int, date], ...], str]  # local day and hour, person, matters with days, text


def as_sent(told: Told) -> Sent:
    """A message of a rehearsal, as one that was sent."""
    here = local(told.at)
    return here.date(), here.hour, told.person_id, tuple(sorted((each.matter_id, each.due_on) for each in told.lines)), told.text


def build(engine: Engine, chance: random.Random) -> Scene:
    """Three units with their people, a campaign, and what some asked for before it was rehearsed."""
    with transaction(engine) as db:
        scene = scenes.build(db, chance, BEGIN)
        scenes.open_campaign(db, scene, chance, YEAR, BEGIN)
        _hand_over(db, chance, scene)
        for each in scene.people:
            db.session.get_one(Person, each).remind_at = chance.choice((None, None, *HOURS))
        duties = db.session.exec(sqlmodel.select(Duty).where(Duty.campaign_id == scene.campaign)).all()
        for duty in chance.sample(duties, 2):
            who = db.session.exec(sqlmodel.select(Office.person_id).where(Office.unit_id == duty.unit_id)).first() or 0
            snoozes.snooze(db, who, written(duty.id), BEGIN + chance.randint(1, 20) * DAY, BEGIN)
            promise(db, who, written(duty.id), local(BEGIN).date() + chance.randint(5, 30) * DAY, "sẽ nộp", BEGIN)
    return scene


def _hand_over(db: Transaction, chance: random.Random, scene: Scene) -> None:
    """Some days from now somebody new leads a unit, beside the chair or in their place."""
    unit, day = chance.choice(scene.units), local(BEGIN).date() + chance.randint(3, 40) * DAY
    wanted = sqlmodel.select(Office).where(Office.unit_id == unit, Office.role == CHAIR, col(Office.is_deputy).is_(False))
    before = db.session.exec(wanted).one()
    person = scenes.seat(db, scene, unit, BEGIN)
    db.session.exec(sqlmodel.select(Office).where(Office.person_id == person)).one().valid_from = day
    if chance.randrange(2):
        before.valid_to = day - DAY
    db.flush()


def plan_deeds(engine: Engine, chance: random.Random, scene: Scene) -> list[Done]:
    """What the units will do: most of what they owe, some days before or after it is due, at any hour."""
    found = []
    with transaction(engine) as db:
        phases = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == scene.campaign)).all()
        for rule in db.session.exec(sqlmodel.select(DutyRule).where(DutyRule.campaign_id == scene.campaign)).all():
            for phase in phases:
                for unit in scene.units:
                    found += _deed(chance, rule, phase, unit)
    return found


def _deed(chance: random.Random, rule: DutyRule, phase: Phase, unit: int) -> list[Done]:
    anchor = phase.ends_on if rule.anchor == "end" else phase.starts_on
    if anchor is None or rule.kind == kinds.NOTE or chance.randrange(4) == 0:
        return []
    day = anchor + (rule.days + chance.randint(-16, 6)) * DAY
    at = instant(day) + timedelta(minutes=chance.randrange(24 * 60), seconds=30)
    launch_on = day + chance.randint(1, 20) * DAY if rule.kind == kinds.LAUNCH and chance.randrange(2) else None
    return [Done(at, unit, rule.kind, written(phase.id), launch_on=launch_on)] if at > BEGIN else []


@dataclass
class Reality:
    """The program at work on a database, and what it has sent."""

    engine: Engine
    scene: Scene
    deeds: Sequence[Done]
    now: datetime = BEGIN
    ticks: Ticks = field(default_factory=Ticks)
    sent: list[Sent] = field(default_factory=list)

    def play(self, until: datetime) -> None:
        """Let it work until an instant: at the hours at which anybody may be told anything, after every deed, and in between."""
        moments = {each.at: each for each in self.deeds if self.now <= each.at < until}
        for at in sorted({*self._hours(until), *moments}):
            self.now = at
            if at in moments:
                self._do(moments[at])
                self.now += LATER
            self._serve()
        self.now = until

    def _hours(self, until: datetime) -> set[datetime]:
        days = (instant(local(self.now).date() + n * DAY) for n in range((until - self.now).days + 2))
        minutes = (0, 450, *HOURS)
        found = {day + timedelta(minutes=minute) + LATER for day in days for minute in minutes}
        return {each for each in {*found, self.now + LATER} if self.now < each < until}

    def _serve(self) -> None:
        """As the application ticks and the delivery sends, in one transaction each."""
        with transaction(self.engine) as db:
            run(db, building.steps(self.now, self.ticks.steps(self.now)))
        with transaction(self.engine) as db:
            while letters := outbox.due(db, self.scene.bot, self.now, 100):
                for letter in letters:
                    self._deliver(db, letter)

    def _deliver(self, db: Transaction, letter: outbox.Letter) -> None:
        if letter.kind != DIGEST:
            outbox.drop(db, letter, self.now)
            return
        with speaking(letter.language):
            message = render(db, letter, self.now)
        if message is None:
            outbox.drop(db, letter, self.now)
            return
        outbox.mark_sent(db, letter, "1", self.now)
        here = local(self.now)
        person = int(load(letter.body)["person"])
        self.sent.append((here.date(), here.hour, person, tuple(db.all(LEDGER, letter=letter.id)), message.text))

    def _do(self, deed: Done) -> None:
        """By the program's own rules."""
        with transaction(self.engine) as db:
            wanted = sqlmodel.select(Duty).where(
                Duty.unit_id == deed.unit_id, Duty.kind == deed.kind, Duty.phase_id == deed.phase_id
            )
            duty = db.session.exec(wanted.where(col(Duty.done_at).is_(None))).first()
            if duty is None:
                return
            if deed.launch_on is not None:
                launches.register(db, written(duty.id), deed.launch_on, "", None, None, deed.at)
            elif deed.kind == kinds.PLEDGE:
                keeping.pledge(db, written(duty.id), Contents(), self.scene.people[0], deed.at)
            else:
                deciding.receive(db, duty, Decision("cán bộ", None, "nhận trên giấy", deed.at))
