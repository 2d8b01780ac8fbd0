"""/ghichuquy [DUTY]: a chair writes the quarterly note, or amends it until it closes."""

from bot import notes, plans
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import NOTE, titled
from bot.i18n import _
from bot.notes import Owed
from bot.post.message import Message
from conversations.noting import wording
from conversations.noting.lines import ask_lines, begin_with


def write_note(ask: Ask, db: Transaction, chair: Speaker) -> str | Message:
    """Which quarter, up to five lines, one card, and it is sent."""
    owed = notes.owed_by(db, chair.person_id or 0, ask.today, chair.for_unit)
    begun = [each for each in owed if each.key == ask.words] or [each for each in owed if each.has_begun(ask.today)]
    if not begun:
        return _("Hiện đơn vị của đồng chí không có báo cáo quý nào phải gửi.")
    duty = _which(ask, db, begun)
    before = notes.note_of(db, duty.duty_id)
    if duty.is_closed(ask.today):
        return wording.closed(duty, before)
    begin_with(ask, duty, before)
    last = notes.last_of(db, duty.duty_id)
    lines = ask_lines(ask, wording.intro(duty, ask.today), last.lines if last else ())
    ask.review(wording.card(duty, before), accept=_("📨 Gửi báo cáo"))

    noted = notes.write(db, duty.duty_id, lines, chair.person_id, ask.now)
    return wording.receipt(duty, noted, ask.today)


def _which(ask: Ask, db: Transaction, owed: list[Owed]) -> Owed:
    if len(owed) == 1:
        return owed[0]
    several = len({each.unit_id for each in owed}) > 1
    labels = [titled(NOTE, each.occurrence) for each in owed]
    if several:
        labels = [f"{label} · {each.unit}" for label, each in zip(labels, owed, strict=True)]
    labels = plans.told_apart(db, labels, [each.campaign_id for each in owed])
    picks = [Choice(f"duty {each.key}", label) for each, label in zip(owed, labels, strict=True)]
    chosen = ask.choice("quarter", _("Đồng chí gửi báo cáo quý nào ạ?"), picks, name=_("Quý"))
    return owed[picks.index(chosen)]
