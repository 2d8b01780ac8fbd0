"""At which hour a message leaves, and into which one something goes."""

from datetime import date

import pytest
from sqlalchemy import Engine

from bot.clock import instant
from bot.duties.kinds import LAUNCH, PLEDGE
from bot.models import Chat, Person
from bot.reminders.tick import next_moment
from tests.reminders.mornings import BEGIN, DUE, days
from tests.simulation.desk import Desk


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


def test_whoever_wants_to_be_written_to_in_the_evening_is(desk: Desk) -> None:
    chair = desk.seat()
    desk.change(Person, chair, remind_at=17 * 60)
    desk.owe(DUE)
    assert desk.at(date(2026, 3, 6)) == {}
    assert desk.at(date(2026, 3, 6), 16, 59) == {}
    assert "Còn 14 ngày" in desk.at(date(2026, 3, 6), 17)[chair][0]


def test_a_later_hour_chosen_while_a_digest_waits_holds_that_very_day(desk: Desk) -> None:
    """The digest is taken apart at its hour. Whoever walks through time stops next at the one that was chosen, if the person
    can be reached."""
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 13), 21)  # it waits for the next morning
    desk.change(Person, chair, remind_at=690)
    assert desk.at(date(2026, 3, 14)) == {}
    desk.change(Chat, 1, closed_at=desk.now)
    assert desk.do(lambda db: next_moment(db, desk.now)) is None
    desk.change(Chat, 1, closed_at=None)
    assert desk.do(lambda db: next_moment(db, desk.now)) == instant(date(2026, 3, 14), 11, 30)
    assert "Còn 6 ngày" in desk.at(date(2026, 3, 14), 11, 30)[chair][0]


def test_what_comes_while_a_digest_waits_goes_into_it(desk: Desk) -> None:
    chair = desk.seat()
    desk.change(Person, chair, remind_at=17 * 60)
    desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.owe(DUE, PLEDGE)
    desk.at(date(2026, 3, 13), 12)
    (text,) = desk.at(date(2026, 3, 13), 17)[chair]
    assert (text.count("báo cáo kết quả"), text.count("đăng ký giao ước")) == (1, 1)


def test_what_comes_after_it_has_left_is_another_one(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.at(date(2026, 3, 13))
    desk.owe(DUE, LAUNCH)
    (text,) = desk.at(date(2026, 3, 13), 12)[chair]
    assert "đăng ký ngày phát động" in text
    assert "báo cáo" not in text
    assert len({each.outbox_id for each in desk.ledger() if each.outbox_id}) == 2


def test_a_digest_that_would_leave_outside_the_hours_waits_for_the_next_morning(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 13), 7, 30)
    desk.tick()
    desk.now = instant(date(2026, 3, 13), 20, 5)  # the platform did not answer all day
    assert desk.deliver() == {}
    assert desk.at(date(2026, 3, 13), 20, 6) == {}
    assert "Còn 6 ngày" in desk.at(date(2026, 3, 14))[chair][0]


def test_the_rows_of_a_campaign_stay_few(desk: Desk) -> None:
    desk.seat()
    desk.owe(DUE)
    days(desk, date(2026, 3, 3), date(2026, 4, 10))
    assert len(desk.ledger()) == 7


def test_whoever_has_just_joined_is_not_told_that_it_comes_late(desk: Desk) -> None:
    desk.owe(DUE)
    desk.now = instant(date(2026, 3, 10), 9)
    chair = desk.seat()
    (text,) = desk.at(date(2026, 3, 10), 9)[chair]
    assert text.startswith("⏰ Còn 10 ngày")
    assert len(desk.ledger()) == 1


def test_what_was_missed_while_the_server_was_down_comes_once_and_says_so(desk: Desk) -> None:
    chair = desk.seat()
    desk.owe(DUE)
    (text,) = desk.at(date(2026, 3, 27), 10)[chair]
    assert text.startswith("ℹ️ Lời nhắc này đến muộn hơn mọi khi.\n\n⏰ Việc báo cáo kết quả Đợt 2026 đã quá hạn 7 ngày")
    assert [each.dropped for each in sorted(desk.ledger(), key=lambda each: each.fires_at)] == ["old"] * 4 + [None] * 3
    assert desk.at(date(2026, 3, 28)) == {}
