"""/nhapho [UNIT [DUTY]]: an officer or a cluster lead enters for a unit what it said on the phone or on paper."""

from dataclasses import replace

from bot import on_behalf, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker, Talk
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.i18n import _, show_moment
from bot.models import Duty
from bot.on_behalf import Entry
from bot.post.message import Message, Option
from bot.rights import May
from conversations.held.tell import tell_held
from conversations.launch.register_launch import register_launch
from conversations.menu import not_for_you
from conversations.noting.write import write_note
from conversations.on_behalf.choosing import choose_duty, refused
from conversations.on_behalf.paper import BEHALF, ask_paper, said_of
from conversations.on_behalf.told import receipt, tell_chairs
from conversations.on_behalf.waiting import OBJECTIONS, show_objections
from conversations.pledging.make import make_pledge
from conversations.reporting.make import make_report

TALKS: dict[str, Talk] = {
    LAUNCH: register_launch,
    HELD: tell_held,
    PLEDGE: make_pledge,
    REPORT: make_report,
    NOTE: write_note,
}


def enter_on_behalf(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """From what, then the unit's own questions, checks and card; the right is looked at again at every message. Without a duty
    behind the command: which unit, and what it owes."""
    office = rights.office_for(db, speaker.person_id, May.FOLLOW_UP, ask.today)
    if office is None or speaker.person_id is None:
        return not_for_you()
    if ask.words == OBJECTIONS:
        return show_objections(ask, db, speaker, office)
    numbers = [int(each[:18]) for each in ask.words.split() if each[:18].isdecimal()]
    if len(numbers) != 2:  # noqa: PLR2004  a unit and a duty
        return choose_duty(ask, db, speaker, office, numbers[0] if numbers else None)
    unit_id, duty_id = numbers
    if refusal := refused(ask, db, speaker, office, unit_id):
        return refusal
    duty = deciding.find(db, speaker.to.federation_id, duty_id)
    if duty is None or duty.unit_id != unit_id or not on_behalf.can_enter(db, duty.kind, unit_id, duty_id, ask.today):
        others = Option(_("✍️ Việc khác của đơn vị"), f"/nhapho {unit_id}")
        return Message(_("Việc này không còn nhập được: đã khóa, đã xong, hoặc không còn nữa."), ((others,),))
    return _enter(ask, db, duty, speaker)


def _enter(ask: Ask, db: Transaction, duty: Duty, speaker: Speaker) -> str | Message:
    """Go through the unit's conversation; where that wrote a version down, say beside it who entered it."""
    duty_id, unit_id, kind = duty.id or 0, duty.unit_id, duty.kind
    seen = ask.remember(f"{BEHALF}seen", lambda: str(on_behalf.newest(db, kind, duty_id)))
    document_id = ask_paper(ask, db, duty)
    if _gives_way(ask, db, duty, speaker, int(seen)):
        return _("Đồng chí đã dừng. Bản vừa được ghi vẫn giữ nguyên.")
    newest, before = on_behalf.newest(db, kind, duty_id), on_behalf.holding(db, kind, duty_id)
    ask.setting = replace(ask.setting, words=str(duty_id))
    said = TALKS[kind](ask, db, replace(speaker, for_unit=unit_id))
    if on_behalf.newest(db, kind, duty_id) == newest:
        return said
    entry = on_behalf.note(db, duty, before, speaker.person_id or 0, document_id, ask.now)
    is_told = tell_chairs(db, duty, entry, said_of(ask), ask.now)
    return receipt(said if isinstance(said, Message) else Message(said), duty, entry, is_told=is_told)


def _gives_way(ask: Ask, db: Transaction, duty: Duty, speaker: Speaker, seen: int) -> bool:
    """Somebody else may have written the same since version `seen` was the newest: then whether this officer leaves it at
    that."""
    newest = on_behalf.newest(db, duty.kind, duty.id or 0)
    entry = on_behalf.of_version(db, duty.id or 0, newest)
    if newest == seen or (entry and entry.entered_by == speaker.person_id):
        return False
    go_on = (Choice("yes", _("✍️ Vẫn nhập tiếp")), Choice("no", _("✋ Dừng lại")))
    return ask.choice(f"{BEHALF}newer {newest}", _newer(entry), go_on).key == "no"


def _newer(entry: Entry | None) -> str:
    if entry is None:
        return _("Trong lúc đồng chí nhập, đơn vị vừa tự ghi việc này. Đồng chí vẫn nhập tiếp chứ?")
    text = _("Trong lúc đồng chí nhập, {officer} vừa nhập hộ việc này lúc {moment}. Đồng chí vẫn nhập tiếp chứ?")
    return text.format(officer=entry.name, moment=show_moment(entry.recorded_at))
