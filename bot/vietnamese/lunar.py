"""The Vietnamese lunar calendar (UTC+7), which is not always the Chinese one."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

# What the algorithm behind it is checked for.
FIRST_YEAR, LAST_YEAR = 1901, 2099


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar; `leap` for the month inserted after the month of the same number."""

    day: int
    month: int
    leap: bool


@lru_cache(1024)
def lunar(day: date) -> LunarDay:
    """Return the lunar day; ValueError before 1900 and after 2100."""
    from lunar_vn import solar_to_lunar  # noqa: PLC0415 - only those who need the lunar calendar wait for it

    found = solar_to_lunar(day)
    return LunarDay(found.day, found.month, found.leap)


def lunar_year(day: date) -> int:
    """Return the lunar year the day is in: the solar year in which it began."""
    return day.year if day >= tet(day.year) else day.year - 1


def solar(day: int, month: int, year: int, *, leap: bool = False) -> date | None:
    """Return the day of the lunar date; None for one that does not exist, such as 30 Tết 2026, or is not known."""
    from lunar_vn import convert_lunar_to_solar  # noqa: PLC0415

    try:
        found = convert_lunar_to_solar(day, month, year, int(leap))
    except ValueError:  # no such leap month, or a year out of reach
        return None
    return found if lunar(found) == LunarDay(day, month, leap) else None  # a day too many rolls into the next month


def tet(year: int) -> date:
    """Return mùng 1 Tết, the first day of the lunar year that begins in `year`; ValueError before 1900 and after 2100."""
    from lunar_vn import convert_lunar_to_solar  # noqa: PLC0415

    return convert_lunar_to_solar(1, 1, year)
