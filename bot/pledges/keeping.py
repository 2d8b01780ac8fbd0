"""Writes pledges: versions are only added, and the newest one holds."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, func, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.launches import DONE, LOCK, OPEN, UNDO, Undone
from bot.models import Duty, Pledge, PledgeLine, table_of, written
from bot.models import Work as WorkRow
from bot.pledges.contents import Contents, Line, Promised, Work
from bot.pledges.recalling import pledge_of, read
from bot.works.carrying import carry

duty, pledges = table_of(Duty), table_of(Pledge)


LATEST_VERSION = Prepared(
    select(func.coalesce(func.max(pledges.c.version), 0)).where(pledges.c.duty_id == bindparam("duty")), int
)
RETIRE: Prepared[tuple[()]] = Prepared(
    update(pledges).where(pledges.c.duty_id == bindparam("duty"), pledges.c.is_latest).values(is_latest=False)
)
DONE_AT: Prepared[datetime | None] = Prepared(select(duty.c.done_at).where(duty.c.id == bindparam("duty")), lambda at: at)


def pledge(db: Transaction, duty_id: int, said: Contents, person_id: int | None, now: datetime) -> int:
    """Write the newest word on a pledge, by which its duty is done; returns its row. Earlier versions stay as history."""
    row = _write(db, duty_id, said, person_id, now, is_withdrawn=False)
    db.run(DONE, duty=duty_id, now=now)
    return row


def undo(db: Transaction, pledge_id: int, person_id: int, now: datetime) -> tuple[Undone, Promised | None]:
    """Within ten minutes, take back one's own newest word: what was pledged before holds again, as a new version, and the
    duty is owed again where it was. The second value is what holds from then on."""
    said = db.session.get(Pledge, pledge_id)
    if said is None or said.person_id != person_id:
        return Undone.NOT_YOURS, None
    db.all(LOCK, duty=said.duty_id)
    db.session.refresh(said)  # somebody may have written while we waited
    if not said.is_latest or said.is_withdrawn:
        return Undone.CHANGED_SINCE, None
    if now - said.recorded_at > UNDO:
        return Undone.TOO_LATE, None
    earlier = sqlmodel.select(Pledge).where(Pledge.duty_id == said.duty_id, Pledge.version == said.version - 1)
    before = db.session.exec(earlier).one_or_none()
    is_withdrawn = before is None or before.is_withdrawn
    made_it_done = db.all(DONE_AT, duty=said.duty_id) == [said.recorded_at]
    if before is None or is_withdrawn or (made_it_done and before.recorded_at < said.recorded_at):
        db.run(OPEN, duty=said.duty_id)
    restore(db, said.duty_id, said.version - 1, person_id, now)
    return Undone.DONE, pledge_of(db, said.duty_id)


def restore(db: Transaction, duty_id: int, version: int, person_id: int, now: datetime) -> bool:
    """Let an earlier version hold again, as a new one; where there is none of that number (0, say), nothing is pledged any
    more. Returns whether anything is. The duty stays as it is."""
    earlier = sqlmodel.select(Pledge).where(Pledge.duty_id == duty_id, Pledge.version == version)
    before = db.session.exec(earlier).one_or_none()
    is_withdrawn = before is None or before.is_withdrawn
    _write(db, duty_id, read(db, before) if before else Contents(), person_id, now, is_withdrawn=is_withdrawn)
    return not is_withdrawn


def _write(db: Transaction, duty_id: int, said: Contents, person_id: int | None, now: datetime, *, is_withdrawn: bool) -> int:
    db.all(LOCK, duty=duty_id)
    version = db.all(LATEST_VERSION, duty=duty_id)[0] + 1
    db.run(RETIRE, duty=duty_id)
    row = Pledge(
        federation_id=db.session.get_one(Duty, duty_id).federation_id,
        duty_id=duty_id,
        version=version,
        is_latest=True,
        is_withdrawn=is_withdrawn,
        benefit=said.benefit,
        is_signed=said.is_signed,
        signed_on=said.signed_on,
        reason=said.reason,
        person_id=person_id,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add_all([*_line_rows(row, said.lines), *_work_rows(row, said.works)])
    db.session.flush()
    if said.works and version > 1:
        carry(db, duty_id, written(row.id))
        db.session.flush()
    return written(row.id)


def _line_rows(row: Pledge, lines: Sequence[Line]) -> list[PledgeLine]:
    owner: dict[str, Any] = {"federation_id": row.federation_id, "pledge_id": written(row.id)}
    return [
        PledgeLine(
            **owner,
            title_id=each.offer.title_id,
            indicator_id=each.offer.indicator_id,
            people=each.people,
            collectives=each.collectives,
            amount=each.amount,
        )
        for each in lines
    ]


def _work_rows(row: Pledge, works: Sequence[Work]) -> list[WorkRow]:
    owner: dict[str, Any] = {"federation_id": row.federation_id, "pledge_id": written(row.id)}
    return [WorkRow(**owner, position=n, **vars(each)) for n, each in enumerate(works, 1)]
