"""Which pledges a chair's units owe or may still amend."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.filling import BEFOREHAND
from bot.duties.kinds import PLEDGE
from bot.duties.missing import BEGUN, STILL_OWED, State, state_of
from bot.models import Campaign, Duty, Headcount, Office, Person, Phase, Unit, table_of
from bot.people import CHAIR, in_force
from bot.units.tree import counted

duty, campaign, phase, unit = table_of(Duty), table_of(Campaign), table_of(Phase), table_of(Unit)
office, person, headcount = table_of(Office), table_of(Person), table_of(Headcount)


@dataclass(frozen=True)
class Owed:
    """A pledge that a unit owes or has made. `members` are people of the unit, as far as known."""

    duty_id: int
    campaign_id: int
    unit_id: int
    unit: str
    bloc_id: int | None
    members: int | None
    phase: str
    starts_on: date | None
    ends_on: date | None
    due_on: date | None
    grace_days: int
    closes_on: date | None
    done_at: datetime | None

    @property
    def key(self) -> str:
        return str(self.duty_id)

    def is_frozen(self, today: date) -> bool:
        """Whether it can be neither made nor amended any more: one that was made after its due day, unless an officer opened
        it again or gave it more time; one that was not made once it is closed."""
        state = state_of(self.due_on, self.grace_days, self.closes_on, today)
        return state is State.CLOSED or (self.done_at is not None and state is State.LATE)

    def year(self, today: date) -> tuple[date, date]:
        """The year, or the years, in which the phase lies, both days included."""
        first, last = self.starts_on or today, self.ends_on or max(today, self.starts_on or today)
        return date(first.year, 1, 1), date(last.year, 12, 31)


_OWED = (
    select(
        duty.c.id,
        duty.c.campaign_id,
        duty.c.unit_id,
        unit.c.name,
        unit.c.bloc_id,
        headcount.c.members,
        phase.c.name.label("phase"),
        phase.c.starts_on,
        phase.c.ends_on,
        duty.c.due_on,
        duty.c.grace_days,
        duty.c.closes_on,
        duty.c.done_at,
    )
    .join_from(duty, campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .outerjoin(headcount, counted())
    .where(duty.c.kind == PLEDGE, STILL_OWED, BEGUN)
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


def owed_by(db: Transaction, person_id: int, today: date, for_unit: int | None = None) -> list[Owed]:
    """The pledges of this chair's units: those not made, of any phase that counts by now, and those made for a phase that has
    not ended. `for_unit`: those of that unit instead, whoever enters them."""
    days = {"day": today, "horizon": today + BEFOREHAND}
    if for_unit is not None:
        return db.all(OWED_BY_UNIT, of_unit=for_unit, **days)
    return db.all(OWED_BY_CHAIR, person=person_id, **days)
