"""Writing a report down, as one more version, and taking it back within ten minutes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, func, select, update
from sqlmodel import col

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.deciding import RECEIVED, REOPENED
from bot.models import Duty, DutyChange, Evidence, Figure, Report, Review, table_of, written
from bot.reports import receipts
from bot.reports.answers import Answered
from bot.reports.filed import RETURNED, WAITING, WITHDRAWN, Filed, report_of

UNDO = timedelta(minutes=10)

duty, report = table_of(Duty), table_of(Report)

LOCK: Prepared[Any] = Prepared(select(duty.c.id).where(duty.c.id == bindparam("of_duty")).with_for_update())
VERSIONS = Prepared(select(func.coalesce(func.max(report.c.version), 0)).where(report.c.duty_id == bindparam("of_duty")), int)
# Decided once, by the first version that was not taken back.
FIRST: Prepared[Any] = Prepared(
    select(report.c.is_late)
    .where(report.c.duty_id == bindparam("of_duty"), report.c.state != WITHDRAWN)
    .order_by(report.c.version)
    .limit(1)
)
RETIRE: Prepared[tuple[()]] = Prepared(
    update(report).where(report.c.duty_id == bindparam("of_duty"), report.c.is_latest).values(is_latest=False)
)
FINISH: Prepared[tuple[()]] = Prepared(update(duty).where(duty.c.id == bindparam("of_duty")).values(done_at=bindparam("now")))


@dataclass(frozen=True)
class Said:
    """A whole report as the chair says it: answers by the numbers of their indicators, documents, grade, and free words."""

    answers: Mapping[int, Answered]
    documents: Sequence[int] = ()
    grade: str = ""
    words: str = ""


def submit(db: Transaction, of: Duty, said: Said, person_id: int | None, now: datetime) -> Filed:
    """Write the next version of a duty's report down; it waits for review, and the duty is done."""
    duty_id = written(of.id)
    db.all(LOCK, of_duty=duty_id)
    version = db.all(VERSIONS, of_duty=duty_id)[0] + 1
    first = db.first(FIRST, of_duty=duty_id)
    db.run(RETIRE, of_duty=duty_id)
    row = Report(
        federation_id=of.federation_id,
        duty_id=duty_id,
        version=version,
        is_latest=True,
        state=WAITING,
        receipt=receipts.new_code(db, of.federation_id),
        is_late=is_late(of, now) if first is None else bool(first[0]),
        grade=said.grade,
        words=said.words,
        person_id=person_id,
        recorded_at=now,
    )
    db.session.add(row)
    db.session.flush()
    owner: dict[str, Any] = {"federation_id": of.federation_id, "report_id": written(row.id)}
    db.session.add_all(Figure(**owner, indicator_id=each, **vars(answer)) for each, answer in said.answers.items())
    db.session.add_all(Evidence(**owner, document_id=each) for each in dict.fromkeys(said.documents))
    db.run(FINISH, of_duty=duty_id, now=now)
    filed = report_of(db, duty_id)
    if filed is None:
        raise LookupError(f"duty {duty_id} has no report right after one was written")
    return filed


def is_late(of: Duty, now: datetime) -> bool:
    """Whether a report that comes now comes after the due day and its days of grace."""
    return of.due_on is not None and local(now).date() > of.due_on + timedelta(days=of.grace_days)


class Withdrawn(Enum):
    """What became of the wish to take a report back."""

    DONE = "done"
    TOO_LATE = "too late"
    CHANGED_SINCE = "changed since"
    REVIEWED = "reviewed"
    NOT_YOURS = "not yours"


def withdraw(db: Transaction, report_id: int, person_id: int, now: datetime) -> Withdrawn:
    """Take a version back, if it is the person's own, holds, was sent within ten minutes, and no officer spoke to it yet. The
    version before holds again; where there is none, or it was returned, the duty is owed again."""
    row = db.session.get(Report, report_id)
    if row is None or row.person_id != person_id:
        return Withdrawn.NOT_YOURS
    db.all(LOCK, of_duty=row.duty_id)
    db.session.refresh(row)
    if not row.is_latest:
        return Withdrawn.CHANGED_SINCE
    if db.session.exec(sqlmodel.select(Review.id).where(Review.report_id == report_id)).first():
        return Withdrawn.REVIEWED
    if now - row.recorded_at > UNDO:
        return Withdrawn.TOO_LATE
    take_back(db, row)
    return Withdrawn.DONE


def take_back(db: Transaction, row: Report) -> None:
    """The version that holds counts for nothing any more, and the one before it holds again; where there is none, or it was
    returned, the duty is owed again. Whoever calls has locked the duty."""
    row.state, row.is_latest = WITHDRAWN, False
    db.session.add(row)
    before = _before(db, row)
    if before:
        before.is_latest = True
        db.session.add(before)
    db.run(FINISH, of_duty=row.duty_id, now=_done_at(db, row.duty_id, before))


def _done_at(db: Transaction, duty_id: int, before: Report | None) -> datetime | None:
    """Since when the duty is done if `before` holds again: what an officer decided about the duty after it counts more."""
    decided = sqlmodel.select(DutyChange).where(DutyChange.duty_id == duty_id, col(DutyChange.deed).in_([REOPENED, RECEIVED]))
    last = db.session.exec(decided.order_by(col(DutyChange.id).desc())).first()
    if last and (before is None or last.recorded_at >= before.recorded_at):
        return last.recorded_at if last.deed == RECEIVED else None
    return before.recorded_at if before and before.state != RETURNED else None


def _before(db: Transaction, row: Report) -> Report | None:
    """The newest version before it that was not taken back."""
    wanted = sqlmodel.select(Report).where(Report.duty_id == row.duty_id, Report.version < row.version)
    return db.session.exec(wanted.where(Report.state != WITHDRAWN).order_by(col(Report.version).desc())).first()
