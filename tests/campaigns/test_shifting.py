"""Another year's draft: days, ordinals and years move together, and back again."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import campaigns
from bot.campaigns.checking import check
from bot.campaigns.differences import differences, show_difference
from bot.campaigns.plan import DAY, EVENT, Plan, PlanAnniversary, PlanDeadline, PlanPhase
from bot.campaigns.shifting import adopt, renew, shift, shift_day
from tests.campaigns.conftest import OTHERS, plan_called


@pytest.mark.parametrize("name", [*campaigns.examples(), *OTHERS])
@pytest.mark.parametrize("years", [1, 4, 7])
def test_there_and_back_is_the_same_plan(name: str, years: int) -> None:
    plan = plan_called(name)
    assert shift(shift(plan, years), -years) == plan


@pytest.mark.parametrize("name", campaigns.examples())
def test_a_shifted_plan_is_as_right_as_the_one_before(name: str) -> None:
    assert check(shift(campaigns.facts(name), 3)) == []


DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)).filter(lambda day: (day.month, day.day) != (2, 29))


@given(st.lists(st.tuples(DAYS, DAYS), min_size=1, max_size=4), st.integers(1, 30))
def test_there_and_back_for_any_days(spans: list[tuple[dt.date, dt.date]], years: int) -> None:
    phases = tuple(
        PlanPhase(name=f"Đợt {n}", start=min(each), start_precision=DAY, end=max(each), end_precision=DAY)
        for n, each in enumerate(spans)
    )
    days = tuple(
        PlanAnniversary(f"Ngày {n}", dt.date(1930, 2, 3), end.year - 1930, end, phase=f"Đợt {n}")
        for n, (_start, end) in enumerate(spans)
    )
    dated = tuple(PlanDeadline("Báo cáo", due=end) for _start, end in spans)
    plan = Plan("Thi đua", "Công đoàn", phases=phases, anniversaries=days, deadlines=dated)
    moved = shift(plan, years)
    assert shift(moved, -years) == plan
    assert all(
        new.start and old.start and new.start.year - old.start.year == years
        for old, new in zip(plan.phases, moved.phases, strict=True)
    )
    assert all(each.year_ordinal == each.date.year - 1930 for each in moved.anniversaries if isinstance(each.date, dt.date))


@pytest.mark.parametrize(
    ("day", "years", "moved"),
    [
        (dt.date(2024, 2, 29), 1, dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 4, dt.date(2028, 2, 29)),
        (dt.date(2025, 2, 28), -1, dt.date(2024, 2, 28)),
        (dt.date(2025, 12, 31), 1, dt.date(2026, 12, 31)),
    ],
)
def test_the_29th_of_february(day: dt.date, years: int, moved: dt.date) -> None:
    assert shift_day(day, years) == moved


def test_the_end_of_a_february_stays_its_end() -> None:
    phase = PlanPhase(name="Đợt 1", end=dt.date(2023, 2, 28), end_precision="month")
    moved = shift(Plan("T", "I", phases=(phase,)), 1)
    assert moved.phases[0].end == dt.date(2024, 2, 29)
    assert shift(moved, -1).phases[0].end == dt.date(2023, 2, 28)


TITLES = {
    "Phong trào thi đua năm 2025": "Phong trào thi đua năm 2026",
    "giai đoạn 2025 – 2030": "giai đoạn 2026 – 2031",
    "nhiệm kỳ 2023-2028, năm 2025": "nhiệm kỳ 2023-2028, năm 2026",
    "90 ngày chào mừng 95 năm (3/2/1930-3/2/2025)": "90 ngày chào mừng 96 năm (3/2/1930-3/2/2026)",
    "theo Nghị định 91/2025/NĐ-CP": "theo Nghị định 91/2025/NĐ-CP",
    "từ năm 2017 đến nay, 80 năm": "từ năm 2017 đến nay, 80 năm",
}


@pytest.mark.parametrize("title", TITLES)
def test_years_and_ordinals_in_words(title: str) -> None:
    day = PlanAnniversary("Ngày thành lập Đảng", dt.date(1930, 2, 3), 95, dt.date(2025, 2, 3))
    plan = Plan(title, "Công đoàn", issued_on=dt.date(2025, 1, 2), anniversaries=(day,))
    assert shift(plan, 1).title == TITLES[title]


def test_ordinals_follow_the_original_day_where_it_is_known() -> None:
    days = (
        PlanAnniversary("A", dt.date(1930, 2, 3), 95, dt.date(2025, 2, 3)),
        PlanAnniversary("B", None, 45),
        PlanAnniversary("C"),
    )
    moved = shift(Plan("T", "I", anniversaries=days), 2).anniversaries
    assert [each.year_ordinal for each in moved] == [97, 47, None]


def test_a_new_years_draft_leaves_out_what_only_the_old_document_says() -> None:
    old = campaigns.facts("long_bien_2025")
    new = renew(old, 1)
    assert (new.number, new.issued_on, new.signer, new.lunar_events, new.notes) == (None, None, None, (), None)
    assert (new.contact, new.legal_basis, new.titles) == (old.contact, old.legal_basis, old.titles)
    assert check(new) == []


def test_an_event_that_was_settled_is_open_again_in_the_next_draft() -> None:
    phase = PlanPhase(name="Đợt 1", end=dt.date(2018, 3, 5), end_precision=EVENT, end_event="Đại hội")
    assert renew(Plan("T", "I", phases=(phase,)), 5).phases[0].end is None


def test_somebody_elses_plan_is_adopted_without_what_is_theirs() -> None:
    plan = adopt(campaigns.facts("hoang_mai_2020"), "Công đoàn phường A")
    assert (plan.issuer, plan.themes, plan.pilot_units[0].name) == ("Công đoàn phường A", (), None)


def test_differences_are_listed_in_words() -> None:
    old = campaigns.facts("long_bien_2025")
    lines = [show_difference(each) for each in differences(old, renew(old, 1))]
    assert lines[1:5] == [
        "Số: 41/KH-LĐLĐ → (bỏ trống)",
        "Ngày ký: 25/12/2024 → (bỏ trống)",
        "Đợt 1, bắt đầu: 01/01/2025 → 01/01/2026",
        "Đợt 1, kết thúc: 30/06/2025 → 30/06/2026",
    ]
    assert "Ngày kỷ niệm 1, số năm: 95 → 96" in lines
    assert "Ngày âm lịch: Tết Nguyên đán Ất Tỵ 2025 → (bỏ trống)" in lines


def test_equal_plans_do_not_differ() -> None:
    plan = campaigns.facts("long_bien_2025")
    assert differences(plan, replace(plan)) == []
