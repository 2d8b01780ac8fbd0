"""Reading the day, or the day and time, somebody answers with.

The whole answer has to be understood for a reading to be certain: an expression for a day, polite words around it, and who
answers in front of a verb. Where other words stand around it, it is asked whether that day was meant, since a wrong day that
nobody notices costs more than a second question. Days are always dd/mm; nothing is rolled over into the next month.
"""

from datetime import date, datetime, timedelta

from bot.vietnamese.dates import saying
from bot.vietnamese.dates.agreeing import MOST, agreed
from bot.vietnamese.dates.expressions import Part, answering
from bot.vietnamese.dates.forms import Form
from bot.vietnamese.dates.framing import Frame, frame, outside
from bot.vietnamese.dates.lexicon import ALTERNATIVE, LONGEST, MOST_TOKENS
from bot.vietnamese.dates.line import Line, read_line
from bot.vietnamese.dates.meaning import Asked, Meant, Span, asked_at
from bot.vietnamese.dates.times import Clock, at_clock, clock_times
from bot.vietnamese.reading import Read, ask, certain, invalid, nothing

_DAYS = frozenset({Form.DAY, Form.NEAR, Form.BARE})
_WEEK, _MONTH = 7, 31


def read_date(text: str, now: datetime | date, within: tuple[date, date] | None = None, *, any_year: bool = False) -> Read[date]:
    """Return the day `text` names, with its local time if one is said, a question about two or three, or why it is none.

    `now` is local. `within` is the period the question is about (both ends included): it decides the year of a dd/mm, but does
    not refuse a day outside it. A year more than five years away is refused unless it lies in the period or `any_year` is
    allowed. A deadline ("trước ngày D", "chậm nhất D") is read as D.
    """
    return _read(text, asked_at(now, within, any_year=any_year), held=False)


def read_day(text: str, now: datetime | date, within: tuple[date, date] | None = None) -> Read[date]:
    """Return the day on which something is held: like `read_date`, but a time is passed over and a deadline asked about."""
    return _read(text, asked_at(now, within, any_year=False), held=True)


def _read(text: str, asked: Asked, *, held: bool) -> Read[date]:
    """Return the reading of a text of any length."""
    if len(text) > LONGEST:
        return nothing(saying.NO_DAY)
    line = read_line(text)
    if len(line.tokens) > MOST_TOKENS:
        return nothing(saying.NO_DAY)
    parts = answering(line, asked)
    around = frame(line, parts)
    if around is Frame.DENIED:
        return nothing(saying.NO_DAY)
    quoted = line.quote(parts[0].first, parts[-1].last) if parts else ""
    if any(part.meant.bad for part in parts):
        return invalid(saying.no_such_day(quoted))
    meant = _meant(line, parts, asked, held=held)
    if meant is None or (around is Frame.OTHER and _is_weak(parts)):
        return nothing(saying.NO_DAY)
    doubtful = around is Frame.OTHER or not meant.sure or _moved(parts, held=held)
    return _said(meant, parts, quoted, doubtful=doubtful)


def _is_weak(parts: list[Part]) -> bool:
    """Tell whether all there is may be figures for something else, or no more than a word of time among strange words."""
    return all(part.form in {Form.BARE, Form.LASTING, Form.TIME, Form.LIMIT, Form.FROM, Form.AFTER, Form.TOUCH} for part in parts)


def _moved(parts: list[Part], *, held: bool) -> bool:
    """Tell whether a word makes the day a bound: "từ", "sau", or a deadline where a day is wanted on which something is."""
    forms = {part.form for part in parts}
    return not forms.isdisjoint({Form.FROM, Form.AFTER, Form.VAGUE, Form.LASTING}) or (held and Form.LIMIT in forms)


def _meant(line: Line, parts: list[Part], asked: Asked, *, held: bool) -> Meant | None:
    """Return the day the expressions mean together, None if there is none."""
    days = [part for part in parts if part.form in _DAYS or part.form is Form.SPAN]
    words = {word for _, word in outside(line, parts)}
    clocks = [clock_times(part.clock, words) for part in parts if part.clock]
    if any(not times for times in clocks):
        return Meant(bad=True)
    clocks = [] if held else clocks
    if not days:
        return _without_day(parts, clocks, asked)
    meant = agreed(days, alternatives=not ALTERNATIVE.isdisjoint(words))
    found = meant.days or _some_of(meant.spans)
    sure = meant.sure and bool(meant.days) and len(clocks) <= 1
    return Meant(_at(found, clocks), sure=sure, bad=meant.bad, lunar=meant.lunar)


def _without_day(parts: list[Part], clocks: list[Clock], asked: Asked) -> Meant | None:
    """Return what there is to ask about where only a time, a number of days or "vài hôm nữa" was said."""
    if clocks:
        now = asked.clock.hour * 60 + asked.clock.minute if asked.clock else 0
        today = [at_clock(asked.today, minutes) for minutes in clocks[0] if minutes >= now]
        return Meant((*today, *_at((asked.today + timedelta(1),), clocks)), sure=False)
    some = tuple(day for part in parts for day in part.meant.days)
    return Meant(some, sure=False) if some or any(part.form is Form.VAGUE for part in parts) else None


def _some_of(spans: tuple[Span, ...]) -> tuple[date, ...]:
    """Return days of a period to ask about: the ends, of a month the middle too."""
    if len(spans) != 1:
        return tuple(span.first for span in spans)
    first, last = spans[0]
    middle = (first + timedelta(14),) if _WEEK < (last - first).days <= _MONTH else ()
    return (first, *middle, last)


def _at(days: tuple[date, ...], clocks: list[Clock]) -> tuple[date, ...]:
    """Return the days at the times that were said."""
    if not clocks:
        return days
    return tuple(at_clock(day, minutes) for day in days for minutes in clocks[0])


def _said(meant: Meant, parts: list[Part], quoted: str, *, doubtful: bool) -> Read[date]:
    """Return the reading with the sentence that tells it."""
    days = tuple(dict.fromkeys(meant.days))[:MOST]
    if meant.bad:
        return invalid(saying.no_such_day(quoted))
    if len(days) != 1 or doubtful:
        return ask(*days, how=saying.which(quoted, days))
    limit = any(part.form is Form.LIMIT for part in parts)
    return certain(days[0], saying.understood(quoted, days[0], moon=meant.lunar, limit=limit))
