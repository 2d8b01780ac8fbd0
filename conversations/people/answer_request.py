"""/yeucau: an officer answers what people ask about their own data, within two working days."""

from bot import journal, operations, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_date, show_day, show_moment
from bot.people import Held
from bot.post.message import Message, Option
from bot.privacy import requests
from bot.privacy.requests import Waiting
from bot.rights import May
from bot.taking import REQUEST, Taken
from conversations.menu import not_for_you
from conversations.officers.taken import hold, in_hand, told

ANSWERED = "data-request.answer"


def answer_request(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Without a number what waits; with one: what they want, the answer, one card, and they are told."""
    office = rights.office_for(db, speaker.person_id, May.INVITE, ask.today)
    if office is None:
        return not_for_you()
    if not ask.words.isdecimal():
        return _list(ask, requests.waiting(db, office, ask.today), in_hand(ask, db, speaker, REQUEST))
    asked = requests.find(db, office, int(ask.words[:18]), ask.today)
    if asked is None:
        return _answered(ask, db, speaker, office)
    if left := hold(ask, db, speaker, REQUEST, asked.id, "/yeucau"):
        return left
    prompt = _(
        "🔒 {name} đề nghị sửa: “{words}”\nHạn trả lời: {day}.\nXin sửa trước (🤝 Bàn giao hoặc 🏢 đơn vị), rồi gõ câu trả lời."
    )
    prompt = prompt.format(name=asked.name, words=asked.words, day=show_day(asked.due_on))
    said = ask.text("answer", prompt, name=_("Trả lời"))
    ask.review(_("Trả lời {name}:").format(name=asked.name), accept=_("📨 Gửi trả lời"))
    if not requests.answer(db, speaker.to.federation_id, asked, said, ask.now):
        return _answered(ask, db, speaker, office)
    operations.record(db, speaker.to.federation_id, ANSWERED, ask.now, person_id=speaker.person_id, row=asked.id)
    return _("✅ Đã gửi câu trả lời.")


def _answered(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> str:
    """What whoever comes second hears: who was first, and when."""
    row = int(ask.words[:18])
    if not requests.is_within(db, office, row, ask.today):
        return _("Trợ lý không tìm thấy yêu cầu này.")
    done = journal.last(db, speaker.to.federation_id, ANSWERED, row=row)
    if done is None:
        return _("Trợ lý không tìm thấy yêu cầu này.")
    text = _("Đồng chí {name} đã trả lời yêu cầu này lúc {moment}. Lần bấm này không làm thay đổi gì.")
    return text.format(name=done.name or _("cán bộ khác"), moment=show_moment(done.recorded_at))


def _list(ask: Ask, waiting: list[Waiting], busy: dict[int, Taken]) -> str | Message:
    if not waiting:
        return _("✅ Không có yêu cầu nào về dữ liệu cá nhân.")
    lines = [_("🔒 Yêu cầu về dữ liệu cá nhân:")]
    for n, each in enumerate(waiting, 1):
        lines.append(f"{n}. {each.name}: “{each.words}” ({show_date(each.due_on)})")
        lines += [told(busy[each.id], ask)] if each.id in busy else []
    buttons = tuple((Option(f"{n}. {each.name[:40]}", f"/yeucau {each.id}"),) for n, each in enumerate(waiting, 1))
    return Message("\n".join(lines), buttons)
