"""What an officer reads about units that are late."""

from datetime import date

from bot.clock import local
from bot.follow_up import Outcome, Owing
from bot.follow_up.touch import How, Touch
from bot.i18n import _, ngettext, pgettext, show_date, show_short_day
from bot.people import Held
from bot.rights import RIGHTS, May


def unit_line(each: Owing, today: date) -> str:
    """One unit of a list: how late, what it promised, its phone, when it was last in touch."""
    parts = [f"• {each.unit}{_late(each, today)}"]
    if each.promise:
        parts.append(promise_said(each.promise, today))
    if each.phone:
        parts.append(f"☎ {each.phone}")
    if each.touch:
        parts.append(touch_said(each.touch))
    return " · ".join(parts)


def _late(each: Owing, today: date) -> str:
    if each.due_on is None:
        return ""
    if days := (today - each.due_on).days if each.due_on < today else 0:
        return " " + ngettext("(quá hạn {days} ngày)", "(quá hạn {days} ngày)", days).format(days=days)
    return f" ({show_short_day(each.due_on)})"


def promise_said(day: date, today: date) -> str:
    """A promise, kept for as long as its day has not passed."""
    text = _("hẹn nộp {day}") if day >= today else _("đã hẹn {day}, chưa nộp")
    return text.format(day=show_short_day(day))


def touch_said(touch: Touch) -> str:
    """When a unit was last in touch: “đơn vị nhắn 12/11/2026”."""
    text = {
        How.WORD: pgettext("touch", "đơn vị nhắn {day}"),
        How.DIGEST: pgettext("touch", "Trợ lý nhắc {day}"),
        How.NUDGE: pgettext("touch", "cán bộ nhắc {day}"),
        How.CALL: pgettext("touch", "cán bộ gọi {day}"),
    }[touch.how]
    return text.format(day=show_date(local(touch.at).date()))


def outcome_said(outcome: Outcome) -> str:
    """What came of a call."""
    return {
        Outcome.REACHED: pgettext("call", "gặp được"),
        Outcome.PROMISED: pgettext("call", "đã hẹn ngày"),
        Outcome.NO_ANSWER: pgettext("call", "không nghe máy"),
        Outcome.WRONG_NUMBER: pgettext("call", "sai số"),
    }[outcome]


def whom(contact: str, phone: str, chair: str = "") -> str:
    """Whom to call, as the federation's list says; where it names nobody, the `chair` who joined."""
    named = contact or chair
    if not named and not phone:
        return _("Danh sách chưa có người liên hệ.")
    return ", ".join(each for each in (named, phone or _("chưa có số điện thoại")) if each)


def adding_phones(office: Held) -> str:
    """How a number that is missing gets into the list; empty for who may not change it."""
    if May.UNITS not in RIGHTS[office.role]:
        return ""
    return _("Muốn thêm số điện thoại, xin gửi lại danh sách đơn vị có cột điện thoại: /nhapdonvi")
