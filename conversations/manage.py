"""/quanly and /thietlap: what an officer can decide and set up, and what waits for a decision."""

from bot import campaigns, codes, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.doors import seating
from bot.duties import rules
from bot.i18n import _, ngettext
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import RIGHTS, May, reach_of
from bot.web import chats
from conversations.first_hour.leading import left_over
from conversations.menu import not_for_you
from conversations.on_behalf.waiting import objections_waiting
from conversations.pausing import wording as pausing
from conversations.people.waiting import people_waiting
from conversations.reviewing.waiting import results_waiting

Job = tuple[May, str, str]  # the right it needs, the words on its button, and what the button does


def manage(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """A button for each everyday job this person may do; above them what is open."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    rows = _buttons(office, _everyday())
    if May.CAMPAIGN in RIGHTS[office.role]:
        rows = (*rows, (Option(_("🧰 Thiết lập"), "/thietlap"),))
    waiting = [
        *results_waiting(ask, db, speaker, office),
        *people_waiting(db, office, ask.today),
        *pausing.line(db, speaker.to.federation_id, office, ask.today),
        *objections_waiting(ask, db, speaker, office),
        *(left_over(db, speaker.to.federation_id, office, ask.today) if May.CAMPAIGN in RIGHTS[office.role] else ()),
        *_open(ask, db, office, speaker),
    ]
    lines = [_("⚙️ Quản lý, {unit}").format(unit=office.unit), *(line for line, _button in waiting)]
    return Message("\n".join(lines), (*dict.fromkeys((button,) for _line, button in waiting), *rows))


def set_up(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """/thietlap: a button for each job that is done now and then: campaigns, units, codes, doors."""
    office = rights.office_for(db, speaker.person_id, May.CAMPAIGN, ask.today)
    if office is None:
        return not_for_you()
    text = _("🧰 Thiết lập, {unit}\nChiến dịch, đơn vị, mã mời và kênh nhắn tin.").format(unit=office.unit)
    return Message(text, _buttons(office, _now_and_then(db, speaker.to.federation_id)))


def _everyday() -> list[Job]:
    return [
        (May.ANNOUNCE, _("📢 Gửi thông báo"), "/thongbao"),
        (May.ANNOUNCE, _("📋 Các thông báo"), "/cacthongbao"),
        (May.SEE, _("📨 Ai chưa nộp?"), "/chuanop"),
        (May.SEE, _("☎️ Cần gọi điện"), "/goidien"),
        (May.SEE, _("🏫 Xem đơn vị"), "/thedonvi"),
        (May.FOLLOW_UP, _("✍️ Nhập hộ"), "/nhapho"),
        (May.SEE, _("🌳 Tổng hợp"), "/tonghop"),
        (May.SEE, _("📊 Bảng Excel"), "/bang"),
        (May.SEE, _("📈 Tiến độ"), "/tiendo"),
        (May.SEE, _("📃 Báo cáo Word"), "/baocaochung"),
        (May.REVIEW, _("⚖️ Gia hạn, miễn, mở lại"), "/quyetdinh"),
        (May.SEE, _("🎗 Lịch"), "/lich"),
        (May.SEE, _("📒 Nhật ký"), "/nhatky"),
        (May.SEE, _("🌴 Vắng mặt"), "/vangmat"),
    ]


def _now_and_then(db: Transaction, federation_id: int) -> list[Job]:
    return [
        (May.CAMPAIGN, _("📣 Mở chiến dịch"), "/mochiendich"),
        (May.CAMPAIGN, _("📅 Xác nhận hạn"), "/hanviec"),
        (May.CAMPAIGN, _("🪜 Lịch nhắc"), "/bacnhac"),
        (May.CAMPAIGN, _("🎭 Diễn tập năm"), "/dientap"),
        (May.CAMPAIGN, _("🛠 Cài đặt"), "/caidat"),
        (May.CAMPAIGN, _("⏸ Ngừng gửi tin"), "/ngunggui"),
        (May.CAMPAIGN, _("📕 Đóng chiến dịch"), "/dongchiendich"),
        (May.CAMPAIGN, _("🧪 Gửi tin thử"), "/guithu"),
        (May.CAMPAIGN, _("🏛 Sự kiện đã diễn ra"), "/sukien"),
        (May.UNITS, _("📥 Nhập danh sách đơn vị"), "/nhapdonvi"),
        (May.UNITS, _("🏢 Mở, đóng, chuyển đơn vị"), "/doidonvi"),
        (May.INVITE, _("🔑 Mã mời"), "/mamoi"),
        (May.INVITE, _("🤝 Bàn giao"), "/bangiao"),
        *([(May.INVITE, _("🌐 Đường dẫn cá nhân"), "/duongdan")] if chats.door(db, federation_id) else []),
        *([(May.ANNOUNCE, _("📮 Hạn mức tin"), "/hanmuc")] if seating.limited(db, federation_id) else []),
    ]


def _buttons(office: Held, jobs: list[Job]) -> tuple[tuple[Option, ...], ...]:
    """The jobs that the office may do, two in a row."""
    buttons = [Option(label, command) for right, label, command in jobs if right in RIGHTS[office.role]]
    return tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))


def _open(ask: Ask, db: Transaction, office: Held, speaker: Speaker) -> list[tuple[str, Option]]:
    """What is to be set up still: a line each, and the button that leads there."""
    may, lines = RIGHTS[office.role], []
    if May.CAMPAIGN in may:
        if count := len(rules.proposed(db, speaker.to.federation_id)):
            text = ngettext("• {count} hạn chưa xác nhận.", "• {count} hạn chưa xác nhận.", count)
            lines.append((text.format(count=count), Option(_("📅 Xác nhận hạn"), "/hanviec")))
        for phase in campaigns.undated(db, speaker.to.federation_id):
            text = _("• {phase} chưa có ngày kết thúc: chờ {event}.")
            lines.append((text.format(phase=phase.name, event=phase.end_event), Option(_("🏛 Sự kiện đã diễn ra"), "/sukien")))
    if May.INVITE in may and (count := len({e.unit_id for e in codes.not_joined(db, reach_of(office), ask.today)})):
        text = ngettext("• {count} đơn vị chưa kết nối.", "• {count} đơn vị chưa kết nối.", count)
        lines.append((text.format(count=count), Option(_("🔌 Đơn vị chưa kết nối"), "/chuavao")))
    return lines
