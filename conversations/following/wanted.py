"""What a list of units that owe a duty is asked for: which duty, whose units, which page."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.duties.missing import Tally
from bot.follow_up import Owing

GROUPS = "nhom"  # instead of a group: which ones there are
EVERY = "-"


@dataclass(frozen=True)
class Wanted:
    """What the words behind the command ask for: a duty, which units (`c5`: of a cluster; `b2`: of a bloc), and which page."""

    tally: Tally
    group: str
    page: int

    def command(self, name: str, group: str = "", page: int = 0) -> str:
        """The same, with what differs."""
        words = [name, str(self.tally.phase_id), self.tally.kind, str(self.tally.occurrence), group or self.group]
        return " ".join([*words, str(page)] if page else words)


def read(words: str, tallies: list[Tally]) -> Wanted | None:
    """What is asked for; None where the words name no duty that anybody owes."""
    said = words.split()
    chosen = next((each for each in tallies if said[:3] == [str(each.phase_id), each.kind, str(each.occurrence)]), None)
    if chosen is None:
        return None
    rest = [*said[3:5], "", ""]
    if rest[0].isdecimal():  # a page without a group, as older buttons say it
        rest = [EVERY, rest[0]]
    is_page = rest[1].isdecimal() and len(rest[1]) < 6  # noqa: PLR2004  no list has a page of six figures
    return Wanted(chosen, rest[0] or EVERY, int(rest[1]) if is_page else 1)


def members(found: list[Owing], group: str) -> list[Owing]:
    """Those of a cluster (`c5`; `c0`: of none) or a bloc (`b2`)."""
    of: dict[str, Callable[[Owing], int | None]] = {"c": lambda each: each.cluster_id, "b": lambda each: each.bloc_id}
    which = of.get(group[:1])
    return found if which is None else [each for each in found if f"{group[0]}{which(each) or 0}" == group]
