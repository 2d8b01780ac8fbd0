"""The morning line in words, as things stand when it is sent."""

from datetime import date, datetime

from bot import rights
from bot.clock import local
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import _, ngettext, show_count, show_short_day
from bot.mornings.counting import Morning, Quota, count
from bot.pauses import Pause
from bot.post.message import Message, Option
from bot.post.outbox import Letter
from bot.privacy import consents
from bot.rights import May

Line = tuple[str, Option | None]


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The line of a morning; None when the day is over, nothing is to be said, or the person is no officer any more."""
    arguments = decode(letter.body)
    day = date.fromisoformat(arguments["day"])
    office = rights.office_for(db, arguments["person"], May.FOLLOW_UP, day)
    if local(now).date() != day or office is None or not consents.is_reminded(db, arguments["person"]):
        return None
    found = count(db, letter.federation_id, office, arguments["person"], now)
    if not found.says_something:
        return None
    lines = [each for each in told(found) if each]
    head = _("🌅 {day}, {unit}").format(day=show_short_day(day), unit=office.unit)
    buttons = dict.fromkeys(button for _line, button in lines if button)
    return Message("\n".join([head, *(line for line, _button in lines)]), tuple((each,) for each in buttons))


def told(found: Morning) -> list[Line | None]:
    """A line for each thing that waits, the most urgent first, with the button that leads there."""
    missing, chase = Option(_("⏳ Còn thiếu gì?"), "/conthieu"), Option(_("☎️ Danh sách cần gọi"), "/goidien")
    return [
        _paused(found.pause) if found.pause else None,
        _line(found.today, ngettext("• {count} việc đến hạn hôm nay.", "• {count} việc đến hạn hôm nay.", found.today), missing),
        _line(found.late, ngettext("• {count} việc đã quá hạn.", "• {count} việc đã quá hạn.", found.late), missing),
        _line(found.to_call, ngettext("• {count} đơn vị cần gọi.", "• {count} đơn vị cần gọi.", found.to_call), chase),
        _line(
            found.promised,
            ngettext("• {count} việc đơn vị hẹn nộp hôm nay.", "• {count} việc đơn vị hẹn nộp hôm nay.", found.promised),
            missing,
        ),
        _line(
            found.reports,
            ngettext("• {count} báo cáo chờ duyệt.", "• {count} báo cáo chờ duyệt.", found.reports),
            Option(_("📝 Duyệt báo cáo"), "/duyet"),
        ),
        _line(
            found.returned,
            ngettext(
                "• {count} báo cáo đã trả lại, đơn vị chưa sửa.", "• {count} báo cáo đã trả lại, đơn vị chưa sửa.", found.returned
            ),
            None,
        ),
        _line(
            found.questions,
            ngettext("• {count} câu hỏi chưa trả lời.", "• {count} câu hỏi chưa trả lời.", found.questions),
            Option(_("☎️ Trả lời câu hỏi"), "/traloi"),
        ),
        _line(
            found.extensions,
            ngettext("• {count} đơn vị xin gia hạn.", "• {count} đơn vị xin gia hạn.", found.extensions),
            Option(_("⏳ Trả lời xin gia hạn"), "/giahan"),
        ),
        _unconfirmed(found.unconfirmed) if found.unconfirmed else None,
        _line(
            found.closed_doors,
            ngettext(
                "• {count} đơn vị không còn nhận được tin của Trợ lý.",
                "• {count} đơn vị không còn nhận được tin của Trợ lý.",
                found.closed_doors,
            ),
            Option(_("🔌 Đơn vị không nhận được tin"), "/chuavao"),
        ),
        *((_("• Kênh {name} đang ngừng. Xin báo người quản trị.").format(name=each), None) for each in found.stopped_bots),
        *((_quota(each), None) for each in found.quotas),
    ]


def _paused(pause: Pause) -> Line:
    text = _("• Đang ngừng gửi tin cho các đơn vị đến hết {day} ({reason}).")
    return text.format(day=show_short_day(pause.last), reason=pause.reason), Option(_("⏸ Ngừng gửi tin"), "/ngunggui")


def _unconfirmed(names: tuple[str, ...]) -> Line:
    text = _("• Hạn {names} chưa xác nhận nên chưa nhắc đơn vị nào.")
    return text.format(names="; ".join(names)), Option(_("📅 Xác nhận hạn"), "/hanviec")


def _line(number: int, text: str, button: Option | None) -> Line | None:
    return (text.format(count=show_count(number)), button) if number else None


def _quota(each: Quota) -> str:
    text = _("• Kênh {name} còn gửi được {left}/{monthly} tin trong tháng.")
    return text.format(name=each.name, left=show_count(each.left), monthly=show_count(each.monthly))
