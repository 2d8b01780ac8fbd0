"""The moon over Viet Nam: golden years, leap months, and every day there and back."""

from datetime import date, timedelta

import pytest

from bot.vietnamese.lunar import LunarDay, lunar, lunar_year, solar, tet

# New year in China. In 1984 the winter solstice fell on 21/12 at 23:23 in Viet Nam and on 22/12 at 0:23 in China, the day of a
# new moon: there a month later began the year. In 2007 and 2030 the new moon came in the last hour of the day in Viet Nam.
CHINA = {1985: date(1985, 2, 20), 2007: date(2007, 2, 18), 2030: date(2030, 2, 3)}

# The first day of each lunar month that begins in the year; * is a leap month.
GOLDEN = {
    1985: "1:21/1 2:20/2 2*:21/3 3:20/4 4:20/5 5:18/6 6:18/7 7:16/8 8:15/9 9:14/10 10:12/11 11:12/12",
    2007: "12:19/1 1:17/2 2:19/3 3:17/4 4:17/5 5:15/6 6:14/7 7:13/8 8:11/9 9:11/10 10:10/11 11:10/12",
    2030: "12:4/1 1:2/2 2:4/3 3:3/4 4:2/5 5:1/6 6:1/7 7:30/7 8:29/8 9:27/9 10:27/10 11:25/11 12:25/12",
}


@pytest.mark.parametrize("year", GOLDEN)
def test_months_of_the_years_in_which_viet_nam_and_china_differ(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(ahead) for ahead in range(365)]
    firsts = [(day, lunar(day)) for day in days if lunar(day).day == 1]
    found = " ".join(f"{moon.month}{'*' if moon.leap else ''}:{day.day}/{day.month}" for day, moon in firsts)
    assert found == GOLDEN[year]


@pytest.mark.parametrize(("year", "new_year"), [(1985, date(1985, 1, 21)), (2007, date(2007, 2, 17)), (2030, date(2030, 2, 2))])
def test_tet_is_not_the_chinese_new_year(year: int, new_year: date) -> None:
    assert tet(year) == new_year == solar(1, 1, year)
    assert lunar(CHINA[year]) != LunarDay(1, 1, leap=False)


def test_every_day_there_and_back() -> None:
    day = date(1990, 1, 1)
    while day < date(2060, 1, 1):
        moon = lunar(day)
        assert solar(moon.day, moon.month, lunar_year(day), leap=moon.leap) == day
        day += timedelta(1)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((10, 3, 2026, False), date(2026, 4, 26)),  # Giỗ Tổ
        ((10, 3, 2027, False), date(2027, 4, 16)),
        ((10, 3, 1985, False), date(1985, 4, 29)),
        ((23, 12, 2025, False), date(2026, 2, 10)),
        ((1, 6, 2025, True), date(2025, 7, 25)),
        ((15, 7, 2025, False), date(2025, 9, 6)),  # after the leap month
        ((30, 3, 2054, False), date(2054, 5, 7)),  # where the classic algorithm says “day 0”
        ((1, 5, 2025, True), None),
        ((30, 2, 2026, False), None),
        ((29, 2, 2026, False), date(2026, 4, 16)),
        ((30, 12, 2024, False), None),
        ((31, 1, 2026, False), None),
        ((1, 13, 2026, False), None),
        ((1, 1, 1700, False), None),
    ],
)
def test_the_day_of_a_lunar_date(wanted: tuple[int, int, int, bool], found: date | None) -> None:
    day, month, year, leap = wanted
    assert solar(day, month, year, leap=leap) == found


def test_there_is_no_30_tet_before_2033() -> None:
    last = {year: lunar(tet(year) - timedelta(1)).day for year in range(2025, 2034)}
    assert last == dict.fromkeys(range(2025, 2033), 29) | {2033: 30}
    assert solar(30, 12, 2032) == date(2033, 1, 30)
    assert [solar(30, 12, year - 1) for year in range(2025, 2033)] == [None] * 8
