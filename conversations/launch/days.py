"""Days for a launch: which ones are offered, and a question back about one on which nobody works."""

from datetime import date, timedelta

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.calendar import Calendar
from bot.clock import local
from bot.i18n import _, show_day, show_short_day
from bot.reminders.ladder import Rung, fires_at
from bot.vietnamese.days_off import Kind, lunar

FROM_NOW = (7, 14, 21)  # days ahead that are offered as buttons


def suggested(today: date, period: tuple[date, date], days: Calendar) -> list[date]:
    """Working days; two that a long rest moves to the same day are one."""
    first = max(today, period[0] - timedelta(days=min(FROM_NOW)))
    ahead = dict.fromkeys(days.next_working(first + timedelta(days=each)) for each in FROM_NOW)
    near = [day for day in ahead if day <= period[1]]
    return near or [day for day in dict.fromkeys((days.next_working(today), period[1])) if today <= day <= period[1]]


def ask_about_rest(ask: Ask, day: date, days: Calendar) -> None:
    """A day on which nobody is likely to work, the answer to “day”, is asked about once, not refused."""
    reason = _rest(day, days)
    if not reason:
        return
    text = _("{day} là {reason}. Đồng chí vẫn chọn ngày này chứ ạ?")
    keep, other = Choice("yes", _("Vẫn chọn ngày này")), Choice("other", _("Chọn ngày khác"))
    if ask.choice("rest", text.format(day=show_day(day), reason=reason), (keep, other), about="day").key == "other":
        ask.again("day")


def _rest(day: date, days: Calendar) -> str:
    """Why nobody is likely to be at work: “mùng 6 Tết”, a holiday's name, a day off; empty for a working day."""
    moon, off = lunar(day), days.off(day)
    is_given = day in days.corrections
    if not is_given and moon.month == 1 and moon.day <= 6 and not moon.leap:  # noqa: PLR2004  most open again after mùng 6
        return _("mùng {day} Tết").format(day=moon.day)
    if off is None:
        return ""
    return _("ngày nghỉ") if off.kind is Kind.SUNDAY else off.name


def to_come(ask: Ask, rungs: list[Rung], day: date, days: Calendar) -> str:
    """Which reminders are still ahead: a promise is only made for those."""
    mornings = sorted({local(at).date() for each in rungs if (at := fires_at(each, day, days)) > ask.now})
    before = "; ".join(show_short_day(each) for each in mornings if each != day)
    if not before:
        return _("Trợ lý sẽ nhắc vào sáng hôm đó.") if mornings else ""
    if day not in mornings:  # a day off: the last morning before it
        return _("Trợ lý sẽ nhắc vào buổi sáng: {days}.").format(days=before)
    return _("Trợ lý sẽ nhắc vào buổi sáng: {days}; và sáng hôm đó.").format(days=before)
