"""The short sentences that say how an answer was read."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.vietnamese.dates.lunar_days import year_name
from bot.vietnamese.dates.meaning import Span
from bot.vietnamese.lunar import lunar, lunar_year

NO_DAY = "Chưa hiểu là ngày nào. Xin gõ ngày/tháng, ví dụ: 15/1"
NO_SPAN = "Chưa hiểu từ ngày nào đến ngày nào. Ví dụ: từ 10/1 đến 20/1"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_LAST_MUNG = 10


def understood(quoted: str, day: date, *, moon: bool, limit: bool) -> str:
    """Say which day, or day and time, was read; in both calendars for a lunar date."""
    both = f", tức {_moon(day)}" if moon else ""
    return f"“{quoted}” = {'hạn là ' if limit else ''}{_named(day)}{both}"


def which(quoted: str, candidates: Sequence[date | Span]) -> str:
    """Ask which of the days or periods was meant; there may be none."""
    said = " hay ".join(_span(each) if isinstance(each, Span) else _named(each) for each in candidates)
    return f"“{quoted}” là {said}?" if said else f"“{quoted}” chưa rõ là ngày nào. Xin gõ ngày/tháng, ví dụ: 15/1"


def from_to(quoted: str, span: Span) -> str:
    """Say which period was read."""
    return f"“{quoted}” = {_span(span)}"


def no_such_day(quoted: str) -> str:
    """Refuse what no calendar has, or what lies too far away."""
    return f"Lịch không có “{quoted}”, hoặc ngày đó cách hôm nay quá xa"


def backwards(quoted: str) -> str:
    """Refuse a period that ends before it begins."""
    return f"“{quoted}”: ngày cuối đứng trước ngày đầu"


def _named(day: date) -> str:
    """Return the day as people write it, with its weekday, and the time if it has one."""
    clock = f"{day:%H:%M} " if isinstance(day, datetime) else ""
    return f"{clock}{_WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def _span(span: Span) -> str:
    """Return the period as people write it."""
    return f"từ {span.first:%d/%m/%Y} đến {span.last:%d/%m/%Y}"


def _moon(day: date) -> str:
    """Return the day in the lunar calendar."""
    solar = day.date() if isinstance(day, datetime) else day
    found = lunar(solar)
    mung = "mùng " if found.day <= _LAST_MUNG else "ngày "
    leap = " nhuận" if found.leap else ""
    return f"{mung}{found.day} tháng {found.month}{leap} năm {year_name(lunar_year(solar))} âm lịch"
