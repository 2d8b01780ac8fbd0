"""What an import would do: the outcome of comparing a list with what the federation has."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.units.roster.header import Meaning
from bot.units.roster.known import Known, Rank
from bot.units.roster.reading import Problem, Row


class Decision(StrEnum):
    """What an officer says of a line whose name looks like another one's."""

    SAME = "same"  # one unit; the name it has stays
    RENAME = "rename"  # one unit; it takes the name of the list
    NEW = "new"  # two units
    SKIP = "skip"  # leave this line out


@dataclass(frozen=True)
class Twin:
    """A line whose name may be another writing of a unit's name, or of an earlier line's."""

    row: Row
    other: Known | Row


@dataclass(frozen=True)
class New:
    """A unit to be opened, under one that is there or that is new as well. A level that is new has a negative number."""

    row: Row
    parent: Known | Row
    rank: Rank


@dataclass(frozen=True)
class Change:
    """What would be different in a unit: from what to what, in words."""

    meaning: Meaning
    old: str
    new: str


@dataclass(frozen=True)
class Changed:
    """A unit of which the list says something else. `parent` is where it moves, if it does; that may be a new unit. `rank` is
    the level it takes, if the list names another one."""

    row: Row
    known: Known
    changes: tuple[Change, ...]
    parent: Known | Row | None = None
    rank: Rank | None = None

    def __contains__(self, meaning: Meaning) -> bool:
        return any(each.meaning is meaning for each in self.changes)


@dataclass
class Plan:
    """What would be new, changed or the same, what somebody has to decide first, and what is left out.

    `new` is in the order in which the units can be opened. `waiting` counts the lines below undecided ones. `unseen` are the
    grassroots units beside the listed ones that the list does not name; nothing happens to them.
    """

    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: list[Known] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    waiting: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    unseen: list[Known] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing would be written."""
        return not self.new and not self.changed

    def errors(self) -> Iterator[Problem]:
        """The problems for which a line is left out."""
        return (each for each in self.problems if each.is_error)
