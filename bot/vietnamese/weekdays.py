"""Days of the week: thứ sáu, t6, chủ nhật tuần sau."""

import re
from datetime import date, timedelta

from bot.vietnamese.lexicon import either
from bot.vietnamese.reads import Asked, Day, DayRead, How, NotADay, Unclear

_NAMES = {"hai": 0, "ba": 1, "tư": 2, "tu": 2, "năm": 3, "nam": 3, "sáu": 4, "sau": 4, "bảy": 5, "bẩy": 5, "bay": 5}
_WEEK = f"(?:{either('tuần')} (sau|{either('tới')}|{either('này')}|nay)( {either('nữa')})?)"
_NAME = f"(?:{either('thứ')}|thư) ({'|'.join(_NAMES)}|[2-7])|t ([2-7])|(cn|{either('chủ')} {either('nhật')})"
# "thứ sáu tới" is the coming one; unmarked "toi" may as well be "in the evening", which changes the day on that weekday only.
WEEKDAY = rf"(?:{_WEEK} )?(?:{_NAME})(?: {_WEEK}| ({either('tới')})| (?:{either('này')}))?"
_PATTERN = re.compile(WEEKDAY)
_SUNDAY = 6
_WEEK_DAYS = 7


def read_weekday(text: str, asked: Asked) -> tuple[DayRead, int | None]:
    """Return the day, and the weekday where it is all that was said: which week is then left to a date beside it.

    The coming one is meant; said on that very weekday, today's and next week's are asked about. Weeks begin on Monday.
    """
    found = _PATTERN.fullmatch(text)
    if found is None:
        return NotADay(), None
    before, again, name, figure, _sunday, after, once_more, coming = found.groups()
    weekday = _NAMES[name] if name in _NAMES else int(name or figure or _SUNDAY + 2) - 2
    if before and after:
        return NotADay(), None
    if week := before or after:
        return _in_week(weekday, week, asked.today, more=bool(again or once_more)), None
    return _coming(weekday, asked.today, coming), weekday


def same_week(day: date, weekday: int) -> date:
    """Return the day on that weekday in the week of `day`."""
    return day + timedelta(weekday - day.weekday())


def _in_week(weekday: int, week: str, today: date, *, more: bool) -> DayRead:
    """Return the weekday in this week, in the next ("tuần sau") or in the one after it ("tuần sau nữa")."""
    ahead = 0 if week in {"này", "nay"} else 1
    if more and not ahead:
        return NotADay()
    return Day(same_week(today, weekday) + timedelta(_WEEK_DAYS * (ahead + more)), How.WEEKDAY)


def _coming(weekday: int, today: date, coming: str | None) -> DayRead:
    """Return the coming day on that weekday, in a week's time if it is said to be coming on that very weekday."""
    ahead = (weekday - today.weekday()) % _WEEK_DAYS
    if ahead:
        return Day(today + timedelta(ahead), How.WEEKDAY)
    next_week = today + timedelta(_WEEK_DAYS)
    return Day(next_week, How.WEEKDAY) if coming == "tới" else Unclear((today, next_week))
