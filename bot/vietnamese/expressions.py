"""Finding the expressions for a day in a line of tokens."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.vietnamese.lexicon import COUNTED as UNITS
from bot.vietnamese.lexicon import DECIDING, PERSONS, either
from bot.vietnamese.reads import Asked, DayRead, NotADay
from bot.vietnamese.relative import COUNTED, NEAR, read_counted, read_near
from bot.vietnamese.weekdays import WEEKDAY, read_weekday
from bot.vietnamese.written import BARE, MONTH_NAMED, NUMERIC, read_bare, read_month_named, read_numeric

# Set phrases made of day words that name no day: "some time soon", "nowadays".
_IDIOM = f"(?:nay mai|mai {either('mốt', 'một', 'kia', 'kìa', 'sau')}|{either('ngày')} nay)"


@dataclass(frozen=True, slots=True)
class Part:
    """One expression: where it stands, its form and text, what it means alone, and its weekday if it is no more than one."""

    start: int
    end: int
    form: str
    read: DayRead
    weekday: int | None


def _nothing(_text: str, _asked: Asked) -> DayRead:
    """Read an idiom."""
    return NotADay()


_READERS: dict[str, Callable[[str, Asked], DayRead]] = {
    "idiom": _nothing,
    "named": read_month_named,
    "numeric": read_numeric,
    "counted": read_counted,
    "near": read_near,
    "bare": read_bare,
}
_FROM_TODAY = frozenset({"weekday", "counted", "near"})
# At one place the longer forms are tried first.
_PATTERNS = {
    "idiom": _IDIOM,
    "named": MONTH_NAMED,
    "numeric": NUMERIC,
    "weekday": WEEKDAY,
    "counted": COUNTED,
    "near": NEAR,
    "bare": BARE,
}
_ANY = re.compile("|".join(rf"(?<!\S)(?P<{form}>{pattern})(?!\S)" for form, pattern in _PATTERNS.items()))


def find_parts(line: str, asked: Asked) -> list[Part]:
    """Return the expressions in the line, in order."""
    return list(_parts(line, asked))


def _parts(line: str, asked: Asked) -> Iterator[Part]:
    for found in _ANY.finditer(line):
        form, text = found.lastgroup or "", found.group()
        before, after = line[: found.start()].split()[-1:], line[found.end() :].split()
        if text == "mai" and PERSONS.intersection(before):
            continue  # the name of a person
        if _counts(form, text, after[:1]) or (form in _FROM_TODAY and DECIDING.intersection(after)):
            yield Part(found.start(), found.end(), form, NotADay(), None)
        elif form == "weekday":
            yield Part(found.start(), found.end(), form, *read_weekday(text, asked))
        else:
            yield Part(found.start(), found.end(), form, _READERS[form](text, asked), None)


def _counts(form: str, text: str, after: list[str]) -> bool:
    """Tell whether the figures count what follows: "15 đơn vị", "2/3 cđcs", "15 em"."""
    if not text[0].isdecimal() or form not in {"bare", "numeric"}:
        return False
    return bool((UNITS | PERSONS if form == "bare" else UNITS).intersection(after))
