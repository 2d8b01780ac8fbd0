"""Which week, quarter or year a period is, and which of several years is meant where none was said."""

from datetime import date, timedelta

from bot.vietnamese.dates import fragments
from bot.vietnamese.dates.meaning import BAD, LATE_DAYS, Asked, Meant, Span, month_span, near

_DAYS = 7


def week_span(today: date, away: int) -> Span:
    """Return the week that many weeks from today's."""
    monday = today + timedelta(_DAYS * away - today.weekday())
    return Span(monday, monday + timedelta(_DAYS - 1))


def quarter_span(year: int, number: int) -> Span:
    """Return the quarter; numbers below 1 and above 4 count on into the years around."""
    return Span(month_span(year, number * 3 - 2).first, month_span(year, number * 3).last)


def quarter_beside(today: date, word: str) -> Span:
    """Return "quý này", "quý sau"."""
    return quarter_span(today.year, (today.month + 2) // 3 + (fragments.sideways(word) or 0))


def years_around(asked: Asked) -> tuple[int, ...]:
    """Return the years a period without a year may lie in."""
    first, last = asked.within or (asked.today, asked.today)
    return tuple(range(min(first.year, asked.today.year) - 1, max(last.year, asked.today.year) + 2))


def likely_spans(spans: list[Span], asked: Asked, *, said: bool) -> Meant:
    """Return the likely ones of the same period in several years, likeliest first; those whose year was said if not too far.

    The only one in the period asked about, else the running or coming one, and the last one if it ended a short time ago.
    """
    if said:
        fitting = tuple(span for span in spans if near(span.first, asked))
        return Meant(spans=fitting) if fitting else BAD
    inside = [span for span in spans if asked.inside(span.first) or asked.inside(span.last)]
    if len(inside) == 1:
        return Meant(spans=tuple(inside))
    coming = next((span for span in spans if span.last >= asked.today), None)
    ended = [span for span in spans if span.last < asked.today and (asked.today - span.last).days <= LATE_DAYS]
    found = tuple(span for span in (coming, *ended[-1:]) if span)
    return Meant(spans=found) if found else BAD
