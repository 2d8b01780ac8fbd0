"""/gapcanbo: a free question to the officers above; the answer comes back into this chat."""

from bot import inquiries, people
from bot.asking import drafts
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Unit
from bot.post.message import Message, Option
from bot.units.tree import tops
from conversations.menu import federation

LONGEST = 1000  # characters


def ask_officer(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """For which unit, the question, one card; whatever else was being filled in waits and is offered again at the end."""
    contact = federation(db, speaker).contact
    unit_id, unit = _unit(ask, db, speaker)
    prompt = _(
        "☎️ Đồng chí cần hỏi gì? Xin gõ vào đây, cán bộ sẽ trả lời trong cuộc trò chuyện này.\nViệc gấp, xin liên hệ: {contact}."
    )
    words = ask.text("words", prompt.format(contact=contact), name=_("Câu hỏi"), longest=LONGEST)
    ask.review(_("Xin kiểm tra lại giúp:\n🏫 {unit}").format(unit=unit), accept=_("📨 Gửi cán bộ"))

    told = inquiries.send(db, speaker.to, speaker.person_id or 0, unit_id, words, ask.now)
    if told:
        text = _("✅ Đã chuyển câu hỏi đến cán bộ. Câu trả lời sẽ đến trong cuộc trò chuyện này.")
    else:
        text = _("✅ Đã ghi lại câu hỏi; cán bộ sẽ thấy khi mở Trợ lý.")
    text += "\n" + _("Việc gấp, xin liên hệ: {contact}.").format(contact=contact)
    return Message(text, _go_on(db, speaker))


def _unit(ask: Ask, db: Transaction, speaker: Speaker) -> tuple[int, str]:
    """The unit in whose name they ask; the top unit for somebody without an office."""
    held = {each.unit_id: each.unit for each in people.offices(db, speaker.person_id or 0, ask.today)}
    if not held:
        top = tops(db, speaker.to.federation_id, ask.today)[0]
        return top, db.session.get_one(Unit, top).name
    if len(held) == 1:
        return next(iter(held.items()))
    units = [Choice(str(unit_id), name) for unit_id, name in held.items()]
    chosen = ask.choice("unit", _("Đồng chí hỏi cho đơn vị nào?"), units, name=_("Đơn vị"))
    return int(chosen.key), chosen.label


def _go_on(db: Transaction, speaker: Speaker) -> tuple[tuple[Option, ...], ...]:
    parked = drafts.parked(db, speaker.owner, besides="gapcanbo")
    return ((Option(_("📝 Làm tiếp việc đang dở"), f"/tieptuc {parked.id}", "primary"),),) if parked else ()
