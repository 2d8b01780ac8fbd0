"""/trogiup, and what is said when nothing else fits."""

from bot.asking import drafts
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.post.message import Message, Option
from conversations.menu import federation, menu


def explain(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """What can be done here, how to go back, whom to call."""
    text = _(
        "❓ Trợ lý giúp đăng ký ngày phát động thi đua và nhắc hạn.\n"
        "📅 /dangky: đăng ký hoặc đổi ngày phát động\n"
        "📊 /tinhhinh: xem tình hình\n"
        "🗓 /kehoach: xem kế hoạch\n"
        "🌐 /ngonngu: Tiếng Việt, English\n\n"
        "Đang làm dở: gõ “lùi” để về câu trước, “dừng” để làm sau, “tiếp tục” để làm tiếp, /huy để bỏ.\n"
        "☎️ Cần người giúp: {contact}"
    )
    said = text.format(contact=federation(db, speaker).contact)
    return Message(said, menu=menu(db, speaker.person_id, ask.today) or None)


def lost(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """Nothing fits: offer what there is, and a draft that waits."""
    text = _("Đồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới.")
    parked = drafts.latest(db, speaker.owner)
    if parked is None:
        return Message(text, menu=menu(db, speaker.person_id, ask.today) or None)
    go_on = Option(_("📝 Làm tiếp việc đang dở"), f"/tieptuc {parked.id}", "primary")
    return Message(text, ((go_on,),))
