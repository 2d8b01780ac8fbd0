"""/chonguong: an officer goes through a phase's nominations, a card each, and publishes what was decided."""

from bot import nominations, rights
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.i18n import _, ngettext
from bot.nominations import Decision, Proposed
from bot.people import Held
from bot.post.message import Message, Option
from bot.rights import May
from conversations.menu import not_for_you

AT_ONCE = 10  # cards until the decisions are published: more do not fit on one card to be checked
LONGEST_REASON = 160  # characters
LONGEST_NAME = 30  # characters of a name on a button
CHOOSE, DECLINE, LATER = "choose", "decline", "later"


def choose_nominees(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """Which phase, a card for each nomination, one card with all decisions; then each unit hears all of its own at once."""
    office = rights.office_for(db, speaker.person_id, May.REVIEW, ask.today)
    if office is None:
        return not_for_you()
    phases = nominations.waiting_phases(db, office, ask.today)
    if not phases:
        return _("✅ Không có đề cử nào chờ chọn.")
    phase_id, phase, _count = _which(ask, phases)
    waiting = nominations.waiting(db, office, phase_id, ask.today, AT_ONCE)
    decided = [(each, made) for n, each in enumerate(waiting, 1) if (made := _decide(ask, n, len(waiting), each))]
    if not decided:
        return _("Chưa có gì được công bố; các đề cử vẫn chờ ở đây.")
    ask.review(_("Xin kiểm tra lại giúp, {phase}:").format(phase=phase), accept=_("📢 Công bố và báo đơn vị"))

    held = nominations.publish(db, phase, decided, speaker.person_id or 0, ask.now)
    text = ngettext("📢 Đã công bố {count} quyết định.", "📢 Đã công bố {count} quyết định.", held).format(count=held)
    return _still(ask, db, office, text)


def _which(ask: Ask, phases: list[tuple[int, str, int]]) -> tuple[int, str, int]:
    if len(phases) == 1:
        return phases[0]
    picks = [Choice(f"phase {row}", f"{name} ({count})") for row, name, count in phases]
    return phases[picks.index(ask.choice("phase", _("Chọn người tốt, việc tốt của đợt nào?"), picks))]


def _decide(ask: Ask, number: int, of: int, each: Proposed) -> Decision | None:
    """What the officer decides about one of them; None: later."""
    who = _("tập thể") if each.is_collective else _("cá nhân")
    card = _("🏅 {number}/{of} · {who}\n👤 {name}\n🏫 {unit}\n{reason}")
    card = card.format(number=number, of=of, who=who, name=each.name, unit=each.unit, reason=each.reason)
    picks = (Choice(CHOOSE, _("🏅 Chọn")), Choice(DECLINE, _("Chưa chọn")), Choice(LATER, _("⏭ Xét sau")))
    short = each.name if len(each.name) <= LONGEST_NAME else each.name[: LONGEST_NAME - 1] + "…"
    made = ask.choice(f"card {each.id}", card, picks, name=f"{number}. {short}")
    if made.key == LATER:
        return None
    if made.key == CHOOSE:
        return Decision(each.id, is_chosen=True)
    prompt = _("Vì sao chưa chọn? Đơn vị sẽ đọc được, xin viết một câu ngắn.")
    reason = ask.text(f"why {each.id}", prompt, name=_("{number}. Lý do").format(number=number), longest=LONGEST_REASON)
    return Decision(each.id, is_chosen=False, reason=reason)


def _still(ask: Ask, db: Transaction, office: Held, text: str) -> str | Message:
    left = sum(count for _row, _name, count in nominations.waiting_phases(db, office, ask.today))
    if not left:
        return text
    text += " " + ngettext("Còn {left} đề cử chờ.", "Còn {left} đề cử chờ.", left).format(left=left)
    return Message(text, ((Option(_("🏅 Xem tiếp"), "/chonguong"),),))
