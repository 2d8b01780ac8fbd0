"""/doidonvi: an officer opens, closes, merges, splits, moves or renames a unit, from a day on."""

from datetime import timedelta

from bot import rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, show_moment
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from bot.units.changes import carrying as changes_carrying
from bot.units.changes import telling as changes_telling
from bot.units.changes.entry import Entry, Impossible, known
from bot.units.changes.standing import children
from conversations.menu import not_for_you
from conversations.units import unit_deeds
from conversations.units.picking import pick_unit
from conversations.units.unit_deeds import CLOSE, MERGE, MOVE, OPEN, RENAME, SPLIT, Deed, Subject

LONG_AGO, FAR = timedelta(days=5 * 366), timedelta(days=366)  # how late, and how long before, a change is entered


def change_units(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """The unit, what happens to it, the day, a card that says all that follows; then it holds."""
    office = rights.office_for(db, speaker.person_id, May.UNITS, ask.today)
    if office is None:
        return not_for_you()
    at = Entry(speaker.to.federation_id, ask.today, ask.now, speaker.person_id)
    unit = pick_unit(
        ask, db, at.federation_id, office, _("Thay đổi ở đơn vị nào? Muốn mở đơn vị mới, xin chọn công đoàn cấp trên.")
    )
    picks = _deeds(db, at, office, unit.id)
    chosen = ask.choice("deed", _("{unit}: đồng chí cần làm gì?").format(unit=unit.name), picks, name=_("Việc"))
    deed = unit_deeds.ASKED[chosen.key](ask, db, Subject(at.federation_id, office, unit))

    entry = _entry(ask, at, chosen.key)
    lines = _rehearsed(ask, db, entry, deed)
    card = [_("Xin kiểm tra lại giúp:"), f"🏢 {unit.name}", *deed.about, *(f"👉 {line}" for line in lines)]
    ask.review("\n".join(card), accept=_("✅ Đúng, ghi nhận"))

    effect = changes_carrying.carry_out(db, entry, deed.change)
    done = [_("✅ Đã ghi nhận lúc {moment}.").format(moment=show_moment(ask.now)), f"🏢 {unit.name}", *deed.about]
    text = "\n".join([*done, *(f"👉 {line}" for line in changes_telling.tell(db, entry, effect))])
    buttons = ((Option(_("🔑 Gửi mã mời cho đơn vị mới"), "/mamoi"),),) if effect.opened else ()
    return Message(text, (*buttons, (Option(_("🏢 Thay đổi đơn vị khác"), "/doidonvi"),)))


def _deeds(db: Transaction, at: Entry, office: Held, unit_id: int) -> list[Choice]:
    """What makes sense for this unit; nobody closes or moves the unit they act for."""
    deeds = [Choice(RENAME, _("✏️ Đổi tên"))]
    if not known(db, at, unit_id).is_grassroots:
        deeds.insert(0, Choice(OPEN, _("➕ Mở đơn vị trực thuộc")))
    if unit_id == office.unit_id:
        return deeds
    more = {MOVE: _("➡️ Chuyển cấp trên"), MERGE: _("🔗 Sáp nhập"), SPLIT: _("✂️ Tách"), CLOSE: _("⛔ Kết thúc")}
    if children(db, unit_id, at.day):
        del more[SPLIT]  # what stands under it would have to be dealt out: one unit at a time
    return [*deeds, *(Choice(key, label) for key, label in more.items())]


def _entry(ask: Ask, at: Entry, deed: str) -> Entry:
    """The day, which for a rename is not ahead."""
    if deed == CLOSE:
        prompt, name = _("Ngày hoạt động cuối cùng là ngày nào?"), _("Ngày cuối")
    else:
        prompt, name = _("Có hiệu lực từ ngày nào?"), _("Từ ngày")
    within = (ask.today - LONG_AGO, ask.today if deed == RENAME else ask.today + FAR)
    prompt += "\n" + _("Bấm chọn, hoặc gõ ngày khác, ví dụ: 1/7/2025")
    day = ask.day("day", prompt, name=name, within=within, period=_("Thời gian ghi được"), suggest=(ask.today,))
    return Entry(at.federation_id, day, at.now, at.person_id)


def _rehearsed(ask: Ask, db: Transaction, entry: Entry, deed: Deed) -> list[str]:
    """All that follows from the change; what cannot be is asked again."""
    try:
        effect = changes_carrying.rehearse(db, entry, deed.change)
    except Impossible as problem:
        ask.again(problem.about if problem.about in ask.asked else "day", str(problem))
    return changes_telling.tell(db, entry, effect)
