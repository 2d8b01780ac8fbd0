"""Whether a pledge is signed with the employer."""

from datetime import date, timedelta

from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.i18n import _
from bot.pledges import Promised

YES, NO = "yes", "no"
SINCE = timedelta(days=366)  # a pledge that was signed earlier is none of this phase


def ask_signed(ask: Ask, before: Promised | None) -> tuple[bool, date | None]:
    """Whether the employer has signed, and when."""
    options = (Choice(YES, _("Đã ký")), Choice(NO, _("Chưa ký")))
    prompt = _("Giao ước đã ký với thủ trưởng đơn vị (người sử dụng lao động) chưa ạ?")
    if ask.choice("signed", prompt, options, name=_("Ký giao ước")).key == NO:
        return False, None
    likely = before.signed_on if before and before.signed_on else ask.today
    return True, ask.day(
        "signed on",
        _("Ký ngày nào ạ?\nVí dụ: 15/1 · hôm nay"),
        name=_("Ngày ký"),
        within=(ask.today - SINCE, ask.today),
        period=_("Thời gian được chọn"),
        suggest=[likely],
    )
