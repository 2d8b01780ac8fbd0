"""/dangky: a chair says when and where the unit holds its launch, or moves it."""

from datetime import date, timedelta

from bot import calendar, launches, situation
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.calendar import Calendar
from bot.database.transaction import Transaction
from bot.i18n import _, show_day, show_moment, show_period
from bot.launches import Owed
from bot.post.message import Message, Option
from bot.reminders import ladder
from bot.reminders.ladder import Rung, fires_at
from bot.vietnamese.days_off import Kind, lunar
from conversations.menu import deadline

MOST_PEOPLE = 100_000
FROM_NOW = (7, 14, 21)  # days ahead that are offered as buttons


def register_launch(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Phase, day, place, people, one card to check, and it is written down."""
    owed = launches.owed_by(db, chair.person_id or 0, ask.today)
    if not owed:
        return _("Hiện đơn vị của đồng chí không có đợt nào cần đăng ký phát động.")
    wanted = [each for each in owed if each.key == ask.words] or owed
    duty = _which(ask, wanted)
    days = calendar.of(db, chair.to.federation_id)

    period = duty.period(ask.today)
    near = _suggested(ask.today, period, days)
    day = ask.day("day", _day_prompt(ask, duty), name=_("Ngày"), within=period, period=duty.phase, suggest=near)
    _check(ask, day, days)
    place = ask.text("place", _("Tổ chức lúc mấy giờ, ở đâu?\nVí dụ: 8 giờ, hội trường đơn vị"), name=_("Giờ và nơi"))
    people = ask.number("people", _("Dự kiến bao nhiêu người dự?"), name=_("Số người dự"), at_most=MOST_PEOPLE, skip=_("Chưa rõ"))
    ask.review(
        _("Xin kiểm tra lại giúp:\n🏫 {unit}\n🚩 {phase}").format(unit=duty.unit, phase=duty.phase),
        accept=_("✅ Đúng, ghi nhận"),
    )

    row = launches.register(db, duty.duty_id, day, place, people, chair.person_id, ask.now)
    situation.announce(db, chair.to.federation_id, ask.now)
    rungs = ladder.launch_rungs(db, duty.campaign_id)
    return _receipt(ask, duty, f"{show_day(day)}\n📍 {place}", row, _to_come(ask, rungs, day, days))


def _which(ask: Ask, owed: list[Owed]) -> Owed:
    if len(owed) == 1:
        return owed[0]
    several = len({each.unit_id for each in owed}) > 1
    picks = [Choice(f"duty {each.key}", f"{each.unit} · {_span(each)}" if several else _span(each)) for each in owed]
    chosen = ask.choice("phase", _("Đơn vị đăng ký phát động đợt nào?"), picks, name=_("Đợt"))
    return owed[picks.index(chosen)]


def _span(owed: Owed) -> str:
    period = f" ({show_period(owed.starts_on, owed.ends_on)})" if owed.starts_on and owed.ends_on else ""
    return f"{owed.phase}{period}"


def _day_prompt(ask: Ask, duty: Owed) -> str:
    if duty.day is not None:
        text = _("{unit} đã đăng ký phát động {phase} vào {day}.\nĐồng chí muốn đổi sang ngày nào ạ?")
        text = text.format(unit=duty.unit, phase=duty.phase, day=show_day(duty.day))
    else:
        text = _("{unit} phát động {phase} vào ngày nào ạ?").format(unit=duty.unit, phase=duty.phase)
        text = "\n".join(part for part in (text, deadline(duty, ask.today)) if part)
    return text + "\n" + _("Bấm chọn, hoặc gõ, ví dụ: 15/1 · ngày mai · thứ sáu tuần sau")


def _suggested(today: date, period: tuple[date, date], days: Calendar) -> list[date]:
    """Working days; two that a long rest moves to the same day are one."""
    first = max(today, period[0] - timedelta(days=min(FROM_NOW)))
    ahead = dict.fromkeys(days.next_working(first + timedelta(days=each)) for each in FROM_NOW)
    near = [day for day in ahead if day <= period[1]]
    return near or [day for day in dict.fromkeys((days.next_working(today), period[1])) if today <= day <= period[1]]


def _check(ask: Ask, day: date, days: Calendar) -> None:
    """A day that has passed or on which nobody works is asked about once, not refused."""
    other = Choice("other", _("Chọn ngày khác"))
    if day < ask.today:
        text = _("{day} đã qua. Đơn vị đã phát động hôm đó rồi, hay đồng chí muốn chọn ngày khác?")
        held = Choice("yes", _("Đã phát động hôm đó"))
        answer = ask.choice("past", text.format(day=show_day(day)), (held, other), about="day")
    elif reason := _rest(day, days):
        text = _("{day} là {reason}. Đồng chí vẫn chọn ngày này chứ ạ?")
        keep = Choice("yes", _("Vẫn chọn ngày này"))
        answer = ask.choice("rest", text.format(day=show_day(day), reason=reason), (keep, other), about="day")
    else:
        return
    if answer.key == "other":
        ask.again("day")


def _rest(day: date, days: Calendar) -> str:
    """Why nobody is likely to be at work: “mùng 6 Tết”, a holiday's name, a day off; empty for a working day."""
    moon, off = lunar(day), days.off(day)
    is_given = day in days.corrections
    if not is_given and moon.month == 1 and moon.day <= 6 and not moon.leap:  # noqa: PLR2004  most open again after mùng 6
        return _("mùng {day} Tết").format(day=moon.day)
    if off is None:
        return ""
    return _("ngày nghỉ") if off.kind is Kind.SUNDAY else off.name


def _to_come(ask: Ask, rungs: list[Rung], day: date, days: Calendar) -> str:
    """Which reminders are still ahead: a promise is only made for those."""
    ahead = [-each.days for each in rungs if fires_at(each, day, days) > ask.now]
    before = ", ".join(str(days) for days in sorted(ahead, reverse=True) if days > 0)
    if before:
        return _("Trợ lý sẽ nhắc trước {days} ngày và sáng hôm đó.").format(days=before)
    return _("Trợ lý sẽ nhắc vào sáng hôm đó.") if ahead else ""


def _receipt(ask: Ask, duty: Owed, when: str, row: int, to_come: str) -> Message:
    text = _("✅ Đã ghi nhận lúc {moment}.\n🏫 {unit}\n🚩 {phase}\n📅 {when}")
    text = text.format(moment=show_moment(ask.now), unit=duty.unit, phase=duty.phase, when=when)
    if duty.day is not None:
        text += "\n" + _("🔁 Thay cho ngày đã đăng ký: {day}").format(day=show_day(duty.day))
    if to_come:
        text += "\n\n" + to_come
    undo = Option(_("↩️ Hoàn tác (trong 10 phút)"), f"/hoantac {row}")
    return Message(text, ((undo,),))
