"""/dagoi UNIT [DUTY], “Đã gọi”: what came of a call; a day that was promised is kept, and asked about once when it has passed."""

from datetime import timedelta

from bot import follow_up, offices, promises, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import titled
from bot.duties.missing import Standing, State
from bot.follow_up import Call, Outcome
from bot.i18n import _, show_day
from bot.people import CHAIR
from bot.post.message import Message, Option
from bot.rights import May, reaches
from bot.unit_card import chairs
from bot.units.contacts import listed
from conversations.following.wording import outcome_said, whom
from conversations.menu import not_for_you

LONGEST_PROMISE = timedelta(days=60)


def note_call(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """What came of the call; for a promise also which duty, where several are open, and the day."""
    office = rights.office_for(db, speaker.person_id, May.FOLLOW_UP, ask.today)
    words = [int(each[:18]) for each in ask.words.split() if each[:18].isdecimal()]
    if office is None or speaker.person_id is None:
        return not_for_you()
    if not words or not reaches(db, office, words[0], ask.today):
        return Message(_("Không tìm thấy đơn vị này."), ((Option(_("☎️ Cần gọi điện"), "/goidien"),),))
    unit_id, federation_id = words[0], speaker.to.federation_id
    name, contact, phone = listed(db, federation_id, unit_id)
    chair = chairs.first_name(chairs.chairs(db, unit_id, ask.today))
    duties = [each for each in missing.of_unit(db, unit_id, ask.today) if _is_open(each)]
    chosen = [each for each in duties if words[1:2] == [each.duty_id]] or duties
    prompt = _("☎️ {unit}\n{whom}\nCuộc gọi thế nào ạ?").format(unit=name, whom=whom(contact, phone, chair))
    outcome = Outcome(ask.choice("outcome", prompt, _outcomes(can_promise=bool(chosen))).key)
    day = None
    if outcome is Outcome.PROMISED:
        if len(chosen) > 1:
            chosen = _which(ask, chosen)
        within = (ask.today, ask.today + LONGEST_PROMISE)
        day = ask.day("day", _("Đơn vị hẹn nộp ngày nào?"), within=within, period=_("Thời gian được chọn"))

    duty_id = chosen[0].duty_id if len(chosen) == 1 else None
    follow_up.note_call(db, federation_id, Call(unit_id, duty_id, speaker.person_id, outcome), ask.now)
    back = Message(_("✅ Đã ghi: {unit}, {outcome}.").format(unit=name, outcome=outcome_said(outcome)), _ways())
    if day is None:
        return back
    leading = [each.person_id for each in offices.of_unit(db, unit_id, ask.today) if each.role == CHAIR]
    for each in chosen:
        said = _("hẹn qua điện thoại")
        promises.promise(db, (leading or [speaker.person_id])[0], each.duty_id, day, said, ask.now)
    text = _("✅ Đã ghi: {unit} hẹn nộp {day}. Trước ngày đó Trợ lý không nhắc thêm.")
    return Message(text.format(unit=name, day=show_day(day)), _ways())


def _is_open(each: Standing) -> bool:
    return each.done_at is None and each.excused_on is None and each.due_on is not None and each.state is not State.CLOSED


def _outcomes(*, can_promise: bool) -> list[Choice]:
    promised = [Choice(Outcome.PROMISED, _("📅 Hẹn ngày nộp"))] if can_promise else []
    return [
        Choice(Outcome.REACHED, _("✅ Gặp được")),
        *promised,
        Choice(Outcome.NO_ANSWER, _("📵 Không nghe máy")),
        Choice(Outcome.WRONG_NUMBER, _("❌ Sai số")),
    ]


def _which(ask: Ask, duties: list[Standing]) -> list[Standing]:
    every = Choice("every", _("Tất cả các việc"))
    picks = [Choice(str(each.duty_id), f"{titled(each.kind, each.occurrence)}, {each.phase}") for each in duties]
    key = ask.choice("duty", _("Đơn vị hẹn việc nào?"), [every, *picks]).key
    return [each for each in duties if key in {"every", str(each.duty_id)}]


def _ways() -> tuple[tuple[Option, ...], ...]:
    return ((Option(_("☎️ Cần gọi điện"), "/goidien"),), (Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),))
