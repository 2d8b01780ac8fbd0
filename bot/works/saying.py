"""Writes what became of a work: versions are only added, and the newest one holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, select, update

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.launches import LOCK
from bot.models import Duty, Pledge, WorkState, table_of
from bot.works.standing import state, work

pledge, duty = table_of(Pledge), table_of(Duty)

ROW = bindparam("row", type_=work.c.id.type)
DUTY = Prepared(
    select(pledge.c.duty_id).join_from(work, pledge, pledge.c.id == work.c.pledge_id).where(work.c.id == ROW),
    int,
)
HOLDS: Prepared[Any] = Prepared(
    select(work.c.federation_id, duty.c.unit_id)
    .join_from(work, pledge, and_(pledge.c.id == work.c.pledge_id, pledge.c.is_latest, pledge.c.is_withdrawn.is_(False)))
    .join(duty, duty.c.id == pledge.c.duty_id)
    .where(work.c.id == ROW)
)
LATEST_VERSION = Prepared(select(func.coalesce(func.max(state.c.version), 0)).where(state.c.work_id == ROW), int)
RETIRE: Prepared[tuple[()]] = Prepared(update(state).where(state.c.work_id == ROW, state.c.is_latest).values(is_latest=False))


class Changed(Exception):
    """The pledge was amended or taken back meanwhile: this work is not the one that holds any more."""


@dataclass(frozen=True)
class Said:
    """A word on a work. `state` is finished, later, dropped or open; `day` is when it was finished or will be, `value` in
    đồng what it came to, `document_id` a photo."""

    state: str
    day: date | None = None
    value: int | None = None
    reason: str = ""
    document_id: int | None = None


def say(db: Transaction, work_id: int, said: Said, person_id: int | None, now: datetime) -> None:
    """Write the newest word on a work; earlier ones stay as history. Ask for rights before. Raises Changed, and LookupError
    where there is no such work."""
    duty_id = db.first(DUTY, row=work_id)
    if duty_id is None:
        raise LookupError(f"there is no work {work_id}")
    db.all(LOCK, duty=duty_id)  # an amendment takes the same lock, so that no word is lost between two versions
    holds = db.first(HOLDS, row=work_id)
    if holds is None:
        raise Changed
    version = db.all(LATEST_VERSION, row=work_id)[0] + 1
    db.run(RETIRE, row=work_id)
    federation_id, unit_id = holds
    told: dict[str, Any] = {"federation_id": federation_id, "work_id": work_id, "version": version, "is_latest": True}
    db.session.add(WorkState(**told, **vars(said), person_id=person_id, recorded_at=now))
    db.session.flush()
    about = {"person_id": person_id, "unit_id": unit_id}
    operations.record(db, federation_id, f"work.{said.state}", now, **about, work=work_id, version=version)
