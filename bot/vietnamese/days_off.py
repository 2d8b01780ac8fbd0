"""The days nobody works: Sundays, the public holidays of Viet Nam and Tết.

Saturdays are no days off here. The calendar of a federation (`bot.calendar`) corrects what this list lacks or knows too late;
this is what the law and the moon say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.vietnamese.lunar import FIRST_YEAR, LAST_YEAR, LunarDay, lunar, tet

__all__ = ["DayOff", "Kind", "LunarDay", "day_off", "is_swapped_in", "lunar", "morning_before", "next_working_day", "tet"]

TET = "Tết Nguyên đán"
# From the last day of the twelfth lunar month to mùng 5.
_TET_DAYS = range(-1, 5)
_NOT_TET = "Tết Dương lịch"
_SUNDAY = 6


class Kind(StrEnum):
    """Why a day is off."""

    TET = "tet"
    HOLIDAY = "holiday"
    SUNDAY = "sunday"
    GIVEN = "given"  # by an officer: never from the law's list


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off; `name` is the Vietnamese proper name of the holiday and is empty for a mere Sunday."""

    kind: Kind
    name: str = ""


@lru_cache(maxsize=4096)  # asked for the same days over and over
def day_off(day: date) -> DayOff | None:
    """Return why the day is off, None for a working day; outside 1901 to 2099 only Sundays are known."""
    known = _year(day.year)[0].get(day) if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return known or (DayOff(Kind.SUNDAY) if day.weekday() == _SUNDAY else None)


def morning_before(day: date) -> date:
    """Return the day itself if it is a working day, otherwise the nearest working day before it."""
    while day_off(day):
        day -= timedelta(1)
    return day


def next_working_day(day: date) -> date:
    """Return the day itself if it is a working day, otherwise the nearest working day after it."""
    while day_off(day):
        day += timedelta(1)
    return day


def is_swapped_in(day: date) -> bool:
    """Return whether the government made this day of a weekend a working day in exchange for another one."""
    return FIRST_YEAR <= day.year <= LAST_YEAR and day in _year(day.year)[1]


@lru_cache(maxsize=16)
def _year(year: int) -> tuple[Mapping[date, DayOff], frozenset[date]]:
    """Return the holidays of the year by day, and the days of weekends that are worked."""
    # An import of a quarter of a second that most starts of the program need not wait for.
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415

    listed = Vietnam(years=year, language="vi")  # type: ignore[no-untyped-call]
    off = {day: DayOff(Kind.HOLIDAY, "; ".join(names)) for day in listed if (names := _lasting(listed.get_list(day)))}
    tet_days = {tet(year) + timedelta(ahead): DayOff(Kind.TET, TET) for ahead in _TET_DAYS}
    return off | tet_days, frozenset(listed.weekend_workdays)


def _lasting(names: list[str]) -> list[str]:
    """Return the names of one day without Tết, which the library takes from another calendar and shifts off weekends."""
    return [name for name in names if "Tết" not in name or name.startswith(_NOT_TET)]
