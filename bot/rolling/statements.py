"""What the figures are read by: each statement goes once over all that stands under a unit, and groups it by branch."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    values,
)

from bot.clock import instant
from bot.database.prepared import Prepared
from bot.database.types import Big, UtcDateTime
from bot.duties.kinds import NOTE, REPORT
from bot.models import Account, Affiliation, ClusterUnit, Duty, Level, Note, Office, Phase, Report, Unit, table_of
from bot.units.tree import holds

affiliation, unit, level, cluster_unit = (table_of(each) for each in (Affiliation, Unit, Level, ClusterUnit))
duty, phase, report, note = (table_of(each) for each in (Duty, Phase, Report, Note))
office, account = table_of(Office), table_of(Account)

ROOT, CLUSTER = bindparam("root", type_=Big), bindparam("cluster", type_=Big)
END = bindparam("end", type_=UtcDateTime())  # of the day

Limit = tuple[date, int]  # a due day, and the days of grace after it


def _branches() -> CTE:
    """Every unit under `:root` on `:day`, closed ones where they stood last (as `bot.units.tree.belonging` has it), with the
    child of the root under which it is; the root itself is its own branch."""
    top = select(ROOT.label("unit_id"), ROOT.label("branch_id")).cte("branches", recursive=True)
    until = or_(
        affiliation.c.valid_to.is_(None), affiliation.c.valid_to >= bindparam("day"), affiliation.c.valid_to == unit.c.valid_to
    )
    branch = case((top.c.unit_id == ROOT, affiliation.c.unit_id), else_=top.c.branch_id)
    children = (
        select(affiliation.c.unit_id, branch)
        .join(top, affiliation.c.parent_id == top.c.unit_id)
        .join(unit, unit.c.id == affiliation.c.unit_id)
        .where(affiliation.c.valid_from <= bindparam("day"), until)
    )
    return top.union(children)


BRANCHES = _branches()
IN_CLUSTER = or_(
    CLUSTER.is_(None),
    BRANCHES.c.unit_id.in_(select(cluster_unit.c.unit_id).where(cluster_unit.c.cluster_id == CLUSTER, holds(cluster_unit))),
)
JOINED = exists().where(
    office.c.unit_id == unit.c.id,
    office.c.role == literal_column("'chair'", String()),
    holds(office),
    account.c.person_id == office.c.person_id,
    account.c.linked_at < END,
)
UNITS: Prepared[tuple[int, int, int]] = Prepared(
    select(BRANCHES.c.branch_id, func.count(unit.c.id), func.sum(case((JOINED, 1), else_=0)))
    .join_from(BRANCHES, unit, and_(unit.c.id == BRANCHES.c.unit_id, holds(unit)))
    .join(level, and_(level.c.id == unit.c.level_id, level.c.is_grassroots))
    .where(IN_CLUSTER)
    .group_by(BRANCHES.c.branch_id)
)
CHILDREN: Prepared[Any] = Prepared(
    select(unit.c.id, unit.c.name, level.c.is_grassroots, holds(unit).label("lives"))
    .join_from(BRANCHES, unit, unit.c.id == BRANCHES.c.unit_id)
    .join(level, level.c.id == unit.c.level_id)
    .where(BRANCHES.c.branch_id == unit.c.id)
    .order_by(level.c.depth, unit.c.sort_key, unit.c.id)
)
PHASES: Prepared[tuple[int, date | None]] = Prepared(
    select(phase.c.id, phase.c.ends_on)
    .where(phase.c.campaign_id == bindparam("of_campaign"))
    .where(or_(phase.c.starts_on.is_(None), phase.c.starts_on <= bindparam("horizon", type_=Date)))
    .order_by(phase.c.position, phase.c.id)
)
LIMITS: Prepared[Limit] = Prepared(
    select(duty.c.due_on, duty.c.grace_days)
    .distinct()
    .join_from(duty, phase, phase.c.id == duty.c.phase_id)
    .where(phase.c.campaign_id == bindparam("of_campaign"), duty.c.due_on.is_not(None))
    .order_by(duty.c.due_on, duty.c.grace_days)
)


def _limits(limits: Sequence[Limit]) -> CTE:
    """For each due day with its grace the first instant at which it is too late. Worked out here: the databases reckon with
    dates in different ways."""
    columns = (column("due_on", Date), column("grace_days", Big), column("too_late", UtcDateTime()))
    rows = [(due_on, grace, instant(due_on + timedelta(days=grace + 1))) for due_on, grace in limits]
    return values(*columns, name="limits").data(rows).cte("limits")


def _kind(kind: str) -> ColumnElement[bool]:
    return duty.c.kind == literal_column(f"'{kind}'", String())


def _said(which: Any) -> ColumnElement[bool]:
    return and_(which.c.duty_id == duty.c.id, which.c.is_latest)


# The first complete version of a report or a note decided whether it was late, and all later ones say what it said.
SAID = or_(and_(_kind(REPORT), exists().where(_said(report))), and_(_kind(NOTE), exists().where(_said(note))))
SAID_LATE = or_(
    and_(_kind(REPORT), exists().where(_said(report), report.c.is_late)),
    and_(_kind(NOTE), exists().where(_said(note), note.c.is_late)),
)
# A closed unit owes what fell due while it existed; one that closes later still owes everything.
OWES = and_(
    or_(duty.c.excused_on.is_(None), duty.c.excused_on > bindparam("as_of", type_=Date)),
    or_(unit.c.valid_to.is_(None), unit.c.valid_to >= bindparam("as_of", type_=Date), duty.c.due_on <= unit.c.valid_to),
)


def duties(limits: Sequence[Limit], phases: Sequence[int]) -> Select[Any]:
    """Per branch and kind: how many duties of these phases are owed, done, done on time, and overdue. Values: `root`,
    `cluster`, `day` (where units stood), `as_of`, and `begin` and `end` of that day."""
    limit = _limits(limits)
    done = and_(duty.c.done_at.is_not(None), duty.c.done_at < END)
    in_time = or_(limit.c.too_late.is_(None), duty.c.done_at < limit.c.too_late)
    on_time = and_(done, case((SAID, ~SAID_LATE), else_=in_time))
    overdue = and_(
        or_(duty.c.done_at.is_(None), duty.c.done_at >= END), limit.c.too_late <= bindparam("begin", type_=UtcDateTime())
    )
    counted = [func.sum(case((each, 1), else_=0)) for each in (done, on_time, overdue)]
    return (
        select(BRANCHES.c.branch_id, duty.c.kind, func.count(duty.c.id), *counted)
        .join_from(BRANCHES, duty, duty.c.unit_id == BRANCHES.c.unit_id)
        .join(unit, unit.c.id == duty.c.unit_id)
        .outerjoin(limit, and_(limit.c.due_on == duty.c.due_on, limit.c.grace_days == duty.c.grace_days))
        .where(duty.c.phase_id.in_(phases), OWES, IN_CLUSTER)
        .group_by(BRANCHES.c.branch_id, duty.c.kind)
    )


NAMED: Prepared[Any] = Prepared(  # a branch that stands elsewhere on the day itself
    select(unit.c.id, unit.c.name, level.c.is_grassroots, literal_column("false").label("lives"))
    .join_from(unit, level, level.c.id == unit.c.level_id)
    .where(unit.c.id == bindparam("row"))
)
