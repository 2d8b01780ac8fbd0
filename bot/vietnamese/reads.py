"""What comes out of reading a day: the day, a question, or one of two refusals."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class How(StrEnum):
    """How a day was understood, so that the caller can say it back with as much care as it needs."""

    WRITTEN = "written"  # day, month and year were there
    YEAR_ADDED = "year_added"  # 15/1
    MONTH_ADDED = "month_added"  # ngày 15
    COUNTED = "counted"  # hôm nay, mai, 3 ngày nữa
    WEEKDAY = "weekday"  # thứ sáu tuần sau


@dataclass(frozen=True, slots=True)
class Day:
    """Exactly this day was meant."""

    value: date
    how: How


@dataclass(frozen=True, slots=True)
class Unclear:
    """One of these two or three days was meant, in the order of the calendar: ask which."""

    candidates: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class NoSuchDay:
    """`text` was meant as a day, but cannot be taken as one.

    Either the calendar has no such day, or, if `far`, its year lies further from today than the question allows.
    """

    text: str
    far: bool = False


@dataclass(frozen=True, slots=True)
class NotADay:
    """No day was understood."""


DayRead = Day | Unclear | NoSuchDay | NotADay


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that is being answered: on which day, about which period, how many years away at most."""

    today: date
    within: tuple[date, date] | None
    years: int


def one_of(days: set[date], how: How) -> DayRead:
    """Return the day if there is one, the question if there are two or three, otherwise `NotADay`."""
    if len(days) == 1:
        return Day(min(days), how)
    return Unclear(tuple(sorted(days))) if len(days) in {2, 3} else NotADay()
