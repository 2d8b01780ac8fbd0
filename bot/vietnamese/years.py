"""Which year, and which month, is meant where none was written."""

import calendar
from datetime import date

from bot.vietnamese.reads import Asked, Day, DayRead, How, NoSuchDay, NotADay, one_of

# A launch reported late and next year's launch are written alike; after this many days only the next one is likely.
LATE_DAYS = 60
_MONTHS = 12
_LONGEST_MONTH = 31


def full(day: int, month: int, year: int, text: str, asked: Asked) -> DayRead:
    """Return the day that was written in full."""
    found = _make(year, month, day)
    if found is None:
        return NoSuchDay(text)
    if _inside(found, asked) or abs(year - asked.today.year) <= asked.years:
        return Day(found, How.WRITTEN)
    return NoSuchDay(text, far=True)


def add_year(day: int, month: int, text: str, asked: Asked) -> DayRead:
    """Return the dd/mm inside the period asked about, else the coming one, and ask if it passed a short time ago."""
    inside = [found for year in _years(asked) if (found := _make(year, month, day)) and _inside(found, asked)]
    if inside:
        return Day(next((found for found in inside if found >= asked.today), inside[-1]), How.YEAR_ADDED)
    today = asked.today
    coming = today.year + ((month, day) < (today.month, today.day))
    last, following = _make(coming - 1, month, day), _make(coming, month, day)
    late = last if last and (today - last).days <= LATE_DAYS else None
    days = {found for found in (late, following) if found}
    return one_of(days, How.YEAR_ADDED) if days else NoSuchDay(text)


def add_month(day: int, text: str, asked: Asked) -> DayRead:
    """Return the coming day of that number.

    Asked about are a day that has passed this month, one this month does not have, and one outside a period that has such
    a day later.
    """
    if not 1 <= day <= _LONGEST_MONTH:
        return NoSuchDay(text)
    today, coming = asked.today, _coming(day, asked.today)
    if coming is None:
        return NotADay()
    days = {coming}
    if (coming.year, coming.month) != (today.year, today.month):
        days.add(today.replace(day=min(day, calendar.monthrange(today.year, today.month)[1])))
    if asked.within and not _inside(coming, asked) and (later := _coming(day, max(today, asked.within[0]))):
        days |= {later} if _inside(later, asked) else set()
    return one_of(days, How.MONTH_ADDED)


def _coming(day: int, start: date) -> date | None:
    """Return the first day of that number from `start` on."""
    months = (divmod(start.month - 1 + ahead, _MONTHS) for ahead in range(_MONTHS))
    found = (_make(start.year + years, month + 1, day) for years, month in months)
    return next((candidate for candidate in found if candidate and candidate >= start), None)


def _years(asked: Asked) -> range:
    """Return the years the period asked about touches."""
    return range(asked.within[0].year, asked.within[1].year + 1) if asked.within else range(0)


def _inside(day: date, asked: Asked) -> bool:
    """Tell whether the day lies in the period asked about."""
    return asked.within is not None and asked.within[0] <= day <= asked.within[1]


def _make(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
