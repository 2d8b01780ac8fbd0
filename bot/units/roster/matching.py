"""Which unit a line of a list is: by its code, by its very name, or perhaps by a name that is like it."""

from collections import defaultdict

from bot.units.roster.known import Existing, Known
from bot.units.roster.likeness import Names, bare
from bot.units.roster.parents import key
from bot.units.roster.reading import Row
from bot.vietnamese.folding import fold

Place = int | str  # a unit's number, or a line's key


class Matching:
    """Finds the units of the federation that lines may be; `claimed` are those that a line turned out to be."""

    def __init__(self, existing: Existing) -> None:
        self.claimed: dict[int, Row] = {}
        self._units = existing.units
        self._coded = {key(each.code): each for each in existing.units.values() if each.code}
        self._named: dict[str, list[Known]] = defaultdict(list)
        self._children: dict[Place, list[Known]] = defaultdict(list)
        for each in existing.units.values():
            self._named[key(each.name)].append(each)
            self._children[each.parent_id or 0].append(each)
        self._codes: dict[str, Row] = {}
        self._names: dict[Place | None, Names[Known | Row]] = {}

    def first_of_code(self, row: Row) -> Row:
        """The first line with this line's code. Every line comes here once, before any is looked for."""
        return self._codes.setdefault(key(row.code), row) if row.code else row

    def of(self, row: Row, parent: Known | Row | None) -> list[Known]:
        """The units that the line names by its code, or by its very name; `parent` None: it does not say where they stand."""
        if row.code and (coded := self._coded.get(key(row.code))):
            return [coded]
        named = self._named.get(key(row.name), [])
        if parent is not None:
            named = [each for each in named if isinstance(parent, Known) and each.parent_id == parent.id]
        own = [each for each in named if not self._is_coded(each)]
        # Two units may have one name: the code tells which line is whose. A line without one repeats the other.
        return own or ([] if row.code else named[:1])

    def _is_coded(self, known: Known) -> bool:
        """Whether a line names the unit by its code: then no other line is meant."""
        return key(known.code or "") in self._codes

    def has_namesake(self, known: Known, name: str) -> bool:
        """Whether another unit under the same parent has this name today."""
        beside = (each for each in self._named.get(key(name), ()) if each.parent_id == known.parent_id)
        return any(each is not known for each in beside)

    def names_at(self, place: Place | None) -> Names[Known | Row]:
        """The names among which a new one is looked for: under the same parent, or everywhere if the line names none."""
        if place not in self._names:
            names: Names[Known | Row] = Names()
            for each in self._units.values() if place is None else self._children[place]:
                if each.id not in self.claimed and not self._is_coded(each):
                    names.add(bare(each.folded), each)
            self._names[place] = names
        return self._names[place]

    def like(self, row: Row, names: Names[Known | Row]) -> Known | Row | None:
        """The unit, or the earlier line, whose name may be another writing of this line's.

        Two lines with two codes are two units; a unit that a line named is not another line's.
        """
        other = names.like(bare(fold(row.name)))
        if isinstance(other, Known):
            return None if other.id in self.claimed else other
        return None if other and row.code and other.code else other
