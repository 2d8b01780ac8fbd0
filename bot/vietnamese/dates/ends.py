"""From one end to the other: the days two or more expressions make a period of."""

from datetime import date, timedelta
from itertools import pairwise

from bot.vietnamese.dates.expressions import Part
from bot.vietnamese.dates.forms import Form
from bot.vietnamese.dates.meaning import Span, make, month_span
from bot.vietnamese.dates.weekdays import same_week
from bot.vietnamese.lunar import lunar

_LONGEST = 366  # days of a period that goes without saying its years
_CLEARLY_FORWARD = 270  # days of one whose end is before its beginning unless it is in the next year


def from_to(start: Part, end: Part) -> tuple[list[Span], bool]:
    """Return the periods from one end to the other, likeliest first, and whether the only one is beyond doubt.

    What one end leaves out is taken from the other: "10-20/1", "15/12 - 10/1/2026", "thứ 2 đến thứ 6 tuần sau".
    """
    firsts, lasts = _first_days(start, end), _last_days(start, end)
    pairs = [Span(first, last) for first in firsts for last in lasts if first <= last <= first + timedelta(_LONGEST)]
    if not pairs:
        return [Span(first, last) for first in firsts for last in _in_next_year(end, first)], False
    guessed = is_number(start) and (is_number(end) or (not end.meant.lunar and (start.meant.day or 0) > lasts[0].day))
    return pairs, len(firsts) == len(lasts) == 1 and not guessed


def begins(start: Part, end: Part) -> bool:
    """Tell whether `end` says of which year a day is that the coming year does not have: "29/2 – 10/3/2028"."""
    return start.meant.month is not None and _has_year(end) and bool(_first_days(start, end))


def listed(ends: list[Part], count: int) -> tuple[list[Span], bool]:
    """Return the period of `count` days that follow one another: "ngày 10 và 11/1"; with gaps it is a question."""
    last = ends[-1].meant
    if not last.days:
        firsts = [span.first for span in ends[0].meant.spans[:1]]
        return [Span(first, last.spans[-1].last) for first in firsts if last.spans and first <= last.spans[-1].last], False
    days = [day for part in ends[:-1] for day in _first_days(part, ends[-1])[:1]] + [last.days[0]]
    close = all((later - earlier).days == 1 for earlier, later in pairwise(days)) and len(days) == len(ends) == count
    single = all(is_number(part) or len(part.meant.days) == 1 for part in ends[:-1]) and len(last.days) == 1
    return ([Span(days[0], days[-1])] if days == sorted(days) else []), close and single


def is_number(part: Part) -> bool:
    """Tell whether a day was said without its month."""
    return part.form is Form.BARE and part.meant.day is not None and part.meant.month is None


def _first_days(start: Part, end: Part) -> list[date]:
    """Return the days a period may begin, with what the end says of month, week or year."""
    meant, last = start.meant, end.meant
    if meant.spans:
        return [span.first for span in meant.spans]
    if is_number(start) and not is_number(end):
        found = (_elliptic(meant.day or 0, day, moon=last.lunar) for day in _own_last_days(end))
        return [day for day in found if day]
    if meant.weekday is not None and last.weekday is None and end.form is Form.NEAR and len(last.days) == 1:
        return [same_week(last.days[0], meant.weekday)]
    if meant.month is not None and _has_year(end):
        earlier = ((day.year - ((meant.month, meant.day or 0) > (day.month, day.day))) for day in last.days)
        return [day for year in earlier if (day := make(year, meant.month, meant.day or 0))]
    return list(meant.days)


def _last_days(start: Part, end: Part) -> list[date]:
    """Return the days a period may end, with what the beginning says of month or year."""
    if is_number(end) and not end.meant.lunar:
        return [day for first in start.meant.days if (day := make(first.year, first.month, end.meant.day or 0))]
    if end.meant.month is not None and _has_year(start):
        return [day for first in start.meant.days for day in _behind(end, first)]
    return _own_last_days(end)


def _own_last_days(end: Part) -> list[date]:
    """Return the days a period may end by what the end says itself."""
    return [span.last for span in end.meant.spans] or list(end.meant.days)


def _has_year(part: Part) -> bool:
    """Tell whether a day was said with its year."""
    return part.form is Form.DAY and part.meant.month is None and bool(part.meant.days) and not part.meant.lunar


def _elliptic(day: int, last: date, *, moon: bool) -> date | None:
    """Return the day of the month in which the period ends, or of the month before: "25-5/2"."""
    if moon:
        return last - timedelta(lunar(last).day - day)
    month = last if day <= last.day else month_span(last.year, last.month - 1).first
    return make(month.year, month.month, day)


def _behind(end: Part, first: date) -> list[date]:
    """Return the first day of the end's day and month behind a beginning."""
    day, month = end.meant.day or 0, end.meant.month or 0
    found = make(first.year + ((month, day) < (first.month, first.day)), month, day)
    return [found] if found else []


def _in_next_year(end: Part, first: date) -> list[date]:
    """Return the end in the year behind the beginning, if no year was said and it is not almost a year away."""
    known = end.meant.month is not None
    return [last for last in _behind(end, first) if (last - first).days <= _CLEARLY_FORWARD] if known else []
