"""All forms an expression may have, each with its pattern and its reader."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache

from bot.vietnamese.dates import edges, feasts, periods, phrases, relative, times, weekdays, written
from bot.vietnamese.dates.meaning import Asked, Meant


class Form(StrEnum):
    """What kind of expression it is."""

    DAY = "day"
    NEAR = "near"  # counted from today
    BARE = "bare"  # a number, which may be something else
    SPAN = "span"
    TIME = "time"
    LIMIT = "limit"  # "hạn chót": the day behind it is the last one
    FROM = "from"
    AFTER = "after"
    LASTING = "lasting"
    TOUCH = "touch"  # "cuối ngày": changes nothing
    IDIOM = "idiom"  # words for days that name no day
    VAGUE = "vague"  # some day: to be asked


Reader = Callable[[re.Match[str], Asked], Meant | None]


def _nothing(_found: re.Match[str], _asked: Asked) -> Meant | None:
    """Read what has no day in it."""
    return Meant()


# The longest expression at a place is taken, the first listed of equally long ones.
FORMS: tuple[tuple[Form, str, Reader], ...] = (
    (Form.IDIOM, phrases.IDIOM, _nothing),
    (Form.VAGUE, relative.NOW, relative.now),
    (Form.VAGUE, phrases.VAGUE, _nothing),
    (Form.TIME, times.TIME, _nothing),
    (Form.DAY, written.ISO, written.iso),
    (Form.DAY, written.NUMERIC, written.numeric),
    (Form.DAY, written.MONTH_NAMED, written.month_named),
    (Form.DAY, written.MONTH_FIRST, written.month_first),
    (Form.BARE, written.COMPACT, written.compact),
    (Form.DAY, feasts.TET, feasts.tet),
    (Form.DAY, feasts.MOONED, feasts.mooned),
    (Form.DAY, feasts.RAM, feasts.ram),
    (Form.DAY, feasts.EVE, feasts.eve),
    (Form.DAY, feasts.NAMED, feasts.named),
    (Form.DAY, feasts.AROUND_TET, feasts.around_tet),
    (Form.NEAR, weekdays.ORDINAL, weekdays.ordinal),
    (Form.NEAR, weekdays.WEEKDAY, weekdays.weekday),
    (Form.NEAR, relative.COUNTED, relative.counted),
    (Form.NEAR, relative.AGO, relative.ago),
    (Form.NEAR, relative.LAST_NIGHT, relative.last_night),
    (Form.NEAR, relative.NEAR, relative.near),
    (Form.NEAR, periods.WEEKEND, periods.weekend),
    (Form.DAY, edges.EDGE_OF_MONTH, edges.edge_of_month),
    (Form.DAY, edges.EDGE_OF_QUARTER, edges.edge_of_quarter),
    (Form.DAY, edges.EDGE_OF_YEAR, edges.edge_of_year),
    (Form.NEAR, edges.END_OF_WEEK, edges.end_of_week),
    (Form.SPAN, periods.WEEK_SPAN, periods.week),
    (Form.SPAN, periods.MONTHS_SPAN, periods.months),
    (Form.SPAN, periods.MONTH_SPAN, periods.month),
    (Form.SPAN, periods.QUARTER, periods.quarter),
    (Form.SPAN, edges.PART_OF_YEAR, edges.part_of_year),
    (Form.SPAN, edges.PART_OF_MONTH, edges.part_of_month),
    (Form.SPAN, edges.SCHOOL_YEAR, edges.school_year),
    (Form.SPAN, periods.YEAR_SPAN, periods.year),
    (Form.SPAN, periods.NEXT_YEAR, periods.next_year),
    (Form.LASTING, relative.LASTING, relative.lasting),
    (Form.BARE, written.BARE, written.bare),
    (Form.BARE, written.SPACED, written.spaced),
    (Form.LIMIT, phrases.LIMIT, _nothing),
    (Form.TOUCH, phrases.TOUCH, _nothing),
    (Form.FROM, phrases.FROM, _nothing),
    (Form.AFTER, phrases.AFTER, _nothing),
)


@cache
def patterns() -> tuple[tuple[Form, re.Pattern[str], Reader], ...]:
    """Return the forms with their patterns compiled, which takes longer than the program may take to start."""
    return tuple((form, re.compile(f"(?:{pattern})(?!\\S)"), reader) for form, pattern, reader in FORMS)
