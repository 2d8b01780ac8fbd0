"""Days written with figures: 15/1, 15.1.2026, 2026-01-15, 15 tháng 1 năm 2026, ngày 15."""

import re

from bot.vietnamese.lexicon import either
from bot.vietnamese.reads import Asked, DayRead, NoSuchDay, NotADay
from bot.vietnamese.years import add_month, add_year, full

_ON = either("ngày", "hôm", "bữa")
_FIRST_TEN = either("mùng", "mồng")
_LEAD = f"(?:{_ON} )?({_FIRST_TEN} )?"
_YEAR = f"(?: {either('năm')} ([0-9]{{2,4}}|nay|sau|{either('tới')}))?"
_MONTHS = {"một": 1, "mot": 1, "hai": 2, "ba": 3, "tư": 4, "tu": 4, "năm": 5, "nam": 5, "sáu": 6}
_MONTHS |= {"bảy": 7, "bẩy": 7, "bay": 7, "tám": 8, "tam": 8, "chín": 9, "chin": 9, "mười": 10, "muoi": 10}
_MONTHS |= {"mười một": 11, "muoi mot": 11, "mười hai": 12, "muoi hai": 12}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))

NUMERIC = rf"{_LEAD}([0-9]+(?:[/.-][0-9]+)+){_YEAR}(?! [0-9])"
MONTH_NAMED = rf"{_LEAD}([0-9]{{1,2}}) (?:tháng|thang|thg|th) ({_NAMES}|[0-9]{{1,2}})(?:/([0-9]{{2,4}})|{_YEAR})(?! [0-9])"
BARE = rf"({_ON} )?([0-9]{{1,2}})(?: {either('tây')})?"
_SIGN = re.compile("[/.-]")
_NUMERIC = re.compile(NUMERIC)
_MONTH_NAMED = re.compile(MONTH_NAMED)
_BARE = re.compile(BARE)

# Mùng N is solar, but on these it is a lunar feast just as well: whoever reads lunar days has to ask.
_FEASTS = frozenset({(1, 1), (3, 3), (10, 3), (5, 5)})
_LAST_MUNG = 10
_MOST_DAYS, _MOST_MONTHS = 31, 12
_DAY_FIGURES, _YEAR_FIGURES, _SHORT_YEAR = 2, 4, 2
_CENTURY = 2000


def read_numeric(text: str, asked: Asked) -> DayRead:
    """Read figures joined by one kind of sign: always day, month, year, or year-month-day with four figures first."""
    found = _NUMERIC.fullmatch(text)
    signs = set(_SIGN.findall(found.group(2))) if found else set()
    if found is None or len(signs) != 1:
        return NotADay()
    figures: list[str] = _SIGN.split(found.group(2))
    if len(figures[0]) == _YEAR_FIGURES:
        figures.reverse()
    day, month, *years = figures + ([found.group(3)] if found.group(3) else [])
    if len(years) > 1 or not _attempt(day, month, slashed=signs == {"/"}):
        return NotADay()
    return _with_year(int(day), int(month), "".join(years), text, asked, feast=bool(found.group(1)))


def _attempt(day: str, month: str, *, slashed: bool) -> bool:
    """Tell whether this may be meant as a day: 1.250 and 9.75 are not, 15/13 is a mistaken one."""
    if max(len(day), len(month)) > _DAY_FIGURES:
        return False
    return slashed or (int(day) <= _MOST_DAYS and int(month) <= _MOST_MONTHS)


def read_month_named(text: str, asked: Asked) -> DayRead:
    """Read a day with the word "tháng"."""
    found = _MONTH_NAMED.fullmatch(text)
    if found is None:
        return NotADay()
    first_ten, day, name, slashed, worded = found.groups()
    month = _MONTHS[name] if name in _MONTHS else int(name)
    return _with_year(int(day), month, slashed or worded or "", text, asked, feast=bool(first_ten))


def read_bare(text: str, asked: Asked) -> DayRead:
    """Read "15" or "ngày 15"; without the word a number no month has is a number, not a mistaken day."""
    found = _BARE.fullmatch(text)
    if found is None:
        return NotADay()
    number = int(found.group(2))
    return add_month(number, text, asked) if found.group(1) or 1 <= number <= _MOST_DAYS else NotADay()


def _with_year(day: int, month: int, year: str, text: str, asked: Asked, *, feast: bool) -> DayRead:
    """Return the day in the year as it was written, or by the rule for a year that was not."""
    if feast and ((day, month) in _FEASTS or day > _LAST_MUNG):
        return NotADay()
    if not year:
        return add_year(day, month, text, asked)
    if not year.isdecimal():
        return full(day, month, asked.today.year + (year != "nay"), text, asked)
    if len(year) == _SHORT_YEAR:
        return full(day, month, _CENTURY + int(year), text, asked)
    # A year of three figures is a slip of the finger.
    return full(day, month, int(year), text, asked) if len(year) == _YEAR_FIGURES else NoSuchDay(text)
