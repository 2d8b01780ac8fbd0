"""How a quarterly note is told to its chair."""

from datetime import date

from bot.duties.kinds import NOTE, titled
from bot.duties.missing import state_of
from bot.duties.showing import show_due
from bot.i18n import _, ngettext, show_day, show_moment
from bot.notes import MOST_LINES, Noted, Owed
from bot.post.message import Message, Option
from conversations.reporting.wording import margin


def intro(duty: Owed, today: date) -> str:
    """What is asked for, until when, and how."""
    state = state_of(duty.due_on, duty.grace_days, duty.closes_on, today)
    lines = ["🗒 " + _name(duty) + ". " + show_due(duty.due_on, state, today)]
    text = ngettext(
        "Nhiều nhất {count} dòng: mỗi tin một dòng, hoặc gõ cả trong một tin.",
        "Nhiều nhất {count} dòng: mỗi tin một dòng, hoặc gõ cả trong một tin.",
        MOST_LINES,
    )
    return "\n".join([*lines, text.format(count=MOST_LINES)])


def card(duty: Owed, before: Noted | None) -> str:
    """What stands above the lines."""
    head = _("Xin kiểm tra lại giúp:") + "\n🗒 " + _name(duty)
    if before is None:
        return head
    sent = _("Bản gửi lúc {moment} vẫn giữ nguyên. Muốn sửa dòng nào, xin bấm ✏️ ở dòng ấy.")
    return head + "\n" + sent.format(moment=show_moment(before.recorded_at))


def closed(duty: Owed, before: Noted | None) -> str:
    """Why nothing can be sent any more."""
    text = _("🔒 {name} đã khóa. Cần sửa, xin liên hệ công đoàn cấp trên.").format(name=_name(duty))
    return "\n".join([text, *(f"• {each}" for each in before.lines)]) if before else text


def receipt(duty: Owed, noted: Noted, today: date) -> Message:
    """When it was sent, how long before or after the deadline, and until when it can be amended."""
    text = _("✅ Đã nhận {name} lúc {moment}{margin}. Cảm ơn đồng chí!\n🏫 {unit}")
    name = titled(NOTE, duty.occurrence)
    lines = [
        text.format(
            name=name[:1].lower() + name[1:],
            moment=show_moment(noted.recorded_at),
            margin=margin(duty.due_on, today) if noted.version == 1 else "",
            unit=duty.unit,
        )
    ]
    if duty.closes_on:
        lines.append(_("Sửa được đến hết {day}.").format(day=show_day(duty.closes_on)))
    return Message("\n".join(lines), ((Option(_("✏️ Sửa"), f"/ghichuquy {duty.duty_id}"),),))


def _name(duty: Owed) -> str:
    return f"{titled(NOTE, duty.occurrence)}, {duty.unit}"
