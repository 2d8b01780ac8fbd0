"""An import in words: where the list stands, what its columns mean, what would change, and every problem by its cell."""

from collections.abc import Iterable, Sequence

from bot.i18n import N_, _, ngettext, show_count
from bot.sheets.reading import letters
from bot.units.roster.differences import bloc_key, cluster_key
from bot.units.roster.header import Meaning
from bot.units.roster.known import Existing, Known
from bot.units.roster.plan import Changed, Plan, Twin
from bot.units.roster.reading import Problem, Roster

CALLED = {
    Meaning.ORDER: N_("số thứ tự"),
    Meaning.NAME: N_("tên đơn vị"),
    Meaning.CODE: N_("mã đơn vị"),
    Meaning.LEVEL: N_("cấp"),
    Meaning.PARENT: N_("công đoàn cấp trên"),
    Meaning.BLOC: N_("khối"),
    Meaning.CLUSTER: N_("cụm"),
    Meaning.CHAIR: N_("chủ tịch"),
    Meaning.TITLE: N_("chức vụ"),
    Meaning.PHONE: N_("điện thoại"),
    Meaning.MEMBERS: N_("số đoàn viên"),
    Meaning.WOMEN: N_("số nữ"),
}
LONGEST = 60  # characters of a name that are shown
FEW = 5  # examples on a card


def short(text: str, longest: int = LONGEST) -> str:
    """A text that may come from a cell, as much of it as is shown."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def mapping(roster: Roster) -> list[str]:
    """Which sheet, which header, and what each column was taken for."""
    head = _("📄 Trang “{sheet}”, tiêu đề ở dòng {row}, {count} dòng đọc được")
    lines = [head.format(sheet=short(roster.sheet, 31), row=roster.header.row, count=show_count(len(roster.rows)))]
    lines.append(" · ".join(f"{letters(column)}: {_(CALLED[meaning])}" for meaning, column in roster.header.columns.items()))
    if ignored := [f"{letters(column)} ({short(text, 20)})" for column, text in roster.header.ignored.items()]:
        lines.append(_("Không dùng cột: {columns}").format(columns=_listed(ignored, FEW + 1)))
    return lines


def counts(plan: Plan) -> list[str]:
    """How many units would be new, changed, and so on; nothing is said of what there is none of."""
    told = (
        (len(plan.new), _("➕ Thêm mới: {count}")),
        (len(plan.changed), _("✏️ Thay đổi: {count}")),
        (len(plan.same), _("☑️ Giữ nguyên: {count}")),
        (len(plan.twins), _("❓ Tên gần giống, chờ quyết định: {count}")),
        (plan.waiting, _("⏸ Chờ theo đơn vị cấp trên: {count}")),
        (plan.skipped, _("⏭ Bỏ qua theo ý đồng chí: {count}")),
        (sum(1 for _each in plan.errors()), _("⛔ Dòng không nhập được: {count}")),
        (len(plan.unseen), _("🔍 Đang có nhưng không thấy trong tệp, vẫn giữ nguyên: {count}")),
    )
    return [text.format(count=show_count(count)) for count, text in told if count]


def unseen(plan: Plan, most: int = FEW) -> list[str]:
    """The units that the list does not name."""
    return _first([f"• {short(each.name)}" for each in plan.unseen[:most]], len(plan.unseen))


def groups(plan: Plan, existing: Existing) -> list[str]:
    """Levels, blocs and clusters that are not there yet."""
    ranks = {each.rank.name for each in plan.new if each.rank.id < 0}
    ranks |= {each.rank.name for each in plan.changed if each.rank and each.rank.id < 0}
    rows = [each.row for each in plan.new] + [each.row for each in plan.changed]
    blocs = {bloc_key(each): each for each in existing.blocs.values()}
    clusters = {cluster_key(each): each for each in existing.clusters.values()}
    new_blocs = {bloc_key(row.bloc): row.bloc for row in rows if row.bloc and bloc_key(row.bloc) not in blocs}
    new_clusters = {
        cluster_key(row.cluster): row.cluster for row in rows if row.cluster and cluster_key(row.cluster) not in clusters
    }
    told = (
        (sorted(ranks), _("Cấp mới: {names}")),
        (list(new_blocs.values()), _("Khối mới: {names}")),
        (list(new_clusters.values()), _("Cụm mới: {names}")),
    )
    return [text.format(names=_listed([short(each, 30) for each in names], FEW)) for names, text in told if names]


def changes(changed: Sequence[Changed], most: int = FEW) -> list[str]:
    """The units that change, field by field."""
    return _first([f"• {short(each.known.name)}: {_fields(each)}" for each in changed[:most]], len(changed))


def _fields(changed: Changed) -> str:
    none = _("chưa có")
    fields = (f"{_(CALLED[each.meaning])} {short(each.old, 40) or none} → {short(each.new, 40)}" for each in changed.changes)
    return "; ".join(fields)


def problems(found: Iterable[Problem], sheets: int, most: int) -> list[str]:
    """What to look at, by cell, lines that are left out first; `sheets` is how many are read."""
    ordered = sorted(found, key=lambda each: not each.is_error)
    return _first([problem(each, sheets) for each in ordered[:most]], len(ordered))


def problem(each: Problem, sheets: int) -> str:
    """One problem, by its cell; ⛔ leaves the line out, ⚠️ only the cell."""
    said = _(each.says).format(**{name: short(word, 40) for name, word in each.words.items()})
    where = each.cell if sheets == 1 else f"{each.cell} ({short(each.sheet, 31)})"
    return _("{sign} ô {cell}: {problem}").format(sign="⛔" if each.is_error else "⚠️", cell=where, problem=said)


def twin(each: Twin) -> str:
    """Two names that may be one, and where they stand."""
    words = {"cell": each.row.cell(Meaning.NAME), "name": short(each.row.name, 200), "other": short(each.other.name, 200)}
    if isinstance(each.other, Known):
        return _("Ô {cell} ghi “{name}”.\nDanh sách đang có “{other}”.").format(**words)
    return _("Ô {cell} ghi “{name}”.\nÔ {first} ghi “{other}”.").format(first=each.other.cell(Meaning.NAME), **words)


def card(rosters: Sequence[Roster], plan: Plan, existing: Existing, most: int) -> str:
    """All of it on one card: at most `most` problems are told."""
    parts = [
        [line for roster in rosters[:3] for line in mapping(roster)],
        [*counts(plan), *groups(plan, existing)],
        changes(plan.changed),
        problems(plan.problems, len(rosters), most),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _first(lines: list[str], count: int) -> list[str]:
    """The lines, and how many more there are."""
    rest = count - len(lines)
    more = ngettext("và {count} chỗ khác", "và {count} chỗ khác", rest).format(count=show_count(rest)) if rest else ""
    return [*lines, more] if more else lines


def _listed(names: Sequence[str], most: int) -> str:
    rest = len(names) - most
    return ", ".join(names[:most]) + (f" +{rest}" if rest > 0 else "")
