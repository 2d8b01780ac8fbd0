"""/lich: the days of honour and the days off to come."""

from datetime import timedelta

from bot import calendar
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.calendar.correcting import office_for_calendar
from bot.calendar.listing import Entry, What, entries
from bot.database.transaction import Transaction
from bot.i18n import _, show_day, show_period
from bot.post.message import Message, Option

AHEAD = timedelta(days=60)
LAST_MUNG = 10  # the lunar days that people call mùng


def show_calendar(ask: Ask, db: Transaction, speaker: Speaker) -> Message:
    """What lies in the next 60 days, today included; whoever may correct the calendar gets the buttons for it."""
    found = entries(calendar.of(db, speaker.to.federation_id), ask.today, ask.today + AHEAD)
    parts = [
        _("🗓 Lịch {days} ngày tới").format(days=AHEAD.days),
        _section(_("🎗 Ngày kỷ niệm:"), [_honoured(each) for each in found if each.what is What.HONOURED]),
        _section(_("🔕 Ngày nghỉ, Trợ lý không nhắc việc (cùng các Chủ Nhật):"), _marked(found, What.OFF)),
        _section(_("💼 Ngày làm việc bù:"), _marked(found, What.WORKED)),
    ]
    text = "\n\n".join(part for part in parts if part)
    if office_for_calendar(db, speaker.person_id, ask.today) is None:
        return Message(text)
    add = Option(_("➕ Thêm ngày nghỉ, ngày làm bù"), "/sualich")
    return Message(text, ((add,), (Option(_("➖ Bỏ ngày đã thêm"), "/bolich"),)))


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"• {each}" for each in lines)]) if lines else ""


def _marked(found: list[Entry], what: What) -> list[str]:
    lines = []
    for each in (entry for entry in found if entry.what is what):
        when = show_day(each.day) if each.day == each.last else show_period(each.day, each.last)
        lines.append(f"{when}: {each.name}" if each.name else when)
    return lines


def _honoured(each: Entry) -> str:
    name = _("{count} năm {name}").format(count=each.ordinal, name=each.name) if each.ordinal else each.name
    when = show_day(each.day)
    return f"{when} ({_moon(*each.lunar)}): {name}" if each.lunar else f"{when}: {name}"


def _moon(day: int, month: int) -> str:
    if day <= LAST_MUNG:
        return _("mùng {day} tháng {month} âm lịch").format(day=day, month=month)
    return _("ngày {day} tháng {month} âm lịch").format(day=day, month=month)
