"""Saying something to a report: each is one more row, under a lock, so that of two officers the first one counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, select
from sqlmodel import col

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.launches import UNDO, Undone
from bot.models import Campaign, Duty, Report, Review, ReviewItem, table_of, written
from bot.reports.filed import APPROVED, ASKED, RETURNED, WAITING
from bot.reviews.listing import SENDER, UNDONE

report = table_of(Report)

ANSWERED = "answered"  # the verdict of the unit's own answer to a question
DUTY_OF = Prepared(
    select(report.c.duty_id).where(report.c.federation_id == bindparam("federation"), report.c.id == bindparam("row")), int
)


class NotWaiting(Exception):
    """Somebody was quicker: it was decided, replaced or taken back meanwhile."""


class SamePerson(Exception):
    """The second of two approvals must be another person's."""


class OwnReport(Exception):
    """Where two must approve, whoever sent the report is none of them."""


@dataclass(frozen=True)
class By:
    """Who says it (`person_id`, and the name that the unit reads), in which federation, and when."""

    federation_id: int
    person_id: int
    name: str
    now: datetime


def approve(db: Transaction, report_id: int, by: By) -> tuple[int, bool]:
    """Accept a version; returns the review, and whether it is the last one needed: then the report is approved and its duty
    done. Raises NotWaiting, SamePerson, OwnReport."""
    row, duty = _open(db, by.federation_id, report_id)
    levels, first = db.session.get_one(Campaign, duty.campaign_id).review_levels, _first(db, report_id)
    if first and first.person_id == by.person_id:
        raise SamePerson
    if levels > 1 and db.all(SENDER, federation=by.federation_id, row=report_id) == [(by.person_id,)]:
        raise OwnReport
    level = 2 if first else 1
    is_final = level >= levels
    if is_final:
        duty.done_at = duty.done_at or row.recorded_at
    row.state = APPROVED if is_final else WAITING
    db.session.add_all([row, duty])
    return _say(db, row, duty, by, APPROVED, level), is_final


def send_back(db: Transaction, report_id: int, reasons: Mapping[str, str], due_on: date, by: By) -> int:
    """Return a version for the answers whose questions are the keys of `reasons`; returns the review. The duty is owed again,
    until `due_on`; whether the report was on time stays as it was. Raises NotWaiting."""
    row, duty = _open(db, by.federation_id, report_id)
    row.state, duty.done_at = RETURNED, None
    db.session.add(row)
    deciding.extend(db, duty, due_on, Decision(by.name, by.person_id, "; ".join(dict.fromkeys(reasons.values())), by.now))
    review_id = _say(db, row, duty, by, RETURNED, _level(db, report_id), due_on=due_on)
    owner: dict[str, Any] = {"federation_id": by.federation_id, "review_id": review_id}
    db.session.add_all(ReviewItem(**owner, question=key, reason=reason) for key, reason in reasons.items())
    db.session.flush()
    return review_id


def ask(db: Transaction, report_id: int, question: str, by: By) -> int:
    """Ask the unit something about a version, which goes on waiting; returns the review. Raises NotWaiting."""
    row, duty = _open(db, by.federation_id, report_id)
    row.state = ASKED
    db.session.add(row)
    return _say(db, row, duty, by, ASKED, _level(db, report_id), comment=question)


def answer(db: Transaction, report_id: int, words: str, by: By) -> int:
    """What the unit says to a question; the report waits for the officer again. Raises NotWaiting where nothing is asked."""
    row, duty = _open(db, by.federation_id, report_id)
    if row.state != ASKED:
        raise NotWaiting
    row.state = WAITING
    db.session.add(row)
    return _say(db, row, duty, by, ANSWERED, _level(db, report_id), comment=words)


def undo(db: Transaction, review_id: int, by: By) -> tuple[Undone, int | None]:
    """Within ten minutes, take back one's own approval, if it is the last thing that was said: the report waits again. The
    second value is the report, where there is one."""
    wanted = sqlmodel.select(Review).where(Review.federation_id == by.federation_id, Review.id == review_id)
    said = db.session.exec(wanted).one_or_none()
    if said is None or said.person_id != by.person_id or said.verdict != APPROVED:
        return Undone.NOT_YOURS, None
    row, duty = _locked(db, by.federation_id, said.report_id)
    newest = sqlmodel.select(Review.id).where(Review.report_id == said.report_id).order_by(col(Review.id).desc())
    if not row.is_latest or row.state not in {APPROVED, WAITING} or db.session.exec(newest).first() != review_id:
        return Undone.CHANGED_SINCE, row.id
    if by.now - said.recorded_at > UNDO:
        return Undone.TOO_LATE, row.id
    row.state = WAITING
    db.session.add(row)
    _say(db, row, duty, by, UNDONE, said.level)
    return Undone.DONE, row.id


def _open(db: Transaction, federation_id: int, report_id: int) -> tuple[Report, Duty]:
    row, duty = _locked(db, federation_id, report_id)
    if not row.is_latest or row.state not in {WAITING, ASKED}:
        raise NotWaiting
    return row, duty


def _locked(db: Transaction, federation_id: int, report_id: int) -> tuple[Report, Duty]:
    """The duty is locked, as whoever writes or takes back a version locks it; then both are read as they are now."""
    duty_id = db.first(DUTY_OF, federation=federation_id, row=report_id)
    duty = deciding.find(db, federation_id, duty_id) if duty_id else None
    if duty is None:
        raise NotWaiting
    row = db.session.get_one(Report, report_id)
    db.session.refresh(row)
    db.session.refresh(duty)
    return row, duty


def _first(db: Transaction, report_id: int) -> Review | None:
    """The first officer's approval, unless it was taken back."""
    wanted = sqlmodel.select(Review).where(Review.report_id == report_id, Review.level == 1)
    wanted = wanted.where(col(Review.verdict).in_([APPROVED, UNDONE])).order_by(col(Review.id).desc())
    newest = db.session.exec(wanted).first()
    return newest if newest and newest.verdict == APPROVED else None


def _level(db: Transaction, report_id: int) -> int:
    return 2 if _first(db, report_id) else 1


def _say(db: Transaction, row: Report, duty: Duty, by: By, verdict: str, level: int, **more: Any) -> int:
    """One more row, with what else it has to say, and a line in the log; returns its number."""
    report_id = written(row.id)
    told: dict[str, Any] = {"verdict": verdict, "level": level, **more}
    said = Review(federation_id=by.federation_id, report_id=report_id, person_id=by.person_id, recorded_at=by.now, **told)
    db.session.add(said)
    db.session.flush()
    about: dict[str, Any] = {"report": report_id, "version": row.version, "level": level}
    operations.record(db, by.federation_id, f"report.{verdict}", by.now, person_id=by.person_id, unit_id=duty.unit_id, **about)
    return written(said.id)
