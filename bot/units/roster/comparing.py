"""Compares the lines of a list with the units the federation has. Reads nothing, writes nothing."""

from collections.abc import Mapping, Sequence

from bot.i18n import N_
from bot.units.roster.checking import in_circles, unseen
from bot.units.roster.differences import Differences
from bot.units.roster.header import Meaning
from bot.units.roster.known import Existing, Known, Rank
from bot.units.roster.levels import Levels
from bot.units.roster.likeness import Names, bare
from bot.units.roster.matching import Matching, Place
from bot.units.roster.parents import ROUND, Parent, Parents, error, in_waves, key
from bot.units.roster.plan import Changed, Decision, New, Plan, Twin
from bot.units.roster.reading import Problem, Roster, Row
from bot.vietnamese.folding import fold

REPEATED = N_("trùng với dòng {number}")
REPEATED_CODE = N_("mã “{value}” đã dùng ở dòng {number}")
FOREIGN_CODE = N_("mã “{value}” là của một đơn vị ngoài phạm vi phụ trách")
NAME_TAKEN = N_("ở cùng công đoàn cấp trên đã có đơn vị tên “{value}”")
SEVERAL_UNITS = N_("có {count} đơn vị tên “{value}”; xin ghi thêm đơn vị cấp trên hoặc mã")
UNDER_GRASSROOTS = N_("“{value}” là công đoàn cơ sở nên không có công đoàn cơ sở trực thuộc")
PARENT_LEFT_OUT = N_("đơn vị cấp trên ở dòng {number} chưa nhập được")


def compare(rosters: Sequence[Roster], existing: Existing, decisions: Mapping[str, Decision] | None = None) -> Plan:
    """What an import would do. `decisions` are what was said of twins, by `Row.key`."""
    comparison = _Comparison(existing, decisions or {})
    comparison.plan.problems = [problem for each in rosters for problem in each.problems]
    comparison.run([row for each in rosters for row in each.rows])
    return comparison.plan


