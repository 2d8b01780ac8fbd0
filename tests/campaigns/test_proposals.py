"""Which duties the words of a plan ask for; days are quoted or left to be confirmed, never made up."""

import datetime as dt

import pytest

from bot import campaigns
from bot.campaigns.plan import DAY, Plan, PlanDeadline, PlanPhase
from bot.campaigns.proposals import Proposal, kind_of, propose_rules
from tests.campaigns.conftest import OTHERS, plan_called

WORDS = [
    (PlanDeadline("Đăng ký thời gian tổ chức phát động phong trào thi đua năm 2025"), "launch"),
    (PlanDeadline("Xây dựng kế hoạch, báo cáo cấp ủy (nếu có) và phát động thi đua"), "held"),
    (PlanDeadline("Đăng ký giao ước thi đua"), "pledge"),
    (PlanDeadline("Đăng ký gắn biển công trình"), "pledge"),
    (PlanDeadline("Báo cáo kết quả", rule="sau mỗi đợt thi đua"), "report"),
    (PlanDeadline("Sơ kết, tổng kết", rule="từng đợt thi đua"), "report"),
    (PlanDeadline("Tổng hợp kết quả đăng ký"), "report"),
    (PlanDeadline("Báo cáo", rule="hằng quý, qua các đợt giao ban"), "note"),
    (PlanDeadline("Phản ánh, báo cáo các phong trào thi đua", rule="thường xuyên"), "note"),
    (PlanDeadline("Treo khẩu hiệu"), None),
]


@pytest.mark.parametrize(("deadline", "kind"), WORDS)
def test_what_is_asked_for(deadline: PlanDeadline, kind: str | None) -> None:
    assert kind_of(deadline) == kind


SHIPPED = {
    "long_bien_2019": [("pledge", "start", 30), ("report", "end", 10)],
    "cao_bang_2016": [("note", "quarter", 10)],
    "long_bien_2025": [("launch", "start", 14), ("pledge", "start", 30), ("report", "end", 10)],
    "quang_nam_2019": [("note", "quarter", 10), ("report", "end", 10)],
    "hoang_mai_2020": [("held", "start", 30)],
}


@pytest.mark.parametrize("name", SHIPPED)
def test_what_the_shipped_plans_lead_to(name: str) -> None:
    proposed = propose_rules(campaigns.facts(name))
    assert [(each.kind, each.anchor, each.days) for each in proposed] == SHIPPED[name]
    assert all(each.day is None and each.origin == "rule" and each.shifts for each in proposed)


def test_a_report_is_due_ten_days_after_its_phase() -> None:
    assert propose_rules(campaigns.facts("long_bien_2019"))[1].source == "10 ngày sau khi kết thúc đợt"


@pytest.mark.parametrize("number", OTHERS)
def test_no_other_plan_gets_a_day_it_does_not_give(number: str) -> None:
    plan = plan_called(number)
    given = {each.due for each in plan.deadlines if each.due}
    for each in propose_rules(plan):
        assert (each.day is None) == (each.origin == "rule")
        assert each.day is None or each.day in given or each.day + dt.timedelta(days=1) in given


def test_before_a_day_means_the_day_before_and_the_day_itself_is_not_late() -> None:
    plan = Plan("T", "I", deadlines=(PlanDeadline("Báo cáo", due=dt.date(2012, 4, 10), relation="trước ngày"),))
    assert propose_rules(plan) == [
        Proposal("report", "day", day=dt.date(2012, 4, 9), grace_days=1, origin="plan", source="trước ngày 10/04/2012")
    ]


def test_a_dated_duty_belongs_to_the_phase_of_its_day() -> None:
    halves = ((dt.date(2025, 1, 1), dt.date(2025, 6, 30)), (dt.date(2025, 7, 1), dt.date(2025, 12, 31)))
    phases = tuple(
        PlanPhase(name=f"Đợt {n}", start=start, start_precision=DAY, end=end, end_precision=DAY)
        for n, (start, end) in enumerate(halves, 1)
    )
    days = (dt.date(2024, 12, 1), dt.date(2025, 6, 15), dt.date(2026, 1, 15))
    plan = Plan("T", "I", phases=phases, deadlines=tuple(PlanDeadline("Báo cáo", due=day) for day in days))
    assert [each.phase for each in propose_rules(plan)] == ["Đợt 1", "Đợt 1", "Đợt 2"]


def test_asking_twice_for_one_thing_makes_one_rule() -> None:
    plan = Plan("T", "I", deadlines=(PlanDeadline("Báo cáo"), PlanDeadline("Báo cáo kết quả")))
    assert len(propose_rules(plan)) == 1
