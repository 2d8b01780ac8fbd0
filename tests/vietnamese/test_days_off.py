import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vietnamese.days_off import DayOff, Kind, LunarDay, day_off, lunar, morning_before, next_working_day, tet

GOLDEN = """1985-01-21 2007-02-17 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02"""


@pytest.mark.parametrize("first", GOLDEN.split())
def test_tet_by_the_vietnamese_calendar(first: str) -> None:
    day = date.fromisoformat(first)
    assert tet(day.year) == day
    assert lunar(day) == LunarDay(1, 1, leap=False)
    off = [ahead for ahead in range(-9, 12) if day_off(day + timedelta(ahead)) == DayOff(Kind.TET, "Tết Nguyên đán")]
    assert off == [-1, 0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), DayOff(Kind.HOLIDAY, "Tết Dương lịch")),
        (date(2026, 4, 26), DayOff(Kind.HOLIDAY, "Ngày Giỗ Tổ Hùng Vương")),
        (date(2026, 4, 27), DayOff(Kind.HOLIDAY, "Ngày Giỗ Tổ Hùng Vương (nghỉ bù)")),
        (date(2026, 4, 30), DayOff(Kind.HOLIDAY, "Ngày Chiến thắng")),
        (date(2026, 5, 1), DayOff(Kind.HOLIDAY, "Ngày Quốc tế Lao động")),
        (date(2026, 9, 2), DayOff(Kind.HOLIDAY, "Quốc khánh")),
        (date(2026, 1, 4), DayOff(Kind.SUNDAY)),
        (date(2026, 1, 3), None),
        (date(2026, 1, 5), None),
        (date(2027, 2, 4), None),  # 28 Chạp, which the library takes for 29 Tết
        (date(2200, 1, 5), DayOff(Kind.SUNDAY)),
        (date(2200, 1, 1), None),
    ],
)
def test_days_off(day: date, expected: DayOff | None) -> None:
    assert day_off(day) == expected


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        ("2026-01-05", "2026-01-05", "2026-01-05"),
        ("2026-01-04", "2026-01-03", "2026-01-05"),
        ("2026-02-18", "2026-02-14", "2026-02-23"),
        ("2026-05-01", "2026-04-29", "2026-05-02"),
    ],
)
def test_nearest_working_days(day: str, before: str, after: str) -> None:
    assert morning_before(date.fromisoformat(day)) == date.fromisoformat(before)
    assert next_working_day(date.fromisoformat(day)) == date.fromisoformat(after)


@settings(deadline=None)  # the first of a year computes its holidays
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_working_day_is_never_far(day: date) -> None:
    assert day_off(morning_before(day)) is None
    assert day_off(next_working_day(day)) is None
    assert morning_before(day) <= day <= next_working_day(day)
    assert (next_working_day(day) - morning_before(day)).days <= 12


def test_gio_to_is_the_tenth_of_the_third_lunar_month() -> None:
    for year in range(2007, 2100):
        found = [day for day in (date(year, 3, 20) + timedelta(ahead) for ahead in range(50)) if _is_gio_to(day)]
        assert [(lunar(day).day, lunar(day).month) for day in found] == [(10, 3)]


def _is_gio_to(day: date) -> bool:
    off = day_off(day)
    return off is not None and "Ngày Giỗ Tổ Hùng Vương" in off.name.split("; ")


def test_leap_month() -> None:
    assert lunar(date(2025, 7, 25)) == LunarDay(1, 6, leap=True)


def test_the_calendars_are_loaded_at_first_use() -> None:
    code = "import sys, bot.vietnamese.days_off, bot.vietnamese.dates; print({'holidays', 'lunar_vn'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout == "set()\n"
