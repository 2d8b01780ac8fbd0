"""Who is told that a due day is another one now."""

from datetime import date

import pytest
from sqlalchemy import Engine

from bot.calendar import Correction, correcting
from bot.clock import instant
from bot.models import Duty
from bot.post import outbox
from bot.reminders.ladder import apply_profile
from tests.reminders.mornings import BEGIN, DUE, days, dropped
from tests.simulation.desk import Desk


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


def test_a_moved_day_is_told_once_to_those_who_knew_the_old_one(desk: Desk) -> None:
    chair, other = desk.seat(), desk.seat(1)
    duty = desk.owe(DUE)
    desk.owe(date(2026, 4, 20), unit=1)
    desk.at(date(2026, 3, 13))
    desk.change(Duty, duty, due_on=date(2026, 4, 15))
    (text,) = desk.at(date(2026, 3, 13), 10)[chair]
    assert "🔄 Hạn báo cáo kết quả Đợt 2026 đổi từ Thứ Sáu, 20/03/2026 sang Thứ Tư, 15/04/2026." in text
    assert days(desk, date(2026, 3, 14), date(2026, 3, 31)) == {}
    assert other not in desk.sent
    desk.change(Duty, duty, due_on=DUE)
    assert "đổi từ Thứ Tư, 15/04/2026 sang" in desk.at(date(2026, 4, 1))[chair][0]  # no rung had been told: the move was


def test_a_day_that_is_left_a_second_time_for_the_same_one_is_told_again(desk: Desk) -> None:
    chair, april = desk.seat(), date(2026, 4, 15)
    duty = desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    for hour, day in ((9, april), (10, DUE), (11, april)):
        desk.change(Duty, duty, due_on=day)
        (text,) = desk.at(date(2026, 3, 13), hour)[chair]
        assert f"sang {'Thứ Tư, 15/04' if day == april else 'Thứ Sáu, 20/03'}" in text
        assert desk.at(date(2026, 3, 13), hour, 30) == {}


def test_a_move_is_told_though_the_rung_that_told_the_day_is_off_the_ladder(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17))[chair][0]
    desk.do(lambda db: apply_profile(db, desk.scene.campaign, "light"))
    desk.change(Duty, duty, due_on=date(2026, 4, 15))
    assert "đổi từ Thứ Sáu, 20/03/2026 sang" in desk.at(date(2026, 3, 17), 9)[chair][0]


def _fail(desk: Desk) -> None:
    """What is due cannot be sent."""
    desk.tick()
    (letter,) = desk.do(lambda db: outbox.due(db, desk.scene.bot, desk.now, 10))
    desk.do(lambda db: outbox.drop(db, letter, desk.now, "blocked"))


def test_a_move_is_told_though_the_last_message_of_the_day_that_is_left_could_not_be_sent(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    assert "Còn 7 ngày" in desk.at(date(2026, 3, 13))[chair][0]
    desk.now = instant(date(2026, 3, 17), 7, 30)
    _fail(desk)
    desk.change(Duty, duty, due_on=date(2026, 4, 15))
    assert "đổi từ Thứ Sáu, 20/03/2026 sang" in desk.at(date(2026, 3, 18))[chair][0]
    assert desk.at(date(2026, 3, 18), 9) == {}


def test_a_move_that_could_not_be_told_is_not_tried_again_until_the_day_is_left_again(desk: Desk) -> None:
    chair, april = desk.seat(), date(2026, 4, 15)
    duty = desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.change(Duty, duty, due_on=april)
    desk.now = instant(date(2026, 3, 13), 9)
    _fail(desk)
    assert desk.at(date(2026, 3, 13), 10) == {}
    desk.change(Duty, duty, due_on=DUE)
    assert "Còn 3 ngày" in desk.at(date(2026, 3, 17))[chair][0]
    desk.change(Duty, duty, due_on=april)
    assert "đổi từ Thứ Sáu, 20/03/2026 sang" in desk.at(date(2026, 3, 17), 9)[chair][0]


def test_a_due_day_that_becomes_a_day_off_brings_no_second_message_that_morning(desk: Desk) -> None:
    chair, monday = desk.seat(), date(2026, 3, 23)
    desk.owe(monday)
    (text,) = desk.at(date(2026, 3, 21))[chair]  # Saturday, in place of Sunday
    assert "Còn 2 ngày" in text
    desk.do(lambda db: correcting.correct(db, desk.scene.federation, Correction(monday, is_off=True, name="nghỉ"), desk.now))
    assert desk.at(date(2026, 3, 21), 9) == {}
    assert "quá hạn 1 ngày" in desk.at(date(2026, 3, 24))[chair][0]


def test_a_day_that_moves_away_and_back_is_told_as_if_nothing_had_been(desk: Desk) -> None:
    chair = desk.seat()
    duty = desk.owe(DUE)
    desk.now = instant(date(2026, 3, 13), 7, 30)
    desk.tick()
    desk.change(Duty, duty, due_on=date(2026, 5, 15))
    assert desk.deliver() == {}
    assert dropped(desk, chair) == ["old", "moved"]
    desk.change(Duty, duty, due_on=DUE)
    assert "Còn 7 ngày" in desk.at(date(2026, 3, 13), 9)[chair][0]
    assert len(desk.ledger()) == 2  # the rung before it, older than 72 hours, stands there as old
