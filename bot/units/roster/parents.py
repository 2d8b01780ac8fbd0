"""Under which unit each line of a list belongs: one that is there, or another line."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from bot.i18n import N_
from bot.units.roster.header import Meaning
from bot.units.roster.known import Existing, Known
from bot.units.roster.likeness import bare
from bot.units.roster.reading import Problem, Row
from bot.vietnamese.folding import fold

UNKNOWN = N_("chưa có đơn vị cấp trên “{value}”")
SEVERAL = N_("có {count} đơn vị tên “{value}”; xin ghi mã đơn vị cấp trên vào ô này")
ROUND = N_("các đơn vị cấp trên bị ghi vòng tròn")

Parent = Known | Row | None  # None: the line does not say


def error(row: Row, meaning: Meaning, says: str, **words: str) -> Problem:
    """A problem for which the line is left out."""
    return Problem(row.sheet, row.cell(meaning), says, words, is_error=True)


def key(name: str) -> str:
    """A name, however its capital letters are."""
    return name.casefold()


class Parents:
    """Finds the parents that lines name, by code or by name, among the lines first: they stand for the units that are there."""

    def __init__(self, rows: Sequence[Row], existing: Existing) -> None:
        self._found: dict[str, Parent | Problem] = {}
        self._exact: dict[str, list[Known | Row]] = defaultdict(list)
        self._bare: dict[str, list[Known | Row]] | None = None
        self._rows, self._existing = rows, existing
        self._wanted = {key(row.parent) for row in rows if row.parent}
        if self._wanted:
            self._index()

    def _index(self) -> None:
        for each in self._all():
            for text in {key(each.name), key(each.code or "")} & self._wanted:
                self._exact[text].append(each)

    def _all(self) -> Iterator[Known | Row]:
        yield from self._rows
        yield from self._existing.units.values()

    def of(self, row: Row) -> Parent | Problem:
        """The parent this line names; a Problem if it is unknown or may be several."""
        wanted = key(row.parent)
        if not wanted:
            return None
        found = [each for each in self._exact.get(wanted, ()) if each is not row] or self._alike(row)
        coded = [each for each in found if each.code and key(each.code) == wanted]
        found = _merged(coded or found)
        if len(found) > 1:
            return error(row, Meaning.PARENT, SEVERAL, value=row.parent, count=str(len(found)))
        return found[0] if found else error(row, Meaning.PARENT, UNKNOWN, value=row.parent)

    def _alike(self, row: Row) -> list[Known | Row]:
        """The same name in another writing; only looked for where the list does not name it as it is."""
        if self._bare is None:
            self._bare = defaultdict(list)
            for each in self._all():
                self._bare[bare(each.folded if isinstance(each, Known) else fold(each.name))].append(each)
        return [each for each in self._bare.get(bare(fold(row.parent)), ()) if each is not row]


def _merged(found: list[Known | Row]) -> list[Known | Row]:
    """Without the units for which a line of the list stands."""
    lines = {key(each.name) for each in found if isinstance(each, Row)}
    return [each for each in found if isinstance(each, Row) or key(each.name) not in lines]


def in_waves(rows: Iterable[Row], parents: dict[str, Parent]) -> Iterator[list[Row]]:
    """The lines, parents before their children; what only points in a circle never comes."""
    children: dict[str, list[Row]] = defaultdict(list)
    wave: deque[Row] = deque()
    for row in rows:
        parent = parents[row.key]
        (children[parent.key] if isinstance(parent, Row) else wave).append(row)
    while wave:
        yield list(wave)
        wave = deque(child for row in wave for child in children.get(row.key, ()))
