"""The one day several expressions agree on: "mai, thứ 4 ngày 7/1", "ngày 15 tháng sau, thứ hai"."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.vietnamese.dates.expressions import Part
from bot.vietnamese.dates.forms import Form
from bot.vietnamese.dates.meaning import Meant, Span
from bot.vietnamese.dates.weekdays import same_week

MOST = 3  # candidates in a question
_LONGEST = 62  # days of a period that are looked through for a weekday or a number
_WEEK = 7


def agreed(parts: list[Part], *, alternatives: bool) -> Meant:
    """Return the day the parts agree on; all their days, as a question, where they do not or are alternatives."""
    days = [part for part in parts if part.form is not Form.SPAN]
    spans = [span for part in parts for span in part.meant.spans]
    if len(parts) == 1:
        return parts[0].meant
    if alternatives or not days:
        return _question(parts)
    if spans:
        return _in_spans(days, spans) or _question(days)
    return _fitting(days) or _question(parts, same_weeks=True)


def _fitting(parts: list[Part]) -> Meant | None:
    """Return the days that all dated parts may be and that fall on the weekday that was said."""
    dated = [part for part in parts if part.meant.weekday is None]
    weekdays = {part.meant.weekday for part in parts if part.meant.weekday is not None}
    if not dated or len(weekdays) > 1:
        return None
    common = set.intersection(*(set(part.meant.days) for part in dated))
    fitting = tuple(day for day in dated[0].meant.days if day in common and (not weekdays or day.weekday() in weekdays))
    sure = any(part.meant.sure for part in dated)
    return Meant(fitting, sure=sure, lunar=any(part.meant.lunar for part in dated)) if fitting else None


def _in_spans(parts: list[Part], spans: list[Span]) -> Meant | None:
    """Return the days inside the periods that all parts may be: "tuần sau, ngày 15"."""
    inside = {day for span in spans for day in _days(span)}
    for part in parts:
        inside = {day for day in inside if _may_be(part.meant, day)}
    sure = all(part.meant.sure for part in parts) and len(spans) == 1
    return Meant(tuple(sorted(inside))[:MOST], sure=sure, lunar=any(part.meant.lunar for part in parts)) if inside else None


def _may_be(meant: Meant, day: date) -> bool:
    """Tell whether the day is what was meant, if what was left out is left open."""
    if meant.weekday is not None:
        return day.weekday() == meant.weekday
    if meant.day is not None:
        return day.day == meant.day and meant.month in {None, day.month}
    return day in meant.days


def _days(span: Span) -> Iterable[date]:
    """Return the days of a period that is not too long."""
    length = (span.last - span.first).days + 1
    return (span.first + timedelta(ahead) for ahead in range(length)) if length <= _LONGEST else ()


def _question(parts: list[Part], *, same_weeks: bool = False) -> Meant:
    """Return all days that were named, and with them the weekday that was said in the weeks of the others."""
    named = [day for part in parts for day in part.meant.days if part.meant.weekday is None]
    weekdays = [part.meant.weekday for part in parts if part.meant.weekday is not None]
    meant = [same_week(day, weekday) for day in named for weekday in weekdays] if same_weeks else []
    every = dict.fromkeys(named + meant) or dict.fromkeys(day for part in parts for day in part.meant.days)
    some = tuple(every) or tuple(span.first for part in parts for span in part.meant.spans)
    return Meant(some[:MOST], sure=False, lunar=any(part.meant.lunar for part in parts))
