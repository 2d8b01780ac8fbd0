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


def tet(year: int) -> date:
    """Return mùng 1 Tết, the first day of the lunar year that begins in `year`; ValueError before 1900 and after 2100."""
    from lunar_vn import convert_lunar_to_solar  # noqa: PLC0415

    return convert_lunar_to_solar(1, 1, year)
