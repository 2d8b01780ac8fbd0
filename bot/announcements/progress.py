"""One message to the author of an announcement, changed in place while it is sent; at the end it is the delivery report."""

from datetime import datetime

from bot.announcements import states, telling
from bot.announcements.audience import Audience
from bot.announcements.keeping import CANCELLED, PAUSED, SENDING, SENT, WITHDRAWN, name
from bot.announcements.states import ACKNOWLEDGED, ARRIVED, BLOCKED, FAILED, STOPPED, UNREACHABLE, WAITS
from bot.database.transaction import Transaction
from bot.i18n import _, show_count
from bot.models import Announcement, written
from bot.post import outbox
from bot.post.message import Message, Option, load
from bot.post.outbox import Letter

PROGRESS = "announcement_progress"


def tell(db: Transaction, row: Announcement, now: datetime) -> None:
    """Owe the author the message, or its change."""
    if to := telling.door_of(db, row.person_id):
        outbox.queue_template(db, to, f"announcement/{row.id}/progress", PROGRESS, {"announcement": row.id}, now)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:  # noqa: ARG001  a template's signature
    """How far it is at this moment, and what can be done about it."""
    row = db.session.get(Announcement, load(letter.body).get("announcement", 0), populate_existing=True)
    if row is None or row.federation_id != letter.federation_id:
        return None
    return Message(report(db, row), buttons(row), silent=row.state != SENT)


def report(db: Transaction, row: Announcement) -> str:
    """Its state, its first words, to whom it goes, and how many are how far."""
    number = written(row.id)
    found = states.figures(db, number)
    total, gone = sum(found.values()), found[ARRIVED] + found[ACKNOWLEDGED]
    lines = [_heading(row.state), f"“{name(db, number)}”", "👥 " + Audience.from_json(row.audience).label]
    lines.append(_("✅ Đã gửi: {gone}/{total}").format(gone=show_count(gone), total=show_count(total)))
    if row.wants_acknowledgement:
        lines.append(_("👍 Đã nắm được: {count}").format(count=show_count(found[ACKNOWLEDGED])))
    lines += [f"{label(state)}: {show_count(found[state])}" for state in (WAITS, *TROUBLES) if found[state]]
    return "\n".join(lines)


TROUBLES = (BLOCKED, UNREACHABLE, FAILED, STOPPED)


def label(state: str) -> str:
    """What a recipient's state is called."""
    return {
        ACKNOWLEDGED: _("👍 Đã nắm được"),
        ARRIVED: _("✅ Đã gửi"),
        WAITS: _("⏳ Đang chờ gửi"),
        BLOCKED: _("🚫 Đã chặn Trợ lý"),
        UNREACHABLE: _("📵 Chưa kết nối"),
        FAILED: _("⚠️ Không gửi được"),
        STOPPED: _("✖️ Không gửi nữa"),
    }[state]


def _heading(state: str) -> str:
    return {
        SENDING: _("📢 Thông báo đang được gửi…"),
        PAUSED: _("⏸ Thông báo đang tạm dừng."),
        SENT: _("📢 Thông báo đã gửi xong."),
        CANCELLED: _("✖️ Thông báo đã hủy."),
        WITHDRAWN: _("🚫 Thông báo đã được thu hồi."),
    }.get(state, _("📢 Thông báo chưa gửi."))


def buttons(row: Announcement) -> tuple[tuple[Option, ...], ...]:
    """What can be done with an announcement in its state."""
    lists = Option(_("📋 Danh sách nơi nhận"), f"/thongbao {row.id} list")
    rest = Option(_("✖️ Hủy phần còn lại"), f"/huygui {row.id}", "danger")
    if row.state == SENDING:
        return ((Option(_("⏸ Tạm dừng"), f"/tamdung {row.id}"),), (rest,), (lists,))
    if row.state == PAUSED:
        return ((Option(_("▶️ Tiếp tục gửi"), f"/guitiep {row.id}", "primary"),), (rest,), (lists,))
    if row.state not in {SENT, CANCELLED} or row.queued_at is None:
        return ((lists,),)
    again = Option(_("🔁 Gửi lại nơi chưa xác nhận"), f"/guilai {row.id}")
    mend = (Option(_("✏️ Đính chính"), f"/dinhchinh {row.id}"), Option(_("🚫 Thu hồi"), f"/thuhoi {row.id}"))
    return ((lists,), *(((again,),) if row.wants_acknowledgement else ()), mend)
