"""The figures of an upper union, recounted in Python over its leaves: by the paper of `tests.units.naive`, and single rows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import sqlmodel

from bot.clock import instant, local
from bot.database.transaction import Transaction
from bot.duties.kinds import LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import Account, Duty, Note, Office, Phase, Report, written
from bot.rolling import Figures
from tests.units.naive import Paper
from tests.units.planting import FIRST, on

OWES = {LAUNCH: "launches", PLEDGE: "pledges", REPORT: "reports"}
DOES = {LAUNCH: "launched", PLEDGE: "pledged", REPORT: "reported"}
BEFOREHAND = 30  # days


@dataclass(frozen=True)
class Rows:
    """All single rows."""

    duties: list[Duty]
    phases: dict[int, Phase]
    late: dict[int, bool]
    offices: list[Office]
    linked: dict[int, date]


def rows(db: Transaction) -> Rows:
    late = {each.duty_id: each.is_late for each in db.session.exec(sqlmodel.select(Report)).all() if each.is_latest}
    late |= {each.duty_id: each.is_late for each in db.session.exec(sqlmodel.select(Note)).all() if each.is_latest}
    return Rows(
        list(db.session.exec(sqlmodel.select(Duty)).all()),
        {written(each.id): each for each in db.session.exec(sqlmodel.select(Phase)).all()},
        late,
        list(db.session.exec(sqlmodel.select(Office)).all()),
        {each.person_id: local(each.linked_at).date() for each in db.session.exec(sqlmodel.select(Account)).all()},
    )


def branch_of(paper: Paper, unit: int, root: int, day: int) -> int | None:
    """The child of `root` over which `unit` leads there; the root itself for the root; None: it is not below."""
    before, at = root, unit
    while at != root:
        if at == paper.top or day < paper.born[at]:
            return None
        before, up = at, paper.parent(at, min(day, paper.last.get(at, day)))
        if up is None:
            return None
        at = up
    return before


def recount(paper: Paper, found: Rows, root: int, day: int) -> dict[int, Figures]:
    """The figures of each branch under `root` as of `day`."""
    counted: dict[int, Figures] = defaultdict(Figures)
    for unit in paper.grassroots:
        if paper.lives(unit, day) and (branch := branch_of(paper, unit, root, day)):
            counted[branch] += Figures(units=1, joined=int(_has_joined(found, unit, on(day))))
    for duty in found.duties:
        phase = found.phases[duty.phase_id]
        stood = day if phase.ends_on is None else min(day, (phase.ends_on - FIRST).days)
        if phase.starts_on and phase.starts_on > on(day + BEFOREHAND):
            continue
        branch = branch_of(paper, duty.unit_id, root, stood)
        if branch and _owes(paper, duty, day):
            counted[branch] += _of_duty(duty, on(day), said_late=found.late.get(written(duty.id)))
    return {branch: figures for branch, figures in counted.items() if figures != Figures()}


def _has_joined(found: Rows, unit: int, day: date) -> bool:
    chairs = [each for each in found.offices if each.unit_id == unit and each.role == "chair"]
    holding = [each for each in chairs if each.valid_from <= day <= (each.valid_to or day)]
    return any(found.linked.get(each.person_id, date.max) <= day for each in holding)


def _owes(paper: Paper, duty: Duty, day: int) -> bool:
    if duty.excused_on is not None and duty.excused_on <= on(day):
        return False
    last = paper.last.get(duty.unit_id)
    return last is None or last >= day or (duty.due_on is not None and duty.due_on <= on(last))


def _of_duty(duty: Duty, day: date, *, said_late: bool | None) -> Figures:
    is_done = duty.done_at is not None and duty.done_at < instant(day + timedelta(days=1))
    latest = None if duty.due_on is None else duty.due_on + timedelta(days=duty.grace_days)
    punctual = latest is None or (duty.done_at is not None and local(duty.done_at).date() <= latest)
    if duty.kind in {REPORT, NOTE} and said_late is not None:
        punctual = not said_late
    names = {OWES.get(duty.kind, "others"): 1, DOES.get(duty.kind, "others_done"): int(is_done)}
    overdue = not is_done and latest is not None and day > latest
    return Figures(**names, on_time=int(is_done and punctual), overdue=int(overdue))
