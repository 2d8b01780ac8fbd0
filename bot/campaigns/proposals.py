"""Which duties a plan's words ask for, as rules that an officer still has to confirm. No day is made up: where the plan gives
none, the proposal says by which rule it would follow."""

import datetime as dt
from dataclasses import dataclass

from bot.campaigns.plan import BEFORE, Plan, PlanDeadline
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.duties.rules import DAY, END, PLAN, QUARTER, RULE, START
from bot.i18n import N_
from bot.vietnamese.folding import fold


@dataclass(frozen=True)
class Proposal:
    """A rule as `bot.models.DutyRule` keeps it, for the phase of that name; None: for every phase."""

    kind: str
    anchor: str
    days: int = 0
    day: dt.date | None = None
    shifts: bool = False
    grace_days: int = 0
    origin: str = RULE
    source: str = ""
    phase: str | None = None


USUAL = {
    LAUNCH: Proposal(LAUNCH, START, 14, shifts=True, source=N_("14 ngày sau khi bắt đầu đợt")),
    HELD: Proposal(HELD, START, 30, shifts=True, source=N_("30 ngày sau khi bắt đầu đợt")),
    PLEDGE: Proposal(PLEDGE, START, 30, shifts=True, source=N_("30 ngày sau khi bắt đầu đợt")),
    REPORT: Proposal(REPORT, END, 10, shifts=True, source=N_("10 ngày sau khi kết thúc đợt")),
    NOTE: Proposal(NOTE, QUARTER, 10, shifts=True, source=N_("10 ngày sau khi hết quý")),
}
RESULTS = ("bao cao", "ket qua", "so ket", "tong ket")
OFTEN = ("hang quy", "thuong xuyen")  # no plan says how often “thường xuyên” is; a quarter is what others ask for


def propose_rules(plan: Plan) -> list[Proposal]:
    """One rule for each kind of duty the plan asks for, in the plan's order; a dated duty counts by its day."""
    found: dict[object, Proposal] = {}
    for each in plan.deadlines:
        kind = kind_of(each)
        if kind:
            found.setdefault((kind, each.due), _proposal(plan, kind, each))
    return list(found.values())


def kind_of(deadline: PlanDeadline) -> str | None:
    """The kind of duty that the words of a deadline mean; None: none that units owe through the bot."""
    what = fold(deadline.what)
    if "phat dong" in what:
        return LAUNCH if "dang ky" in what else HELD
    if any(each in what for each in RESULTS):
        rule = fold(deadline.rule or "")
        return NOTE if any(each in rule for each in OFTEN) else REPORT
    return PLEDGE if "dang ky" in what else None


def _proposal(plan: Plan, kind: str, said: PlanDeadline) -> Proposal:
    if said.due is None:
        return USUAL[kind]
    day, grace, source = said.due, 0, said.text or f"{said.due:%d/%m/%Y}"
    if said.relation == BEFORE:  # strictly the day before; who brings it on the day itself is not late
        day, grace, source = said.due - dt.timedelta(days=1), 1, f"{BEFORE} {said.due:%d/%m/%Y}"
    return Proposal(kind, DAY, day=day, grace_days=grace, origin=PLAN, source=source, phase=_phase_of(plan, day))


def _phase_of(plan: Plan, day: dt.date) -> str | None:
    """The last phase that has begun by `day`: a day after the campaign's end is about its last phase."""
    begun = [each for each in plan.phases if (each.start or each.start_resolved or day) <= day]
    return begun[-1].name if begun else next((each.name for each in plan.phases), None)
