"""/dangky: a chair says when and where the unit holds its launch, or moves it."""

from datetime import date

from bot import calendar, launches, situation
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.calendar import Calendar
from bot.database.transaction import Transaction
from bot.held import inviting
from bot.i18n import _, show_count, show_day, show_moment, show_period
from bot.launches import Owed
from bot.post.message import Message, Option
from bot.reminders import ladder
from conversations.duties.picks import picks
from conversations.launch.days import ask_about_rest, suggested, to_come
from conversations.launch.place import ask_place
from conversations.menu import deadline

MOST_PEOPLE = 100_000


def register_launch(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Phase, day, place, people, one card to check, and it is written down."""
    owed = launches.owed_by(db, chair.person_id or 0, ask.today, chair.for_unit)
    if not owed:
        return _("Hiện đơn vị của đồng chí không có đợt nào cần đăng ký phát động.")
    wanted = [each for each in owed if each.key == ask.words] or owed
    duty = _which(ask, db, wanted)
    days = calendar.of(db, chair.to.federation_id)

    period = duty.period(ask.today)
    near = suggested(ask.today, period, days)
    day = ask.day("day", _day_prompt(ask, duty), name=_("Ngày"), within=period, period=duty.phase, suggest=near)
    _check(ask, day, days)
    place = ask_place(ask)
    people = ask.number("people", _("Dự kiến bao nhiêu người dự?"), name=_("Số người dự"), at_most=MOST_PEOPLE, skip=_("Chưa rõ"))
    ask.review(
        _("Xin kiểm tra lại giúp:\n🏫 {unit}\n🚩 {phase}").format(unit=duty.unit, phase=duty.phase),
        accept=_("✅ Đúng, ghi nhận"),
    )

    row = launches.register(db, duty.duty_id, day, place, people, chair.person_id, ask.now)
    inviting.invite(db, row, ask.now)
    situation.announce(db, chair.to.federation_id, ask.now)
    rungs = ladder.launch_rungs(db, duty.campaign_id)
    when = f"{show_day(day)}\n📍 {place}"
    if people is not None:
        when += "\n" + _("👥 Số người dự: {count}").format(count=show_count(people))
    return _receipt(ask, duty, when, row, to_come(ask, rungs, day, days))


def _which(ask: Ask, db: Transaction, owed: list[Owed]) -> Owed:
    if len(owed) == 1:
        return owed[0]
    shown = picks(db, owed, _span)
    chosen = ask.choice("phase", _("Đơn vị đăng ký phát động đợt nào?"), shown, name=_("Đợt"))
    return owed[shown.index(chosen)]


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
    return text + "\n" + _("Bấm chọn, hoặc gõ ngày khác, ví dụ: 15/1 · ngày mai · thứ sáu tuần sau")


def _check(ask: Ask, day: date, days: Calendar) -> None:
    """A day that has passed or on which nobody works is asked about once, not refused."""
    if day >= ask.today:
        ask_about_rest(ask, day, days)
        return
    text = _("{day} đã qua. Đơn vị đã phát động hôm đó rồi, hay đồng chí muốn chọn ngày khác?")
    held, other = Choice("yes", _("Đã phát động hôm đó")), Choice("other", _("Chọn ngày khác"))
    answer = ask.choice("past", text.format(day=show_day(day)), (held, other), about="day")
    if answer.key == "other":
        ask.again("day")


def _receipt(ask: Ask, duty: Owed, when: str, row: int, reminders: str) -> Message:
    text = _("✅ Đã ghi nhận lúc {moment}.\n🏫 {unit}\n🚩 {phase}\n📅 {when}")
    text = text.format(moment=show_moment(ask.now), unit=duty.unit, phase=duty.phase, when=when)
    if duty.day is not None:
        text += "\n" + _("🔁 Thay cho ngày đã đăng ký: {day}").format(day=show_day(duty.day))
    if reminders:
        text += "\n\n" + reminders
    undo = Option(_("↩️ Hoàn tác (trong 10 phút)"), f"/hoantac {row}")
    return Message(text, ((undo,),))
