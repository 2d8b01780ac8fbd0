"""The checklist of setting up: what is done, what is missing, and one button for the next step."""

from bot.i18n import _, ngettext, show_count
from bot.models import written
from bot.post.message import Message, Option
from bot.setup.steps import Standing, Step

AGAIN = "/batdau"
NAMES = "ten"  # behind the command: the names and the contact, be they there or not


def card(standing: Standing, *, is_demo: bool) -> Message:
    """All steps, each with what it has come to; the next one as a button, and a message to try."""
    step = standing.next
    lines = [_("🧭 Các bước chuẩn bị: xong {done}/{all} bước").format(done=len(standing.done), all=len(Step))]
    lines += [f"{'✅' if each in standing.done else '⬜'} {n}. {_told(each, standing)}" for n, each in enumerate(Step, 1)]
    lines += ["", _after(standing)]
    if is_demo:
        lines.append(_("Đây là dữ liệu mẫu. Muốn làm thật, xin bấm 🗑 Rời dữ liệu mẫu."))
    waiting = step if step and not standing.is_finished else None
    onward = [(button(waiting, standing),)] if waiting else []
    names = [] if waiting is Step.NAMES else [button(Step.NAMES, standing)]
    leave = [(Option(_("🗑 Rời dữ liệu mẫu"), "/roidemo", "danger"),)] if is_demo else []
    return Message("\n".join(lines), (*onward, (Option(_("🧪 Gửi tin thử"), "/guithu"), *names), *leave))


def _after(standing: Standing) -> str:
    if standing.is_finished:
        return _("Trợ lý đang nhắc theo lịch. Cần ngừng gửi tin: /ngunggui")
    quiet = _("Trước khi kích hoạt, Trợ lý chỉ trả lời, không tự gửi tin nào cho chủ tịch.")
    return quiet + "\n" + _("Bấm nút đầu tiên để làm bước tiếp theo.")


def button(step: Step, standing: Standing) -> Option:
    """The button that leads to a step."""
    campaign = f" {written(standing.campaign.id)}" if standing.campaign else ""
    label, data = {
        Step.NAMES: (_("✏️ Tên, liên hệ"), f"{AGAIN} {NAMES}"),
        Step.UNITS: (_("📥 Nhập danh sách đơn vị"), "/nhapdonvi"),
        Step.CODES: (_("🔑 Mã mời"), "/mamoi"),
        Step.CAMPAIGN: (_("📣 Mở chiến dịch"), "/mochiendich"),
        Step.DATES: (_("📅 Xác nhận hạn"), "/hanviec"),
        Step.REHEARSAL: (_("🎭 Diễn tập năm"), f"/dientap{campaign}"),
        Step.ARM: (_("🚀 Kích hoạt"), f"/kichhoat{campaign}"),
    }[step]
    return Option(label, data, "primary" if step is standing.next else "")


def _told(step: Step, standing: Standing) -> str:
    return {
        Step.NAMES: _names,
        Step.UNITS: _units,
        Step.CODES: _codes,
        Step.CAMPAIGN: _campaign,
        Step.DATES: _dates,
        Step.REHEARSAL: _rehearsal,
        Step.ARM: _armed,
    }[step](standing)


def _names(standing: Standing) -> str:
    return standing.name if standing.is_named else _("Tên và người liên hệ: chưa ghi")


def _units(standing: Standing) -> str:
    if not standing.units:
        return _("Danh sách đơn vị: chưa có")
    text = ngettext("Danh sách đơn vị: {count} đơn vị", "Danh sách đơn vị: {count} đơn vị", standing.units)
    return text.format(count=show_count(standing.units))


def _codes(standing: Standing) -> str:
    if not standing.units:
        return _("Mã mời: chờ danh sách đơn vị")
    if standing.is_printing and not standing.invited:
        return _("Mã mời: đang gửi")
    text = _("Mã mời: đã phát cho {invited}/{units} đơn vị, {joined} đơn vị đã kết nối")
    counts = {"invited": standing.invited, "units": standing.units, "joined": standing.joined}
    return text.format(**{key: show_count(count) for key, count in counts.items()})


def _campaign(standing: Standing) -> str:
    if standing.campaign is None:
        return _("Chiến dịch: chưa mở")
    return _("Chiến dịch: {title}").format(title=standing.campaign.title)


def _dates(standing: Standing) -> str:
    if standing.campaign is None:
        return _("Hạn các việc: chờ chiến dịch")
    if not standing.unconfirmed:
        return _("Hạn các việc: đã xác nhận")
    text = ngettext(
        "Hạn các việc: còn {count} hạn chưa xác nhận", "Hạn các việc: còn {count} hạn chưa xác nhận", standing.unconfirmed
    )
    return text.format(count=standing.unconfirmed)


def _rehearsal(standing: Standing) -> str:
    return _("Diễn tập: đã xem lịch nhắc cả năm") if standing.is_rehearsed else _("Diễn tập: xem trước lịch nhắc cả năm")


def _armed(standing: Standing) -> str:
    return _("Kích hoạt: Trợ lý đang nhắc") if Step.ARM in standing.done else _("Kích hoạt: chưa, Trợ lý chưa nhắc ai")
