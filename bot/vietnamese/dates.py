"""Reading the day somebody answers with.

The whole answer has to be understood: an expression for a day, polite words around it, and who answers in front of a verb.
A word that could limit, deny or move the day ("trước", "đến", "không") makes it no answer, since a wrong day that nobody
notices costs more than a second question. Days are always dd/mm; nothing is rolled over into the next month.
"""

from datetime import date
from itertools import pairwise

from bot.vietnamese.expressions import Part, find_parts
from bot.vietnamese.lexicon import ALTERNATIVE, AROUND, DENIALS, LONGEST, VERB, tokens
from bot.vietnamese.reads import Asked, Day, DayRead, How, NoSuchDay, NotADay, Unclear, one_of
from bot.vietnamese.times import read_time, without_times
from bot.vietnamese.weekdays import same_week

__all__ = ["Day", "DayRead", "How", "NoSuchDay", "NotADay", "Unclear", "read_day", "read_time"]

_FAR_YEARS = 5
_MOST_CANDIDATES = 3


def read_day(text: str, today: date, within: tuple[date, date] | None = None, *, years: int = _FAR_YEARS) -> DayRead:
    """Return the day `text` names, a question about two or three days, or why it is none.

    `within` is the period the question is about (both ends included): it decides the year of a dd/mm, but does not refuse a
    day outside it. A written year more than `years` away from today is refused as far unless the day lies in the period; a
    question about a founding day asks with a larger number. A clock time beside the day is passed over.
    """
    if len(text) > LONGEST:
        return NotADay()
    asked = Asked(today, within, years)
    line = without_times(tokens(text))
    read = _read_line(line, asked)
    return read if read != NotADay() else _read_line(_after_verb(line), asked)


def _after_verb(line: str) -> str:
    """Return what follows the last verb of deciding, if what precedes it neither denies nor names a day in figures."""
    verbs = list(VERB.finditer(line))
    head = line[: verbs[-1].start()] if verbs else ""
    return "" if not head or DENIALS.intersection(head.split()) or "/" in head else line[verbs[-1].end() :]


def _read_line(line: str, asked: Asked) -> DayRead:
    """Return what a line means of which every word is known."""
    parts = find_parts(line, asked)
    words = _between(line, parts)
    if not parts or any(part.read == NotADay() for part in parts) or not AROUND.issuperset(words):
        return NotADay()
    refused = next((part.read for part in parts if isinstance(part.read, NoSuchDay)), None)
    if refused or len(parts) == 1:
        return refused or parts[0].read
    if ALTERNATIVE.intersection(words):
        return _either_of(parts)
    return NotADay() if any(part.form == "bare" for part in parts) else _together(parts)


def _between(line: str, parts: list[Part]) -> list[str]:
    """Return the words that belong to no expression."""
    ends = [(0, 0), *((part.start, part.end) for part in parts), (len(line), len(line))]
    return [word for (_, end), (start, _) in pairwise(ends) for word in line[end:start].split()]


def _either_of(parts: list[Part]) -> DayRead:
    """Ask which of the days that were offered: "15/1 hoặc 16/1"."""
    return one_of({day for part in parts for day in _days(part)}, How.WRITTEN)


def _together(parts: list[Part]) -> DayRead:
    """Return the day several expressions agree on, ask where they do not: "mai, thứ 4 ngày 7/1"."""
    dated = [part for part in parts if part.weekday is None]
    weekdays = {part.weekday for part in parts if part.weekday is not None}
    if not dated or len(weekdays) > 1:
        return _either_of(parts)
    agreed = set.intersection(*(_days(part) for part in dated))
    fitting = {day for day in agreed if not weekdays or day.weekday() in weekdays}
    if fitting:
        return one_of(fitting, _how(dated))
    said = {day for part in dated for day in _days(part)}
    meant = {same_week(day, weekday) for day in said for weekday in weekdays}
    return Unclear(tuple(sorted(said | meant)[:_MOST_CANDIDATES]))


def _how(parts: list[Part]) -> How:
    """Return how the first plain day among the parts was understood."""
    return next((part.read.how for part in parts if isinstance(part.read, Day)), How.YEAR_ADDED)


def _days(part: Part) -> set[date]:
    """Return the days an expression may mean."""
    match part.read:
        case Day(value):
            return {value}
        case Unclear(candidates):
            return set(candidates)
        case _:
            return set()
