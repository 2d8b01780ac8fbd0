"""What somebody will be reminded of in the days ahead, as far as is known now: derived from the ladder, never stored."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, or_, select

from bot import promises
from bot.arming import running
from bot.calendar import Calendar
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.kinds import LAUNCH
from bot.duties.missing import STILL_OWED
from bot.models import Campaign, Duty, LadderRung, Launch, Office, Person, Phase, Snooze, Unit, table_of
from bot.people import CHAIR, in_force
from bot.reminders import ladder, subjects
from bot.reminders.ladder import Rung
from bot.reminders.subjects import DEPUTY, REGISTRATION

duty, rung, launch, phase = table_of(Duty), table_of(LadderRung), table_of(Launch), table_of(Phase)
unit, office, person, campaign = table_of(Unit), table_of(Office), table_of(Person), table_of(Campaign)
snoozed = table_of(Snooze)


@dataclass(frozen=True)
class Coming:
    """A reminder to come. `is_launch`: of a launch that is registered; its day is `due_on`."""

    at: datetime
    duty_id: int
    kind: str
    occurrence: int
    phase: str
    unit: str
    due_on: date
    is_launch: bool


LAUNCHING = subjects.LAUNCH  # the launch itself; LAUNCH is the duty to register it
SUBJECT = case((duty.c.kind == LAUNCH, REGISTRATION), else_=duty.c.kind)
DAY = case((rung.c.subject == LAUNCHING, launch.c.day), else_=duty.c.due_on)
LATEST = and_(launch.c.duty_id == duty.c.id, launch.c.is_latest)
OWED = and_(rung.c.subject == SUBJECT, duty.c.done_at.is_(None))
LAUNCHES = and_(rung.c.subject == LAUNCHING, duty.c.kind == LAUNCH, launch.c.day.is_not(None))
AUDIENCE = case((office.c.is_deputy, DEPUTY), else_=subjects.CHAIR)
RUNGS: Prepared[Any] = Prepared(
    select(
        rung.c.days,
        case((person.c.remind_at > rung.c.minute, person.c.remind_at), else_=rung.c.minute).label("minute"),
        duty.c.id,
        duty.c.kind,
        duty.c.occurrence,
        phase.c.name.label("phase"),
        unit.c.name.label("unit"),
        DAY.label("day"),
        rung.c.subject,
    )
    .distinct()
    .join_from(office, person, person.c.id == office.c.person_id)
    .join(duty, duty.c.unit_id == office.c.unit_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, running()))
    .join(rung, and_(rung.c.campaign_id == campaign.c.id, rung.c.is_on, rung.c.audience == AUDIENCE))
    .outerjoin(launch, LATEST)
    .where(office.c.person_id == bindparam("who"), office.c.role == CHAIR, in_force(), STILL_OWED, or_(OWED, LAUNCHES))
    .where(or_(duty.c.closes_on.is_(None), duty.c.closes_on >= bindparam("day")), DAY.is_not(None))
    .order_by(DAY, duty.c.id)
)
SNOOZES: Prepared[Any] = Prepared(
    select(snoozed.c.duty_id, snoozed.c.id, snoozed.c.until).where(snoozed.c.person_id == bindparam("who")).order_by(snoozed.c.id)
)


def coming(db: Transaction, person_id: int, calendar: Calendar, now: datetime, days: int) -> list[Coming]:
    """The reminders of the next `days` days, the next one first, without those that a promise or a snooze keeps back."""
    until = now + timedelta(days=days)
    quiet = {duty_id: (row, silent) for duty_id, row, silent in db.all(SNOOZES, who=person_id)}
    found = [
        Coming(moment, duty_id, kind, occurrence, phase_name, unit_name, due_on, subject == LAUNCHING)
        for before, minute, duty_id, kind, occurrence, phase_name, unit_name, due_on, subject in db.all(
            RUNGS, who=person_id, day=local(now).date()
        )
        if now < (moment := ladder.fires_at(Rung(0, 0, 0, subject, before, minute), due_on, calendar)) <= until
        and moment >= _silent_until(quiet, duty_id, now)
    ]
    promised = promises.standing(db, {each.duty_id for each in found})
    kept = [each for each in found if each.duty_id not in promised or local(each.at).date() > promised[each.duty_id].day]
    return sorted(kept, key=lambda each: (each.at, each.due_on, each.duty_id))


def _silent_until(quiet: dict[int | None, tuple[int, datetime]], duty_id: int, now: datetime) -> datetime:
    """What the person said last holds, be it about this duty or about everything (None)."""
    return max((quiet[each] for each in (duty_id, None) if each in quiet), default=(0, now))[1]
