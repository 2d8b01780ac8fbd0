"""How what a unit has given is listed."""

from collections.abc import Mapping, Sequence

from bot.clock import local
from bot.history import HELD, LAUNCH, NOTE, PLEDGE, REPORT, WORKS, Entry, named
from bot.i18n import _, ngettext, show_date
from bot.labels import cut
from bot.models import Unit
from bot.post.message import Message, Option
from bot.reports.receipts import show_code, show_state

PAGE = 8  # entries a message
LONGEST_LABEL = 50  # characters
SIGNS = {LAUNCH: "📅", HELD: "🎉", PLEDGE: "🤝", WORKS: "🏗", NOTE: "🗒", REPORT: "📝"}


def units(own: Mapping[int, str]) -> Message:
    """Which of several units is meant."""
    rows = tuple((Option(cut(f"🏫 {name}", LONGEST_LABEL), f"/lichsu {row}"),) for row, name in own.items())
    return Message(_("📚 Đồng chí xem lịch sử của đơn vị nào?"), rows)


def campaigns(unit: Unit, named: Mapping[int, str]) -> Message:
    """Which of several campaigns is meant, the newest first."""
    rows = tuple((Option(cut(f"📣 {title}", LONGEST_LABEL), f"/lichsu {unit.id} {row}"),) for row, title in named.items())
    return Message(_("📚 {unit}\nĐồng chí xem chiến dịch nào?").format(unit=unit.name), rows)


def listed(unit: Unit, entries: Sequence[Entry], page: int, entered: Mapping[str, str], *, is_only: bool) -> Message:
    """A page of what the unit gave in one campaign, with a button for the copy of each; `entered` says by an entry's key who
    entered it on the unit's behalf."""
    pages = max(1, -(-len(entries) // PAGE))
    page = min(max(page, 1), pages)
    first = (page - 1) * PAGE
    shown = list(enumerate(entries[first : first + PAGE], first + 1))
    lines = [f"📚 {unit.name}", f"📣 {entries[0].campaign}"]
    if pages > 1:
        lines[-1] += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    for n, each in shown:
        lines.append(f"{n}. {SIGNS[each.kind]} {named(each)}: {_told(each)}")
        lines += [f"   ✍️ {entered[each.key]}"] if each.key in entered else []
    lines.append(_("Bấm 🖨 để lấy bản in, ký tên và đóng dấu."))
    rows = [(Option(cut(f"🖨 {n}. {named(each)}", LONGEST_LABEL), f"/lichsu {unit.id} in {each.key}"),) for n, each in shown]
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    where = f"/lichsu {unit.id} {entries[0].campaign_id}"
    turning = tuple(Option(label, f"{where} {target}") for label, target in turn if 1 <= target <= pages)
    back = () if is_only else ((Option(_("📚 Chiến dịch khác"), f"/lichsu {unit.id}"),),)
    return Message("\n".join(lines), (*rows, *((turning,) if turning else ()), *back))


def _told(entry: Entry) -> str:
    """What it says in a few words, and when it was given."""
    recorded = show_date(local(entry.recorded_at).date())
    if entry.kind == REPORT:
        text = _("mã {code}, {state}, nộp {day}")
        return text.format(code=show_code(entry.code or ""), state=show_state(entry.state or ""), day=recorded)
    if entry.kind == LAUNCH and entry.day:
        return _("ngày {launch}, ghi {day}").format(launch=show_date(entry.day), day=recorded)
    if entry.kind == HELD:
        return f"{_outcome(entry)}, " + _("ghi {day}").format(day=recorded)
    if entry.kind == WORKS:
        count = entry.count or 0
        return ngettext("đã báo {count} việc", "đã báo {count} việc", count).format(count=count)
    return _("ghi {day}").format(day=recorded)


def _outcome(entry: Entry) -> str:
    if entry.state == "cancelled":
        return _("không tổ chức")
    text = _("hoãn sang {day}") if entry.state == "postponed" else _("đã tổ chức {day}")
    return text.format(day=show_date(entry.day)) if entry.day else text.format(day="").strip()
