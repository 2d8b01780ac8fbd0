"""/goidien: the units to call, with phone numbers, the latest first, page by page."""

from datetime import date

from bot import follow_up, rights
from bot.asking.ask import Ask
from bot.asking.script import Speaker
from bot.database.transaction import Transaction
from bot.duties.kinds import called
from bot.follow_up import ToCall
from bot.i18n import _, ngettext, show_moment, show_short_day
from bot.labels import cut
from bot.post.message import Message, Option
from bot.rights import RIGHTS, May, reach_of
from bot.unit_card import chairs
from conversations.following.pages import LONGEST
from conversations.following.wording import adding_phones, outcome_said, whom
from conversations.menu import not_for_you

PAGE = 8  # units a message: each takes two or three lines and a button


def show_calls(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
    """`PAGE` behind the command."""
    office = rights.office_for(db, speaker.person_id, May.SEE, ask.today)
    if office is None:
        return not_for_you()
    found = follow_up.to_call(db, reach_of(office), ask.today)
    if not found:
        return _("✅ Hiện không có đơn vị nào cần gọi điện.")
    pages = -(-len(found) // PAGE)
    page = min(max(int(ask.words[:5]) if ask.words[:5].isdecimal() else 1, 1), pages)
    first = (page - 1) * PAGE
    text = ngettext("☎️ Cần gọi {count} đơn vị", "☎️ Cần gọi {count} đơn vị", len(found)).format(count=len(found))
    if pages > 1:
        text += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    shown = list(enumerate(found[first : first + PAGE], first + 1))
    rows = []
    if May.FOLLOW_UP in RIGHTS[office.role]:
        label = _("☎️ {n}. Đã gọi {unit}")
        rows = [(Option(cut(label.format(n=n, unit=each.unit), LONGEST), f"/dagoi {each.unit_id}"),) for n, each in shown]
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    turning = tuple(Option(label, f"/goidien {to}") for label, to in turn if 1 <= to <= pages)
    lines = [text, *(_lines(n, each, _chair(db, each, ask.today), ask.today) for n, each in shown)]
    if any(not each.phone for _n, each in shown) and (hint := adding_phones(office)):
        lines.append(hint)
    return Message("\n".join(lines), (*rows, *((turning,) if turning else ())))


def _chair(db: Transaction, each: ToCall, today: date) -> str:
    """Who leads the unit here, where the list names nobody."""
    return "" if each.contact else chairs.first_name(chairs.chairs(db, each.unit_id, today))


def _lines(number: int, each: ToCall, chair: str, today: date) -> str:
    duties = "; ".join(f"{called(due.kind)}, {due.phase}, {_when(due.due_on, today)}" for due in each.duties)
    lines = [f"{number}. {each.unit}: {whom(each.contact, each.phone, chair)}", f"   {duties}"]
    if not each.has_door:
        lines[1] += ". " + _("Chưa kết nối")
    if each.outcome and each.called_at:
        text = _("   Đã gọi {when}: {outcome}")
        lines.append(text.format(when=show_moment(each.called_at), outcome=outcome_said(each.outcome)))
    return "\n".join(lines)


def _when(due_on: date, today: date) -> str:
    days = (today - due_on).days
    if days > 0:
        return ngettext("quá hạn {days} ngày", "quá hạn {days} ngày", days).format(days=days)
    return _("hạn hôm nay") if days == 0 else _("hạn {day}").format(day=show_short_day(due_on))
