"""/trogiup, and what is said when nothing else fits."""

from bot.asking import drafts
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.invites import looks_like_code
from bot.post.message import Message, Option
from conversations.menu import federation, how_to_enter, menu


def explain(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """What can be done here, how to go back, whom to call; a stranger hears how to come in."""
    if speaker.person_id is None:
        hint = _("❓ Trợ lý giúp công đoàn cơ sở đăng ký ngày phát động thi đua và nhắc hạn.")
        return Message(hint + "\n\n" + how_to_enter(federation(db, speaker).contact) + "\n🌐 /ngonngu: Tiếng Việt, English")
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
    labels = menu(db, speaker.person_id, ask.today) or None
    if looks_like_code(ask.words):
        return Message(_("Nếu đây là mã mời cho đơn vị khác, xin gõ: /start {code}").format(code=ask.words.strip()), menu=labels)
    parked = drafts.latest(db, speaker.owner)
    if parked is None:
        return Message(_("Đồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới."), menu=labels)
    go_on = Option(_("📝 Làm tiếp việc đang dở"), f"/tieptuc {parked.id}", "primary")
    return Message(_("Đồng chí cần việc gì ạ? Trợ lý còn giữ một việc đang làm dở."), ((go_on,),))
