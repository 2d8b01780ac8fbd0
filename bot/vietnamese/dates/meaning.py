"""What one expression means alone, and the question it answers."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import NamedTuple

LATE_DAYS = 60  # a launch reported late and next year's are written alike; after this many days only the next one is likely
FAR_YEARS = 5
_MONTHS = 12


class Span(NamedTuple):
    """A first and a last day."""

    first: date
    last: date

    def isoformat(self) -> str:
        """Return both days, as the tables write them."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


class Asked(NamedTuple):
    """The question that is being answered: when, about which period, and whether a year may be far."""

    today: date
    clock: time | None
    within: tuple[date, date] | None
    any_year: bool

    def inside(self, day: date) -> bool:
        """Tell whether the day lies in the period asked about."""
        return self.within is not None and self.within[0] <= day <= self.within[1]


def asked_at(now: datetime | date, within: tuple[date, date] | None, *, any_year: bool) -> Asked:
    """Return the question asked at this local moment or day."""
    if isinstance(now, datetime):
        return Asked(now.date(), now.time(), within, any_year)
    return Asked(now, None, within, any_year)


@dataclass(frozen=True, slots=True)
class Meant:
    """What an expression means alone: days or periods, likeliest first, or nothing that can be (`bad`).

    A weekday without a week and a day without a month or year are also kept as such: what stands beside them may settle it.
    `sure` is false where the writing may be a slip or another thing altogether.
    """

    days: tuple[date, ...] = ()
    spans: tuple[Span, ...] = ()
    bad: bool = False
    sure: bool = True
    weekday: int | None = None
    day: int | None = None  # of an unknown month
    month: int | None = None  # of an unknown year, with `day`
    lunar: bool = False


BAD = Meant(bad=True)


def make(year: int, month: int, day: int) -> date | None:
    """Return the day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_span(year: int, month: int) -> Span:
    """Return the month; months before the first and after the twelfth count on into the years around."""
    years, month = divmod(month - 1, _MONTHS)
    last = calendar.monthrange(year + years, month + 1)[1]
    return Span(date(year + years, month + 1, 1), date(year + years, month + 1, last))


def year_span(year: int) -> Span:
    """Return the year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def likely(options: list[date], asked: Asked) -> tuple[date, ...]:
    """Return which of the same day in several years are likely, likeliest first.

    Those inside the period asked about before all others; then the coming one, and the last one if it passed a short time ago.
    """
    inside = [day for day in options if asked.inside(day)]
    if len(inside) == 1:
        return tuple(inside)
    known = sorted(inside or options)
    coming = next((day for day in known if day >= asked.today), None)
    late = next((day for day in reversed(known) if day < asked.today), None)
    if late and (asked.today - late).days > LATE_DAYS and (coming or not inside):
        late = None
    return tuple(day for day in (coming, late) if day)


def near(day: date, asked: Asked) -> bool:
    """Tell whether a written year is no slip of the finger: near, in the period asked about, or any year will do."""
    return asked.any_year or asked.inside(day) or abs(day.year - asked.today.year) <= FAR_YEARS
