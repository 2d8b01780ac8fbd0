"""Which unit, and which of its duties, is entered on its behalf; and why one cannot be."""

from bot import on_behalf, people, rights
from bot.asking.ask import Ask
from bot.asking.replay import Answer
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.duties.missing import Standing
from bot.i18n import _
from bot.labels import cut
from bot.people import CHAIR, Held
from bot.post.message import Message, Option
from bot.units.contacts import listed
from conversations.units.picking import pick_unit

LONGEST = 55  # characters of a button


def choose_duty(ask: Ask, db: Transaction, speaker: Speaker, office: Held, unit_id: int | None) -> Message:
    """A button for each thing that can be entered for the unit: the one of that number, or else one that is asked for."""
    federation_id = speaker.to.federation_id
    if unit_id is None:
        unit_id = _pick(ask, db, federation_id, office)
    if refusal := refused(ask, db, speaker, office, unit_id):
        return refusal
    name = listed(db, federation_id, unit_id)[0]
    duties = on_behalf.open_duties(db, unit_id, ask.today)
    if not duties:
        return Message(_("✅ {unit} không có việc nào cần nhập hộ.").format(unit=name), (_another(),))
    buttons = [Option(cut(_label(each), LONGEST), f"/nhapho {unit_id} {each.duty_id}") for each in duties]
    text = _("✍️ Nhập hộ {unit}\nĐồng chí nhập việc nào ạ?").format(unit=name)
    return Message(text, (*((each,) for each in buttons), _another()))


def refused(ask: Ask, db: Transaction, speaker: Speaker, office: Held, unit_id: int) -> Message | None:
    """Why nothing can be entered for a unit by this officer; None: it can."""
    if not rights.reaches(db, office, unit_id, ask.today):
        text = _("Đơn vị này không thuộc phạm vi đồng chí phụ trách nên chưa nhập hộ được.")
        if rights.reaches(db, office, unit_id, ask.today, with_closed=True):
            text = _("Đơn vị này đã ngừng hoạt động nên không nhập hộ được nữa.")
        return Message(text, (_another(),))
    held = people.all_offices(db, speaker.person_id or 0, ask.today)
    if any(each.role == CHAIR and each.unit_id == unit_id for each in held):
        text = _("Đồng chí đang phụ trách chính đơn vị này nên xin tự ghi, không cần nhập hộ.")
        return Message(text, ((Option(_("🔁 Đổi vai"), "/doivai"),), _another()))
    return None


def _pick(ask: Ask, db: Transaction, federation_id: int, office: Held) -> int:
    """What was typed behind the command is the first answer, and is looked for once."""
    if ask.words:
        ask.remember("named", lambda: _take(ask))
    return pick_unit(ask, db, federation_id, office, _("✍️ Đồng chí nhập hộ đơn vị nào ạ?")).id


def _take(ask: Ask) -> str:
    ask.progress.answers["unit"] = Answer(ask.words, ask.words, ask.now.isoformat())
    return ask.words


def _label(each: Standing) -> str:
    name = f"{titled(each.kind, each.occurrence)}, {each.phase}"
    return _("✏️ {name} (sửa)").format(name=name) if each.done_at else name


def _another() -> tuple[Option, ...]:
    return (Option(_("🔎 Đơn vị khác"), "/nhapho"),)
