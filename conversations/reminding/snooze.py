"""/nhaclai [DUTY], and “chiều nhắc lại” typed freely: not now, but this afternoon, tomorrow, on Monday, or another day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta

from bot import calendar, snoozes
from bot.asking.ask import Ask
from bot.asking.days import read_day_said
from bot.asking.meaning import meant
from bot.asking.replay import Choice, Question, Refused
from bot.asking.script import Speaker
from bot.calendar import Calendar
from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.missing import Missing
from bot.i18n import _, show_date, show_day, show_short_day
from bot.post.message import Message, Option
from bot.privacy import consents
from conversations.duties.extension_wording import name_of
from conversations.reminding.understanding import bare

AFTERNOON, MORNING, MONDAY, OTHER = "afternoon", "morning", "monday", "other"


def snooze_reminders(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """One question: until when. With DUTY about that one alone, without about all that waits."""
    said = ask.remember("said", lambda: ask.words)
    if not consents.is_reminded(db, speaker.person_id):
        return Message(_("🔕 Đồng chí đang dừng nhắc."), ((Option(_("🔔 Nhận nhắc lại"), "/nhannhac"),),))
    owed = missing.of_chair(db, speaker.person_id or 0, ask.today)
    duty = next((each for each in owed if str(each.duty_id) == said), None)
    if said.isdecimal() and duty is None:
        return _("✅ Việc này đã xong, hoặc không còn phải làm. Trợ lý không nhắc nữa.")
    until = _until(ask, calendar.of(db, speaker.to.federation_id), duty, "" if said.isdecimal() else said)
    snoozes.snooze(db, speaker.person_id or 0, duty.duty_id if duty else None, until, ask.now)
    change = Option(_("⏰ Đổi lúc nhắc"), f"/nhaclai {duty.duty_id}" if duty else "/nhaclai")
    return Message(_told(ask, duty, until), ((change,),))


def _until(ask: Ask, days: Calendar, duty: Missing | None, said: str) -> datetime:
    """The moment that was chosen or said; of several ways to say one the label's own words win."""
    offered = {each.key: (each, moment) for each, moment in _offers(ask, days)}
    choices = [each for each, _moment in offered.values()]
    within = (ask.today + timedelta(days=1), ask.today + snoozes.LONGEST)
    read = _reader(ask, choices, within)
    chosen = ""
    if said and "moment" not in ask.progress.answers:
        with suppress(Refused):
            chosen = read(said)
    prompt = _("⏰ Trợ lý nhắc lại lúc nào ạ?")
    if duty:
        prompt = name_of(duty.kind, duty.occurrence, duty.phase) + "\n" + prompt
    chosen = chosen or ask.answer_to(Question("moment", prompt, read, choices=(*choices, Choice(OTHER, _("📅 Ngày khác")))))
    if chosen == OTHER:
        day = ask.day("day", _("Nhắc lại vào ngày nào ạ? Xin gõ ngày/tháng."), within=within, period=_("Thời gian được chọn"))
        return snoozes.morning_of(day, days)
    return offered[chosen][1] if chosen in offered else snoozes.morning_of(date.fromisoformat(chosen), days)


def _offers(ask: Ask, days: Calendar) -> list[tuple[Choice, datetime]]:
    """The moments on offer; one that is the same as another is offered once."""
    morning, monday = snoozes.next_morning(ask.now, days), snoozes.next_monday(ask.now, days)
    is_tomorrow = local(morning).date() == ask.today + timedelta(days=1)
    label = _("🌅 Sáng mai") if is_tomorrow else _("🌅 Sáng {day}").format(day=show_short_day(local(morning).date()))
    offers = [(Choice(MORNING, label), morning)]
    if afternoon := snoozes.this_afternoon(ask.now, days):
        offers.insert(0, (Choice(AFTERNOON, _("☀️ Chiều nay")), afternoon))
    if monday != morning:
        day = local(monday).date()
        is_monday = day.weekday() == snoozes.MONDAY
        offers.append((Choice(MONDAY, _("Thứ Hai") if is_monday else show_short_day(day)), monday))
    return offers


def _reader(ask: Ask, choices: list[Choice], within: tuple[date, date]) -> Callable[[str], str]:
    """Reads a key, the words of a label, or a day; gives the key, or the day as ISO writes it."""
    every = [*choices, Choice(OTHER, _("📅 Ngày khác"))]

    def read(reply: str) -> str:
        words = bare(reply) or reply
        found = next((each for each in every if each.key == reply), None) or meant(words, every)
        if found:
            return found.key
        day = read_day_said(words, ask.today, within)
        if not within[0] <= day <= within[1]:
            text = _("Xin chọn một ngày từ {start} đến {end}.")
            raise Refused(text.format(start=show_date(within[0]), end=show_date(within[1])))
        return day.isoformat()

    return read


def _told(ask: Ask, duty: Missing | None, until: datetime) -> str:
    here = local(until)
    when = _("lúc {hour:%H:%M} hôm nay").format(hour=here) if here.date() == ask.today else _("vào sáng {day}")
    when = when.format(day=show_day(here.date()))
    if duty is None:
        return _("⏰ Trợ lý tạm dừng nhắc, và nhắc lại mọi việc còn thiếu {when}.").format(when=when)
    text = _("⏰ Trợ lý sẽ nhắc lại “{name}” {when}.")
    text = text.format(name=name_of(duty.kind, duty.occurrence, duty.phase), when=when)
    if duty.due_on and ask.today <= duty.due_on < here.date():
        text += "\n" + _("Lưu ý: hạn là {day}, trước lúc nhắc lại.").format(day=show_day(duty.due_on))
    return text
