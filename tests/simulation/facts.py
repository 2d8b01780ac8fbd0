"""What happened in a simulated world, in order, and what held at each moment. Nothing here knows how reminders are worked out.

A moment is a place in the order of what happened, not a time: the server's clock may be set back.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from bot.clock import local

T = TypeVar("T")


@dataclass
class Timeline(Generic[T]):
    """One thing, and what was true of it from which moment on; None before it was there."""

    moments: list[int] = field(default_factory=list)
    values: list[T] = field(default_factory=list)

    def put(self, moment: int, value: T) -> None:
        if self.moments and self.moments[-1] == moment:
            self.values[-1] = value
        else:
            self.moments.append(moment)
            self.values.append(value)

    def at(self, moment: int) -> T | None:
        place = bisect_right(self.moments, moment)
        return self.values[place - 1] if place else None

    def since(self, moment: int) -> list[T]:
        """What held at the moment or at any later one."""
        return self.values[max(bisect_right(self.moments, moment) - 1, 0) :]


@dataclass(frozen=True)
class Line:
    """One reminder in a digest: which rung of which matter, and the due day it was about."""

    rung: int
    matter: int
    due: date


@dataclass(frozen=True)
class Sent:
    """A digest that left: to whom, when its text was made by the server's clock, and what it held."""

    moment: int
    at: datetime
    person: int
    letter: int
    lines: tuple[Line, ...]
    text: str
    commands: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A row of the ledger as it is at the end; `state` is its letter's."""

    rung: int
    matter: int
    due: date
    person: int
    dropped: str | None
    letter: int | None
    state: str | None


@dataclass
class History:
    """Everything that happened in one seed. `facts` are rows of the world by table and number."""

    clocks: list[datetime] = field(default_factory=list)  # what the server's clock showed at each moment
    days: list[date] = field(default_factory=list)  # the local day of it
    latest: list[datetime] = field(default_factory=list)  # the furthest the clock had been by then
    facts: dict[str, dict[int, Timeline[Any]]] = field(default_factory=dict)
    downs: list[tuple[int, int]] = field(default_factory=list)  # no server from the first moment to the last
    troubles: list[tuple[int, int]] = field(default_factory=list)  # moment, person: a message could not be sent
    sent: list[Sent] = field(default_factory=list)

    @property
    def now(self) -> int:
        return len(self.clocks) - 1

    def tell(self, clock: datetime) -> int:
        """A new moment, at which the server's clock shows this."""
        self.clocks.append(clock)
        self.days.append(local(clock).date())
        self.latest.append(max(clock, self.latest[-1]) if self.latest else clock)
        return self.now

    def put(self, table: str, row: int, value: Any) -> None:
        """From now on `value` is true of the row."""
        self.facts.setdefault(table, {}).setdefault(row, Timeline()).put(self.now, value)

    def at(self, table: str, row: int, moment: int) -> Any:
        found = self.facts.get(table, {}).get(row)
        return found.at(moment) if found else None

    def every(self, table: str) -> Iterator[tuple[int, Timeline[Any]]]:
        yield from self.facts.get(table, {}).items()

    def first(self, instant: datetime) -> int:
        """The first moment at which the clock had come to `instant`; the number of moments if it never did."""
        return bisect_left(self.latest, instant)

    def awake_after(self, first: int, last: int) -> int | None:
        """When the server came back, if it went down in between; None: it was at work all that time."""
        return next((up for down, up in self.downs if first <= down <= last), None)

    def awake(self, moment: int) -> int:
        """The moment itself if a server was at work then, else the one at which it came back."""
        return next((up for down, up in self.downs if down < moment <= up), moment)
