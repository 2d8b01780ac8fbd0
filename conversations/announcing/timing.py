"""Asking when an announcement goes: at once, or at an hour; at night and on days off another hour is offered."""

from datetime import date, datetime, timedelta

from bot import calendar
from bot.announcements.confirming import allowed_from
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.clock import instant, local
from bot.database.transaction import Transaction
from bot.i18n import _, show_moment, show_short_day
from bot.vietnamese.dates import read_date
from bot.vietnamese.days_off import DayOff
from bot.vietnamese.reading import Certainty

FARTHEST = timedelta(days=90)
USUAL = (7.5, 9, 14, 16)  # hours offered; the first one that is ahead


def ask_start(ask: Ask, db: Transaction, speaker: Speaker) -> datetime:
    """The moment from which it is sent; the present one means at once."""
    choices = (Choice("now", _("📨 Gửi ngay"), "primary"), Choice("later", _("🕗 Hẹn ngày giờ")))
    if ask.choice("when", _("🕗 Gửi ngay hay hẹn giờ?"), choices).key == "now":
        return by_day(ask, db, speaker, ask.now)
    days, period = (ask.today, ask.today + FARTHEST), _("Thời gian gửi")
    near = [ask.today, ask.today + timedelta(days=1)]
    day = ask.day("day", _("Gửi vào ngày nào?"), within=days, period=period, suggest=near)
    return by_day(ask, db, speaker, _hour(ask, day))


def by_day(ask: Ask, db: Transaction, speaker: Speaker, moment: datetime) -> datetime:
    """That moment; where people are not written to then, the next one when they are, unless it shall be all the same."""
    better = allowed_from(db, speaker.to.federation_id, moment)
    if better == moment:
        return moment
    off = calendar.of(db, speaker.to.federation_id).off(local(moment).date())
    keep = _("📨 Vẫn gửi ngay") if moment == ask.now else _("📨 Vẫn gửi vào giờ đó")
    wait = Choice("wait", _("🌅 Gửi {moment}").format(moment=show_moment(better)), "primary")
    chosen = ask.choice("quiet", _why(moment, off, is_now=moment == ask.now), (wait, Choice("keep", keep)))
    return better if chosen.key == "wait" else moment


def _why(moment: datetime, off: DayOff | None, *, is_now: bool) -> str:
    """Why people are not written to then: the day is off, or the hour is late or early."""
    if off is None:
        text = _("🌙 Bây giờ là {moment}, ngoài giờ nhắn tin.") if is_now else _("🌙 {moment} là ngoài giờ nhắn tin.")
        return text.format(moment=show_moment(moment))
    day = show_short_day(local(moment).date()) + (f" ({off.name})" if off.name else "")
    text = _("🗓 Hôm nay {day} là ngày nghỉ.") if is_now else _("🗓 {day} là ngày nghỉ.")
    return text.format(day=day)


def _hour(ask: Ask, day: date) -> datetime:
    offered = [instant(day, int(each), int(60 * (each % 1))) for each in USUAL]
    ahead = [f"{local(each):%H:%M}" for each in offered if each > ask.now]
    prompt = _("Gửi lúc mấy giờ? Xin gõ giờ, ví dụ: 8h30")
    said = ask.text("hour", prompt, longest=30, suggest=ahead[0] if ahead else "")
    read = read_date(f"{said} ngày {day:%d/%m/%Y}", local(ask.now), (day, day))
    if read.certainty is not Certainty.CERTAIN or not isinstance(read.value, datetime):
        ask.again("hour", _("Trợ lý chưa rõ giờ này. Xin gõ như 8h30 hoặc 14h."))
    moment = instant(day, read.value.hour, read.value.minute)
    if moment <= ask.now:
        ask.again("hour", _("Giờ này đã qua. Xin chọn giờ khác, hoặc bấm “Câu trước” để đổi ngày."))
    return moment
