"""What was said to a report, and what a new version changed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Evidence, Person, Report, Review, ReviewItem, table_of
from bot.reports.answers import Answered
from bot.reports.filed import WITHDRAWN, Filed, report_of
from bot.reports.form import EVIDENCE, GRADE, WORDS

report, review, item, person = table_of(Report), table_of(Review), table_of(ReviewItem), table_of(Person)
evidence = table_of(Evidence)

WITH_FILES = Prepared(select(evidence.c.id).where(evidence.c.report_id == bindparam("of_report")).limit(1), int)


def has_evidence(db: Transaction, report_id: int) -> bool:
    """Whether files came with a version."""
    return db.first(WITH_FILES, of_report=report_id) is not None


@dataclass(frozen=True)
class Said:
    """What somebody said to a version of a report. `verdict`: approved, returned, asked, answered (by the unit) or undone;
    `name` is None once the person is erased; `reasons` are those of a return, by the keys of the report's questions."""

    id: int
    level: int
    verdict: str
    comment: str
    due_on: date | None
    person_id: int | None
    name: str | None
    recorded_at: datetime
    reasons: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """An answer that differs between two versions: its question, and what it was; for files, how many there were and are.

    Both answers are None for free words and for the unit's own grade, which the versions themselves hold."""

    key: str
    label: str = ""
    unit: str = ""
    before: Answered | None = None
    after: Answered | None = None


OWN = ("id", "level", "verdict", "comment", "due_on", "person_id", "name", "recorded_at")
SAID: Prepared[Any] = Prepared(
    select(
        *(review.c[name] for name in ("id", "level", "verdict", "comment", "due_on", "person_id")),
        person.c.name,
        review.c.recorded_at,
    )
    .outerjoin_from(review, person, person.c.id == review.c.person_id)
    .where(review.c.report_id == bindparam("of_report"))
    .order_by(review.c.id)
)
REASONS: Prepared[Any] = Prepared(
    select(item.c.review_id, item.c.question, item.c.reason)
    .join_from(item, review, review.c.id == item.c.review_id)
    .where(review.c.report_id == bindparam("of_report"))
    .order_by(item.c.id)
)
BEFORE = Prepared(
    select(func.max(report.c.version)).where(
        report.c.duty_id == bindparam("of_duty"),
        report.c.version < bindparam("newer", type_=report.c.version.type),
        report.c.state != WITHDRAWN,
    ),
    lambda version: version,
)


def of_report(db: Transaction, report_id: int) -> list[Said]:
    """All that was said to one version, oldest first."""
    rows = db.all(SAID, of_report=report_id)
    reasons: dict[int, dict[str, str]] = {}
    for review_id, question, reason in db.all(REASONS, of_report=report_id):
        reasons.setdefault(review_id, {})[question] = reason
    return [Said(reasons=reasons.get(row, {}), **dict(zip(OWN, (row, *rest), strict=True))) for row, *rest in rows]


def before(db: Transaction, filed: Filed) -> Filed | None:
    """The version before this one; those that were taken back do not count."""
    version = db.first(BEFORE, of_duty=filed.duty_id, newer=filed.version)
    return report_of(db, filed.duty_id, version) if version else None


def changes(older: Filed, newer: Filed) -> list[Change]:
    """Which answers differ, in the order of the report."""
    return [*_figures(older, newer), *_rest(older, newer)]


def _figures(older: Filed, newer: Filed) -> Iterator[Change]:
    lines = {each.key: each for each in [*newer.figures, *older.figures]}
    for key, line in lines.items():
        was, is_ = older.answer(key), newer.answer(key)
        if _plain(was) != _plain(is_):
            yield Change(key, line.label, line.unit, was, is_)


def _plain(answered: Answered | None) -> tuple[Any, ...]:
    """What an answer says; a doubt that came or went is no change of it."""
    return (answered.state, answered.amount, answered.words) if answered else ()


def _rest(older: Filed, newer: Filed) -> Iterator[Change]:
    if {each.document_id for each in older.evidence} != {each.document_id for each in newer.evidence}:
        yield Change(EVIDENCE)
    if older.grade != newer.grade:
        yield Change(GRADE)
    if older.words != newer.words:
        yield Change(WORDS)
