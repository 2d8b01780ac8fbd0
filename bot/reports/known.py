"""What is known around a report before it is written: the pledge, the last phase, other units, and the unit's people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, and_, bindparam, case, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Duty, Figure, Headcount, Indicator, Phase, Pledge, PledgeLine, Report, Unit, table_of
from bot.reports.answers import GIVEN
from bot.reports.kinds import LAST
from bot.units.tree import counted

duty, report, phase, unit = table_of(Duty), table_of(Report), table_of(Phase), table_of(Unit)
figure, indicator, headcount = table_of(Figure), table_of(Indicator), table_of(Headcount)
pledge, pledge_line = table_of(Pledge), table_of(PledgeLine)

RETURNED = "returned"
ALIKE = 2  # a unit of the same size has at least half and at most twice the people
MOST_PEERS = 3_000  # figures; more make a middle no truer


@dataclass(frozen=True)
class Past:
    """The report of an earlier phase: the phase's name, and its figures by the indicators' codes."""

    phase: str = ""
    amounts: dict[str, float] = field(default_factory=dict)


COUNTS = and_(report.c.is_latest, report.c.state != RETURNED)
IS_SAME = case((duty.c.campaign_id == bindparam("campaign"), 1), else_=0)
LAST_REPORT: Prepared[Any] = Prepared(
    select(report.c.id, phase.c.name, IS_SAME.label("same"))
    .join_from(report, duty, duty.c.id == report.c.duty_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .where(duty.c.unit_id == bindparam("of_unit"), duty.c.kind == bindparam("of_kind"), COUNTS)
    .where(
        or_(
            and_(duty.c.campaign_id == bindparam("campaign"), phase.c.position < bindparam("place", type_=Integer)),
            and_(duty.c.campaign_id != bindparam("campaign"), phase.c.ends_on < bindparam("starts", type_=Date)),
        )
    )
    .order_by(IS_SAME.desc(), phase.c.starts_on.desc(), phase.c.position.desc(), report.c.id.desc())
    .limit(1)
)
AMOUNTS: Prepared[Any] = Prepared(
    select(indicator.c.code, indicator.c.kind, figure.c.amount)
    .join_from(figure, indicator, indicator.c.id == figure.c.indicator_id)
    .where(figure.c.report_id == bindparam("of_report"), figure.c.state == GIVEN, figure.c.amount.is_not(None))
)
PHASE: Prepared[Any] = Prepared(select(phase.c.position, phase.c.starts_on).where(phase.c.id == bindparam("row")))
PLEDGED: Prepared[Any] = Prepared(
    select(indicator.c.code, pledge_line.c.amount)
    .join_from(pledge_line, pledge, pledge.c.id == pledge_line.c.pledge_id)
    .join(duty, duty.c.id == pledge.c.duty_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(indicator, indicator.c.id == pledge_line.c.indicator_id)
    .where(pledge.c.is_latest, pledge.c.is_withdrawn.is_(False), pledge_line.c.amount.is_not(None))
    .where(duty.c.unit_id == bindparam("of_unit"), duty.c.campaign_id == bindparam("campaign"))
    .where(phase.c.position <= bindparam("place"))
    .order_by(phase.c.position, pledge_line.c.id)
)
PEOPLE = Prepared(
    select(unit.c.bloc_id, headcount.c.members)
    .outerjoin_from(unit, headcount, counted())
    .where(unit.c.id == bindparam("of_unit")),
    lambda bloc, members: (bloc, members),
)
PEERS: Prepared[Any] = Prepared(
    select(indicator.c.code, figure.c.amount)
    .join_from(duty, report, and_(report.c.duty_id == duty.c.id, COUNTS))
    .join(figure, and_(figure.c.report_id == report.c.id, figure.c.state == GIVEN, figure.c.amount.is_not(None)))
    .join(indicator, indicator.c.id == figure.c.indicator_id)
    .join(unit, and_(unit.c.id == duty.c.unit_id, unit.c.bloc_id == bindparam("bloc")))
    .join(headcount, counted())
    .where(duty.c.phase_id == bindparam("of_phase"), duty.c.kind == bindparam("of_kind"))
    .where(duty.c.unit_id != bindparam("of_unit"))
    .where(headcount.c.members.between(bindparam("least"), bindparam("most")))
    .order_by(figure.c.id.desc())
    .limit(MOST_PEERS)
)


def last_phase(db: Transaction, of: Duty) -> Past:
    """What the unit reported in the phase before, in this campaign or else in an earlier one; totals so far do not outlive
    their campaign. Empty where it never did."""
    place, starts = _place(db, of)
    where = {"of_unit": of.unit_id, "of_kind": of.kind, "campaign": of.campaign_id}
    found = db.first(LAST_REPORT, **where, place=place, starts=starts)
    if found is None:
        return Past()
    report_id, name, is_same = found
    rows = db.all(AMOUNTS, of_report=report_id)
    return Past(name, {code: amount for code, kind, amount in rows if is_same or kind != LAST})


def pledged(db: Transaction, of: Duty) -> dict[str, float]:
    """What the unit pledged for this phase, by the indicators' codes; what it pledged in a phase before goes on to hold."""
    place, _starts = _place(db, of)
    return dict(db.all(PLEDGED, of_unit=of.unit_id, campaign=of.campaign_id, place=place))


def people(db: Transaction, unit_id: int, day: date) -> tuple[int | None, int | None]:
    """The bloc of a unit, and how many members it has on `day`; None: not known."""
    return db.first(PEOPLE, of_unit=unit_id, day=day) or (None, None)


def peers(db: Transaction, of: Duty, day: date) -> dict[str, list[float]]:
    """What units of the same bloc and size have reported for the same phase, by the indicators' codes."""
    bloc, members = people(db, of.unit_id, day)
    if bloc is None or not members:
        return {}
    where = {"of_phase": of.phase_id, "of_kind": of.kind, "of_unit": of.unit_id, "bloc": bloc, "day": day}
    return _grouped(db.all(PEERS, **where, least=members // ALIKE, most=members * ALIKE))


def _place(db: Transaction, of: Duty) -> tuple[int, date | None]:
    place, starts = db.all(PHASE, row=of.phase_id)[0]
    return place, starts


def _grouped(rows: Iterable[tuple[str, float]]) -> dict[str, list[float]]:
    grouped: dict[str, list[float]] = {}
    for code, amount in rows:
        grouped.setdefault(code, []).append(amount)
    return grouped