class _Comparison:
    def __init__(self, existing: Existing, decisions: Mapping[str, Decision]) -> None:
        self.plan = Plan()
        self.existing, self.decisions = existing, decisions
        self.differences = Differences(existing)
        self.levels = Levels(existing.ranks.values())
        self.ranks: dict[str, Rank] = {}  # of new lines
        self.above: set[str] = set()  # lines that others hang under
        self.became: dict[str, Known | Row] = {}  # what a line turned out to be
        self.out: set[str] = set()  # lines that are left out
        self.undecided: set[str] = set()
        self.parents: dict[str, Parent] = {}
        self.matching = Matching(existing)
        self.opened: dict[tuple[Place, str], Row] = {}  # the first line that brings a name to a place
        self.renamed: set[tuple[Place, str]] = set()

    def run(self, rows: Sequence[Row]) -> None:
        rows = [row for row in rows if self._has_own_code(row)]
        found = Parents(rows, self.existing)
        for row in rows:
            parent = found.of(row)
            if isinstance(parent, Problem):
                self._leave_out(row, parent)
                parent = None
            self.parents[row.key] = parent
        self.above = {parent.key for parent in self.parents.values() if isinstance(parent, Row)}
        for wave in in_waves(rows, self.parents):
            self._take(wave)
        for row in rows:
            if row.key not in self.became and row.key not in self.out:
                self._leave_out(row, error(row, Meaning.PARENT, ROUND))
        for wrong in in_circles(self.plan, self.existing, self._parent):
            self.plan.changed.remove(wrong)
            self._leave_out(wrong.row, error(wrong.row, Meaning.PARENT, ROUND))
        self.plan.unseen = unseen(self.plan, self.existing, self.matching.claimed)

    def _has_own_code(self, row: Row) -> bool:
        first = self.matching.first_of_code(row)
        if first is not row:
            words = {"value": row.code, "number": str(first.number)}
            self._leave_out(row, error(row, Meaning.CODE, REPEATED_CODE, **words))
        elif key(row.code) in self.existing.codes_elsewhere:
            self._leave_out(row, error(row, Meaning.CODE, FOREIGN_CODE, value=row.code))
        return row.key not in self.out

    def _is_lost(self, row: Row) -> bool:
        """It is left out, or the line it hangs under is, and so it is as well."""
        parent = self.parents[row.key]
        if isinstance(parent, Row) and parent.key in self.out:
            self._leave_out(row, error(row, Meaning.PARENT, PARENT_LEFT_OUT, number=str(parent.number)))
        return row.key in self.out

    def _leave_out(self, row: Row, problem: Problem) -> None:
        self.out.add(row.key)
        self.plan.problems.append(problem)

    def _take(self, wave: Sequence[Row]) -> None:
        """First what is told by its code or its very name, then what only looks like something."""
        rest = [row for row in wave if not self._is_lost(row) and not self._is_known(row)]
        for row in rest:
            self._open_or_ask(row)

    def _parent(self, row: Row) -> Known | Row:
        parent = self.parents[row.key]
        if isinstance(parent, Row):
            parent = self.became[parent.key]
        return parent or self.existing.root

    def _is_known(self, row: Row) -> bool:
        """Settle a line that is a unit we have, or that cannot be told; False if it may be new."""
        found = self.matching.of(row, self._parent(row) if self.parents[row.key] is not None else None)
        if len(found) > 1:
            words = {"value": row.name, "count": str(len(found))}
            self._leave_out(row, error(row, Meaning.NAME, SEVERAL_UNITS, **words))
        elif found:
            self._claim(row, found[0], keeps_name=False)
        return bool(found)

    def _claim(self, row: Row, known: Known, *, keeps_name: bool) -> None:
        first = self.matching.claimed.setdefault(known.id, row)
        if first is not row:
            self._leave_out(row, error(row, Meaning.NAME, REPEATED, number=str(first.number)))
            return
        self.became[row.key] = known
        if self._waits(row):
            return
        parent = self._parent(row) if self.parents[row.key] is not None else None
        changes = self.differences.of(row, known, parent, keeps_name=keeps_name)
        if not changes:
            self.plan.same.append(known)
            return
        about = {each.meaning for each in changes}
        if Meaning.NAME in about and not self._may_be_called(row, known):
            self._leave_out(row, error(row, Meaning.NAME, NAME_TAKEN, value=row.name))
            return
        rank = self._other_rank(row, known) if Meaning.LEVEL in about else None
        self.plan.changed.append(Changed(row, known, changes, parent if Meaning.PARENT in about else None, rank))

    def _may_be_called(self, row: Row, known: Known) -> bool:
        """Whether a unit can take the name of its line: it is renamed first, and moves afterwards."""
        place = (known.parent_id or 0, key(row.name))
        self.renamed.add(place)
        return not self.matching.has_namesake(known, row.name) and self.opened.setdefault(place, row) is row

    def _other_rank(self, row: Row, known: Known) -> Rank:
        above = self.existing.units[known.parent_id or self.existing.root.id]
        return self.levels.of(row.name, row.level, self.existing.ranks[above.level_id], has_children=row.key in self.above)

    def _waits(self, row: Row) -> bool:
        """Whether a line hangs under one that nobody has decided on."""
        parent = self.parents[row.key]
        if not isinstance(parent, Row) or parent.key not in self.undecided:
            return False
        self.undecided.add(row.key)
        self.plan.waiting += 1
        return True

    def _open_or_ask(self, row: Row) -> None:
        parent = self._parent(row)
        place = parent.id if isinstance(parent, Known) else parent.key
        first = self.opened.setdefault((place, key(row.name)), row)
        if first is not row and ((place, key(row.name)) in self.renamed or not (row.code and first.code)):
            self._leave_out(row, error(row, Meaning.NAME, REPEATED, number=str(first.number)))
            return
        names = self.matching.names_at(place if self.parents[row.key] is not None else None)
        other = self.matching.like(row, names) if first is row else None
        if other is None:
            self._open(row, parent, names)
        else:
            self._settle(row, other, parent, names)

    def _open(self, row: Row, parent: Known | Row, names: Names[Known | Row]) -> None:
        if not self._place(row, parent):
            return
        names.add(bare(fold(row.name)), row)
        if not self._waits(row):
            self.plan.new.append(New(row, parent, self.ranks[row.key]))

    def _place(self, row: Row, parent: Known | Row) -> bool:
        """Give a new line its level; False if it cannot stand there."""
        above = self.ranks[parent.key] if isinstance(parent, Row) else self.existing.ranks[parent.level_id]
        rank = self.levels.of(row.name, row.level, above, has_children=row.key in self.above)
        if rank.is_grassroots and above.is_grassroots:
            self._leave_out(row, error(row, Meaning.PARENT, UNDER_GRASSROOTS, value=parent.name))
            return False
        self.became[row.key], self.ranks[row.key] = row, rank
        return True

    def _settle(self, row: Row, other: Known | Row, parent: Known | Row, names: Names[Known | Row]) -> None:
        decision = self.decisions.get(row.key)
        if decision is Decision.NEW:
            self._open(row, parent, names)
        elif decision is Decision.SKIP or (decision and isinstance(other, Row)):
            self.plan.skipped += 1
            self.became[row.key] = other  # its children, if any, belong to the one it is
        elif decision and isinstance(other, Known):
            self._claim(row, other, keeps_name=decision is Decision.SAME)
        else:
            self._ask(row, other, parent)

    def _ask(self, row: Row, other: Known | Row, parent: Known | Row) -> None:
        """Until somebody decides, what hangs under this line waits."""
        if self._place(row, parent) and not self._waits(row):
            self.undecided.add(row.key)
            self.plan.twins.append(Twin(row, other))
