"""Days of the week: thứ sáu, t6, chủ nhật tuần sau, thứ hai đầu tiên của tháng 2."""

import re
from datetime import date, timedelta

from bot.vietnamese.dates import fragments
from bot.vietnamese.dates.fragments import MONTH, YEAR
from bot.vietnamese.dates.meaning import BAD, Asked, Meant, Span, likely, month_span

_WORDS = "(?:SAU|sau|tới|toi) nua|SAU|sau|tới|toi|nay|này|truoc|roi|qua|vua roi|vua qua|ke tiep|ke"
WEEK = rf"(?:tuan (?P<week>{_WORDS})|(?P<onward>sang tuan|qua tuan)(?: (?:SAU|sau|tới|toi))?)"
_NAME = r"(?:(?:thu|t) (?P<number>[0-9])|(?P<sunday>cn|(?:chu|chua) nhat))"
_WEEK_BEFORE = rf"(?:tuan (?P<before>{_WORDS}) (?:, |vao |ngay )*)"
WEEKDAY = (
    rf"{_WEEK_BEFORE}?{_NAME}(?: (?:cua |trong |, )?{WEEK}| (?P<next>tới|này|nay|vua roi|vua qua|truoc|roi))?(?! [/-] [0-9]{{4}})"
)
ORDINAL = rf"{_NAME} (?P<which>dau tien|dau|cuoi cung|cuoi)(?: cua| trong)? thang(?: {MONTH}{YEAR})?"
_SUNDAY = 6
_DAYS = 7
_NUMBERS = range(2, 8)


def weekday(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read a weekday: the coming one; said on that very weekday, today's or next week's. Weeks begin on Monday."""
    number = _number(found)
    if number is None:
        return BAD if found["number"] in {"1", "8", "9"} and found.group().startswith("thu") else None
    week, next_ = found["week"] or found["before"], found["next"]
    if found["before"] and (found["week"] or found["onward"]):
        return None
    if week or found["onward"]:
        away = 1 if found["onward"] else fragments.sideways(week) or 0
        day = same_week(asked.today, number) + timedelta(_DAYS * away)
        return Meant((day,), sure=week != "qua")
    return _near(number, asked.today, next_)


def _near(number: int, today: date, said: str | None) -> Meant:
    """Return the weekday nearest to today in the direction that was said."""
    ahead = (number - today.weekday()) % _DAYS
    if said in {"vua roi", "vua qua", "truoc"}:
        past = today - timedelta((today.weekday() - number) % _DAYS or _DAYS)
        return Meant((past,), sure=said != "truoc")
    if said == "roi":  # in the South the last one, elsewhere a word at the end
        return Meant((today + timedelta(ahead), today - timedelta((today.weekday() - number) % _DAYS or _DAYS)), sure=False)
    if ahead:
        return Meant((today + timedelta(ahead),), weekday=number if said != "tới" else None)
    if said == "tới":
        return Meant((today + timedelta(_DAYS),))
    return Meant((today, today + timedelta(_DAYS)), weekday=number)


def ordinal(found: re.Match[str], asked: Asked) -> Meant | None:
    """Read "thứ 2 đầu tiên của tháng 2", "thứ sáu cuối tháng"."""
    number = _number(found)
    if number is None:
        return BAD
    month, year = fragments.months(found["month"] or "nay", asked.today)[0]
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return BAD
    said = fragments.years(found, asked)
    years = (year,) if year else said if said is not None else range(asked.today.year - 1, asked.today.year + 2)
    options = [_in_month(number, month_span(each, month), last=found["which"].startswith("cuoi")) for each in years]
    return Meant(likely(options, asked) or tuple(options[:1]), sure=found["which"] not in {"dau", "cuoi"})


def _in_month(number: int, month: Span, *, last: bool) -> date:
    """Return the first or the last such weekday of the month."""
    if last:
        return month.last - timedelta((month.last.weekday() - number) % _DAYS)
    return month.first + timedelta((number - month.first.weekday()) % _DAYS)


def same_week(day: date, number: int) -> date:
    """Return the day on that weekday (0 is Monday) in the week of `day`."""
    return day + timedelta(number - day.weekday())


def _number(found: re.Match[str]) -> int | None:
    """Return the weekday, 0 for Monday; None for a number no day has."""
    if found["sunday"]:
        return _SUNDAY
    return int(found["number"]) - 2 if int(found["number"]) in _NUMBERS else None
