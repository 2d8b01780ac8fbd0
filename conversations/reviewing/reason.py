"""Why something is returned: one of the usual reasons with a tap, or own words; and until when it is to be mended."""

from datetime import date, timedelta

from bot.asking.ask import Ask
from bot.asking.replay import Choice, Question, Refused
from bot.calendar import Calendar
from bot.i18n import _, show_count
from bot.vietnamese.folding import compose

AT_ONCE, SOON = 2, 5  # working days
LATEST = timedelta(days=92)
LONGEST_REASON = 300  # characters


def ask_reason(ask: Ask, about: str, label: str) -> str:
    """Why the answer to the question `about` is returned, in words that the unit reads."""
    usual = {
        "check": _("Xin kiểm tra lại con số."),
        "explain": _("Xin giải thích rõ hơn."),
        "proof": _("Xin gửi thêm ảnh hoặc tệp minh chứng."),
        "missing": _("Xin bổ sung phần còn thiếu."),
    }

    def read(reply: str) -> str:
        said = usual.get(reply) or compose(reply)
        if not said:
            raise Refused(_("Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."))
        if len(said) > LONGEST_REASON:
            text = _("Xin viết gọn lại, tối đa {longest} ký tự; tin vừa gửi dài {length} ký tự.")
            raise Refused(text.format(length=show_count(len(said)), longest=show_count(LONGEST_REASON)))
        return said

    prompt = _("{item}: vì sao cần bổ sung? Bấm chọn, hoặc gõ lý do. Đơn vị sẽ đọc được lý do này.").format(item=label)
    choices = tuple(Choice(key, text) for key, text in usual.items())
    return ask.answer_to(Question(f"reason {about}", prompt, read, choices=choices, name=_("Lý do, {item}").format(item=label)))


def ask_due(ask: Ask, days: Calendar) -> date:
    """Until when the unit mends it."""
    suggested = [days.add_working_days(ask.today, count) for count in (AT_ONCE, SOON)]
    prompt = _("Đơn vị bổ sung trước hết ngày nào? Bấm chọn (2 hoặc 5 ngày làm việc), hoặc gõ ngày/tháng.")
    within = (ask.today, ask.today + LATEST)
    return ask.day("due", prompt, name=_("Hạn bổ sung"), within=within, period=_("Hạn bổ sung"), suggest=suggested)
