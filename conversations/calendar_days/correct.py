"""/sualich and /bolich: an officer adds a day off or a day that is worked, or takes one back."""

from datetime import date, timedelta

from bot import calendar
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.calendar import Calendar, Correction
from bot.calendar.correcting import LONGEST_NAME, correct, office_for_calendar, restore
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.i18n import _, show_day, show_short_day
from bot.post.message import Message, Option
from conversations.menu import not_for_you

BACK, AHEAD = timedelta(days=366), timedelta(days=731)  # a swapped day is sometimes entered late, rarely two years early
MOST = 10  # added days offered at once
SHORT = 35  # characters of a reason on a button


def correct_calendar(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Day, off or worked, why, one card to check, and the calendar of the whole federation says so."""
    if office_for_calendar(db, speaker.person_id, ask.today) is None:
        return not_for_you()
    days = calendar.of(db, speaker.to.federation_id)
    prompt = _("Đồng chí muốn thêm ngày nào vào lịch?\nXin gõ ngày/tháng/năm, ví dụ: 02/01/2026")
    within = (ask.today - BACK, ask.today + AHEAD)
    day = ask.day("day", prompt, name=_("Ngày"), within=within, period=_("Trợ lý nhận ngày"))
    is_off = _is_off(ask, day, days)
    text = _("Lý do là gì? Ví dụ: Hoán đổi dịp Tết Dương lịch")
    name = ask.text("name", text, name=_("Lý do"), longest=LONGEST_NAME)
    ask.review(_("Xin kiểm tra lại giúp. Lịch này dùng chung cho mọi đơn vị."), accept=_("✅ Đúng, ghi vào lịch"))
    correct(db, speaker.to.federation_id, Correction(day, is_off, name), ask.now, speaker.person_id)
    filling.fill(db, speaker.to.federation_id, ask.today)  # a due day that met this day moves
    if is_off:
        said = _("✅ Đã ghi: {day} là ngày nghỉ ({name}). Trợ lý không nhắc việc vào ngày này.")
    else:
        said = _("✅ Đã ghi: {day} là ngày làm việc ({name}). Trợ lý vẫn nhắc việc vào ngày này.")
    return _with_calendar(said.format(day=show_day(day), name=name))


def _is_off(ask: Ask, day: date, days: Calendar) -> bool:
    """Off or worked; what the day already is without an officer's word is said, and another day is asked for."""
    prompt = _("{day} là ngày nghỉ hay ngày làm việc?").format(day=show_day(day))
    if given := days.corrections.get(day):
        prompt = _("Đã có người ghi: {state}. Ghi mới sẽ thay ghi cũ.").format(state=_state(given)) + "\n" + prompt
    choices = (Choice("off", _("🔕 Ngày nghỉ")), Choice("worked", _("💼 Ngày làm việc")))
    is_off = ask.choice("what", prompt, choices, name=_("Loại ngày"), about="day").key == "off"
    if given is None and days.agrees(Correction(day, is_off, "")):
        ask.again("day", _already(day, days))
    return is_off


def _already(day: date, days: Calendar) -> str:
    off = days.off(day)
    if off is None:
        return _("{day} vốn đã là ngày làm việc, không cần thêm.").format(day=show_day(day))
    if not off.name:
        return _("{day} vốn đã là ngày nghỉ, không cần thêm.").format(day=show_day(day))
    return _("{day} vốn đã là ngày nghỉ: {name}. Không cần thêm.").format(day=show_day(day), name=off.name)


def restore_day(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Take back one of the days added from today on."""
    if office_for_calendar(db, speaker.person_id, ask.today) is None:
        return not_for_you()
    corrections = calendar.of(db, speaker.to.federation_id).corrections
    ahead = [each for day, each in sorted(corrections.items()) if day >= ask.today][:MOST]
    if not ahead:
        return _with_calendar(_("Từ hôm nay trở đi chưa có ngày nào được thêm vào lịch."))
    picks = [Choice(each.day.isoformat(), f"{show_short_day(each.day)} · {_short(each.name)}") for each in ahead]
    picked = ask.choice("day", _("Đồng chí muốn bỏ ngày nào khỏi lịch?"), picks)
    chosen = ahead[picks.index(picked)]
    text = _("{day}: {state}.\nBỏ ngày này, lịch trở lại như quy định chung?")
    sure = (Choice("yes", _("✅ Đúng, bỏ ngày này"), "success"), Choice("no", _("Giữ lại")))
    if ask.choice("sure", text.format(day=show_day(chosen.day), state=_state(chosen)), sure, about="day").key == "no":
        return _with_calendar(_("Lịch vẫn giữ nguyên."))
    restore(db, speaker.to.federation_id, chosen.day, ask.now, speaker.person_id)
    filling.fill(db, speaker.to.federation_id, ask.today)
    return _with_calendar(_("✅ Đã bỏ. {day} trở lại như quy định chung.").format(day=show_day(chosen.day)))


def _state(each: Correction) -> str:
    return (_("ngày nghỉ ({name})") if each.is_off else _("ngày làm việc ({name})")).format(name=each.name)


def _short(name: str) -> str:
    return name if len(name) <= SHORT else name[:SHORT] + "…"


def _with_calendar(text: str) -> Message:
    return Message(text, ((Option(_("🗓 Xem lịch"), "/lich"),),))
