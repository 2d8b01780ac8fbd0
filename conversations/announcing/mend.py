"""/dinhchinh: a text that was sent is written anew; /thuhoi: an announcement is taken back. Both are confirmed before anything
changes."""

from bot.announcements import keeping, mending, progress
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_count
from bot.models import Announcement, written
from bot.post.message import Message, Option
from conversations.announcing.change import which_text
from conversations.announcing.contents import ask_text
from conversations.announcing.finding import named


def correct(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`NUMBER`: write the text anew and look at it; `NUMBER SIGN`: let it hold."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if not mending.may_be_mended(row):
        return _("Thông báo này chưa gửi hoặc đã thu hồi, nên không có gì để đính chính.")
    if sign := ask.words.partition(" ")[2]:
        return _let_hold(ask, db, speaker, row, sign)
    position = which_text(ask, db, row)
    piece = ask_text(ask, "text", _("✏️ Xin gõ lại toàn bộ nội dung của phần này, đã sửa đúng."))
    sign = mending.propose(db, row, position, piece)
    keeping.preview(db, row, speaker.to, ask.setting.update, ask.now, proposed=position)
    text = _("👆 Nội dung sau khi đính chính. Nơi nào không sửa được tin cũ sẽ nhận một tin “Đính chính”.")
    yes = Option(_("✅ Xác nhận đính chính"), f"/dinhchinh {row.id} {sign}", "success")
    return Message(text, ((yes,), (Option(_("✏️ Gõ lại"), f"/dinhchinh {row.id}"),)))


def _let_hold(ask: Ask, db: Transaction, speaker: Speaker, row: Announcement, sign: str) -> str:
    if sign != mending.sign(db, row):
        return _("Bản đính chính này đã được áp dụng hoặc đã đổi.")
    count = mending.correct(db, row, speaker.person_id or 0, ask.now) or 0
    text = ngettext("✅ Đang đính chính ở {count} nơi đã nhận.", "✅ Đang đính chính ở {count} nơi đã nhận.", count)
    return text.format(count=show_count(count))


def withdraw(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Asked once more, for it cannot be undone."""
    row = named(ask, db, speaker)
    if not isinstance(row, Announcement):
        return row
    if not mending.may_be_mended(row):
        return _("Thông báo này chưa gửi hoặc đã thu hồi.")
    text = _("🚫 Thu hồi thông báo “{words}”? Nơi đã nhận sẽ thấy “Thông báo này đã được thu hồi”, nơi chưa nhận sẽ không nhận.")
    sure = (Choice("no", _("Không, giữ nguyên")), Choice("yes", _("⛔ Đúng, thu hồi"), "danger"))
    if ask.choice("sure", text.format(words=keeping.name(db, written(row.id))), sure).key == "no":
        return _("Thông báo được giữ nguyên.")
    mending.withdraw(db, row, speaker.person_id or 0, ask.now)
    progress.tell(db, row, ask.now)
    return _("🚫 Đang thu hồi thông báo.")
