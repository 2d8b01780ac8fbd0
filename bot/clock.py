"""What time it is, and what day it is where the unions are.

Nothing else in the program asks the operating system for the time, so that tests and the playground can walk
through a year.
"""

import time
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock:
    """The real time."""

    def now(self) -> datetime:
        """This instant, aware, in UTC: what is written down and what reminders are computed from."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds that only ever grow: for pace, leases in memory and back-off, never for dates."""
        return time.monotonic()

    def today(self) -> date:
        """The day it is in Viet Nam."""
        return local(self.now()).date()


class WalkingClock(Clock):
    """The real time plus a distance that can be made longer: it flows like a clock and can be walked forward."""

    def __init__(self, ahead: timedelta = timedelta(0)) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def walk_to(self, instant: datetime) -> None:
        """Go forward to `instant`; a clock never goes back, so an instant that has passed changes nothing."""
        self.ahead += max(instant - self.now(), timedelta(0))


class StandingClock(Clock):
    """A clock that stands still until it is told to move: for tests."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant

    def walk_to(self, instant: datetime) -> None:
        """Stand at `instant` from now on."""
        self.instant = instant


def local(instant: datetime) -> datetime:
    """The same instant on a Vietnamese wall clock (Asia/Ho_Chi_Minh, UTC+7, no summer time)."""
    return instant.astimezone(ZONE)


@lru_cache(maxsize=4096)  # a tick asks for the same days for every rung
def instant(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant, in UTC, when a Vietnamese wall clock shows `hour:minute` on `day`."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).astimezone(UTC)
