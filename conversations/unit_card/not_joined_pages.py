"""How the units that cannot be written to are shown: all clusters with their counts, and the units page by page."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.i18n import _, ngettext, show_count
from bot.labels import cut
from bot.post.message import Message, Option
from bot.unit_card import code_list
from bot.unit_card.unreached import Group, Unreached, Why
from conversations.unit_card.new_codes import LIST, MOST_SHEETS, SHEETS

COMMAND = "/chuavao"
PAGE, GROUPS_PAGE = 12, 15  # units, and clusters, a message
LONGEST = 60  # characters of a button
EVERY = "-"  # in place of a cluster
Rows = list[tuple[Option, ...]]


@dataclass(frozen=True)
class Shown:
    """A page of the units of one reason, of one cluster or all; how many units and clusters there are altogether."""

    why: Why
    of_cluster: int | None
    page: int
    units: int
    clusters: int

    @property
    def where(self) -> str:
        return EVERY if self.of_cluster is None else str(self.of_cluster)


def overview(groups: list[Group], page: int, *, may_invite: bool) -> Message:
    """How many units there are by reason, and a button for each cluster in which somebody has not joined."""
    lines = [line for why in Why if (line := _counted(why, sum(each.units for each in groups if each.why is why)))]
    nobody = [each for each in groups if each.why is Why.NOBODY]
    rows: Rows = []
    if nobody:
        count = sum(each.units for each in nobody)
        rows += new_codes(EVERY, count, len(nobody)) if may_invite else []
        rows.append((Option(_("📋 Xem cả {count} đơn vị chưa kết nối").format(count=show_count(count)), _words(Why.NOBODY)),))
    pages = max(1, -(-len(nobody) // GROUPS_PAGE))
    page = min(page, pages)
    for n, each in list(enumerate(nobody, 1))[(page - 1) * GROUPS_PAGE : page * GROUPS_PAGE] if len(nobody) > 1 else []:
        label = cut(f"{n}. {each.cluster or _('Chưa xếp cụm')}", LONGEST - 8) + f" ({show_count(each.units)})"
        rows.append((Option(label, _words(Why.NOBODY, str(each.cluster_id or 0))),))
    rows += _turn(page, pages, lambda to: f"{COMMAND} trang {to}")
    labels = {Why.FAILED: _("⚠️ Xem đơn vị không còn nhận tin"), Why.SILENT: _("🔕 Xem đơn vị không nhận nhắc")}
    rows += [(Option(label, _words(why)),) for why, label in labels.items() if any(each.why is why for each in groups)]
    return Message("\n".join(lines), tuple(rows))


def show_page(shown: Shown, units: list[Unreached], *, may_invite: bool) -> Message:
    """A page of the units with whom to call, a button to the card of each, and new codes for them all."""
    back = (Option(_("🔌 Tất cả đơn vị chưa kết nối"), COMMAND),)
    if not units:
        return Message(_("✅ Nhóm này không còn đơn vị nào."), (back,))
    pages = -(-shown.units // PAGE)
    title = _counted(shown.why, shown.units)
    if shown.of_cluster is not None:
        title = f"{units[0].cluster or _('Chưa xếp cụm')}\n{title}"
    if pages > 1:
        title += " " + _("(trang {page}/{pages})").format(page=shown.page, pages=pages)
    numbered = list(enumerate(units, (shown.page - 1) * PAGE + 1))
    rows: Rows = new_codes(shown.where, shown.units, shown.clusters) if may_invite and shown.why is Why.NOBODY else []
    rows += [(Option(cut(f"{n}. {each.unit}", LONGEST), f"/thedonvi {each.unit_id}"),) for n, each in numbered]
    rows += _turn(shown.page, pages, lambda to: _words(shown.why, shown.where, to))
    return Message("\n".join([title, *_advice(shown.why), *_lines(numbered, shown)]), (*rows, back))


def new_codes(where: str, units: int, clusters: int) -> Rows:
    """The two ways to new codes for units that nobody joined in, as far as there are not too many of them."""
    rows: Rows = []
    if units <= code_list.MOST:
        text = ngettext("🔑 Mã mới cho {count} đơn vị", "🔑 Mã mới cho cả {count} đơn vị", units)
        rows.append((Option(text.format(count=show_count(units)), f"{COMMAND} {LIST} {where}", "primary"),))
    if clusters <= MOST_SHEETS:
        text = ngettext("🖨 Phiếu in cho {count} đơn vị", "🖨 Phiếu in cho {count} đơn vị", units)
        rows.append((Option(text.format(count=show_count(units)), f"{COMMAND} {SHEETS} {where}"),))
    return rows


def _words(why: Why, where: str = EVERY, page: int = 1) -> str:
    return f"{COMMAND} {why} {where} {page}"


def _turn(page: int, pages: int, command: Callable[[int], str]) -> Rows:
    turn = ((_("◀ Trang trước"), page - 1), (_("Trang sau ▶"), page + 1))
    row = tuple(Option(label, command(to)) for label, to in turn if 1 <= to <= pages)
    return [row] if row else []


def _counted(why: Why, count: int) -> str:
    """A line about a reason; empty where no unit has it."""
    texts = {
        Why.NOBODY: ngettext("🔌 {count} đơn vị chưa có ai kết nối.", "🔌 {count} đơn vị chưa có ai kết nối.", count),
        Why.FAILED: ngettext(
            "⚠️ {count} đơn vị đã kết nối nhưng không còn nhận được tin.",
            "⚠️ {count} đơn vị đã kết nối nhưng không còn nhận được tin.",
            count,
        ),
        Why.SILENT: ngettext(
            "🔕 {count} đơn vị đã chọn không nhận nhắc tự động.", "🔕 {count} đơn vị đã chọn không nhận nhắc tự động.", count
        ),
    }
    return texts[why].format(count=show_count(count)) if count else ""


def _advice(why: Why) -> list[str]:
    return {
        Why.NOBODY: [],
        Why.FAILED: [_("Xin gọi điện, nhờ mở lại Trợ lý và nhắn một tin bất kỳ.")],
        Why.SILENT: [_("Khi cần gấp, xin gọi điện.")],
    }[why]


def _lines(numbered: list[tuple[int, Unreached]], shown: Shown) -> list[str]:
    """A line for each unit; the cluster above its first one where there are several."""
    lines, last = [], ""
    for n, each in numbered:
        name = each.cluster or _("Chưa xếp cụm")
        if shown.clusters > 1 and name != last:
            lines.append(f"— {name}")
        last = name
        parts = [f"{n}. {each.unit}", each.contact, f"☎ {each.phone}" if each.phone else ""]
        lines.append(" · ".join(part for part in parts if part))
    return lines
