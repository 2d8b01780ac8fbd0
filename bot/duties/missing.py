"""“Còn thiếu gì?”: what is still owed, by a chair's units, or by the units within an officer's reach.

A phase counts from a month before it starts. A unit that was closed owes what fell due while it existed and nothing else.
What belongs to a phase that has ended is looked up where units stood on its last day: a report belongs to the parent of then.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, and_, bindparam, case, func, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.filling import BEFOREHAND
from bot.models import Campaign, Duty, Office, Person, Phase, Unit, table_of
from bot.people import CHAIR, Held, in_force
from bot.phases import ALSO, phase_name
from bot.rights import reach_of, reached

campaign, phase, duty = table_of(Campaign), table_of(Phase), table_of(Duty)
unit, office, person = table_of(Unit), table_of(Office), table_of(Person)


class State(StrEnum):
    """How a duty that is not done stands."""

    CLOSED = "closed"  # too late even for late ones
    LATE = "late"
    TODAY = "today"
    OPEN = "open"
    UNDATED = "undated"  # nobody has set a day yet


def state_of(due_on: date | None, grace_days: int, closes_on: date | None, today: date) -> State:
    """How a duty that is not done stands on `today`."""
    if closes_on is not None and closes_on < today:
        return State.CLOSED
    if due_on is None:
        return State.UNDATED
    if due_on == today:
        return State.TODAY
    return State.OPEN if due_on + timedelta(days=grace_days) >= today else State.LATE


@dataclass(frozen=True)
class Missing:
    """A duty that one unit still owes."""

    duty_id: int
    kind: str
    occurrence: int
    phase: str
    unit_id: int
    unit: str
    due_on: date | None
    grace_days: int
    closes_on: date | None

    def state(self, today: date) -> State:
        return state_of(self.due_on, self.grace_days, self.closes_on, today)


@dataclass(frozen=True)
class Standing:
    """A duty of one unit, done or not, with how it stands."""

    today: date
    duty_id: int
    kind: str
    occurrence: int
    phase: str
    due_on: date | None
    grace_days: int
    closes_on: date | None
    done_at: datetime | None
    excused_on: date | None

    @property
    def state(self) -> State:
        return state_of(self.due_on, self.grace_days, self.closes_on, self.today)


@dataclass(frozen=True)
class Tally:
    """How far a duty is done by all the units that owe it."""

    phase_id: int
    phase: str
    phase_ends_on: date | None
    kind: str
    occurrence: int
    due_on: date | None  # the usual day; single units may have another
    owed: int
    done: int
    late: int

    @property
    def missing(self) -> int:
        return self.owed - self.done


STILL_OWED = and_(
    duty.c.excused_on.is_(None),
    or_(unit.c.valid_to.is_(None), duty.c.due_on <= unit.c.valid_to),
)
BEGUN = or_(phase.c.starts_on.is_(None), phase.c.starts_on <= bindparam("horizon", type_=Date))
COLUMNS = (
    duty.c.id,
    duty.c.kind,
    duty.c.occurrence,
    phase_name(ALSO.c.unit_id == duty.c.unit_id).label("phase"),
    unit.c.id.label("unit_id"),
    unit.c.name,
    duty.c.due_on,
    duty.c.grace_days,
    duty.c.closes_on,
)
UNDATED_LAST = case((duty.c.due_on.is_(None), 1), else_=0)

OF_CHAIR = Prepared(
    select(*COLUMNS)
    .distinct()
    .join_from(duty, office, and_(office.c.unit_id == duty.c.unit_id, office.c.role == CHAIR))
    .join(person, person.c.id == office.c.person_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .where(office.c.person_id == bindparam("who"), in_force(), duty.c.done_at.is_(None), STILL_OWED, BEGUN)
    .order_by(UNDATED_LAST, duty.c.due_on, duty.c.id)
    .add_columns(UNDATED_LAST.label("undated")),
    lambda *columns: Missing(*columns[:-1]),
)
OF_UNIT: Prepared[Any] = Prepared(
    select(
        duty.c.id,
        duty.c.kind,
        duty.c.occurrence,
        phase.c.name,
        duty.c.due_on,
        duty.c.grace_days,
        duty.c.closes_on,
        duty.c.done_at,
        duty.c.excused_on,
    )
    .join_from(duty, phase, phase.c.id == duty.c.phase_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .where(duty.c.unit_id == bindparam("of_unit"))
    .order_by(phase.c.starts_on, duty.c.id)
)
REACHED = reached(with_closed=True)  # a closed unit still owes what fell due before
PHASES: Prepared[Any] = Prepared(
    select(phase.c.id, phase.c.name, phase.c.ends_on)
    .join_from(phase, campaign, campaign.c.id == phase.c.campaign_id)
    .where(campaign.c.federation_id == bindparam("federation"), campaign.c.is_open, BEGUN)
    .order_by(campaign.c.id, phase.c.position)
)
GROUPS: Prepared[Any] = Prepared(
    select(
        duty.c.kind,
        duty.c.occurrence,
        duty.c.due_on,
        duty.c.grace_days,
        duty.c.closes_on,
        func.count(duty.c.id),
        func.count(duty.c.done_at),
    )
    .join_from(duty, REACHED, REACHED.c.unit_id == duty.c.unit_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .where(duty.c.phase_id == bindparam("phase"), STILL_OWED)
    .group_by(duty.c.kind, duty.c.occurrence, duty.c.due_on, duty.c.grace_days, duty.c.closes_on)
)


def of_chair(db: Transaction, person_id: int, today: date) -> list[Missing]:
    """What the units that this person leads still owe, the most urgent first."""
    return db.all(OF_CHAIR, who=person_id, day=today, horizon=today + BEFOREHAND)


def of_unit(db: Transaction, unit_id: int, today: date) -> list[Standing]:
    """Every duty of a unit in the running campaigns, done or not."""
    return [Standing(today, *columns) for columns in db.all(OF_UNIT, of_unit=unit_id)]


def tallies(db: Transaction, federation_id: int, held: Held, today: date) -> list[Tally]:
    """How far each duty is done within an office's reach, phase by phase; duties that nobody owes there are left out."""
    counted = []
    for phase_id, name, ends_on in db.all(PHASES, federation=federation_id, horizon=today + BEFOREHAND):
        groups = db.all(GROUPS, phase=phase_id, day=day_of(ends_on, today), **vars(reach_of(held)))
        kinds = dict.fromkeys(sorted((kind, occurrence) for kind, occurrence, *_ in groups))
        counted += [
            _tally((phase_id, name, ends_on), key, [each[2:] for each in groups if each[:2] == key], today) for key in kinds
        ]
    return counted


def day_of(ends_on: date | None, today: date) -> date:
    """The day on which units are looked up: today, or a phase's last day once it is over."""
    return today if ends_on is None else min(today, ends_on)


def _tally(where: tuple[int, str, date | None], key: tuple[str, int], groups: list[Any], today: date) -> Tally:
    usual = max(groups, key=lambda each: int(each[3]))[0]
    late = sum(
        owed - done
        for due_on, grace, closes_on, owed, done in groups
        if state_of(due_on, grace, closes_on, today) in {State.LATE, State.CLOSED}
    )
    owed, done = sum(each[3] for each in groups), sum(each[4] for each in groups)
    return Tally(*where, *key, usual, owed, done, late)
