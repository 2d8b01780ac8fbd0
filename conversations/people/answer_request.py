"""/yeucau: an officer answers what people ask about their own data, within two working days."""

from bot import operations, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_date, show_day
from bot.post.message import Message, Option
from bot.privacy import requests
from bot.privacy.requests import Waiting
from bot.rights import May
from conversations.menu import not_for_you


def answer_request(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without a number what waits; with one: what they want, the answer, one card, and they are told."""
    office = rights.office_for(db, speaker.person_id, May.INVITE, ask.today)
    if office is None:
        return not_for_you()
    if not ask.words.isdecimal():
        return _list(requests.waiting(db, office, ask.today))
    asked = requests.find(db, office, int(ask.words[:18]), ask.today)
    if asked is None:
        return _("Yêu cầu này đã được trả lời, hoặc không có.")
    prompt = _(
        "🔒 {name} đề nghị sửa: “{words}”\nHạn trả lời: {day}.\nXin sửa trước (🤝 Bàn giao hoặc 🏢 đơn vị), rồi gõ câu trả lời."
    )
    prompt = prompt.format(name=asked.name, words=asked.words, day=show_day(asked.due_on))
    said = ask.text("answer", prompt, name=_("Trả lời"))
    ask.review(_("Trả lời {name}:").format(name=asked.name), accept=_("📨 Gửi trả lời"))
    if not requests.answer(db, speaker.to.federation_id, asked, said, ask.now):
        return _("Yêu cầu này đã được trả lời, hoặc không có.")
    operations.record(db, speaker.to.federation_id, "data-request.answer", ask.now, person_id=speaker.person_id, row=asked.id)
    return _("✅ Đã gửi câu trả lời.")


def _list(waiting: list[Waiting]) -> str | Message:
    if not waiting:
        return _("✅ Không có yêu cầu nào về dữ liệu cá nhân.")
    lines = [_("🔒 Yêu cầu về dữ liệu cá nhân:")]
    lines += [f"{n}. {each.name}: “{each.words}” ({show_date(each.due_on)})" for n, each in enumerate(waiting, 1)]
    buttons = tuple((Option(f"{n}. {each.name[:40]}", f"/yeucau {each.id}"),) for n, each in enumerate(waiting, 1))
    return Message("\n".join(lines), buttons)
