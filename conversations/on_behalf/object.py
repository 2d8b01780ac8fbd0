"""/khongdung DUTY VERSION: a chair says with one tap that what was entered on the unit's behalf is not right."""

from bot import on_behalf, people, situation
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.i18n import _, show_moment
from bot.models import Duty
from bot.on_behalf import Entry, Objection
from bot.on_behalf.telling import told
from bot.people import CHAIR
from bot.post.message import Message, Option
from conversations.on_behalf.told import objection, tell_officer
from conversations.on_behalf.wording import name_of

OWN = {LAUNCH: "dangky", HELD: "datochuc", PLEDGE: "giaouoc", REPORT: "baocao", NOTE: "ghichuquy"}  # the unit's own conversations


def object_to_entry(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Take back the entry that the button names, if it still holds and is the chair's unit's."""
    numbers = [int(each[:18]) for each in ask.words.split() if each[:18].isdecimal()]
    duty = deciding.find(db, chair.to.federation_id, numbers[0]) if len(numbers) == 2 else None  # noqa: PLR2004
    if duty is None or chair.person_id is None or not _leads(ask, db, chair.person_id, duty):
        return _("Trợ lý không tìm thấy bản nhập hộ này cho đơn vị của đồng chí. Xin bấm nút ❌ dưới tin báo nhập hộ.")
    outcome, entry = on_behalf.object_to(db, duty.federation_id, numbers[0], numbers[1], chair.person_id, ask.now)
    if entry is None:
        return _("Trợ lý không tìm thấy bản nhập hộ này cho đơn vị của đồng chí. Xin bấm nút ❌ dưới tin báo nhập hộ.")
    if outcome is not Objection.DONE:
        return _why_not(db, duty, outcome, entry)
    if duty.kind in {LAUNCH, HELD}:
        situation.announce(db, duty.federation_id, ask.now)
    tell_officer(db, duty, entry, chair.name, ask.now)
    text = _("↩️ Đã ghi: bản nhập hộ không đúng và không còn tính ({name}). Trợ lý đã báo cho {officer}.")
    said = Message(text.format(name=name_of(db, duty), officer=entry.name), (_own(duty),))
    return _with_what_holds(db, duty, said)


def _leads(ask: Ask, db: Transaction, person_id: int, duty: Duty) -> bool:
    """A chair who acts as an officer just now is still the unit's chair."""
    held = people.all_offices(db, person_id, ask.today)
    return any(each.role == CHAIR and each.unit_id == duty.unit_id for each in held)


def _why_not(db: Transaction, duty: Duty, outcome: Objection, entry: Entry) -> Message:
    if outcome is Objection.APPROVED:
        text = _("👍 Báo cáo này đã được duyệt nên không rút lại bằng nút này được. Cần đính chính, xin bấm ☎️ Gặp cán bộ.")
        return Message(text, ((Option(_("☎️ Gặp cán bộ"), "/gapcanbo"),),))
    if outcome is Objection.OVER:
        return Message(_("Chiến dịch đã đóng nên không thay đổi được nữa. Xin bấm ☎️ Gặp cán bộ để trao đổi."))
    if outcome is Objection.ALREADY:
        moment = show_moment(entry.objected_at or entry.recorded_at)
        text = _("Lúc {moment}, đơn vị đã báo bản nhập hộ này không đúng. Lần bấm này không làm thay đổi gì.")
        return _with_what_holds(db, duty, Message(text.format(moment=moment), (_own(duty),)))
    said = _("Bản nhập hộ này đã được thay bằng bản khác nên không còn gì để rút. Lần bấm này không làm thay đổi gì.")
    return _with_what_holds(db, duty, Message(said, (_own(duty),)))


def _with_what_holds(db: Transaction, duty: Duty, said: Message) -> Message:
    """What holds now; if that was entered on behalf too, it can be objected to as well."""
    db.session.refresh(duty)
    holding = on_behalf.holding(db, duty.kind, duty.id or 0)
    entry = on_behalf.of_version(db, duty.id or 0, holding)
    if entry and entry.objected_at is None:
        text = _("Bản đang tính cũng là bản nhập hộ.") + f"\n👤 {told(entry)}."
        return Message(f"{said.text}\n\n{text}", (objection(entry.duty_id, entry.version), *said.options))
    text = _("Bản trước của đơn vị vẫn được tính.") if duty.done_at else _("Việc này đang chờ đơn vị ghi.")
    return Message(f"{said.text}\n\n{text}", said.options)


def _own(duty: Duty) -> tuple[Option, ...]:
    return (Option(_("✏️ Tự ghi"), f"/{OWN[duty.kind]} {duty.id}", "primary"),)
