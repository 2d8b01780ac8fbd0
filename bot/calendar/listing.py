"""A stretch of the calendar as a list: what is off, what is worked, what is honoured."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.calendar.anniversaries import anniversaries
from bot.calendar.days import SATURDAY, Calendar
from bot.vietnamese.days_off import Kind


class What(StrEnum):
    """What a line of the list says of its days."""

    OFF = "off"
    WORKED = "worked"
    HONOURED = "anniversary"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line: days from `day` to `last` that are off or worked for one reason, or a day of honour."""

    day: date
    last: date
    what: What
    name: str
    is_correction: bool = False
    ordinal: int | None = None
    scope: tuple[str, ...] = ()
    lunar: tuple[int, int] | None = None


def entries(calendar: Calendar, first: date, last: date) -> list[Entry]:
    """What is special from `first` to `last`, both included, in order of date; mere Sundays are left out."""
    days = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    marked = _joined(entry for day in days if (entry := _marked(calendar, day)))
    return sorted([*marked, *_honoured(first, last)], key=lambda each: each.day)


def _marked(calendar: Calendar, day: date) -> Entry | None:
    off, given = calendar.off(day), calendar.corrections.get(day)
    if off is not None:
        return None if off.kind is Kind.SUNDAY else Entry(day, day, What.OFF, off.name, given is not None)
    if given is not None:
        return Entry(day, day, What.WORKED, given.name, is_correction=True)
    return Entry(day, day, What.WORKED, "") if day.weekday() >= SATURDAY and calendar.is_working(day) else None


def _joined(marked: Iterator[Entry]) -> list[Entry]:
    """Neighbours that are the same but for the day become one line."""
    lines: list[Entry] = []
    for each in marked:
        if lines and _goes_on(lines[-1], each):
            before = lines.pop()
            lines.append(Entry(before.day, each.last, each.what, each.name, each.is_correction))
        else:
            lines.append(each)
    return lines


def _goes_on(before: Entry, each: Entry) -> bool:
    same = (before.what, before.name, before.is_correction) == (each.what, each.name, each.is_correction)
    return same and each.day - before.last == timedelta(days=1)


def _honoured(first: date, last: date) -> Iterator[Entry]:
    for year in range(first.year, last.year + 1):
        for each in anniversaries(year):
            if first <= each.day <= last:
                yield Entry(
                    each.day, each.day, What.HONOURED, each.name, ordinal=each.ordinal, scope=each.scope, lunar=each.lunar
                )
