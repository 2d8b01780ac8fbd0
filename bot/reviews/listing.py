"""Which reports wait for an officer.

A unit's report belongs to the parent it had on the last day of the phase, once that is over.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, exists, null, or_, select

from bot import rights
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.missing import day_of
from bot.models import Campaign, Duty, Figure, OnBehalf, Phase, Report, Review, Unit, table_of
from bot.people import Held
from bot.reports.filed import APPROVED, ASKED, WAITING
from bot.rights import reach_of, reached

report, duty, phase, campaign = table_of(Report), table_of(Duty), table_of(Phase), table_of(Campaign)
unit, figure, review, on_behalf = table_of(Unit), table_of(Figure), table_of(Review), table_of(OnBehalf)

TWO = 2  # levels of approval
UNDONE = "undone"  # the verdict that takes an approval back


@dataclass(frozen=True)
class Reported:
    """A version of a report, with what an officer needs to choose it. `first_id` is the review by which a first officer has
    approved it, where a campaign asks for two; `first_by` who that was; `sent_by` who of
    the unit sent the version; None where an officer entered it for the unit."""

    report_id: int
    duty_id: int
    version: int
    is_latest: bool
    state: str
    recorded_at: datetime
    unit_id: int
    unit: str
    kind: str
    occurrence: int
    phase: str
    phase_ends_on: date | None
    due_on: date | None
    is_late: bool
    is_doubtful: bool
    levels: int
    first_id: int | None
    first_by: int | None
    sent_by: int | None

    @property
    def is_waiting(self) -> bool:
        """Whether an officer may still say something to this version."""
        return self.is_latest and self.state in {WAITING, ASKED}

    def may_be_approved_by(self, person_id: int | None) -> bool:
        """Where two must approve, they are two people, and neither of them sent it."""
        is_second = self.first_id is None or self.first_by != person_id
        return is_second and (self.levels < TWO or self.sent_by != person_id)


DOUBTED = exists().where(figure.c.report_id == report.c.id, figure.c.doubt != "")
later = review.alias("later")
UNDONE_SINCE = exists().where(
    later.c.report_id == review.c.report_id, later.c.id > review.c.id, later.c.level == 1, later.c.verdict == UNDONE
)
FIRST = and_(review.c.report_id == report.c.id, review.c.level == 1, review.c.verdict == APPROVED, ~UNDONE_SINCE)
ENTERED = exists().where(on_behalf.c.duty_id == report.c.duty_id, on_behalf.c.version == report.c.version)
SENT_BY = case((ENTERED, null()), else_=report.c.person_id)
SENDER: Prepared[Any] = Prepared(
    select(SENT_BY.label("sent_by")).where(report.c.federation_id == bindparam("federation"), report.c.id == bindparam("row"))
)
IS_WAITING = and_(report.c.is_latest, or_(report.c.state == WAITING, report.c.state == ASKED))


def _rows() -> Select[Any]:
    return (
        select(
            report.c.id.label("report_id"),
            *(report.c[name] for name in ("duty_id", "version", "is_latest", "state", "recorded_at")),
            unit.c.id.label("unit_id"),
            unit.c.name,
            *(duty.c[name] for name in ("kind", "occurrence")),
            phase.c.name.label("phase"),
            phase.c.ends_on,
            duty.c.due_on,
            report.c.is_late,
            DOUBTED.label("is_doubtful"),
            campaign.c.review_levels,
            review.c.id.label("first_id"),
            review.c.person_id,
            SENT_BY.label("sent_by"),
        )
        .join_from(report, duty, duty.c.id == report.c.duty_id)
        .join(unit, unit.c.id == duty.c.unit_id)
        .join(phase, phase.c.id == duty.c.phase_id)
        .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
        .outerjoin(review, FIRST)
        .where(report.c.federation_id == bindparam("federation"))
    )


WITHIN = reached()
DAYS: Prepared[Any] = Prepared(
    select(phase.c.id, phase.c.ends_on)
    .distinct()
    .join_from(report, duty, duty.c.id == report.c.duty_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .where(report.c.federation_id == bindparam("federation"), IS_WAITING)
)
OF_PHASE = Prepared(
    _rows()
    .where(duty.c.phase_id == bindparam("of_phase"), IS_WAITING, duty.c.unit_id.in_(select(WITHIN.c.unit_id)))
    .order_by(report.c.id),
    Reported,
)
ONE = Prepared(_rows().where(report.c.id == bindparam("row")), Reported)


def waiting(db: Transaction, federation_id: int, held: Held, today: date) -> list[Reported]:
    """The reports within an office's reach that wait: those with a doubt first, then the oldest; those about which the unit
    was asked come last."""
    found = [
        each
        for phase_id, ends_on in db.all(DAYS, federation=federation_id)
        for each in db.all(
            OF_PHASE, federation=federation_id, of_phase=phase_id, day=day_of(ends_on, today), **vars(reach_of(held))
        )
    ]
    return sorted(found, key=lambda each: (each.state == ASKED, not each.is_doubtful, each.recorded_at, each.report_id))


def find(db: Transaction, federation_id: int, held: Held, report_id: int, today: date) -> Reported | None:
    """A report within an office's reach, in whatever state; None: there is none of that number."""
    found = own(db, federation_id, report_id)
    if found is None or not rights.reaches(db, held, found.unit_id, day_of(found.phase_ends_on, today)):
        return None
    return found


def own(db: Transaction, federation_id: int, report_id: int) -> Reported | None:
    """A report of the federation, for whoever may see it without an officer's reach: ask whose unit it is."""
    return db.first(ONE, federation=federation_id, row=report_id)
