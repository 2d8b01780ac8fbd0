"""/nhacviec [HOUR]: at which hour I am reminded, whether at all, and of what in the next two weeks."""

import re
from collections.abc import Sequence

from bot import calendar, operations
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.clock import local
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext, show_date, show_short_day
from bot.models import Person
from bot.people import CHAIR, offices
from bot.post.message import Message, Option
from bot.privacy import consents
from bot.reminders import outlook
from bot.reminders.outlook import Coming
from conversations.duties.extension_wording import name_of

HOURS = (450, 690, 1020)  # minutes after midnight, offered as buttons
HOUR = 60  # minutes
EARLIEST, LATEST = 450, 1200  # people are not written to outside of these
AHEAD = 14  # days
MOST = 8  # lines of what is coming: more is a wall on a small screen
CLOCK = re.compile(r"(\d{1,2})(?:\s*(?:[:h.]|giờ|gio)\s*(\d{2})?)?", re.IGNORECASE)


def set_reminders(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """With an hour behind the command it is kept at once; then, or without, all of it on one screen."""
    person = db.session.get_one(Person, speaker.person_id)
    lines = []
    if ask.words:
        minute = _minute(ask.words)
        if minute is None:
            lines.append(_("Giờ nhắc từ 7:30 đến 20:00. Ví dụ: /nhacviec 11:30"))
        else:
            person.remind_at = minute
            db.session.add(person)
            deed = "person.remind_at"
            operations.record(db, speaker.to.federation_id, deed, ask.now, person_id=speaker.person_id, minute=minute)
            lines.append(_("✅ Đã ghi nhận. Từ nay Trợ lý nhắc đồng chí từ {hour}.").format(hour=_hour(minute)))
    is_on = consents.is_reminded(db, speaker.person_id)
    if is_on:
        lines.append(
            _("🔔 Đang nhận nhắc, từ {hour}, trừ Chủ nhật và ngày nghỉ.").format(hour=_hour(person.remind_at or EARLIEST))
        )
        lines += _ahead(ask, db, speaker)
    else:
        lines.append(_("🔕 Đang dừng nhắc. Trợ lý chỉ trả lời khi đồng chí hỏi."))
    return Message("\n".join(lines), _ways(person.remind_at or EARLIEST, is_on=is_on))


def _minute(said: str) -> int | None:
    """Minutes after midnight; None for what is no hour at which people may be written to."""
    if said.isdecimal() and int(said[:5]) in HOURS:
        return int(said)
    found = CLOCK.fullmatch(said.strip())
    minute = int(found[1]) * HOUR + int(found[2] or 0) if found and int(found[2] or 0) < HOUR else 0
    return minute if EARLIEST <= minute <= LATEST else None


def _hour(minute: int) -> str:
    return f"{minute // HOUR}:{minute % HOUR:02}"


def _ways(now: int, *, is_on: bool) -> tuple[tuple[Option, ...], ...]:
    """The other hours in a row, and to stop or to take up again."""
    if not is_on:
        return ((Option(_("🔔 Nhận nhắc"), "/nhannhac"),),)
    hours = tuple(Option(f"⏰ {_hour(each)}", f"/nhacviec {each}") for each in HOURS if each != now)
    return (hours, (Option(_("🔕 Dừng nhắc"), "/dungnhan"),))


def _ahead(ask: Ask, db: Transaction, speaker: Speaker) -> list[str]:
    days = calendar.of(db, speaker.to.federation_id)
    found = outlook.coming(db, speaker.person_id or 0, days, ask.now, AHEAD)
    if not found:
        text = _("Hai tuần tới chưa có việc nào phải nhắc.")
        chairs = [each for each in offices(db, speaker.person_id or 0, ask.today) if each.role == CHAIR]
        return ["", text] if chairs else []
    lines = ["", _("Hai tuần tới Trợ lý sẽ nhắc:"), *_lines(found[:MOST])]
    if more := len(found) - MOST if len(found) > MOST else 0:
        lines.append(ngettext("… và {count} lần nữa.", "… và {count} lần nữa.", more).format(count=more))
    return lines


def _lines(found: Sequence[Coming]) -> list[str]:
    several = len({each.unit for each in found}) > 1
    lines = []
    for each in found:
        text = _("• {day}: {name} (hạn {due})")
        name = name_of(each.kind, each.occurrence, each.phase)
        if each.is_launch:
            text, name = _("• {day}: buổi phát động {name} ({due})"), each.phase
        name += f" · {each.unit}" if several else ""
        lines.append(text.format(day=show_short_day(local(each.at).date()), name=name, due=show_date(each.due_on)))
    return lines
