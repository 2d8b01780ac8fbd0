"""What a unit does: it puts somebody forward, and takes that back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlmodel
from sqlalchemy import and_, bindparam, or_, select
from sqlmodel import col

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Duty, Nomination, Office, Person, Phase, Unit, table_of, written
from bot.people import CHAIR, in_force
from bot.privacy.traces import ERASED, strike_out

phase, campaign, duty = table_of(Phase), table_of(Campaign), table_of(Duty)
unit, office, person = table_of(Unit), table_of(Office), table_of(Person)

PROPOSED, CHOSEN, DECLINED, WITHDRAWN = "proposed", "chosen", "declined", "withdrawn"
AFTERWARDS = timedelta(days=90)  # how long after its end a phase still takes nominations: they come with its report


@dataclass(frozen=True)
class Place:
    """Where a chair can put somebody forward: one of their units, in a phase."""

    federation_id: int
    unit_id: int
    unit: str
    campaign_id: int
    phase_id: int
    phase: str

    @property
    def key(self) -> str:
        return f"{self.unit_id}-{self.phase_id}"


PLACES = Prepared(
    select(unit.c.federation_id, unit.c.id, unit.c.name, phase.c.campaign_id, phase.c.id.label("phase_row"))
    .add_columns(phase.c.name.label("phase"), phase.c.starts_on)
    .distinct()
    .join_from(duty, campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(office, office.c.unit_id == unit.c.id)
    .join(person, person.c.id == office.c.person_id)
    .where(office.c.person_id == bindparam("who"), office.c.role == CHAIR, in_force())
    .where(or_(phase.c.starts_on.is_(None), phase.c.starts_on <= bindparam("day")))
    .where(or_(phase.c.ends_on.is_(None), phase.c.ends_on >= bindparam("oldest")))
    .order_by(phase.c.starts_on.desc(), unit.c.id),
    lambda *columns: Place(*columns[:-1]),
)


def places(db: Transaction, person_id: int, day: date) -> list[Place]:
    """Where this chair can put somebody forward on `day`: their units, in the phases that began, the newest first."""
    return db.all(PLACES, who=person_id, day=day, oldest=day - AFTERWARDS)


def of_place(db: Transaction, place: Place) -> list[Nomination]:
    """Whom the unit put forward in the phase and did not take back, in order; struck-out names are left out."""
    wanted = sqlmodel.select(Nomination).where(Nomination.unit_id == place.unit_id, Nomination.phase_id == place.phase_id)
    wanted = wanted.where(Nomination.state != WITHDRAWN, Nomination.name != ERASED)
    return list(db.session.exec(wanted.order_by(col(Nomination.id))).all())


def propose(db: Transaction, place: Place, who: tuple[bool, str], reason: str, person_id: int, now: datetime) -> int:
    """Put somebody forward; returns the row. `who` is whether it is a collective, and the name."""
    row = Nomination(
        federation_id=place.federation_id,
        phase_id=place.phase_id,
        unit_id=place.unit_id,
        is_collective=who[0],
        name=who[1],
        reason=reason,
        person_id=person_id,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    operations.record(db, place.federation_id, "nomination.propose", now, person_id=person_id, unit_id=place.unit_id, row=row.id)
    return written(row.id)


def take_back(db: Transaction, row: Nomination, person_id: int, now: datetime) -> None:
    """The unit takes a nomination back: the name is struck out everywhere, also after it was decided, for the person may have
    withdrawn their agreement. A collective's name is no personal data, and may be a word of everyday use."""
    name, row.name, row.reason = row.name, ERASED, ""
    if row.state == PROPOSED:
        row.state = WITHDRAWN
    db.session.add(row)
    db.session.flush()
    if not row.is_collective:
        strike_out(db, row.federation_id, name)
        db.leave_no_trace()
    operations.record(db, row.federation_id, "nomination.take-back", now, person_id=person_id, unit_id=row.unit_id, row=row.id)
