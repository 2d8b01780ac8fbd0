"""Which day a lunar date is, and which lunar year is meant where none was said."""

from datetime import date, timedelta
from functools import lru_cache

from bot.vietnamese import lunar as moon
from bot.vietnamese.dates.meaning import BAD, LATE_DAYS, Asked, Meant, Span, near

_LONGEST = 30
_MONTHS = 12
_LATE_MONTH = 11  # from this month on, a lunar date may fall into the next solar year
_LEAP_YEARS = 6  # at most so many years from one leap year to the next one with the same leap month that anybody means
_STEMS = ("giap", "at", "binh", "dinh", "mau", "ky", "canh", "tan", "nham", "quy")
_BRANCHES = ("ty", "suu", "dan", "mao", "thin", "ty", "ngo", "mui", "than", "dau", "tuat", "hoi")
STEMS_NAMED = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
BRANCHES_NAMED = ("Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi")
_FIRST_GIAP_TY = 4  # the year 4 was Giáp Tý, and so is every sixtieth after it


@lru_cache(1024)
def solar(day: int, month: int, year: int, *, leap: bool = False) -> date | None:
    """Return the day of the lunar date; None for one that does not exist or is not known."""
    if not (1 <= day <= _LONGEST and 1 <= month <= _MONTHS and moon.FIRST_YEAR <= year <= moon.LAST_YEAR):
        return None
    return moon.solar(day, month, year, leap=leap)


def in_year(day: int, month: int, year: int, asked: Asked, *, leap: bool = False) -> Meant:
    """Return the day in that lunar year; a question if the year may have been the solar one it falls into."""
    found = solar(day, month, year, leap=leap)
    if found is None or not near(found, asked):
        return BAD
    before = solar(day, month, year - 1, leap=leap) if month >= _LATE_MONTH and found.year != year else None
    return Meant((found, before) if before and before.year == year else (found,), lunar=True)


def without_year(day: int, month: int, asked: Asked, *, leap: bool = False) -> Meant:
    """Return the coming such day, by the rule for solar days without a year; a year that lacks the day is not skipped."""
    if not (1 <= day <= _LONGEST and 1 <= month <= _MONTHS):
        return BAD
    this = asked.today.year
    around = range(this - 2, this + 2) if not leap else range(this - 2, this + _LEAP_YEARS)
    known = [
        (place, found)
        for year in around
        if (place := _place(day, month, year, leap=leap))
        for found in [solar(day, month, year, leap=leap)]
    ]
    inside = [found for place, found in known if found and asked.inside(found)]
    if len(inside) == 1:
        return Meant((inside[0],), lunar=True)
    coming = next((pair for pair in known if pair[0] >= asked.today), None)
    late = next(
        (found for place, found in reversed(known) if place < asked.today and (asked.today - place).days <= LATE_DAYS), None
    )
    days = tuple(found for found in (coming[1] if coming else None, late) if found)
    return Meant(days, lunar=True) if days and coming and coming[1] else BAD


def _place(day: int, month: int, year: int, *, leap: bool) -> date | None:
    """Return where in the year the day is or would be; None if the year has no such month."""
    before = solar(min(day, _LONGEST - 1), month, year, leap=leap)
    return before + timedelta(1) if before and day == _LONGEST else before


def without_month(day: int, asked: Asked) -> Meant:
    """Return the coming such day of a lunar month, and this month's if it has passed."""
    if not 1 <= day <= _LONGEST:
        return BAD
    options = [found for months in (0, 1, 2) if (found := _in_month(day, asked.today, months))]
    coming = next((found for found in options if found >= asked.today), None)
    late = options[0] if options and options[0] < asked.today else None
    return Meant(tuple(found for found in (coming, late) if found), lunar=True) if coming else BAD


def beside(day: int, months: int, asked: Asked) -> Meant:
    """Return the day of this lunar month (0), the next one (1) or the last one (-1)."""
    found = _in_month(day, asked.today, months)
    return Meant((found,), lunar=True) if found else BAD


def _in_month(day: int, today: date, months: int) -> date | None:
    """Return the day of the lunar month that many months from today's."""
    first = today - timedelta(moon.lunar(today).day - 1)
    for _ in range(abs(months)):
        middle = first + timedelta(_LONGEST + 4 if months > 0 else -4)
        first = middle - timedelta(moon.lunar(middle).day - 1)
    found = first + timedelta(day - 1)
    return found if moon.lunar(found).day == day else None


def month_span(month: int, year: int, *, leap: bool = False) -> Span | None:
    """Return a lunar month of 29 or 30 days."""
    first = solar(1, month, year, leap=leap)
    return Span(first, solar(_LONGEST, month, year, leap=leap) or first + timedelta(_LONGEST - 2)) if first else None


def month_beside(months: int, asked: Asked) -> Span:
    """Return this lunar month (0), the next one (1), the last one (-1)."""
    first = _in_month(1, asked.today, months) or asked.today
    return Span(first, _in_month(_LONGEST, asked.today, months) or first + timedelta(_LONGEST - 2))


def named_year(stem: str, branch: str, asked: Asked) -> int | None:
    """Return the year of that name nearest to today, None if there is no such name: "giáp sửu"."""
    branches = [at for at, name in enumerate(_BRANCHES) if name == branch]
    index = next((at for at in range(60) if _STEMS[at % 10] == stem and at % 12 in branches), None)
    if index is None:
        return None
    this = asked.today.year
    return next(year for year in range(this - 29, this + 31) if (year - _FIRST_GIAP_TY) % 60 == index)


def year_name(year: int) -> str:
    """Return the name of a lunar year: "Bính Ngọ"."""
    index = year - _FIRST_GIAP_TY
    return f"{STEMS_NAMED[index % 10]} {BRANCHES_NAMED[index % 12]}"
