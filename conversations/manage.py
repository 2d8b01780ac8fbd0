"""/quanly: what an officer can set up and decide, and what waits for a decision."""

from bot import campaigns, codes, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import rules
from bot.i18n import _, ngettext
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import RIGHTS, May, reach_of
from conversations.menu import not_for_you
from conversations.people.waiting import people_waiting
from conversations.reviewing.waiting import results_waiting


def manage(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """A button for each job this person may do; above them what is open."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    may = RIGHTS[office.role]
    jobs = [
        (May.CAMPAIGN, _("📣 Mở chiến dịch"), "/mochiendich"),
        (May.CAMPAIGN, _("📅 Xác nhận hạn"), "/hanviec"),
        (May.CAMPAIGN, _("🏛 Sự kiện đã diễn ra"), "/sukien"),
        (May.UNITS, _("📥 Nhập danh sách đơn vị"), "/nhapdonvi"),
        (May.UNITS, _("🏢 Mở, đóng, chuyển đơn vị"), "/doidonvi"),
        (May.INVITE, _("🔑 Mã mời"), "/mamoi"),
        (May.INVITE, _("🤝 Bàn giao"), "/bangiao"),
        (May.REVIEW, _("⚖️ Gia hạn, miễn, mở lại"), "/quyetdinh"),
        (May.SEE, _("🎗 Lịch"), "/lich"),
    ]
    buttons = [Option(label, command) for right, label, command in jobs if right in may]
    rows = tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
    waiting = [*results_waiting(ask, db, speaker, office), *people_waiting(db, office, ask.today)]
    lines = [_("⚙️ Quản lý, {unit}").format(unit=office.unit), *(line for line, _button in waiting)]
    lines += _open(ask, db, office, speaker)
    return Message("\n".join(lines), (*((button,) for _line, button in waiting), *rows))


def _open(ask: Ask, db: Transaction, office: Held, speaker: Speaker) -> list[str]:
    """What waits for this officer, a line each."""
    may, lines = RIGHTS[office.role], []
    if May.CAMPAIGN in may:
        if count := len(rules.proposed(db, speaker.to.federation_id)):
            text = ngettext("• {count} hạn chưa xác nhận.", "• {count} hạn chưa xác nhận.", count)
            lines.append(text.format(count=count))
        for phase in campaigns.undated(db, speaker.to.federation_id):
            text = _("• {phase} chưa có ngày kết thúc: chờ {event}.")
            lines.append(text.format(phase=phase.name, event=phase.end_event))
    if May.INVITE in may and (count := len({e.unit_id for e in codes.not_joined(db, reach_of(office), ask.today)})):
        text = ngettext("• {count} đơn vị chưa kết nối.", "• {count} đơn vị chưa kết nối.", count)
        lines.append(text.format(count=count))
    return lines
