"""The clock time in an answer."""

import re
from datetime import time

from bot.vietnamese.lexicon import LONGEST, either, tokens

_HOUR, _MINUTE = "([01]?[0-9]|2[0-3])", "([0-5]?[0-9])"
_MINUTES_END = f"(?: {either('phút', 'p', 'ph')})?(?! {either('tháng', 'thg', 'th')})"
# "8h60" is no time at all; in "8h 15 tháng 1" the figures belong to the day.
_NO_FIGURES = f"(?! [0-9]+(?: (?!{either('tháng', 'thg', 'th')})|$))"
_HALF = either("rưỡi")
_PARTS = {
    "sáng": "sáng", "sang": "sáng", "trưa": "trưa", "trua": "trưa", "chiều": "chiều", "chieu": "chiều",
    "tối": "tối", "đêm": "đêm", "dem": "đêm",
}  # fmt: skip
_TIME = re.compile(
    rf"(?<!\S)(?:{_HOUR} {either('giờ', 'h', 'g')}(?: (?:{_MINUTE}{_MINUTES_END}|({_HALF}))|{_NO_FIGURES})"
    rf"|{_HOUR}:([0-5][0-9])|{_HOUR} ({_HALF}))(?: (toi)(?= |$))?(?!\S)"
)
# In each part of the day: which hours of the dial are meant as they are, and which twelve hours later.
_DIAL: dict[str, tuple[range, range]] = {
    "": (range(24), range(0)),
    "sáng": (range(12), range(0)),
    "trưa": (range(11, 15), range(1, 3)),
    "chiều": (range(12, 19), range(1, 7)),
    "tối": (range(17, 24), range(5, 12)),
    "đêm": (range(21, 24), range(9, 12)),
}
# Said without a part of the day, two o'clock is hardly ever the one at night: ask.
_DOUBTFUL = range(1, 6)
_NOON = 12


def read_time(text: str) -> time | None:
    """Return the one clock time in `text`: 8h, 8h30, 8:30, 8 giờ 30, 8g, 8 rưỡi, 2h chiều, 7h tối.

    None where there is no time or more than one, and where the hour may be in the morning or in the afternoon ("2h").
    """
    if len(text) > LONGEST:
        return None
    line = tokens(text)
    found = list(_TIME.finditer(line))
    words = set(line.split())
    if len(found) != 1 or words & {"kém", "kem"}:
        return None
    parts = {_PARTS[word] for word in words & _PARTS.keys()} | ({"tối"} if found[0].group(8) else set())
    hour, minute = _figures(found[0])
    # Unmarked "toi" may be "in the evening", "I" or "next".
    doubtful = "toi" in words and not parts and hour <= _NOON
    return None if doubtful or len(parts) > 1 else _on_the_dial(hour, minute, next(iter(parts), ""))


def without_times(line: str) -> str:
    """Return the line of tokens without the clock times in it."""
    return " ".join(_TIME.sub(" ", line).split())


def _figures(found: re.Match[str]) -> tuple[int, int]:
    """Return hour and minute as they were written."""
    hour = found.group(1) or found.group(4) or found.group(6)
    half = found.group(3) or found.group(7)
    return int(hour), 30 if half else int(found.group(2) or found.group(5) or 0)


def _on_the_dial(hour: int, minute: int, part: str) -> time | None:
    """Return the time of day of an hour in that part of the day, None if they do not go together or it is not clear."""
    same, later = _DIAL[part]
    if hour in later:
        return time(hour + _NOON, minute)
    return time(hour, minute) if hour in same and (part or hour not in _DOUBTFUL) else None
