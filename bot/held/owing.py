"""Of which launches a chair is to say that they were held, or may still correct what was said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import kinds
from bot.duties.filling import BEFOREHAND
from bot.duties.missing import BEGUN, STILL_OWED, State, state_of
from bot.held.contents import POSTPONED, WITHDRAWN
from bot.launches import FAR
from bot.models import Campaign, Duty, Headcount, HeldLaunch, Launch, Office, Person, Phase, Unit, table_of
from bot.people import CHAIR, in_force
from bot.units.tree import counted

duty, campaign, phase, unit = table_of(Duty), table_of(Campaign), table_of(Phase), table_of(Unit)
office, person, headcount = table_of(Office), table_of(Person), table_of(Headcount)
held, launch = table_of(HeldLaunch), table_of(Launch)
registering = duty.alias("registering")


@dataclass(frozen=True)
class Owed:
    """A launch that a unit is to report on, or has reported on. `planned` and `place` are what was registered or put off to."""

    duty_id: int
    campaign_id: int
    unit_id: int
    unit: str
    phase: str
    starts_on: date | None
    ends_on: date | None
    due_on: date | None
    grace_days: int
    closes_on: date | None
    done_at: datetime | None
    planned: date | None
    place: str | None

    @property
    def key(self) -> str:
        return str(self.duty_id)

    def is_closed(self, today: date) -> bool:
        """Whether nothing can be said or corrected any more."""
        return state_of(self.due_on, self.grace_days, self.closes_on, today) is State.CLOSED

    def days(self, today: date) -> tuple[date, date]:
        """The days on which it may have been held, or be held yet: those of the phase, and later ones once it is over."""
        last = self.ends_on if self.ends_on and self.ends_on > today else today + FAR
        return self.starts_on or today - FAR, last


_OWED = (
    select(
        duty.c.id,
        duty.c.campaign_id,
        duty.c.unit_id,
        unit.c.name,
        phase.c.name.label("phase"),
        phase.c.starts_on,
        phase.c.ends_on,
        duty.c.due_on,
        duty.c.grace_days,
        duty.c.closes_on,
        duty.c.done_at,
        func.coalesce(launch.c.day, case((held.c.outcome == POSTPONED, held.c.day)), type_=launch.c.day.type).label("planned"),
        launch.c.place,
    )
    .join_from(duty, campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .outerjoin(
        registering,
        and_(
            registering.c.unit_id == duty.c.unit_id,
            registering.c.campaign_id == duty.c.campaign_id,
            registering.c.phase_id == duty.c.phase_id,
            registering.c.kind == kinds.LAUNCH,
        ),
    )
    .outerjoin(launch, and_(launch.c.duty_id == registering.c.id, launch.c.is_latest))
    .outerjoin(held, and_(held.c.duty_id == duty.c.id, held.c.is_latest, held.c.outcome != WITHDRAWN))
    .where(duty.c.kind == kinds.HELD, STILL_OWED, BEGUN)
    .where(or_(duty.c.done_at.is_(None), phase.c.ends_on.is_(None), phase.c.ends_on >= bindparam("day")))
    .order_by(phase.c.starts_on, duty.c.id)
)
OWED_BY_CHAIR = Prepared(
    _OWED.join(office, and_(office.c.unit_id == duty.c.unit_id, office.c.role == CHAIR))
    .join(person, person.c.id == office.c.person_id)
    .where(office.c.person_id == bindparam("person"), in_force())
    .distinct(),  # one person may hold two offices in one unit
    Owed,
)
OWED_BY_UNIT = Prepared(_OWED.where(duty.c.unit_id == bindparam("of_unit")), Owed)
MEMBERS: Prepared[Any] = Prepared(
    select(headcount.c.members).join_from(unit, headcount, counted()).where(unit.c.id == bindparam("of_unit"))
)


def owed_by(db: Transaction, person_id: int, today: date, for_unit: int | None = None) -> list[Owed]:
    """The launches of this chair's units: those not reported on, of any phase that counts by now, and those reported on in a
    phase that has not ended. `for_unit`: those of that unit instead, whoever enters them."""
    days = {"day": today, "horizon": today + BEFOREHAND}
    if for_unit is not None:
        return db.all(OWED_BY_UNIT, of_unit=for_unit, **days)
    return db.all(OWED_BY_CHAIR, person=person_id, **days)


def only_one(db: Transaction, person_id: int, today: date) -> str:
    """The number of the duty that can only be meant; empty where several can, or none."""
    found = owed_by(db, person_id, today)
    fitting = [each for each in found if each.done_at is None] or found
    return fitting[0].key if len(fitting) == 1 else ""


def members_on(db: Transaction, unit_id: int, day: date) -> int | None:
    """How many people the unit had on that day, as far as is known."""
    found = db.first(MEMBERS, of_unit=unit_id, day=day)
    return found[0] if found else None
