"""Clock times: 8h, 8h30, 8 giờ rưỡi sáng, 14:00, 9h kém 15, 2 giờ chiều."""

import re
from datetime import date, datetime, time, timedelta

_PART = "(?: (?:buoi )?(?P<part>sáng|sang|trua|chieu|tối|toi|dem|am|pm))?"
_MINUTES_END = "(?: (?:phut|ph|p))?(?! (?:thang|t [0-9]|[/-] [0-9]|[.] [0-9]|ngay nua|ngay SAU))"
_AFTER_HOUR = (
    rf"(?: (?P<minute>[0-9]{{1,2}}){_MINUTES_END})?(?: (?P<half>ruoi))?"
    rf"(?: kem (?P<less>[0-9]{{1,2}})(?: (?:phut|ph|p))?(?! [/.-]))?"
)
TIME = (
    rf"(?:(?P<hour>[0-9]{{1,2}}) (?:gio|h|g){_AFTER_HOUR}|(?P<clock>[0-9]{{1,2}}) : (?P<colon>[0-9]{{2}})(?: : 00)?"
    rf"|kem (?P<early>[0-9]{{1,2}})(?: phut)? (?P<full>[0-9]{{1,2}}) (?:gio|h|g)|(?P<short>[0-9]{{1,2}}) ruoi"
    rf"|(?P<english>1[0-2]|[1-9])(?= [ap]m)){_PART}"
)
_SPELLED = "sáng:sang sang:sang am:sang trua:trua chieu:chieu tối:toi dem:dem pm:pm"
PARTS = dict(pair.split(":") for pair in _SPELLED.split())
# In each part of the day: which hours of the dial are meant as they are, and which twelve hours later.
_DIAL: dict[str, tuple[range, range]] = {
    "sang": (range(12), range(0)),
    "trua": (range(10, 15), range(1, 3)),
    "chieu": (range(12, 19), range(1, 7)),
    "toi": (range(17, 24), range(5, 12)),
    "dem": (range(21, 24), range(9, 12)),
    "pm": (range(12, 24), range(1, 12)),
}
_NOON, _MIDNIGHT, _HOUR = 12, 24, 60
_HARDLY_AT_NIGHT, _EARLY = range(1, 6), 6  # said without a part of the day these hours are asked about

# Minutes from the beginning of the day, likeliest first; none for what no clock shows.
Clock = tuple[int, ...]


def clock_times(found: re.Match[str], elsewhere: set[str]) -> Clock:
    """Return the times this may be; `elsewhere` are the parts of the day said at another place in the answer."""
    hour, minute = _figures(found)
    if hour > _MIDNIGHT or (hour == _MIDNIGHT and minute > 0) or minute >= _HOUR:
        return ()
    here = found["part"]
    parts = {PARTS[here]} if here in PARTS else {PARTS[word] for word in elsewhere if word in PARTS}
    unclear = here == "toi" or len(parts) > 1 or (not parts and "toi" in elsewhere and hour <= _NOON)
    if _is_exact(found) and not parts:
        hours: tuple[int, ...] = (hour,)
    else:
        hours = _both(hour, here) if unclear and hour < _NOON else _hours(hour, next(iter(parts), ""))
    shift = -_figures_less(found)
    return tuple(each * _HOUR + minute + shift for each in hours if each * _HOUR + shift >= 0)


def _figures(found: re.Match[str]) -> tuple[int, int]:
    """Return hour and minute as they were written."""
    hour = int(found["hour"] or found["clock"] or found["full"] or found["short"] or found["english"])
    half = found["half"] or found["short"]
    return hour, 30 if half else int(found["minute"] or found["colon"] or 0)


def _figures_less(found: re.Match[str]) -> int:
    """Return the minutes that are lacking: "9h kém 15"."""
    return min(int(found["less"] or found["early"] or 0), _HOUR - 1)


def _is_exact(found: re.Match[str]) -> bool:
    """Tell whether the hour is written as on a clock of 24 hours: 05:30."""
    return (found["hour"] or found["clock"] or "").startswith("0")


def _both(hour: int, here: str | None) -> tuple[int, ...]:
    """Return an hour of the morning and of the evening, that one first if "toi" stands beside it: "in the evening", or "I"."""
    return (hour + _NOON, hour) if here == "toi" else (hour, hour + _NOON)


def _hours(hour: int, part: str) -> tuple[int, ...]:
    """Return the hours of the day an hour in that part of it may be, likeliest first."""
    later = hour + _NOON
    if not part:
        return (later, hour) if hour in _HARDLY_AT_NIGHT else (hour, later) if hour == _EARLY else (hour,)
    if hour == _NOON and part in {"toi", "dem"}:
        return (_MIDNIGHT, 0)
    same, twelve_on = _DIAL[part]
    if hour in twelve_on:
        return (later,)
    return (hour,) if hour in same or hour > _NOON else (hour, later)


def at_clock(day: date, minutes: int) -> datetime:
    """Return the local moment; 24:00 is the beginning of the next day."""
    return datetime.combine(day, time()) + timedelta(minutes=minutes)
