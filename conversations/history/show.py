"""/lichsu: everything a unit has given, by campaign, each as a copy to print, sign and stamp."""

from bot import history, on_behalf, people, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.history import Entry
from bot.i18n import _
from bot.models import Unit
from bot.on_behalf.telling import told
from bot.people import CHAIR
from bot.post.message import Message, Option
from bot.rights import May
from conversations.history.wording import campaigns, listed, units

PRINT = "in"
DIGITS = 18  # of a row's number


def show_history(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`UNIT CAMPAIGN PAGE` behind the command: a page of the list; `UNIT in KIND ROW`: the copy of one entry. What is left out
    is asked by buttons, unless there is only one. A chair sees the own units, an officer those within reach."""
    words = ask.words.split()
    own = _own_units(ask, db, speaker)
    unit_id = _number(words[:1])
    if unit_id not in own and not (unit_id and _may_see(ask, db, speaker, unit_id)):
        if len(own) != 1:
            return units(own) if own else _nothing(ask, db, speaker)
        unit_id, words = next(iter(own)), []
    unit = db.session.get_one(Unit, unit_id)
    entries = history.of_unit(db, speaker.to.federation_id, unit_id)
    if words[1:2] == [PRINT]:
        return _print(ask, db, speaker, unit, " ".join(words[2:4]))
    return _list(unit, entries, words[1:], _entered(db, unit))


def _own_units(ask: Ask, db: Transaction, speaker: Speaker) -> dict[int, str]:
    held = people.offices(db, speaker.person_id or 0, ask.today)
    return {each.unit_id: each.unit for each in held if each.role == CHAIR}


def _may_see(ask: Ask, db: Transaction, speaker: Speaker, unit_id: int) -> bool:
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    return office is not None and rights.reaches(db, office, unit_id, ask.today)


def _nothing(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """What somebody hears who leads no unit; an officer looks a unit up first."""
    if rights.office_for(db, speaker.person_id, May.SEE, ask.today) is None:
        return _("Hiện đồng chí chưa phụ trách đơn vị nào nên chưa có gì để xem.")
    find = Option(_("🔎 Tìm đơn vị"), "/thedonvi")
    return Message(_("📚 Lịch sử xem theo từng đơn vị. Xin tìm đơn vị trước."), ((find,),))


def _entered(db: Transaction, unit: Unit) -> dict[str, str]:
    found = on_behalf.of_unit(db, unit.federation_id, unit.id or 0)
    return {key: told(each) for key, each in found.items()}


def _list(unit: Unit, entries: list[Entry], words: list[str], entered: dict[str, str]) -> Message:
    if not entries:
        text = _("📚 {unit} chưa gửi gì qua Trợ lý. Khi đơn vị đăng ký hoặc báo cáo, mọi bản sẽ được giữ ở đây.")
        return Message(text.format(unit=unit.name), ((Option(_("⏳ Còn thiếu gì?"), "/conthieu"),),))
    named = {each.campaign_id: each.campaign for each in entries}
    chosen = _number(words[:1])
    if chosen not in named:
        if len(named) > 1:
            return campaigns(unit, named)
        chosen = next(iter(named))
    shown = [each for each in entries if each.campaign_id == chosen]
    return listed(unit, shown, _number(words[1:2]) or 1, entered, is_only=len(named) == 1)


def _print(ask: Ask, db: Transaction, speaker: Speaker, unit: Unit, key: str) -> str | Message:
    back = ((Option(_("📚 Trở lại danh sách"), f"/lichsu {unit.id}"),),)
    entry = history.find(db, speaker.to.federation_id, unit.id or 0, key)
    if entry is None:
        return Message(_("Bản này đã được thay bằng bản khác hoặc đã rút lại. Xin chọn lại trong danh sách."), back)
    history.send(db, speaker.to, f"history/{ask.setting.update}/{speaker.to.chat_id}", unit.id or 0, entry, ask.now)
    return Message(_("🖨 Trợ lý gửi bản in “{name}” trong một tin riêng.").format(name=history.named(entry)), back)


def _number(words: list[str]) -> int | None:
    """The row's number that is said first; None: none."""
    return int(words[0][:DIGITS]) if words and words[0].isdecimal() else None
