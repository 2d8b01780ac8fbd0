"""On which morning a rung falls, as a table."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.calendar import LAW
from bot.clock import instant, local
from bot.hours import allowed
from bot.reminders.ladder import Rung, fires_at
from bot.vietnamese.days_off import day_off


def rung(days: int) -> Rung:
    return Rung(id=1, federation_id=1, campaign_id=1, subject="launch", days=days, minute=450)


@pytest.mark.parametrize(
    ("due", "days", "morning"),
    [
        (date(2026, 3, 18), -7, date(2026, 3, 11)),
        (date(2026, 3, 18), -3, date(2026, 3, 14)),  # the 15th is a Sunday
        (date(2026, 3, 18), -1, date(2026, 3, 17)),
        (date(2026, 3, 18), 0, date(2026, 3, 18)),
        (date(2026, 3, 15), 0, date(2026, 3, 14)),  # a launch on a Sunday
        (date(2026, 3, 14), 1, date(2026, 3, 16)),  # after: the next working morning
        (date(2026, 2, 24), -7, date(2026, 2, 14)),  # mùng 1 Tết: the last working day before it
        (date(2026, 2, 15), 1, date(2026, 2, 23)),  # from the last day of the lunar year on, nobody is written to
        (date(2026, 5, 4), -3, date(2026, 4, 29)),  # 1/5, and 30/4 before it
    ],
)
def test_a_rung_that_hits_a_day_off_moves(due: date, days: int, morning: date) -> None:
    assert local(fires_at(rung(days), due, LAW)) == local(instant(morning, 7, 30))


@given(due=st.dates(date(2025, 1, 1), date(2030, 12, 31)), days=st.sampled_from([-14, -7, -3, -1, 0, 1, 3]))
def test_no_rung_falls_on_a_day_off_or_farther_away_than_tet(due: date, days: int) -> None:
    morning = local(fires_at(rung(days), due, LAW)).date()
    assert day_off(morning) is None
    assert abs(morning - (due + timedelta(days))) < timedelta(14)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (instant(date(2026, 3, 4), 9), instant(date(2026, 3, 4), 9)),
        (instant(date(2026, 3, 4), 7), instant(date(2026, 3, 4), 7, 30)),
        (instant(date(2026, 3, 4), 20), instant(date(2026, 3, 5), 7, 30)),
        (instant(date(2026, 3, 7), 21), instant(date(2026, 3, 9), 7, 30)),  # Saturday night: Monday
        (instant(date(2026, 2, 16), 10), instant(date(2026, 2, 23), 7, 30)),  # in Tết; the 22nd is a Sunday
    ],
)
def test_nobody_is_written_to_at_night_or_on_a_day_off(now: datetime, then: datetime) -> None:
    assert allowed(now, LAW) == then
