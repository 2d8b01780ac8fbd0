"""A launch that was put off: the new day, and why."""

from bot import calendar
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.held import POSTPONED, Owed, Said
from bot.i18n import _, show_day
from conversations.launch.days import ask_about_rest, suggested


def ask_new_day(ask: Ask, db: Transaction, chair: Speaker, duty: Owed) -> Said:
    """The day it is put off to, from today on and another one than was registered; a day off is asked about."""
    days, period = calendar.of(db, chair.to.federation_id), duty.days(ask.today)
    day = ask.day(
        "day",
        _("Hoãn sang ngày nào ạ?\nBấm chọn, hoặc gõ ngày khác, ví dụ: 15/1 · thứ sáu tuần sau"),
        name=_("Ngày mới"),
        within=period,
        period=duty.phase,
        suggest=[each for each in suggested(ask.today, period, days) if each != duty.planned],
    )
    if day < ask.today:
        text = _("{day} đã qua. Xin chọn ngày sắp tới; nếu đã tổ chức hôm ấy, bấm ◀ Câu trước rồi chọn ✅ Đã tổ chức.")
        ask.again("day", text.format(day=show_day(day)))
    if day == duty.planned:
        ask.again("day", _("{day} là ngày đã đăng ký. Xin chọn ngày khác.").format(day=show_day(day)))
    ask_about_rest(ask, day, days)
    return Said(POSTPONED, day, reason=ask.text("reason", _("Vì sao phải hoãn? Gõ vài chữ."), name=_("Lý do")))
