"""What the table says, free of the database and of any file format."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.reports.kinds import RATIO, TEXT

GIVEN, NONE, NOT_YET = "given", "none", "not_yet"  # the states of an answer, as `bot.reports.answers` has them


class Standing(StrEnum):
    """How a unit's report of a phase stands."""

    APPROVED = "approved"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    RECEIVED = "received"  # on paper
    MISSING = "missing"
    EXCUSED = "excused"
    NOT_OWED = "not owed"


class Timing(StrEnum):
    """Why a duty has no count of days."""

    MISSING = "missing"  # the day is over
    AHEAD = "ahead"
    UNDATED = "undated"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Column:
    """An indicator. `kind` is sum, last, ratio or text (`bot.reports.kinds`); a ratio is never added, a text cannot be."""

    id: int
    label: str
    unit: str
    kind: str

    @property
    def is_text(self) -> bool:
        return self.kind == TEXT

    @property
    def adds_up(self) -> bool:
        """Whether the figures of several units make a total."""
        return self.kind not in {TEXT, RATIO}


@dataclass(frozen=True)
class Result:
    """An answer to an indicator: `state` is given, none or not_yet."""

    state: str
    amount: float | None = None
    words: str = ""


@dataclass(frozen=True)
class Place:
    """A unit where it stood: names as of the day of the table."""

    unit_id: int
    unit: str
    code: str | None
    cluster: str | None
    bloc: str | None


@dataclass(frozen=True)
class Line:
    """A unit in a phase. `outcome` of its launch as in `bot.held.contents`, empty where nothing was said; `timing` of its
    report: days late (0: on time), or why there is no such number."""

    place: Place
    launch_on: date | None = None
    pledged: dict[int, float] = field(default_factory=dict)  # by indicator
    results: dict[int, Result] = field(default_factory=dict)
    standing: Standing = Standing.NOT_OWED
    timing: int | Timing | None = None
    entered: str = ""  # which of its duties an officer entered, and from what
    outcome: str = ""


@dataclass(frozen=True)
class PhaseTable:
    """One phase: its units by cluster, as of `day`. `timings` of every duty in it, as the page of punctuality has them;
    `asks_held`: units are to say what became of their launch."""

    name: str
    theme: str
    starts_on: date | None
    period: str
    day: date
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    timings: tuple[int | Timing, ...] = ()
    asks_held: bool = False


@dataclass(frozen=True)
class LaunchLine:
    """A launch that is registered, or (without a day) still owed; and what became of it: `outcome` as in `bot.held.contents`,
    empty where nothing was said; `held_on` only where it was held; `present` and `members` are people."""

    place: Place
    phase: str
    day: date | None
    words: str = ""
    people: int | None = None
    is_model: bool = False
    outcome: str = ""
    held_on: date | None = None
    present: int | None = None
    members: int | None = None
    opened_by: str = ""
    reason: str = ""


@dataclass(frozen=True)
class WorkLine:
    """A work, product or task that is pledged; `value` in đồng. `state`: finished, later or dropped, with its `day`, what it
    came to in đồng, and the reason; empty: nothing was said."""

    place: Place
    phase: str
    name: str
    kind: str
    value: int | None
    finish_on: date | None
    honours: str
    wants_plaque: bool
    state: str = ""
    day: date | None = None
    reached: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class NominationLine:
    """Somebody, or a group, put forward."""

    place: Place
    phase: str
    name: str
    is_collective: bool
    reason: str
    state: str


@dataclass(frozen=True)
class NoteLine:
    """A quarterly note that holds: `title` names its quarter, `words` are its lines; when it was written, and whether the first
    version came late."""

    place: Place
    phase: str
    title: str
    words: str
    recorded_at: datetime
    is_late: bool


@dataclass(frozen=True)
class Punctuality:
    """How every duty of a unit was met, in the order of `Table.duties`; None: it does not owe that one."""

    place: Place
    timings: tuple[int | Timing | None, ...]


@dataclass(frozen=True)
class Table:
    """A campaign as of `day`, as known at `known_at`."""

    title: str
    number: str
    issuer: str
    day: date
    known_at: datetime
    phases: tuple[PhaseTable, ...] = ()
    launches: tuple[LaunchLine, ...] = ()
    works: tuple[WorkLine, ...] = ()
    nominations: tuple[NominationLine, ...] = ()
    notes: tuple[NoteLine, ...] = ()
    duties: tuple[str, ...] = ()
    punctuality: tuple[Punctuality, ...] = ()
