"""What one unit owes, the most urgent first, and how much of it is done."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.filling import BEFOREHAND
from bot.duties.missing import BEGUN, STILL_OWED, UNDATED_LAST, State, day_of, state_of
from bot.follow_up.listing import NEWEST
from bot.models import Campaign, Duty, Phase, Promise, Unit, table_of
from bot.people import Held
from bot.rights import reaches

duty, unit, phase, campaign, promised = (table_of(each) for each in (Duty, Unit, Phase, Campaign, Promise))


@dataclass(frozen=True)
class Owed:
    """A duty of the unit in a phase that has begun to count. `promise`: the day it named last, kept or not."""

    duty_id: int
    kind: str
    occurrence: int
    phase: str
    due_on: date | None
    grace_days: int
    closes_on: date | None
    is_done: bool
    promise: date | None

    def state(self, today: date) -> State:
        return state_of(self.due_on, self.grace_days, self.closes_on, today)


DUTIES = Prepared(
    select(
        *(duty.c[name] for name in ("id", "kind", "occurrence")),
        phase.c.name,
        *(duty.c[name] for name in ("due_on", "grace_days", "closes_on")),
        duty.c.done_at.is_not(None).label("is_done"),
        promised.c.day.label("promise"),
    )
    .join_from(duty, unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .outerjoin(promised, NEWEST)
    .where(duty.c.unit_id == bindparam("of_unit"), STILL_OWED, BEGUN)
    .order_by(UNDATED_LAST, duty.c.due_on, duty.c.id),
    Owed,
)
WHOSE: Prepared[Any] = Prepared(
    select(duty.c.unit_id, duty.c.done_at, duty.c.excused_on, phase.c.ends_on, campaign.c.is_open)
    .join_from(duty, phase, phase.c.id == duty.c.phase_id)
    .join(campaign, campaign.c.id == duty.c.campaign_id)
    .where(duty.c.id == bindparam("row"), duty.c.federation_id == bindparam("federation"))
)


@dataclass(frozen=True)
class Named:
    """The unit that a duty's number names. `is_now`: it is still the officer's; else it only was on the phase's last day."""

    unit_id: int
    is_missing: bool
    is_now: bool


def duties(db: Transaction, unit_id: int, today: date) -> list[Owed]:
    """What the unit owes or owed in the running campaigns; what was excused is left out."""
    return db.all(DUTIES, of_unit=unit_id, horizon=today + BEFOREHAND)


def named(db: Transaction, federation_id: int, held: Held, duty_id: int, today: date) -> Named | None:
    """The unit that owes this duty, if the office reaches it today, or did on the last day of the duty's phase: a report belongs
    to the parent of then."""
    found: tuple[int, datetime | None, date | None, date | None, bool] | None
    found = db.first(WHOSE, row=duty_id, federation=federation_id)
    if found is None:
        return None
    unit_id, done_at, excused_on, ends_on, is_open = found
    is_missing = done_at is None and excused_on is None and is_open
    is_now = reaches(db, held, unit_id, today, with_closed=True)
    was_then = is_missing and reaches(db, held, unit_id, day_of(ends_on, today), with_closed=True)
    return Named(unit_id, is_missing, is_now) if is_now or was_then else None
