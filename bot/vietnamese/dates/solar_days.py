"""Which year and which month of the solar calendar are meant where they were not said."""

from datetime import date, timedelta

from bot.vietnamese.dates.meaning import BAD, Asked, Meant, likely, make, near

_LONGEST_MONTH = 31
_MONTHS = 12
_SHORT_YEAR, _FULL_YEAR = 2, 4
_CENTURY = 100


def in_full(day: int, month: int, years: tuple[int, ...], asked: Asked) -> Meant:
    """Return the day of a year that was said, which may be one of several."""
    found = tuple(made for year in years if (made := make(year, month, day)))
    fitting = tuple(made for made in found if near(made, asked))
    return Meant(fitting) if fitting else BAD


def without_year(day: int, month: int, asked: Asked) -> Meant:
    """Return the day inside the period asked about, else the coming one, else a question if it passed a short time ago.

    One that these years do not have keeps its number and month: 29/2 may be of a year that is said beside it.
    """
    today = asked.today
    known = range(asked.within[0].year, asked.within[1].year + 1) if asked.within else ()
    options = [found for year in known if (found := make(year, month, day)) and asked.inside(found)]
    if not options:
        coming = today.year + ((month, day) < (today.month, today.day))
        options = [found for year in (coming - 1, coming) if (found := make(year, month, day))]
    days = likely(options, asked)
    return Meant(days, bad=not days, day=day, month=month)


def without_month(day: int, asked: Asked) -> Meant:
    """Return the coming day of that number.

    Asked about are a day that has passed this month, one this month does not have, and one outside a period that has such a
    day later.
    """
    if not 1 <= day <= _LONGEST_MONTH:
        return BAD
    today, coming = asked.today, coming_day(day, asked.today)
    days = [coming]
    if (coming.year, coming.month) != (today.year, today.month):
        days.append(make(today.year, today.month, day) or coming_day(1, today + timedelta(1)) - timedelta(1))
    if asked.within and not asked.inside(coming):
        later = coming_day(day, max(today, asked.within[0]))
        days += [later] if asked.inside(later) and later not in days else []
    return Meant(tuple(days), day=day)


def coming_day(day: int, start: date) -> date:
    """Return the first day of that number, 1 to 31, from `start` on."""
    months = (divmod(start.month - 1 + ahead, _MONTHS) for ahead in range(_MONTHS))
    found = (make(start.year + years, month + 1, day) for years, month in months)
    return next(each for each in found if each and each >= start)


def years(written: str, asked: Asked) -> tuple[int, ...]:
    """Return the years written figures may mean, likeliest first; none for a slip such as "206"."""
    if len(written) == _FULL_YEAR:
        return (int(written),)
    if len(written) != _SHORT_YEAR:
        return ()
    year = asked.today.year // _CENTURY * _CENTURY + int(written)
    return (year - _CENTURY, year) if asked.any_year and year > asked.today.year else (year,)
