"""What the table reads, a phase at a time, within a reach on the phase's day."""

from typing import Any

from sqlalchemy import and_, bindparam, func, select

from bot.database.prepared import Prepared
from bot.models import (
    Anniversary,
    Bloc,
    Cluster,
    ClusterUnit,
    Duty,
    Figure,
    Indicator,
    Launch,
    Nomination,
    Phase,
    Pledge,
    PledgeLine,
    Report,
    Unit,
    Work,
    table_of,
)
from bot.reports.filed import RETURNED, WITHDRAWN
from bot.rights import reached
from bot.units.tree import holds

duty, unit, bloc, phase = (table_of(each) for each in (Duty, Unit, Bloc, Phase))
cluster, cluster_unit, launch, report = (table_of(each) for each in (Cluster, ClusterUnit, Launch, Report))
pledge, pledge_line, work, anniversary = (table_of(each) for each in (Pledge, PledgeLine, Work, Anniversary))
figure, indicator, nomination = (table_of(each) for each in (Figure, Indicator, Nomination))

WITHIN = reached(with_closed=True)  # a closed unit owed what fell due before
OF_PHASE = and_(WITHIN.c.unit_id == duty.c.unit_id, duty.c.phase_id == bindparam("of_phase"))
HOLDS = and_(pledge.c.duty_id == duty.c.id, pledge.c.is_latest, pledge.c.is_withdrawn.is_(False))

COLUMNS: Prepared[Any] = Prepared(
    select(*(indicator.c[name] for name in ("id", "label", "unit", "kind")))
    .where(indicator.c.campaign_id == bindparam("campaign"))
    .order_by(indicator.c.position, indicator.c.id)
)
DUTIES: Prepared[Any] = Prepared(
    select(
        *(unit.c[name] for name in ("id", "name", "code", "valid_to")),
        bloc.c.name.label("bloc"),
        cluster.c.name.label("cluster"),
        duty.c.id.label("duty_id"),
        *(duty.c[name] for name in ("kind", "occurrence", "due_on", "grace_days", "done_at", "excused_on")),
    )
    .join_from(WITHIN, duty, OF_PHASE)
    .join(unit, unit.c.id == duty.c.unit_id)
    .outerjoin(bloc, bloc.c.id == unit.c.bloc_id)
    .outerjoin(cluster_unit, and_(cluster_unit.c.unit_id == unit.c.id, holds(cluster_unit)))
    .outerjoin(cluster, cluster.c.id == cluster_unit.c.cluster_id)
    .order_by(cluster.c.position, cluster.c.id, unit.c.sort_key, unit.c.id, duty.c.id)
)
LAUNCHES: Prepared[Any] = Prepared(
    select(launch.c.duty_id, launch.c.day, launch.c.place, launch.c.people)
    .join_from(WITHIN, duty, OF_PHASE)
    .join(launch, and_(launch.c.duty_id == duty.c.id, launch.c.is_latest, launch.c.day.is_not(None)))
)
FIRST_LAUNCHES: Prepared[Any] = Prepared(
    select(launch.c.duty_id, func.min(launch.c.recorded_at))
    .join_from(WITHIN, duty, OF_PHASE)
    .join(launch, and_(launch.c.duty_id == duty.c.id, launch.c.day.is_not(None)))
    .group_by(launch.c.duty_id)
)
FIRST_PLEDGES: Prepared[Any] = Prepared(
    select(pledge.c.duty_id, func.min(pledge.c.recorded_at))
    .join_from(WITHIN, duty, OF_PHASE)
    .join(pledge, and_(pledge.c.duty_id == duty.c.id, pledge.c.is_withdrawn.is_(False)))
    .group_by(pledge.c.duty_id)
)
# What was pledged in a phase before goes on to hold, as `bot.reports.known.pledged` has it: the later one comes last.
PLEDGED: Prepared[Any] = Prepared(
    select(duty.c.unit_id, pledge_line.c.indicator_id, pledge_line.c.amount)
    .join_from(WITHIN, duty, and_(WITHIN.c.unit_id == duty.c.unit_id, duty.c.campaign_id == bindparam("campaign")))
    .join(phase, and_(phase.c.id == duty.c.phase_id, phase.c.position <= bindparam("place")))
    .join(pledge, HOLDS)
    .join(pledge_line, and_(pledge_line.c.pledge_id == pledge.c.id, pledge_line.c.amount.is_not(None)))
    .where(pledge_line.c.indicator_id.is_not(None))
    .order_by(phase.c.position, pledge_line.c.id)
)
REPORTS: Prepared[Any] = Prepared(
    select(*(report.c[name] for name in ("duty_id", "is_latest", "state", "is_late", "recorded_at")))
    .join_from(WITHIN, duty, OF_PHASE)
    .join(report, and_(report.c.duty_id == duty.c.id, report.c.state != WITHDRAWN))
    .order_by(report.c.duty_id, report.c.version)
)
RESULTS: Prepared[Any] = Prepared(
    select(duty.c.unit_id, figure.c.indicator_id, figure.c.state, figure.c.amount, figure.c.words)
    .join_from(WITHIN, duty, OF_PHASE)
    .join(report, and_(report.c.duty_id == duty.c.id, report.c.is_latest, report.c.state != RETURNED))
    .join(figure, figure.c.report_id == report.c.id)
    .where(duty.c.kind == bindparam("of_kind"))
)
WORKS: Prepared[Any] = Prepared(
    select(
        duty.c.unit_id,
        *(work.c[name] for name in ("name", "kind", "value", "finish_on")),
        anniversary.c.name.label("honours"),
        work.c.wants_plaque,
    )
    .join_from(WITHIN, duty, OF_PHASE)
    .join(pledge, HOLDS)
    .join(work, work.c.pledge_id == pledge.c.id)
    .outerjoin(anniversary, anniversary.c.id == work.c.anniversary_id)
    .order_by(duty.c.unit_id, work.c.position)
)
NOMINATIONS: Prepared[Any] = Prepared(
    select(*(nomination.c[name] for name in ("unit_id", "name", "is_collective", "reason", "state")))
    .join_from(WITHIN, nomination, nomination.c.unit_id == WITHIN.c.unit_id)
    .where(nomination.c.phase_id == bindparam("of_phase"), nomination.c.state != bindparam("withdrawn"))
    .where(nomination.c.name != bindparam("erased"))
    .order_by(nomination.c.unit_id, nomination.c.id)
)
