"""On which level of the tree a new unit stands: as the list says, else as its name and place say.

Only grassroots units owe duties, so a ward's union must not be taken for one.
"""

import re
from collections.abc import Iterable

from bot.units.roster.differences import level_key
from bot.units.roster.known import Rank
from bot.vietnamese.folding import fold

GRASSROOTS = "Công đoàn cơ sở"
UPPER = "Công đoàn cấp trên"

# Names that only unions above the grassroots bear (Điều lệ Công đoàn Việt Nam: liên đoàn lao động tỉnh, công đoàn ngành,
# công đoàn xã, phường, đặc khu, công đoàn các khu công nghiệp).
_UPPER_NAME = re.compile(
    r"(?:lien doan lao dong|ldld|tong lien doan|(?:cong doan|cd) (?:phuong|xa|dac khu|cac khu|khu|nganh|tinh|thanh pho|tp)\b)"
)
_UPPER_LEVEL = re.compile(r"cap tren|phuong|\bxa\b|tinh|thanh pho|nganh|khu|quan|huyen|lien doan|trung uong")


def is_grassroots_level(name: str) -> bool:
    """Whether a level of this name, which is new here, holds grassroots units."""
    said = level_key(name)
    return not _UPPER_LEVEL.search(said) or said.startswith(("cong doan co so", "nghiep doan"))


class Levels:
    """The federation's levels and those that the list brings. A new one has a negative number until it is written."""

    def __init__(self, ranks: Iterable[Rank]) -> None:
        self.ranks = {each.id: each for each in ranks}
        self.new: list[Rank] = []
        self._named = {level_key(each.name): each for each in self.ranks.values()}

    def of(self, name: str, said: str, above: Rank, *, has_children: bool) -> Rank:
        """The level of a new unit called `name`, of which the list says `said`, under a unit of the level `above`."""
        if said:
            return self._named.get(level_key(said)) or self._add(said, above.depth + 1, is_grassroots_level(said))
        if has_children or _UPPER_NAME.match(fold(name)):
            return self._upper(above.depth + 1)
        grassroots = (each for each in self._named.values() if each.is_grassroots)
        return next(grassroots, None) or self._add(GRASSROOTS, above.depth + 1, is_grassroots=True)

    def _upper(self, depth: int) -> Rank:
        there = next((each for each in self._named.values() if each.depth == depth and not each.is_grassroots), None)
        if there:
            return there
        name = UPPER if level_key(UPPER) not in self._named else f"{UPPER} ({depth})"
        return self._add(name, depth, is_grassroots=False)

    def _add(self, name: str, depth: int, is_grassroots: bool) -> Rank:  # noqa: FBT001  a field of the level
        rank = Rank(-1 - len(self.new), name, depth, is_grassroots)
        self.new.append(rank)
        self._named[level_key(name)] = rank
        return rank
