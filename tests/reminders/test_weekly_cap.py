"""How many messages somebody gets in a week."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from bot.clock import instant
from bot.duties.kinds import REPORT
from bot.models import Duty, Federation, Person
from bot.post import outbox
from tests.reminders.mornings import BEGIN, DUE, days, dropped
from tests.simulation.desk import Desk


@pytest.fixture
def desk(engine: Engine) -> Desk:
    return Desk(engine, BEGIN)


def test_nobody_hears_more_in_a_week_than_the_cap_and_the_last_one_is_for_what_is_due(desk: Desk) -> None:
    chair = desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    for n in range(4):  # due on Friday to Monday: rungs on most mornings
        desk.owe(DUE + timedelta(days=n), REPORT, occurrence=n + 1)
    said = days(desk, date(2026, 3, 16), date(2026, 3, 21))
    assert list(said) == [date(2026, 3, 16), DUE]
    assert "Hôm nay là hạn" in said[DUE][chair][0]
    assert "cap" in dropped(desk, chair)


@pytest.mark.parametrize(("problem", "told_on"), [("blocked", [17, 20]), (f"{outbox.IN_DOUBT}: no answer", [20])])
def test_a_digest_takes_a_place_of_the_week_unless_it_certainly_did_not_arrive(
    desk: Desk, problem: str, told_on: list[int]
) -> None:
    desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    for n in range(4):  # due on Friday to Monday: rungs on most mornings
        desk.owe(DUE + timedelta(days=n), REPORT, occurrence=n + 1)
    desk.now = instant(date(2026, 3, 16), 7, 30)
    desk.tick()
    letter = desk.do(lambda db: outbox.due(db, desk.scene.bot, desk.now, 1)[0])
    desk.do(lambda db: outbox.drop(db, letter, desk.now, problem))
    said = days(desk, date(2026, 3, 17), date(2026, 3, 21))
    assert [day.day for day in said] == told_on


def test_a_digest_that_leaves_a_week_late_takes_a_place_of_that_week(desk: Desk) -> None:
    """The server is down from Friday morning until Monday evening."""
    chair = desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=2)
    desk.change(Person, chair, remind_at=17 * 60)
    desk.owe(DUE)
    assert desk.at(date(2026, 3, 13)) == {}
    assert desk.at(date(2026, 3, 16), 18) == {}
    assert "Còn 4 ngày" in desk.at(date(2026, 3, 16), 18, 1)[chair][0]
    assert desk.at(date(2026, 3, 17), 17) == {}  # the last place of the week is kept for Friday
    assert "Hôm nay là hạn" in desk.at(date(2026, 3, 20), 17)[chair][0]


def test_the_place_kept_for_what_is_due_is_not_taken_by_the_rest(desk: Desk) -> None:
    """What is due today is done between planning and sending: the rest has no place in the week."""
    chair = desk.seat()
    desk.change(Federation, desk.scene.federation, weekly_cap=1)
    due, _other = desk.owe(DUE), desk.owe(DUE + timedelta(days=1), REPORT, occurrence=2)
    desk.now = instant(DUE, 7, 30)
    desk.tick()
    desk.change(Duty, due, done_at=desk.now)
    assert desk.deliver() == {}
    assert {"done", "cap"} <= set(dropped(desk, chair))
