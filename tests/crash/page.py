"""A clock on a page of memory that two processes see: it stands until the test walks it, and outlives who is killed."""

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
INSTANT = struct.Struct("=q")


class PageClock(Clock):
    """The instant in the file `path`, which `begin` makes."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), INSTANT.size)

    @classmethod
    def begin(cls, path: Path, instant: datetime) -> "PageClock":
        """A new page that shows `instant`."""
        path.write_bytes(INSTANT.pack((instant - EPOCH) // MICROSECOND))
        return cls(path)

    def now(self) -> datetime:
        microseconds: int = INSTANT.unpack(self._page[:])[0]
        return EPOCH + microseconds * MICROSECOND

    def walk_to(self, instant: datetime) -> None:
        """Stand at `instant` from now on, in both processes."""
        self._page[:] = INSTANT.pack((instant - EPOCH) // MICROSECOND)
