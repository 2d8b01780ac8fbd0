"""The calendar as tables: what is off, what is worked, and when a period ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar import LAW, Calendar, Correction
from bot.vietnamese.days_off import DayOff, Kind, day_off, morning_before, next_working_day

OFF = Correction(date(2026, 1, 2), is_off=True, name="Hoán đổi")
WORKED = Correction(date(2026, 1, 10), is_off=False, name="Làm bù")
SUNDAY = Correction(date(2026, 3, 8), is_off=False, name="Làm bù")
GIO_TO = Correction(date(2026, 4, 27), is_off=False, name="Làm việc")


def corrected(*corrections: Correction) -> Calendar:
    return Calendar({each.day: each for each in corrections})


OURS = corrected(OFF, WORKED, SUNDAY, GIO_TO)


@pytest.mark.parametrize(
    ("calendar", "day", "off", "working"),
    [
        (LAW, "2026-01-02", None, True),
        (LAW, "2026-01-10", None, False),  # Saturday: nobody minds a reminder, but it is no working day
        (LAW, "2026-01-11", DayOff(Kind.SUNDAY), False),
        (LAW, "2026-02-16", DayOff(Kind.TET, "Tết Nguyên đán"), False),
        (LAW, "2026-04-27", DayOff(Kind.HOLIDAY, "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)"), False),  # Giỗ Tổ is on a Sunday
        (LAW, "2026-08-22", None, True),  # the Saturday that is worked for Monday 31/8
        (LAW, "2026-08-31", DayOff(Kind.HOLIDAY, "Ngày nghỉ (thay cho ngày 22/08/2026)"), False),
        (OURS, "2026-01-02", DayOff(Kind.GIVEN, "Hoán đổi"), False),
        (OURS, "2026-01-10", None, True),
        (OURS, "2026-01-09", None, True),
        (OURS, "2026-03-08", None, True),
        (OURS, "2026-04-26", DayOff(Kind.HOLIDAY, "Ngày Giỗ Tổ Hùng Vương"), False),
        (OURS, "2026-04-27", None, True),
        (LAW, "2200-01-05", DayOff(Kind.SUNDAY), False),  # beyond the moon's tables only weekends are known
        (LAW, "2200-01-01", None, True),
    ],
)
def test_off_and_working(calendar: Calendar, day: str, off: DayOff | None, working: bool) -> None:  # noqa: FBT001  a table's cell
    assert calendar.off(date.fromisoformat(day)) == off
    assert calendar.is_working(date.fromisoformat(day)) is working


@pytest.mark.parametrize(
    ("calendar", "start", "days", "shifts", "end"),
    [
        (LAW, "2026-03-31", 10, True, "2026-04-10"),  # the first day does not count (art. 147.2)
        (LAW, "2026-04-01", 10, True, "2026-04-13"),  # would end on a Saturday (art. 148.5)
        (LAW, "2026-04-01", 10, False, "2026-04-11"),
        (LAW, "2026-04-16", 10, True, "2026-04-28"),  # Sunday 26/4 is Giỗ Tổ, Monday 27/4 off in its place
        (LAW, "2025-12-31", 1, True, "2026-01-02"),
        (OURS, "2025-12-31", 1, True, "2026-01-05"),  # with Friday 2/1 off
        (OURS, "2025-12-31", 10, True, "2026-01-10"),  # a Saturday that is worked
        (LAW, "2025-12-31", 10, True, "2026-01-12"),
        (LAW, "2026-02-06", 10, True, "2026-02-23"),  # into Tết
        (LAW, "2026-06-30", 0, True, "2026-06-30"),
        (LAW, "2026-07-01", -1, False, "2026-06-30"),
    ],
)
def test_the_end_of_a_period(calendar: Calendar, start: str, days: int, shifts: bool, end: str) -> None:  # noqa: FBT001  a table's cell
    assert calendar.due_after(date.fromisoformat(start), days, shifts=shifts) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("calendar", "day", "count", "end"),
    [
        (LAW, "2026-01-01", 1, "2026-01-02"),
        (LAW, "2026-01-01", 6, "2026-01-09"),
        (OURS, "2026-01-01", 6, "2026-01-10"),
        (LAW, "2026-02-13", 1, "2026-02-23"),
        (LAW, "2026-01-04", 0, "2026-01-04"),
    ],
)
def test_working_days_are_counted(calendar: Calendar, day: str, count: int, end: str) -> None:
    assert calendar.add_working_days(date.fromisoformat(day), count) == date.fromisoformat(end)


def test_working_days_are_not_counted_backward() -> None:
    with pytest.raises(ValueError, match="forward"):
        LAW.add_working_days(date(2026, 1, 1), -1)


@pytest.mark.parametrize(
    ("correction", "agrees"),
    [
        (Correction(date(2026, 1, 11), is_off=True, name="x"), True),  # a Sunday is off
        (Correction(date(2026, 1, 12), is_off=False, name="x"), True),  # a Monday is worked
        (Correction(date(2026, 1, 17), is_off=False, name="x"), False),  # a Saturday is not
        (Correction(date(2026, 1, 17), is_off=True, name="x"), False),  # but people may be reminded then
        (OFF, True),
        (Correction(OFF.day, is_off=True, name="Tên khác"), False),
        (Correction(OFF.day, is_off=False, name="x"), False),
    ],
)
def test_whether_a_correction_says_anything_new(correction: Correction, agrees: bool) -> None:  # noqa: FBT001  a table's cell
    assert OURS.agrees(correction) is agrees


DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
CALENDARS = st.dictionaries(DAYS, st.booleans(), max_size=40).map(
    lambda days: corrected(*(Correction(day, is_off, "x") for day, is_off in days.items()))
)


@settings(deadline=None)  # the first of a year computes its holidays
@given(CALENDARS, DAYS)
def test_the_next_working_day_is_the_first_one(calendar: Calendar, day: date) -> None:
    found = calendar.next_working(day)
    assert found >= day
    assert calendar.is_working(found)
    assert not any(calendar.is_working(day + timedelta(ahead)) for ahead in range((found - day).days))


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(-400, 400), st.integers(0, 60), st.booleans())
def test_a_longer_period_never_ends_earlier(calendar: Calendar, day: date, days: int, more: int, shifts: bool) -> None:  # noqa: FBT001
    end = calendar.due_after(day, days, shifts=shifts)
    assert end <= calendar.due_after(day, days + more, shifts=shifts)
    assert end >= day + timedelta(days)
    assert not shifts or calendar.is_working(end)


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(0, 40))
def test_as_many_working_days_as_were_asked_for(calendar: Calendar, day: date, count: int) -> None:
    end = calendar.add_working_days(day, count)
    between = (day + timedelta(ahead) for ahead in range(1, (end - day).days + 1))
    assert sum(calendar.is_working(each) for each in between) == count


@settings(deadline=None)
@given(DAYS)
def test_without_corrections_it_is_the_laws_calendar(day: date) -> None:
    assert LAW.off(day) == day_off(day)
    assert LAW.morning_before(day) == morning_before(day)
    assert LAW.next_allowed(day) == next_working_day(day)
    assert not (LAW.is_working(day) and day_off(day))
