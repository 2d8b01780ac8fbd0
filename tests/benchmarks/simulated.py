"""Simulated time that two processes share: it stands while something real is under way, and jumps where everybody waits.

The process that is measured runs in a loop whose timers are simulated, so that limits of so many messages a second are kept
exactly, in a tenth of the time, and however loaded the machine is. Its HTTP requests and its disk are real.
"""

import asyncio
import mmap
import selectors
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.clock import Clock

BEGINS = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
LAYOUT = struct.Struct("dq")  # seconds since the beginning, messages in flight
PATIENCE = 0.05  # real seconds for which something real is waited for before it is looked at again


class SharedClock(Clock):
    """The time in a file that both processes have mapped; it outlives a SIGKILL."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(LAYOUT.size))
        with path.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), LAYOUT.size)

    def now(self) -> datetime:
        return BEGINS + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return float(LAYOUT.unpack_from(self._page)[0])

    @property
    def in_flight(self) -> int:
        """The messages that the other process had under way when it last waited."""
        return int(LAYOUT.unpack_from(self._page)[1])

    def walk(self, seconds: float) -> None:
        """Let time pass."""
        LAYOUT.pack_into(self._page, 0, self.monotonic() + seconds, self.in_flight)

    def note(self, in_flight: int) -> None:
        """Write down how many messages are under way."""
        LAYOUT.pack_into(self._page, 0, self.monotonic(), in_flight)


class Real:
    """Counts what is really under way: requests, transactions."""

    def __init__(self) -> None:
        self.count = 0

    @contextmanager
    def work(self) -> Iterator[None]:
        """For as long as the block lasts, time stands."""
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1


class Jumping(selectors.DefaultSelector):
    """Waits for what is real, and jumps over the time in which nothing is."""

    def __init__(self, clock: SharedClock, real: Real, in_flight: Callable[[], int]) -> None:
        super().__init__()
        self._clock, self._real, self._in_flight = clock, real, in_flight

    def select(self, timeout: float | None = None) -> Any:
        self._clock.note(self._in_flight())
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        ready = super().select(PATIENCE if self._real.count else 0)
        if not ready and not self._real.count:
            self._clock.walk(timeout)
        return ready


class SimulatedLoop(asyncio.SelectorEventLoop):
    """An event loop whose timers run by a shared clock."""

    def __init__(self, clock: SharedClock, selector: Jumping) -> None:
        self._clock = clock
        super().__init__(selector)

    def time(self) -> float:
        return self._clock.monotonic()
