"""What the table reads, a phase at a time, within a reach on the phase's day."""

from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, exists, func, select

from bot.database.prepared import Prepared
from bot.duties import kinds
from bot.held import beside
from bot.held.contents import HELD
from bot.held.contents import WITHDRAWN as TAKEN_BACK
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
    Note,
    Phase,
    Pledge,
    PledgeLine,
    Report,
    Unit,
    Work,
    table_of,
)
from bot.on_behalf.entries import entry, entry_rows, on_behalf
from bot.on_behalf.listing import holds as holds_now
from bot.reports.filed import RETURNED, WITHDRAWN
from bot.rights import reached
from bot.units.tree import holds
from bot.works.standing import OF_WORK
from bot.works.standing import state as work_state

duty, unit, bloc, phase = (table_of(each) for each in (Duty, Unit, Bloc, Phase))
cluster, cluster_unit, launch, report = (table_of(each) for each in (Cluster, ClusterUnit, Launch, Report))
pledge, pledge_line, work, anniversary = (table_of(each) for each in (Pledge, PledgeLine, Work, Anniversary))
figure, indicator, nomination = (table_of(each) for each in (Figure, Indicator, Nomination))
note = table_of(Note)

WITHIN = reached(with_closed=True)  # a closed unit owed what fell due before
OF_PHASE = and_(WITHIN.c.unit_id == duty.c.unit_id, duty.c.phase_id == bindparam("of_phase"))
HOLDS = and_(pledge.c.duty_id == duty.c.id, pledge.c.is_latest, pledge.c.is_withdrawn.is_(False))


def _objected_to(versions: Any) -> ColumnElement[bool]:
    """The version was entered on the unit's behalf, and the unit said that it is not so: it never counted."""
    same = and_(on_behalf.c.duty_id == versions.c.duty_id, on_behalf.c.version == versions.c.version)
    return exists().where(same, on_behalf.c.objected_at.is_not(None))


ENTERED = Prepared(entry_rows().join(duty, duty.c.id == on_behalf.c.duty_id).join(WITHIN, OF_PHASE).where(holds_now()), entry)
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
HELD_LAUNCHES: Prepared[Any] = Prepared(
    select(
        duty.c.unit_id,
        beside.held.c.outcome,
        case((beside.held.c.outcome == HELD, beside.held.c.day)).label("held_on"),
        *(beside.held.c[name] for name in ("present", "members", "opened_by", "reason")),
    )
    .join_from(WITHIN, duty, and_(OF_PHASE, duty.c.kind == kinds.HELD))
    .join(beside.held, and_(beside.held.c.duty_id == duty.c.id, beside.held.c.is_latest, beside.held.c.outcome != TAKEN_BACK))
)
MODEL_LAUNCHES: Prepared[int] = Prepared(
    select(duty.c.unit_id).distinct().join_from(WITHIN, duty, OF_PHASE).where(beside.is_model()), int
)
FIRST_LAUNCHES: Prepared[Any] = Prepared(
    select(launch.c.duty_id, func.min(launch.c.recorded_at))
    .join_from(WITHIN, duty, OF_PHASE)
    .join(launch, and_(launch.c.duty_id == duty.c.id, launch.c.day.is_not(None), ~_objected_to(launch)))
    .group_by(launch.c.duty_id)
)
FIRST_PLEDGES: Prepared[Any] = Prepared(
    select(pledge.c.duty_id, func.min(pledge.c.recorded_at))
    .join_from(WITHIN, duty, OF_PHASE)
    .join(pledge, and_(pledge.c.duty_id == duty.c.id, pledge.c.is_withdrawn.is_(False), ~_objected_to(pledge)))
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
NOTES: Prepared[Any] = Prepared(
    select(duty.c.id, duty.c.unit_id, duty.c.occurrence, note.c.words, note.c.is_late, note.c.recorded_at)
    .join_from(WITHIN, duty, OF_PHASE)
    .join(note, and_(note.c.duty_id == duty.c.id, note.c.is_latest, note.c.words != ""))
    .order_by(duty.c.occurrence, duty.c.id)
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
        *(work_state.c[name].label(f"{name}_now") for name in ("state", "day", "value", "reason")),
    )
    .join_from(WITHIN, duty, OF_PHASE)
    .join(pledge, HOLDS)
    .join(work, work.c.pledge_id == pledge.c.id)
    .outerjoin(anniversary, anniversary.c.id == work.c.anniversary_id)
    .outerjoin(work_state, OF_WORK)
    .order_by(duty.c.unit_id, work.c.position)
)
NOMINATIONS: Prepared[Any] = Prepared(
    select(*(nomination.c[name] for name in ("unit_id", "name", "is_collective", "reason", "state")))
    .join_from(WITHIN, nomination, nomination.c.unit_id == WITHIN.c.unit_id)
    .where(nomination.c.phase_id == bindparam("of_phase"), nomination.c.state != bindparam("withdrawn"))
    .where(nomination.c.name != bindparam("erased"))
    .order_by(nomination.c.unit_id, nomination.c.id)
)
