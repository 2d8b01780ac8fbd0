"""How a work and what became of it are told."""

from collections.abc import Sequence

from bot.i18n import _, ngettext, show_date
from bot.labels import cut
from bot.post.message import Message, Option
from bot.works import DROPPED, FINISHED, LATER, Promised, Said
from conversations.pledging.figures import DONG, show_amount

PAGE = 10  # works a message
LONGEST_LABEL = 50  # characters


def listed(works: Sequence[Promised], page: int, note: str = "") -> Message:
    """The works of a chair's units with their state, a button each, page by page."""
    pages = max(1, -(-len(works) // PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE
    shown = works[first : first + PAGE]
    head = ngettext("🏗 {count} công trình, phần việc đã đăng ký", "🏗 {count} công trình, phần việc đã đăng ký", len(works))
    lines = [head.format(count=len(works))]
    if pages > 1:
        lines[0] += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    several = len({each.unit_id for each in works}) > 1
    for n, each in enumerate(shown, first + 1):
        lines.append(f"{n}. {each.name}: {standing(each)}" + (f"\n    🏫 {each.unit}" if several else ""))
    lines.append(_("Bấm vào một việc để báo đã xong, lùi ngày hoặc không làm nữa."))
    rows = [
        (Option(cut(f"{n}. {each.name}", LONGEST_LABEL), f"/congtrinh {each.key}"),) for n, each in enumerate(shown, first + 1)
    ]
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    turning = tuple(Option(label, f"/congtrinh trang {target}") for label, target in turn if 1 <= target <= pages)
    text = "\n".join([*([note, ""] if note else []), *lines])
    return Message(text, (*rows, *([turning] if turning else [])))


def standing(work: Promised) -> str:
    """How far it has come, in a few words."""
    if work.state == FINISHED and work.day:
        return _("✅ xong {day}").format(day=show_date(work.day))
    if work.state == DROPPED:
        return _("✖️ không làm nữa")
    if work.due_on is None:
        return _("đang làm, chưa rõ ngày xong")
    text = _("⏰ lùi đến {day}") if work.state == LATER else _("đang làm, hẹn xong {day}")
    return text.format(day=show_date(work.due_on))


def card(work: Promised) -> str:
    """One work: whose, what was pledged, how far it has come."""
    lines = [f"🏗 {work.name}", f"🏫 {work.unit}", f"🚩 {work.phase}"]
    if work.value is not None:
        lines.append(_("💰 Đăng ký: {amount}").format(amount=show_amount(work.value, DONG)))
    lines.append(_("📌 {standing}").format(standing=standing(work)))
    if work.reached is not None:
        lines.append(_("💰 Đạt được: {amount}").format(amount=show_amount(work.reached, DONG)))
    if work.reason:
        lines.append(_("💬 Lý do: {reason}").format(reason=work.reason))
    return "\n".join(lines)


def receipt(work: Promised, said: Said, *, others: bool) -> Message:
    """What was written down, and what it does to the reminders."""
    if said.state == FINISHED and said.day:
        text = _("✅ Đã ghi: “{work}” xong {day}. Chúc mừng đơn vị!\nTrợ lý không nhắc việc này nữa.")
    elif said.state == LATER and said.day:
        text = _("✅ Đã ghi: “{work}” lùi đến {day}.\nTrợ lý sẽ nhắc theo ngày mới.")
    elif said.state == DROPPED:
        text = _("✅ Đã ghi: đơn vị không làm “{work}” nữa.\nTrợ lý không nhắc việc này nữa.")
    elif work.finish_on:
        text = _("✅ Đã ghi: “{work}” đang làm, hẹn xong {day}.\nTrợ lý lại nhắc như trước.")
    else:
        text = _("✅ Đã ghi: “{work}” đang làm.")
    day = said.day or work.finish_on
    said_back = text.format(work=work.name, day=show_date(day) if day else "")
    mend = Option(_("✏️ Sửa điều vừa ghi"), f"/congtrinh {work.key}")
    return Message(said_back, ((mend,), *(((Option(_("🏗 Các công trình khác"), "/congtrinh trang 1"),),) if others else ())))
