"""How a launch that was held, put off or cancelled is told to its chair."""

from datetime import date, timedelta

from bot.asking.ask import Ask
from bot.held import CANCELLED, POSTPONED, Owed, Reported, Said
from bot.i18n import _, ngettext, show_count, show_day, show_moment
from bot.post.message import Message, Option


def asks(duty: Owed, before: Reported | None, today: date) -> str:
    """The first question, with what is known."""
    values = {"unit": duty.unit, "phase": duty.phase, "day": show_day(duty.planned) if duty.planned else ""}
    if before:
        values["told"] = told(before.said)
        text = _("{unit}, phát động {phase}: {told}.\nMuốn sửa, xin chọn lại. Buổi phát động thế nào ạ?")
    elif duty.planned is None:
        text = _("{unit} đã tổ chức phát động {phase} chưa ạ?")
    elif duty.planned > today:
        left = (duty.planned - today).days
        values["left"] = show_count(left)
        text = ngettext(
            "{unit} đăng ký phát động {phase} vào {day}, còn {left} ngày. Buổi phát động có thay đổi gì không ạ?",
            "{unit} đăng ký phát động {phase} vào {day}, còn {left} ngày. Buổi phát động có thay đổi gì không ạ?",
            left,
        )
    else:
        text = _("{unit} đăng ký phát động {phase} vào {day}. Buổi phát động diễn ra thế nào ạ?")
    return text.format(**values)


def told(said: Said) -> str:
    """What was said, in half a sentence: “đã tổ chức Thứ Sáu, 20/03/2026”."""
    day = show_day(said.day) if said.day else ""
    if said.outcome == CANCELLED:
        return _("không tổ chức")
    return (_("hoãn sang {day}") if said.outcome == POSTPONED else _("đã tổ chức {day}")).format(day=day)


def card(duty: Owed) -> str:
    """What stands above the answers."""
    return _("Xin kiểm tra lại giúp:\n🏫 {unit}\n🚩 {phase}").format(unit=duty.unit, phase=duty.phase)


def closed(duty: Owed, before: Reported | None) -> str:
    """Why nothing can be said any more."""
    text = _("🔒 Việc báo đã tổ chức phát động {phase} của {unit} đã khóa. Cần sửa, xin liên hệ công đoàn cấp trên.")
    said = text.format(phase=duty.phase, unit=duty.unit)
    return said + "\n" + _("Đơn vị đã báo: {told}.").format(told=told(before.said)) if before else said


def receipt(ask: Ask, duty: Owed, said: Said) -> Message:
    """What was written down, what follows, and how it is corrected."""
    lines = [
        _("✅ Đã ghi nhận lúc {moment}.\n🏫 {unit}\n🚩 {phase}: {told}").format(
            moment=show_moment(ask.now), unit=duty.unit, phase=duty.phase, told=told(said)
        )
    ]
    lines += _people(said)
    if said.opened_by:
        lines.append("🎤 " + said.opened_by)
    if said.document_id:
        lines.append(_("📷 Đã giữ ảnh."))
    if said.reason:
        lines.append(_("Lý do: {reason}").format(reason=said.reason))
    rows = [(Option(_("✏️ Sửa"), f"/datochuc {duty.duty_id}"),)]
    if said.outcome == POSTPONED:
        lines += _after(duty, said)
        rows += [(Option(_("⏳ Xin gia hạn"), f"/xingiahan {duty.duty_id}"),)] if _is_too_late(duty, said) else []
    return Message("\n".join(lines), tuple(rows))


def _people(said: Said) -> list[str]:
    """How many came, and of how many."""
    if said.present is None:
        return []
    values = {"present": show_count(said.present), "members": show_count(said.members or 0), "percent": said.percent}
    if said.percent is not None:
        return [_("👥 {present}/{members} đoàn viên dự, đạt {percent}%").format(**values)]
    if said.members:
        return [_("👥 {present} người dự, có cả khách mời; đơn vị có {members} đoàn viên").format(**values)]
    return [_("👥 {present} người dự").format(**values)]


def _after(duty: Owed, said: Said) -> list[str]:
    lines = [_("Trợ lý nhắc theo ngày mới. Tổ chức xong, xin báo lại bằng /datochuc")]
    if duty.place:
        lines.append(_("📍 Nơi giữ như cũ: {place}. Muốn đổi: /dangky").format(place=duty.place))
    if _is_too_late(duty, said) and duty.due_on:
        lines.append(
            _("Hạn báo là {day}, trước ngày mới. Cần thêm thời gian, xin bấm ⏳ Xin gia hạn.").format(day=show_day(duty.due_on))
        )
    return lines


def _is_too_late(duty: Owed, said: Said) -> bool:
    return bool(duty.due_on and said.day and said.day > duty.due_on + timedelta(days=duty.grace_days))
