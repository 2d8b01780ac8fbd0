"""Which reports a chair's units owe, or have sent and may still mend."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Select, and_, bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.filling import BEFOREHAND
from bot.duties.kinds import REPORT
from bot.models import Campaign, Duty, Office, Person, Phase, Report, Unit, table_of
from bot.people import CHAIR, in_force
from bot.reports.filed import APPROVED

campaign, phase, duty, report = table_of(Campaign), table_of(Phase), table_of(Duty), table_of(Report)
unit, office, person = table_of(Unit), table_of(Office), table_of(Person)


@dataclass(frozen=True)
class Due:
    """A report of a unit: owed, or sent and not approved. `state` is the one of the version that holds; None: nothing was
    sent, or it came on paper where `is_done`."""

    duty_id: int
    campaign_id: int
    unit_id: int
    unit: str
    phase: str
    due_on: date | None
    closes_on: date | None
    is_done: bool
    state: str | None

    @property
    def is_open(self) -> bool:
        """Whether it is still to be sent."""
        return not self.is_done


def _rows() -> Select[tuple[object, ...]]:
    """Report duties with the state of the version that holds."""
    return (
        select(
            duty.c.id,
            duty.c.campaign_id,
            unit.c.id.label("unit_id"),
            unit.c.name,
            phase.c.name.label("phase"),
            duty.c.due_on,
            duty.c.closes_on,
            duty.c.done_at.is_not(None).label("is_done"),
            report.c.state,
        )
        .join_from(duty, unit, unit.c.id == duty.c.unit_id)
        .join(phase, phase.c.id == duty.c.phase_id)
        .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
        .outerjoin(report, and_(report.c.duty_id == duty.c.id, report.c.is_latest))
        .where(duty.c.kind == REPORT, duty.c.excused_on.is_(None))
        .where(or_(unit.c.valid_to.is_(None), duty.c.due_on <= unit.c.valid_to))
        .where(or_(phase.c.starts_on.is_(None), phase.c.starts_on <= bindparam("horizon", type_=Date)))
        .order_by(duty.c.due_on, duty.c.id)
    )


OF_CHAIR = Prepared(
    _rows()
    .join(office, and_(office.c.unit_id == duty.c.unit_id, office.c.role == CHAIR))
    .join(person, person.c.id == office.c.person_id)
    .where(office.c.person_id == bindparam("who"), in_force())
    .distinct(),
    Due,
)
OF_UNIT = Prepared(_rows().where(duty.c.unit_id == bindparam("of_unit")), Due)


def of_chair(db: Transaction, person_id: int, today: date, for_unit: int | None = None) -> list[Due]:
    """Reports of this chair's units: those that are owed, the most urgent first, then those that are sent. `for_unit`: those
    of that unit instead, whoever enters them."""
    horizon = today + BEFOREHAND
    if for_unit is not None:
        found = db.all(OF_UNIT, of_unit=for_unit, horizon=horizon)
    else:
        found = db.all(OF_CHAIR, who=person_id, day=today, horizon=horizon)
    return sorted(found, key=lambda each: (each.is_done, each.due_on is None))


def only_one(db: Transaction, person_id: int, today: date) -> str:
    """The number of the report that can only be meant; empty where several can, or none."""
    found = of_chair(db, person_id, today)
    owed = [each for each in found if each.is_open] or [each for each in found if each.state not in (None, APPROVED)]
    return str(owed[0].duty_id) if len(owed) == 1 else ""
