"""The chair's “không đúng”: what an officer entered counts no more, and what held before holds again."""

from datetime import datetime
from enum import Enum
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, update
from sqlmodel import col

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.kinds import LAUNCH, PLEDGE, REPORT
from bot.models import Campaign, Duty, Report, written
from bot.on_behalf.entries import Entry, carry, of_version, on_behalf
from bot.on_behalf.versions import RESTORE, holding, newest, recorded_at
from bot.reports.filed import APPROVED
from bot.reports.writing import FINISH, take_back

OBJECT: Prepared[tuple[()]] = Prepared(
    update(on_behalf)
    .where(on_behalf.c.duty_id == bindparam("of_duty"), on_behalf.c.version == bindparam("number"))
    .values(objected_by=bindparam("person"), objected_at=bindparam("now", type_=on_behalf.c.objected_at.type))
)


class Objection(Enum):
    """What became of an objection."""

    DONE = "done"
    ALREADY = "already"  # somebody pressed before
    CHANGED_SINCE = "changed since"
    APPROVED = "approved"
    OVER = "over"  # the campaign is closed
    UNKNOWN = "unknown"


def object_to(
    db: Transaction, federation_id: int, duty_id: int, version: int, person_id: int, now: datetime
) -> tuple[Objection, Entry | None]:
    """Take back what was entered on behalf as this version, if it holds and was not approved: the version before holds again,
    as a new one; without one the duty is owed again. Nothing is deleted. The second value is the entry. Whoever calls has made
    sure that the person speaks for the unit."""
    duty = deciding.find(db, federation_id, duty_id)
    entry = of_version(db, duty_id, version) if duty else None
    if duty is None or entry is None:
        return Objection.UNKNOWN, None
    if entry.objected_at is not None:
        return Objection.ALREADY, entry
    if holding(db, duty.kind, duty_id) != version:
        return Objection.CHANGED_SINCE, entry
    if not db.session.get_one(Campaign, duty.campaign_id).is_open:
        return Objection.OVER, entry
    if duty.kind == REPORT and (report := _report(db, duty_id)).state == APPROVED:
        return Objection.APPROVED, entry
    if duty.kind == REPORT:
        take_back(db, report)
    else:
        _restore(db, duty, entry, person_id, now)
    db.run(OBJECT, of_duty=duty_id, number=version, person=person_id, now=now)
    about: dict[str, Any] = {"duty": duty_id, "version": version, "entered_by": entry.entered_by}
    operations.record(db, federation_id, "duty.on_behalf.object", now, person_id=person_id, unit_id=duty.unit_id, **about)
    return Objection.DONE, entry


def _report(db: Transaction, duty_id: int) -> Report:
    return db.session.exec(sqlmodel.select(Report).where(Report.duty_id == duty_id, col(Report.is_latest))).one()


def _restore(db: Transaction, duty: Duty, entry: Entry, person_id: int, now: datetime) -> None:
    duty_id, done_at = written(duty.id), duty.done_at
    holds = RESTORE[duty.kind](db, duty_id, entry.before, person_id, now)
    if duty.kind in {LAUNCH, PLEDGE}:  # the others know by themselves since when their duty is done
        before = recorded_at(db, duty.kind, duty_id, entry.before)
        by_entry = done_at == entry.recorded_at and not (holds and before == done_at)
        db.run(FINISH, of_duty=duty_id, now=None if by_entry else done_at)
    carry(db, duty.federation_id, duty_id, entry.before, newest(db, duty.kind, duty_id))
