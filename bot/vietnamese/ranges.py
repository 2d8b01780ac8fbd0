"""Reading the first and the last day of a period: "từ 10/1 đến 20/1", "10-20/1", "tuần sau", "quý I"."""

from datetime import date, datetime, timedelta
from itertools import pairwise

from bot.vietnamese.dates import saying
from bot.vietnamese.dates.agreeing import MOST
from bot.vietnamese.dates.ends import begins, from_to, is_number, listed
from bot.vietnamese.dates.expressions import Part, answering
from bot.vietnamese.dates.forms import Form
from bot.vietnamese.dates.framing import Frame, frame, outside
from bot.vietnamese.dates.lexicon import ALTERNATIVE, LONGEST, MOST_TOKENS
from bot.vietnamese.dates.line import Line, read_line
from bot.vietnamese.dates.meaning import Asked, Span, asked_at
from bot.vietnamese.reading import Certainty, Read, invalid, nothing

_ENDS = frozenset({Form.DAY, Form.NEAR, Form.BARE, Form.SPAN})
_TO = frozenset({"-", "~", "toi"})
_LIST = frozenset({"va", ","})
_WEEK, _MONTH = 7, 30  # days; Civil Code 2015, article 146.1


def read_range(
    text: str, now: datetime | date, within: tuple[date, date] | None = None, *, any_year: bool = False
) -> Read[date | Span]:
    """Return the period `text` names, first day and last day (`value` and `end`), a question, or why it is none.

    Candidates are spans. The other rules are those of `bot.vietnamese.dates.read_date`; a single day is asked about.
    """
    if len(text) > LONGEST:
        return nothing(saying.NO_SPAN)
    asked, line = asked_at(now, within, any_year=any_year), read_line(text)
    if len(line.tokens) > MOST_TOKENS:
        return nothing(saying.NO_SPAN)
    parts = answering(line, asked)
    ends = [part for part in parts if part.form in _ENDS] or [part for part in parts if part.meant.days]
    around = frame(line, parts)
    if around is Frame.DENIED or not ends or (around is Frame.OTHER and all(part.form is Form.BARE for part in ends)):
        return nothing(saying.NO_SPAN)
    quoted = line.quote(parts[0].first, parts[-1].last)
    bad = [part for part in parts if part.meant.bad]
    if bad and not (bad == ends[:1] and len(ends) > 1 and begins(ends[0], ends[1])):
        return invalid(saying.no_such_day(quoted))
    spans, sure = _spans(line, parts, ends, asked)
    return _said(spans, quoted, sure=sure and around is Frame.CLEAN and _is_whole(line, parts))


def _is_whole(line: Line, parts: list[Part]) -> bool:
    """Tell whether nothing said limits the period or offers another one."""
    alternatives = ALTERNATIVE.intersection(word for _, word in outside(line, parts))
    return not alternatives and {part.form for part in parts}.isdisjoint({Form.TIME, Form.AFTER, Form.VAGUE})


def _said(spans: list[Span], quoted: str, *, sure: bool) -> Read[date | Span]:
    """Return the reading with the sentence that tells it."""
    some = tuple(dict.fromkeys(spans))[:MOST]
    if not some:
        return invalid(saying.backwards(quoted))
    first, last = some[0]
    if len(some) == 1 and sure:
        return Read(first, Certainty.CERTAIN, saying.from_to(quoted, some[0]), some, last)
    return Read(first, Certainty.ASK, saying.which(quoted, some), some, last)


def _spans(line: Line, parts: list[Part], ends: list[Part], asked: Asked) -> tuple[list[Span], bool]:
    """Return the periods that may be meant, likeliest first, and whether the only one is sure."""
    lasting = [_count(line, part) for part in parts if part.form is Form.LASTING][:1]
    if len(ends) == 1:
        return _one(parts, ends[0], lasting, asked)
    sure = all(part.meant.sure for part in ends if not is_number(part))
    words = {line.tokens[at][0] for one, other in pairwise(ends) for at in range(one.last + 1, other.first)}
    if len(ends) > 2 or not _LIST.isdisjoint(words):  # noqa: PLR2004 - a period has two ends
        spans, close = listed(ends, lasting[0] if lasting else len(ends))
        return spans, sure and close
    spans, alike = from_to(ends[0], ends[1])
    fits = all((span.last - span.first).days + 1 == count for span in spans for count in lasting)
    to = any(part.form is Form.LIMIT for part in parts if ends[0].last < part.first < ends[1].first)
    return spans, sure and alike and fits and (to or not _TO.isdisjoint(words))


def _one(parts: list[Part], end: Part, lasting: list[int], asked: Asked) -> tuple[list[Span], bool]:
    """Return a period that was named, or that runs so many days from a day, until a day, or is a single day."""
    forms = {part.form for part in parts}
    limited = Form.LIMIT in forms or end.form is Form.LASTING
    last_days = [span.last for span in end.meant.spans] or end.meant.days
    if limited:
        return [Span(asked.today, day) for day in last_days if day >= asked.today], False
    if end.meant.spans:
        return list(end.meant.spans), end.meant.sure and forms.isdisjoint({Form.FROM, Form.LASTING})
    days = lasting[0] if lasting else 1
    return [Span(day, day + timedelta(days - 1)) for day in end.meant.days if days >= 1], False


def _count(line: Line, lasting: Part) -> int:
    """Return how many days "3 ngày", "2 tuần" are."""
    codes = [token[0] for token in line.tokens[lasting.first : lasting.last + 1]]
    number = next(int(word) for word in codes if word.isdecimal())
    return number * (_WEEK if "tuan" in codes else _MONTH if "thang" in codes else 1)
