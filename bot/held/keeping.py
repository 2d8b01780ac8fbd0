"""Writes down what became of a launch: versions are only added, and the newest one holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, func, select, update

from bot import launches, operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import deciding, kinds
from bot.held import inviting
from bot.held.contents import CANCELLED, HELD, POSTPONED, WITHDRAWN, Said
from bot.launches import DONE, LOCK, OPEN
from bot.models import Duty, HeldLaunch, Launch, table_of, written

held = table_of(HeldLaunch)
TOLD = ("outcome", "day", "present", "members", "opened_by", "reason", "document_id")

LATEST_VERSION = Prepared(select(func.coalesce(func.max(held.c.version), 0)).where(held.c.duty_id == bindparam("duty")), int)
RETIRE: Prepared[tuple[()]] = Prepared(
    update(held).where(held.c.duty_id == bindparam("duty"), held.c.is_latest).values(is_latest=False)
)
HOLDS: Prepared[Any] = Prepared(
    select(*(held.c[name] for name in ("id", "version", "recorded_at", *TOLD))).where(
        held.c.duty_id == bindparam("duty"), held.c.is_latest, held.c.outcome != WITHDRAWN
    )
)


@dataclass(frozen=True)
class Reported:
    """The version that holds, and when it was written."""

    row: int
    version: int
    recorded_at: datetime
    said: Said


def report_of(db: Transaction, duty_id: int) -> Reported | None:
    """What holds about the launch of a duty (of kind held); None where nothing was said, or it was taken back."""
    found = db.first(HOLDS, duty=duty_id)
    if found is None:
        return None
    row, version, recorded_at, *said = found
    return Reported(row, version, recorded_at, Said(*said))


def record(db: Transaction, duty_id: int, said: Said, person_id: int | None, now: datetime) -> int:
    """Write the newest word on a launch; returns its row. Earlier versions stay as history.

    Held or cancelled, the duty is done. Put off, it is owed still, and the launch is registered for the new day, so that
    reminders and lists follow. Of a model launch that is put off or cancelled the officers hear who were invited.
    """
    duty, row = _write(db, duty_id, said, person_id, now)
    if said.outcome == POSTPONED:
        db.run(OPEN, duty=duty_id)
        _register(db, duty, said, person_id, now)
    else:
        db.run(DONE, duty=duty_id, now=now)
    if said.outcome == CANCELLED:
        inviting.call_off(db, row, now)
    return row


def take_back(db: Transaction, duty_id: int, before: int | None, person_id: int | None, now: datetime) -> Reported | None:
    """What was said last is not so: the version `before` holds again, as a new one; None: nothing was said, and the duty is owed
    again, unless an officer has noted that it came on paper. A launch that was put off is back on its old day. Returns what
    holds from then on. Raises LookupError where nothing holds that could be taken back."""
    db.all(LOCK, duty=duty_id)
    last = report_of(db, duty_id)
    if last is None:
        raise LookupError(f"nothing is said about the launch of duty {duty_id}")
    earlier = _version(db, duty_id, before) if before else None
    said = Said(**earlier.model_dump(include=set(TOLD))) if earlier else Said(WITHDRAWN)
    duty, _row = _write(db, duty_id, said, person_id, now)
    db.run(OPEN, duty=duty_id)
    at = earlier.recorded_at if earlier and said.outcome in (HELD, CANCELLED) else deciding.received_at(db, duty_id)
    if at:
        db.run(DONE, duty=duty_id, now=at)
    if last.said.outcome == POSTPONED:
        _unregister(db, duty, last, person_id, now)
    return report_of(db, duty_id)


def _version(db: Transaction, duty_id: int, version: int) -> HeldLaunch | None:
    wanted = sqlmodel.select(HeldLaunch).where(HeldLaunch.duty_id == duty_id, HeldLaunch.version == version)
    return db.session.exec(wanted).one_or_none()


def _write(db: Transaction, duty_id: int, said: Said, person_id: int | None, now: datetime) -> tuple[Duty, int]:
    db.all(LOCK, duty=duty_id)
    duty = db.session.get_one(Duty, duty_id)
    version = db.all(LATEST_VERSION, duty=duty_id)[0] + 1
    db.run(RETIRE, duty=duty_id)
    owner: dict[str, Any] = {"federation_id": duty.federation_id, "duty_id": duty_id, "person_id": person_id, "recorded_at": now}
    row = HeldLaunch(**owner, **vars(said), version=version, is_latest=True)
    db.session.add(row)
    db.session.flush()
    about: dict[str, Any] = {"person_id": person_id, "unit_id": duty.unit_id, "valid_on": said.day}
    operations.record(db, duty.federation_id, f"launch.{said.outcome}", now, **about, duty=duty_id, version=version)
    return duty, written(row.id)


def _launch_of(db: Transaction, duty: Duty) -> tuple[int, Launch | None] | None:
    """The duty to register the launch that this one is about, with what is registered; None: the campaign does not ask for it."""
    same = (Duty.unit_id == duty.unit_id, Duty.campaign_id == duty.campaign_id, Duty.phase_id == duty.phase_id)
    found = db.session.exec(sqlmodel.select(Duty.id).where(*same, Duty.kind == kinds.LAUNCH)).first()
    if found is None:
        return None
    latest = sqlmodel.select(Launch).where(Launch.duty_id == found, sqlmodel.col(Launch.is_latest))
    return found, db.session.exec(latest).one_or_none()


def _register(db: Transaction, duty: Duty, said: Said, person_id: int | None, now: datetime) -> None:
    if found := _launch_of(db, duty):
        duty_id, launch = found
        place, people = (launch.place, launch.people) if launch else ("", None)
        inviting.invite(db, launches.register(db, duty_id, said.day, place, people, person_id, now), now)


def _unregister(db: Transaction, duty: Duty, last: Reported, person_id: int | None, now: datetime) -> None:
    """The day before it was put off is registered again, unless another one was since."""
    duty_id, launch = _launch_of(db, duty) or (0, None)
    if launch is None or (launch.day, launch.recorded_at) != (last.said.day, last.recorded_at):
        return
    earlier = sqlmodel.select(Launch).where(Launch.duty_id == duty_id, Launch.version == launch.version - 1)
    before = db.session.exec(earlier).one_or_none()
    place, people = (before.place, before.people) if before else ("", None)
    inviting.invite(db, launches.register(db, duty_id, before.day if before else None, place, people, person_id, now), now)
