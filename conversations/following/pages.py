"""The units that owe a duty, page by page, and the clusters and blocs to choose from."""

from datetime import date

from bot.duties.kinds import titled
from bot.follow_up import Owing
from bot.i18n import _, ngettext
from bot.labels import cut
from bot.post.message import Message, Option
from conversations.following.wanted import EVERY, GROUPS, Wanted, members
from conversations.following.wording import unit_line

PAGE = 12  # units a message, each with a line and a button: more is a wall on a small screen
GROUPS_PAGE = 20  # clusters and blocs a message
LONGEST = 60  # characters of a button


def show_units(wanted: Wanted, found: list[Owing], today: date, *, may_nudge: bool) -> Message:
    """A page of the units `found`, with a button for each, and one that nudges them all."""
    tally, pages = wanted.tally, max(1, -(-len(found) // PAGE))
    page = min(max(wanted.page, 1), pages)
    shown = found[(page - 1) * PAGE : page * PAGE]
    title = _("⏳ {name}, {phase}: {missing}/{owed} đơn vị còn thiếu").format(
        name=titled(tally.kind, tally.occurrence), phase=tally.phase, missing=tally.missing, owed=tally.owed
    )
    if pages > 1:
        title += " " + _("(trang {page}/{pages})").format(page=page, pages=pages)
    lines = [title, *(unit_line(each, today) for each in shown)]
    if wanted.group != EVERY and found:
        lines.insert(1, _("{group}: {count} đơn vị").format(group=_group_name(found[0], wanted.group), count=len(found)))
    text = "\n".join(lines) if found else _("✅ Nhóm này không còn thiếu.")
    return Message(text, _below(wanted, found, shown, page, may_nudge=may_nudge))


def _below(
    wanted: Wanted, found: list[Owing], shown: list[Owing], page: int, *, may_nudge: bool
) -> tuple[tuple[Option, ...], ...]:
    rows: list[tuple[Option, ...]] = []
    first = (page - 1) * PAGE
    if may_nudge and found:
        text = ngettext("📨 Nhắc {count} đơn vị", "📨 Nhắc cả {count} đơn vị", len(found)).format(count=len(found))
        rows.append((Option(text, wanted.command("/nhac"), "primary"),))
    numbered = enumerate(shown, first + 1)
    rows += [(Option(cut(f"{n}. {each.unit}", LONGEST), f"/viecthieu {each.duty_id}"),) for n, each in numbered]
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    rows.append(
        tuple(Option(label, wanted.command("/chuanop", page=to)) for label, to in turn if 1 <= to <= -(-len(found) // PAGE))
    )
    if wanted.group == EVERY and len(found) > 1:
        rows.append((Option(_("🔎 Theo cụm, theo khối"), wanted.command("/chuanop", GROUPS)),))
    if wanted.group != EVERY:
        rows.append((Option(_("🔎 Nhóm khác"), wanted.command("/chuanop", GROUPS)),))
    rows.append((Option(_("⏳ Tất cả việc còn thiếu"), "/conthieu"),))
    return tuple(row for row in rows if row)


def show_groups(wanted: Wanted, found: list[Owing]) -> Message:
    """The clusters and blocs, those with most missing units first; page by page."""
    keys = [f"{kind}{row or 0}" for each in found for kind, row in (("c", each.cluster_id), ("b", each.bloc_id))]
    counts = {key: keys.count(key) for key in dict.fromkeys(keys)}
    listed = sorted(counts, key=lambda key: (key[0] != "c", -counts[key]))
    pages = max(1, -(-len(listed) // GROUPS_PAGE))
    page = min(max(wanted.page, 1), pages)
    rows = []
    for n, key in enumerate(listed[(page - 1) * GROUPS_PAGE : page * GROUPS_PAGE], (page - 1) * GROUPS_PAGE + 1):
        name = _group_name(members(found, key)[0], key)
        rows.append((Option(cut(f"{n}. {name} ({counts[key]})", LONGEST), wanted.command("/chuanop", key)),))
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    turning = tuple(Option(label, wanted.command("/chuanop", GROUPS, to)) for label, to in turn if 1 <= to <= pages)
    back = (Option(_("⏳ Mọi đơn vị"), wanted.command("/chuanop", EVERY)),)
    return Message(_("🔎 Xem đơn vị còn thiếu của cụm hay khối nào?"), (*rows, *((turning,) if turning else ()), back))


def _group_name(each: Owing, group: str) -> str:
    return (each.cluster or _("Chưa xếp cụm")) if group.startswith("c") else (each.bloc or _("Chưa xếp khối"))
