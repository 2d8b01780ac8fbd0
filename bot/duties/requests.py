"""Requests for more time: which ones wait for an officer, and what each says."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.missing import day_of
from bot.models import Campaign, Duty, ExtensionRequest, Person, Phase, Unit, table_of
from bot.people import Held
from bot.rights import reach_of, reached, reaches

request, duty, phase = table_of(ExtensionRequest), table_of(Duty), table_of(Phase)
campaign, unit, person = table_of(Campaign), table_of(Unit), table_of(Person)


@dataclass(frozen=True)
class Request:
    """More time that a unit asks for, with the duty it is about. `decided_by` is a name; `name` is None once erased."""

    id: int
    duty_id: int
    kind: str
    occurrence: int
    phase: str
    phase_ends_on: date | None
    unit_id: int
    unit: str
    due_on: date | None
    until: date
    reason: str
    name: str | None
    asked_at: datetime
    decision: str | None
    decided_by: str | None
    decided_at: datetime | None

    @property
    def key(self) -> str:
        return str(self.id)


decider = person.alias("decider")


def _rows() -> Select[Any]:
    return (
        select(
            request.c.id,
            duty.c.id.label("duty_id"),
            *(duty.c[name] for name in ("kind", "occurrence")),
            phase.c.name.label("phase"),
            phase.c.ends_on,
            unit.c.id.label("unit_id"),
            unit.c.name,
            duty.c.due_on,
            request.c.until,
            request.c.reason,
            person.c.name.label("person"),
            request.c.asked_at,
            request.c.decision,
            decider.c.name.label("decided_by"),
            request.c.decided_at,
        )
        .join_from(request, duty, duty.c.id == request.c.duty_id)
        .join(phase, phase.c.id == duty.c.phase_id)
        .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
        .join(unit, unit.c.id == duty.c.unit_id)
        .outerjoin(person, person.c.id == request.c.person_id)
        .outerjoin(decider, decider.c.id == request.c.decided_by)
        .where(request.c.federation_id == bindparam("federation"))
    )


# A duty that is done meanwhile needs no more time.
OPEN = and_(request.c.decision.is_(None), duty.c.done_at.is_(None), duty.c.excused_on.is_(None))
WITHIN = reached()
DAYS: Prepared[Any] = Prepared(
    select(phase.c.id, phase.c.ends_on)
    .distinct()
    .join_from(request, duty, duty.c.id == request.c.duty_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .where(request.c.federation_id == bindparam("federation"), OPEN)
)
OF_PHASE = Prepared(
    _rows().where(duty.c.phase_id == bindparam("of_phase"), OPEN, duty.c.unit_id.in_(select(WITHIN.c.unit_id))), Request
)
ONE = Prepared(_rows().where(request.c.id == bindparam("row")), Request)
OF_DUTY = Prepared(_rows().where(request.c.duty_id == bindparam("of_duty"), OPEN).order_by(request.c.id), Request)


def waiting(db: Transaction, federation_id: int, held: Held, today: date) -> list[Request]:
    """The requests within an office's reach that nobody has decided, the oldest first. Units are looked up where they stood
    on the last day of the phase, once that is over."""
    found = [
        each
        for phase_id, ends_on in db.all(DAYS, federation=federation_id)
        for each in db.all(
            OF_PHASE, federation=federation_id, of_phase=phase_id, day=day_of(ends_on, today), **vars(reach_of(held))
        )
    ]
    return sorted(found, key=lambda each: (each.asked_at, each.id))


def find(db: Transaction, federation_id: int, held: Held, request_id: int, today: date) -> Request | None:
    """A request within an office's reach, decided or not; None: there is none of that number."""
    found = db.first(ONE, federation=federation_id, row=request_id)
    if found is None or not reaches(db, held, found.unit_id, day_of(found.phase_ends_on, today)):
        return None
    return found


def of_duty(db: Transaction, federation_id: int, duty_id: int) -> Request | None:
    """The request that waits for this duty; a duty has at most one."""
    return db.first(OF_DUTY, federation=federation_id, of_duty=duty_id)
