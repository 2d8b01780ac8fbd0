"""/traloi: an officer answers a chair's question; without a number, the questions that wait."""

from datetime import date

from bot import inquiries, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext
from bot.inquiries import Asked
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from bot.taking import INQUIRY, Taken
from conversations.menu import not_for_you
from conversations.officers.taken import hold, in_hand, told

MOST = 10  # questions in the list
LONGEST = 1500  # characters
QUOTED = 80  # characters of a question in the list
LONGEST_LABEL = 50  # characters of a unit's name on a button


def answer_inquiry(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The question with what belongs to it, the answer, one card; it is said in the asker's chat at once."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    if not ask.words.isdecimal():
        return _list(ask, inquiries.waiting(db, office, ask.today), in_hand(ask, db, speaker, INQUIRY))
    asked = inquiries.find(db, office, int(ask.words[:18]), ask.today)
    if asked is None or asked.answered_at is not None:
        return _answered(db, asked, ask.today)
    return hold(ask, db, speaker, INQUIRY, asked.id, "/traloi") or _answer(ask, db, speaker, office, asked)


def _answer(ask: Ask, db: Transaction, speaker: Speaker, office: Held, asked: Asked) -> str | Message:
    prompt = inquiries.card(db, asked, ask.today) + "\n\n" + _("Xin gõ câu trả lời.")
    said = ask.text("answer", prompt, name=_("Trả lời"), longest=LONGEST)
    ask.review(_("Trả lời {name}, {unit}:").format(name=asked.name, unit=asked.unit), accept=_("📨 Gửi trả lời"))

    if not inquiries.answer(db, asked, said, office, speaker.person_id or 0, ask.now):
        return _answered(db, inquiries.find(db, office, asked.id, ask.today), ask.today)
    left = len(inquiries.waiting(db, office, ask.today))
    if not left:
        return _("✅ Đã gửi câu trả lời. Không còn câu hỏi nào chờ.")
    text = ngettext("✅ Đã gửi câu trả lời. Còn {left} câu hỏi chờ.", "✅ Đã gửi câu trả lời. Còn {left} câu hỏi chờ.", left)
    return Message(text.format(left=left), ((Option(_("☎️ Xem câu hỏi còn lại"), "/traloi"),),))


def _answered(db: Transaction, asked: Asked | None, today: date) -> str:
    """What whoever comes second sees."""
    if asked is None:
        return _("Trợ lý không tìm thấy câu hỏi này.")
    return _("Câu hỏi này đã có người trả lời.") + "\n\n" + inquiries.card(db, asked, today)


def _list(ask: Ask, waiting: list[Asked], busy: dict[int, Taken]) -> str | Message:
    if not waiting:
        return _("✅ Không có câu hỏi nào chờ trả lời.")
    text = ngettext("☎️ {count} câu hỏi chờ trả lời:", "☎️ {count} câu hỏi chờ trả lời:", len(waiting))
    shown = []
    for n, each in enumerate(waiting[:MOST], 1):
        shown.append(f"{n}. {each.unit}: “{_short(each.words, QUOTED)}”")
        shown += [told(busy[each.id], ask)] if each.id in busy else []
    buttons = tuple(
        (Option(f"{n}. {_short(each.unit, LONGEST_LABEL)}", f"/traloi {each.id}"),) for n, each in enumerate(waiting[:MOST], 1)
    )
    return Message("\n".join([text.format(count=len(waiting)), *shown]), buttons)


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
