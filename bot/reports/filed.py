"""Reading what a unit has reported: a version with its figures and evidence, and why it came back."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Document, Evidence, Figure, Indicator, Report, Review, ReviewItem, table_of
from bot.reports.answers import Answered
from bot.reports.form import FIGURE

report, figure, indicator = table_of(Report), table_of(Figure), table_of(Indicator)
evidence, document = table_of(Evidence), table_of(Document)
review, review_item = table_of(Review), table_of(ReviewItem)

WAITING, ASKED, RETURNED, APPROVED = "waiting", "asked", "returned", "approved"
WITHDRAWN = "withdrawn"  # taken back within ten minutes, or entered on behalf and objected to; counts for nothing, never latest


@dataclass(frozen=True)
class Line:
    """One indicator of a report with its answer."""

    key: str
    code: str
    label: str
    unit: str
    kind: str
    indicator_id: int
    answer: Answered


@dataclass(frozen=True)
class Proof:
    """A file with a report."""

    document_id: int
    name: str
    media_type: str


@dataclass(frozen=True)
class Return:
    """Why a version came back: the officer's comment, until when to mend it, and a reason for each question's key. Without
    keys the whole report is to be looked at again."""

    comment: str
    due_on: date | None
    reasons: dict[str, str]


@dataclass(frozen=True)
class Filed:
    """A version of a report. `state` is waiting, asked, returned, approved or withdrawn; `is_late` was decided by the first
    version that was not withdrawn."""

    id: int
    federation_id: int
    duty_id: int
    version: int
    is_latest: bool
    state: str
    receipt: str
    is_late: bool
    grade: str
    words: str
    person_id: int | None
    recorded_at: datetime
    figures: list[Line] = field(default_factory=list)
    evidence: list[Proof] = field(default_factory=list)
    returned: Return | None = None

    def answer(self, key: str) -> Answered | None:
        """What it says to the indicator of that key."""
        return next((each.answer for each in self.figures if each.key == key), None)


OWN = ("id", "federation_id", "duty_id", "version", "is_latest", "state", "receipt", "is_late", "grade", "words", "person_id")
VERSION: Prepared[Any] = Prepared(
    select(*(report.c[name] for name in (*OWN, "recorded_at"))).where(
        report.c.duty_id == bindparam("of_duty"),
        or_(
            report.c.version == bindparam("number", type_=report.c.version.type),
            and_(bindparam("number", type_=report.c.version.type).is_(None), report.c.is_latest),
        ),
    )
)
LINES: Prepared[Any] = Prepared(
    select(
        *(indicator.c[name] for name in ("code", "label", "unit", "kind", "id")),
        *(figure.c[name] for name in ("state", "amount", "words", "doubt")),
    )
    .join_from(figure, indicator, indicator.c.id == figure.c.indicator_id)
    .where(figure.c.report_id == bindparam("of_report"))
    .order_by(indicator.c.position, indicator.c.id)
)
PROOFS = Prepared(
    select(document.c.id, document.c.name, document.c.media_type)
    .join_from(evidence, document, document.c.id == evidence.c.document_id)
    .where(evidence.c.report_id == bindparam("of_report"))
    .order_by(evidence.c.id),
    Proof,
)
REVIEWED: Prepared[Any] = Prepared(
    select(review.c.id, review.c.comment, review.c.due_on)
    .where(review.c.report_id == bindparam("of_report"), review.c.verdict == RETURNED)
    .order_by(review.c.id.desc())
    .limit(1)
)
REASONS: Prepared[Any] = Prepared(
    select(review_item.c.question, review_item.c.reason)
    .where(review_item.c.review_id == bindparam("of_review"))
    .order_by(review_item.c.id)
)


def report_of(db: Transaction, duty_id: int, version: int | None = None) -> Filed | None:
    """The version of a duty's report that holds, or the one of that number; None where there is none."""
    found = db.first(VERSION, of_duty=duty_id, number=version)
    if found is None:
        return None
    report_id, state = found[0], found[OWN.index("state")]
    lines = [_line(*columns) for columns in db.all(LINES, of_report=report_id)]
    returned = _return(db, report_id) if state == RETURNED else None
    told: dict[str, Any] = dict(zip((*OWN, "recorded_at"), found, strict=True))
    return Filed(**told, figures=lines, evidence=db.all(PROOFS, of_report=report_id), returned=returned)


def _line(code: str, label: str, unit: str, kind: str, row: int, *said: Any) -> Line:
    return Line(f"{FIGURE}{code}", code, label, unit, kind, row, Answered(*said))


def _return(db: Transaction, report_id: int) -> Return | None:
    found = db.first(REVIEWED, of_report=report_id)
    if found is None:
        return None
    review_id, comment, due_on = found
    return Return(comment, due_on, dict(db.all(REASONS, of_review=review_id)))
