"""How a pledge is told: before it is asked for, when it holds, and when it can no longer be changed."""

from datetime import date

from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_day, show_moment
from bot.pledges import Contents, Promised
from bot.pledges.owing import Owed
from bot.post.message import Message, Option
from conversations.menu import federation
from conversations.pledging.told import told


def intro(duty: Owed, today: date) -> str:
    """Whose pledge this is, for which phase, and until when."""
    text = _("🤝 Giao ước thi đua {phase} của {unit}.").format(phase=duty.phase, unit=duty.unit)
    if duty.due_on is None:
        return text
    return text + " " + (_("Hạn: hôm nay.") if duty.due_on == today else _("Hạn: {day}.").format(day=show_day(duty.due_on)))


def why(duty: Owed, before: Promised, days: dict[int, str]) -> str:
    """What holds, and the question why it is to be changed."""
    text = _("{unit} đã đăng ký giao ước {phase} lúc {moment}:\n{contents}")
    text = text.format(
        unit=duty.unit, phase=duty.phase, moment=show_moment(before.recorded_at), contents=told(before, duty.members, days)
    )
    return text + "\n\n" + _("Muốn sửa, xin gõ lý do, ví dụ: thêm một sáng kiến. Không sửa, xin bấm ⏸ Để sau.")


def frozen(db: Transaction, chair: Speaker, duty: Owed, before: Promised | None, days: dict[int, str]) -> str:
    """That it is too late, what holds, and who can help."""
    parts = []
    if before:
        parts.append(_("🔒 Giao ước {phase} của {unit} đã khóa vì đã qua hạn {day}."))
        parts.append(told(before, duty.members, days))
    else:
        parts.append(_("🔒 Việc đăng ký giao ước {phase} của {unit} đã khóa vì đã qua hạn {day}."))
    due_on = show_day(duty.due_on) if duty.due_on else ""
    parts[0] = parts[0].format(phase=duty.phase, unit=duty.unit, day=due_on).replace(" .", ".")
    contact = federation(db, chair).contact
    help_ = _("Muốn sửa, xin đề nghị công đoàn cấp trên mở lại hoặc gia hạn.")
    if contact:
        help_ += " " + _("Liên hệ: {contact}.").format(contact=contact)
    return "\n\n".join([*parts, help_])


def receipt(ask: Ask, duty: Owed, said: Contents, before: Promised | None, days: dict[int, str], row: int) -> Message:
    """What was written down, and the way back."""
    text = _("✅ Đã ghi nhận giao ước lúc {moment}.\n🏫 {unit}\n🚩 {phase}\n\n{contents}")
    contents = told(said, duty.members, days)
    text = text.format(moment=show_moment(ask.now), unit=duty.unit, phase=duty.phase, contents=contents)
    if before:
        text += "\n\n" + _("🔁 Thay cho bản đã ghi lúc {moment}. Bản cũ vẫn được lưu.").format(
            moment=show_moment(before.recorded_at)
        )
    return Message(text, ((Option(_("↩️ Hoàn tác (trong 10 phút)"), f"/bogiaouoc {row}"),),))
