"""/vangmat: an officer is away from one day to another, and a colleague has the rights of the office meanwhile."""

from datetime import date, timedelta
from typing import NoReturn

from bot import absences
from bot.absences import LONGEST, Away, Colleague
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_day
from bot.labels import cut
from bot.models import Person
from bot.people import Held
from bot.post.message import Message, Option
from conversations.menu import not_for_you

LONGEST_LABEL = 58  # characters of a person on a button
END, KEEP = "end", "keep"
WHO, OTHER = "stand-in", "other"


def be_away(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The days, who stands in, one card; then it holds on these days alone, and that person is told. An absence that has not
    ended is shown first, and can be ended here. Whoever has several offices as an officer is away in all of them."""
    person_id = speaker.person_id or 0
    held = absences.own_offices(db, person_id, ask.today)
    if not held:
        return not_for_you()
    if standing := absences.of_person(db, person_id, ask.today):
        return _standing(ask, db, speaker, standing)
    first = ask.day(
        "from", _("Đồng chí vắng từ ngày nào?"), name=_("Từ ngày"), within=(ask.today, ask.today + LONGEST),
        period=_("Thời gian được chọn"), suggest=(ask.today, ask.today + timedelta(days=1)),
    )  # fmt: skip
    last = ask.day(
        "to", _("Vắng đến hết ngày nào?"), name=_("Đến hết ngày"), within=(first, first + LONGEST),
        period=_("Thời gian được chọn"), suggest=(first, first + timedelta(days=6)),
    )  # fmt: skip
    colleague = _stand_in(ask, db, speaker, held[0])
    card = _("Xin kiểm tra lại giúp. {name} làm thay việc của: {offices}.")
    told_offices = "; ".join(f"{each.title}, {each.unit}" for each in held)
    ask.review(card.format(name=colleague.name, offices=told_offices), accept=_("✅ Đúng, ghi nhận"))

    by = db.session.get_one(Person, person_id)
    told = [absences.go(db, each, by, colleague.id, (first, last), ask.now) for each in held]
    return _done(colleague, first, last, is_told=all(told))


def _standing(ask: Ask, db: Transaction, speaker: Speaker, standing: list[Away]) -> str:
    """What holds now, and ending it early."""
    text = _("🌴 Đồng chí đang báo vắng từ {first} đến {last}. Làm thay: {name}.")
    names = ", ".join(dict.fromkeys(each.stand_in for each in standing))
    prompt = text.format(first=show_day(standing[0].valid_from), last=show_day(standing[0].valid_to), name=names)
    choices = [Choice(END, _("🔙 Tôi đã trở lại"), "primary"), Choice(KEEP, _("Giữ nguyên"))]
    if ask.choice("standing", prompt, choices).key == KEEP:
        return _("Giữ nguyên. Hết ngày {day}, quyền làm thay tự hết.").format(day=show_day(standing[0].valid_to))
    by = db.session.get_one(Person, speaker.person_id or 0)
    for each in standing:
        absences.come_back(db, each, by, ask.now)
    return _("✅ Chào mừng đồng chí trở lại. Trợ lý đã báo cho đồng chí {name}; việc lại về với đồng chí.").format(name=names)


def _stand_in(ask: Ask, db: Transaction, speaker: Speaker, held: Held) -> Colleague:
    """A colleague on a button, or anybody with an office by a part of the name: then that one is the answer."""
    owner, person_id = speaker.to.federation_id, speaker.person_id or 0
    offered, people = absences.colleagues(db, owner, held, person_id, ask.today), []
    if (said := ask.progress.answers.get(WHO)) and all(said.value != each.key for each in offered):
        people = absences.anybody(db, owner, held, person_id, ask.today)
        offered += [each for each in people if each.key == said.value]
    chosen = ask.choice(WHO, _("Ai làm thay đồng chí?"), [*_choices(offered), _other()], name=_("Người làm thay"))
    if chosen.key == OTHER:
        _by_name(ask, people)
    return next(each for each in offered if each.key == chosen.key)


def _by_name(ask: Ask, people: list[Colleague]) -> NoReturn:
    words = ask.text("name", _("Xin gõ tên người làm thay, ví dụ: Thu Hà"), about=WHO)
    found = absences.named(people, words)
    if not found:
        ask.again("name", _("Không thấy ai tên “{words}” đang giữ chức vụ. Xin gõ lại.").format(words=words[:60]))
    ask.answer(WHO, ask.choice("person", _("Đồng chí chọn ai?"), _choices(found), about="name").key)


def _other() -> Choice:
    return Choice(OTHER, _("🔎 Người khác"))


def _choices(people: list[Colleague]) -> list[Choice]:
    return [Choice(each.key, cut(each.label, LONGEST_LABEL)) for each in people]


def _done(colleague: Colleague, first: date, last: date, *, is_told: bool) -> Message:
    text = _("✅ Đã ghi nhận. Từ {first} đến {last}, {name} làm thay đồng chí; tin nhắc cho cán bộ cũng đến đồng chí ấy.")
    tail = _("Trợ lý đã báo cho đồng chí ấy.") if is_told else _("Trợ lý chưa nhắn được cho đồng chí ấy: xin đồng chí báo giúp.")
    back = Option(_("🔙 Tôi trở lại sớm"), "/vangmat")
    days = {"first": show_day(first), "last": show_day(last)}
    return Message(text.format(name=colleague.name, **days) + " " + tail, ((back,),))
