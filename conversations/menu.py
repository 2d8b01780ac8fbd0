"""The labels that stay under the text box, and the sentences several conversations share."""

from datetime import date

from bot.arming import is_armed
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_day
from bot.launches import Owed
from bot.models import Federation, Person
from bot.people import CHAIR, OFFICER, offices


def menu(db: Transaction, person_id: int | None, today: date) -> tuple[tuple[str, ...], ...]:
    """What this person can choose at any time."""
    if person_id is None:
        return ()
    held = offices(db, person_id, today)
    if any(each.role == OFFICER for each in held) and not is_armed(db, db.session.get_one(Person, person_id).federation_id):
        return ((_("🧭 Các bước chuẩn bị"),), (_("⚙️ Quản lý"), _("❓ Hướng dẫn")))
    if any(each.role != CHAIR for each in held):
        return ((_("📊 Tình hình"), _("⏳ Còn thiếu gì?")), (_("🗓 Kế hoạch"), _("⚙️ Quản lý")), (_("❓ Hướng dẫn"),))
    return (
        (_("📅 Đăng ký phát động"), _("📝 Nộp báo cáo")),
        (_("⏳ Còn thiếu gì?"), _("📊 Tình hình")),
        (_("🗓 Kế hoạch"), _("❓ Hướng dẫn")),
        (_("☎️ Gặp cán bộ"),),
    )


def federation(db: Transaction, speaker: Speaker) -> Federation:
    """The federation whose bot this is."""
    return db.session.get_one(Federation, speaker.to.federation_id)


def not_for_you() -> str:
    """What somebody hears who has no right to what they asked for."""
    return _("Việc này dành cho cán bộ công đoàn cấp trên. Xin bấm một nút ở khung dưới.")


def how_to_enter(contact: str) -> str:
    """What a stranger can do: type the code, or ask for one."""
    text = _("Xin gõ mã mời 6 ký tự mà công đoàn cấp trên đã gửi, ví dụ: LB7K4Q.\nChưa có mã, xin liên hệ: {contact}.")
    return text.format(contact=contact)


def deadline(owed: Owed, today: date) -> str:
    """How much time is left to register a launch: “Hạn: hôm nay”."""
    if owed.due_on is None:
        return ""
    left = (owed.due_on - today).days
    if left == 0:
        return _("Hạn đăng ký: hôm nay.")
    if left < 0:
        return _("Hạn đăng ký: {day}, đã qua.").format(day=show_day(owed.due_on))
    text = ngettext("Hạn đăng ký: {day}, còn {left} ngày.", "Hạn đăng ký: {day}, còn {left} ngày.", left)
    return text.format(day=show_day(owed.due_on), left=left)
