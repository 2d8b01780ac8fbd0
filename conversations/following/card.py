"""/viecthieu DUTY: one unit that owes a duty: how late, whom to call, what was said last; and what an officer can do about it."""

from bot import follow_up, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.duties.missing import state_of
from bot.duties.showing import show_due
from bot.follow_up import Owing
from bot.i18n import _
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import RIGHTS, May, reach_of
from conversations.following.wording import promise_said, touch_said
from conversations.menu import not_for_you


def show_unit(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The card of a unit and one of its duties."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    found = find(ask, db, speaker, office)
    if found is None:
        return nothing_left()
    state = state_of(found.due_on, found.grace_days, found.closes_on, ask.today)
    lines = [
        f"🏫 {found.unit}",
        f"⏳ {titled(found.kind, found.occurrence)}, {found.phase}. {show_due(found.due_on, state, ask.today)}",
    ]
    if found.promise:
        lines.append("🤝 " + _first_large(promise_said(found.promise, ask.today)))
    lines.append(f"☎️ {whom(found.contact, found.phone)}")
    lines.append("🕘 " + (_("Liên lạc gần nhất: {touch}").format(touch=touch_said(found.touch)) if found.touch else _untouched()))
    return Message("\n".join(lines), _deeds(found, office))


def find(ask: Ask, db: Transaction, speaker: Speaker, office: Held) -> Owing | None:
    """The duty that the words name, while it is owed and within the office's reach."""
    number = int(ask.words[:18]) if ask.words[:18].isdecimal() else 0
    return follow_up.find(db, speaker.to.federation_id, reach_of(office), number, ask.today)


def nothing_left() -> Message:
    """What is said about a duty that is done, or that this officer does not see."""
    return Message(_("Việc này không còn thiếu."), ((Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),),))


def whom(contact: str, phone: str) -> str:
    """Whom to call, as the federation's list says."""
    return ", ".join(each for each in (contact, phone) if each) or _("Danh sách chưa có người liên hệ.")


def _untouched() -> str:
    return _("Chưa liên lạc lần nào.")


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _deeds(found: Owing, office: Held) -> tuple[tuple[Option, ...], ...]:
    may = RIGHTS[office.role]
    rows: list[tuple[Option, ...]] = []
    if May.FOLLOW_UP in may:
        nudge = Option(_("📨 Nhắc đơn vị"), f"/nhac {found.duty_id}", "primary")
        rows.append((nudge, Option(_("☎️ Đã gọi"), f"/dagoi {found.unit_id} {found.duty_id}")))
    if May.REVIEW in may:
        rows.append((Option(_("⚖️ Gia hạn, miễn"), f"/quyetdinh {found.duty_id}"),))
    if May.INVITE in may and found.touch is None:
        rows.append((Option(_("🔑 Gửi mã mời"), f"/mamoi {found.unit_id}"),))
    return (*rows, (Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),))
