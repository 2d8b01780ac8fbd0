"""What an officer decides about one unit's duty: excused, more time, open again, received on paper; and why."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlmodel
from sqlalchemy import bindparam, select
from sqlmodel import col

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.rules import OFFICER
from bot.models import Duty, DutyChange, Person, table_of

change, person = table_of(DutyChange), table_of(Person)

EXCUSED, EXTENDED, REOPENED, RECEIVED = "excused", "extended", "reopened", "received"


@dataclass(frozen=True)
class Decision:
    """Who decided, why, and when. `person_id` None: on the command line."""

    name: str
    person_id: int | None
    reason: str
    now: datetime


def find(db: Transaction, federation_id: int, duty_id: int) -> Duty | None:
    """A duty of the federation, to be decided about; None if there is none of that number."""
    wanted = sqlmodel.select(Duty).where(Duty.federation_id == federation_id, Duty.id == duty_id)
    return db.session.exec(wanted.with_for_update()).one_or_none()


def excuse(db: Transaction, duty: Duty, decision: Decision) -> None:
    """The unit owes this no more."""
    duty.excused_on = local(decision.now).date()
    _note(db, duty, EXCUSED, decision)


def extend(db: Transaction, duty: Duty, due_on: date, decision: Decision) -> None:
    """The unit has until `due_on`, whatever the campaign's rule says from now on."""
    before = duty.due_on
    duty.due_on, duty.due_origin, duty.due_source = due_on, OFFICER, decision.name
    if duty.closes_on is not None and duty.closes_on < due_on:
        duty.closes_on = None
    _note(db, duty, EXTENDED, decision, before, due_on)


def reopen(db: Transaction, duty: Duty, decision: Decision) -> None:
    """It is owed again: after it was done, excused or closed."""
    duty.done_at = duty.excused_on = duty.closes_on = None
    _note(db, duty, REOPENED, decision)


def receive(db: Transaction, duty: Duty, decision: Decision) -> None:
    """It came on paper or by phone: done."""
    duty.done_at = decision.now
    _note(db, duty, RECEIVED, decision)


def received_at(db: Transaction, duty_id: int) -> datetime | None:
    """Since when an officer has it on paper, and did not open it again; None: never."""
    decided = sqlmodel.select(DutyChange).where(DutyChange.duty_id == duty_id, col(DutyChange.deed).in_([REOPENED, RECEIVED]))
    last = db.session.exec(decided.order_by(col(DutyChange.id).desc())).first()
    return last.recorded_at if last and last.deed == RECEIVED else None


def history(db: Transaction, duty: Duty) -> list[DutyChange]:
    """All that was decided about it, oldest first."""
    wanted = sqlmodel.select(DutyChange).where(DutyChange.duty_id == duty.id).order_by(col(DutyChange.id))
    return list(db.session.exec(wanted).all())


@dataclass(frozen=True)
class Decided:
    """A decision that somebody took: `name` is None on the command line and once erased."""

    id: int
    deed: str
    name: str | None
    recorded_at: datetime


NEWEST = Prepared(
    select(change.c.id, change.c.deed, person.c.name, change.c.recorded_at)
    .join_from(change, person, person.c.id == change.c.person_id, isouter=True)
    .where(change.c.duty_id == bindparam("of_duty"))
    .order_by(change.c.id.desc())
    .limit(1),
    Decided,
)


def newest(db: Transaction, duty_id: int) -> Decided | None:
    """The last decision about a duty."""
    return db.first(NEWEST, of_duty=duty_id)


def _note(
    db: Transaction, duty: Duty, deed: str, decision: Decision, before: date | None = None, after: date | None = None
) -> None:
    row = DutyChange(
        federation_id=duty.federation_id,
        duty_id=duty.id or 0,
        deed=deed,
        before=before.isoformat() if before else None,
        after=after.isoformat() if after else None,
        reason=decision.reason,
        person_id=decision.person_id,
        recorded_at=decision.now,
    )
    db.session.add_all([duty, row])
    db.session.flush()
