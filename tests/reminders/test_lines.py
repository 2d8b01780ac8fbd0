"""What is said of phases, days of honour and works."""

from datetime import date

import pytest
from sqlalchemy import Engine

from bot.campaigns.plan import PlanAnniversary
from bot.clock import instant
from bot.models import Phase
from tests.reminders.mornings import BEGIN, days, pledge_a_work
from tests.simulation.desk import Desk


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


def test_phases_are_told_with_their_theme_to_those_who_owe_something(desk: Desk) -> None:
    chair, idle = desk.seat(), desk.seat(1)
    desk.owe(date(2026, 9, 1))
    phase = desk.phases["Đợt"]
    desk.change(Phase, phase, starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 31), theme="Vượt khó")
    said = days(desk, date(2026, 3, 5), date(2026, 3, 25))
    assert {day: each[chair] for day, each in said.items()} == {
        date(2026, 3, 6): ["🚩 Đợt 2026 bắt đầu ngày 09/03/2026, chủ đề “Vượt khó”."],
        date(2026, 3, 24): ["🏁 Đợt 2026 kết thúc ngày 31/03/2026, còn 7 ngày."],
    }
    assert idle not in desk.sent


@pytest.mark.parametrize(
    ("named", "line"),
    [
        (PlanAnniversary("Ngày thành lập Công đoàn Việt Nam", date=date(2026, 7, 28)), "🎉 28/7: 97 năm Ngày thành lập"),
        (PlanAnniversary("Ngày của ta", original_date=date(2000, 7, 28), date=date(2026, 7, 28)), "🎉 28/7: 26 năm Ngày của ta"),
        (PlanAnniversary("Ngày của ta", year_ordinal=30, date=date(2026, 7, 28)), "🎉 28/7: 30 năm Ngày của ta"),
        (PlanAnniversary("Tháng Công nhân", date=date(2026, 7, 28)), "🎉 28/7: Tháng Công nhân"),
    ],
)
def test_days_of_honour_carry_their_years(desk: Desk, named: PlanAnniversary, line: str) -> None:
    desk.open_campaign(2027, named)
    chair = desk.seat()
    desk.owe(date(2026, 12, 1))
    desk.now = instant(date(2026, 7, 20), 9)
    said = days(desk, date(2026, 7, 21), date(2026, 7, 31))
    assert list(said) == [date(2026, 7, 25), date(2026, 7, 28)]
    assert all(each[chair][0].startswith(line) for each in said.values())


def test_the_start_of_a_phase_is_not_too_old_because_of_a_day_of_honour_of_the_same_number(desk: Desk) -> None:
    chair, phase, day = desk.seat(), desk.phases["Đợt"], date(2026, 3, 12)
    desk.owe(date(2026, 9, 1))
    desk.change(Phase, phase, starts_on=day)
    desk.open_campaign(2027, PlanAnniversary("Ngày của ta", date=day))
    desk.owe(date(2026, 9, 1))
    texts = desk.at(day)[chair]  # nobody was at work since three days before
    assert {each.matter_id for each in desk.ledger()} == {phase}
    assert "🚩 Hôm nay Đợt 2026 bắt đầu" in texts[0]
    assert "🎉 12/3: Ngày của ta" in texts[0]


def test_a_work_is_asked_about_until_the_day_after_it_should_be_done(desk: Desk) -> None:
    chair = desk.seat()
    pledge_a_work(desk, date(2026, 5, 14))
    said = days(desk, date(2026, 4, 28), date(2026, 5, 20))
    assert list(said) == [date(2026, 4, 29), date(2026, 5, 11), date(2026, 5, 14), date(2026, 5, 15)]
    assert "“Sân chơi” đăng ký hoàn thành Thứ Năm, 14/05/2026. Đã xong chưa ạ?" in said[date(2026, 5, 15)][chair][0]
