"""What an entry on behalf is entered from: a photo of the unit's paper, or a call."""

from bot import documents, on_behalf
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.database.transaction import Transaction
from bot.i18n import _, show_moment
from bot.models import Duty
from bot.on_behalf import CALL
from bot.reports import proofs
from bot.reports.proofs import Problem
from conversations.on_behalf.wording import heading

BEHALF = "behalf "  # begins the keys of what is asked before the unit's own conversation begins


def ask_paper(ask: Ask, db: Transaction, duty: Duty) -> int | None:
    """The document that is a photo or a copy of the paper; None: it was said on the phone."""
    prompt = _("Xin gửi ảnh chụp bản giấy của đơn vị.\nNếu đơn vị nói qua điện thoại, xin bấm nút.")
    parts = [_("✍️ Nhập hộ {unit}").format(unit=heading(db, duty)), _last(db, duty), prompt]
    choices = (Choice(CALL, _("☎️ Theo điện thoại")),)
    said = ask.file(f"{BEHALF}paper", "\n\n".join(part for part in parts if part), name=_("Nhập theo"), choices=choices)
    if isinstance(said, Choice):
        return None
    if isinstance(proofs.look_at(documents.content(db, duty.federation_id, said.document_id)), Problem):
        text = _("Trợ lý chỉ nhận ảnh, PDF, Word (.docx) và Excel (.xlsx); chưa nhận {name}.")
        ask.again(f"{BEHALF}paper", text.format(name=said.name))
    return said.document_id


def said_of(ask: Ask) -> list[str]:
    """What was entered, a line for each answer on the card."""
    named = [each for each in ask.asked.values() if each.name and not each.key.startswith(BEHALF)]
    return [f"• {each.name}: {ask.shown[each.key]}" for each in named]


def _last(db: Transaction, duty: Duty) -> str:
    """Who entered it before, if somebody did, and whether the unit objected."""
    entry = on_behalf.newest_of(db, duty.id or 0)
    if entry is None or not (entry.objected_at or entry.version == on_behalf.holding(db, duty.kind, entry.duty_id)):
        return ""
    text = _("⚠️ {officer} đã nhập hộ việc này lúc {moment}.")
    if entry.objected_at:
        text = _("❗ {officer} đã nhập hộ việc này lúc {moment}, nhưng đơn vị báo không đúng.")
    return text.format(officer=entry.name, moment=show_moment(entry.recorded_at))
