"""A due day in words, as chairs and officers read it."""

from datetime import date

from bot.duties.missing import State
from bot.i18n import _, ngettext, show_day


def show_due(due_on: date | None, state: State, today: date) -> str:
    """How much time is left, in a sentence, such as “Hạn: Thứ Sáu, 20/03/2026, còn 16 ngày”."""
    if due_on is None:
        return _("Chưa có hạn.")
    if state is State.TODAY:
        return _("Hạn: hôm nay.")
    days = abs((due_on - today).days)
    if due_on > today:
        text = ngettext("Hạn: {day}, còn {days} ngày.", "Hạn: {day}, còn {days} ngày.", days)
    elif state is State.OPEN:
        text = ngettext("Hạn: {day}. Nộp lúc này vẫn tính đúng hạn.", "Hạn: {day}. Nộp lúc này vẫn tính đúng hạn.", days)
    else:
        text = ngettext("Hạn: {day}, đã quá {days} ngày.", "Hạn: {day}, đã quá {days} ngày.", days)
    return text.format(day=show_day(due_on), days=days)
