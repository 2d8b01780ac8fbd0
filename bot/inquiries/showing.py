"""A question as an officer sees it."""

from datetime import date, datetime

from bot.clock import local
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import titled
from bot.i18n import _, ngettext, show_moment
from bot.inquiries.asking import Asked, of_federation
from bot.post.message import Message, Option, load
from bot.post.outbox import Letter

DUTIES_SHOWN = 3


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The officer's message as it stands at this moment: with a button, or with the answer that was given."""
    asked = of_federation(db, letter.federation_id, load(letter.body)["inquiry"])
    if asked is None:
        return None
    text = card(db, asked, local(now).date())
    if asked.answered_at is not None:
        return Message(text)
    return Message(text, ((Option(_("💬 Trả lời"), f"/traloi {asked.id}", "primary"),),))


def card(db: Transaction, asked: Asked, today: date) -> str:
    """A question as an officer sees it: who asks, their phone, what the unit owes beside it, and the answer if there is one."""
    who = _("☎️ {unit} hỏi, {moment}:\n👤 {name}").format(unit=asked.unit, moment=show_moment(asked.asked_at), name=asked.name)
    lines = [who]
    if asked.phone:
        lines.append(f"📞 {asked.phone}" + (f" ({asked.listed})" if asked.listed != asked.name else ""))
    lines += _owed(db, asked.unit_id, today)
    lines.append(f"“{asked.words}”")
    if asked.answered_at is not None:
        text = _("✅ {name} đã trả lời lúc {moment}: “{answer}”")
        lines.append(text.format(name=asked.answered_by or "", moment=show_moment(asked.answered_at), answer=asked.answer))
    return "\n".join(lines)


def _owed(db: Transaction, unit_id: int, today: date) -> list[str]:
    open_ = [each for each in missing.of_unit(db, unit_id, today) if not each.done_at and not each.excused_on]
    if not open_:
        return []
    names = [f"{titled(each.kind, each.occurrence)} ({each.phase})" for each in open_[:DUTIES_SHOWN]]
    more = len(open_) - len(names)
    tail = " " + ngettext("và {more} việc nữa", "và {more} việc nữa", more).format(more=more) if more else ""
    return [_("⏳ Chưa xong: {duties}").format(duties=", ".join(names)) + tail]
