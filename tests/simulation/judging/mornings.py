"""The oracle's own reckoning of days: when a rung comes, and when people may be written to."""

from bisect import bisect_right
from datetime import date, datetime, timedelta

from bot.clock import instant, local
from bot.vietnamese.days_off import day_off
from tests.simulation.facts import History

DAY = timedelta(days=1)
OPENS, CLOSES = 450, 1200  # minutes after midnight


class Mornings:
    """The calendar as it was at each moment: the law's days off, and what the federation corrected."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.changes = sorted({moment for _row, each in history.every("special") for moment in each.moments})
        self._versions: list[dict[date, bool]] = [self._corrected(moment) for moment in self.changes]
        self._known: dict[tuple[int, date, int, int], datetime] = {}

    def _corrected(self, moment: int) -> dict[date, bool]:
        rows = [each.at(moment) for _row, each in self.history.every("special")]
        return {each.day: bool(each.is_off) for each in rows if each is not None}

    def version(self, moment: int) -> int:
        """Which calendar held at the moment; 0 is the law's."""
        return bisect_right(self.changes, moment)

    def off(self, day: date, version: int) -> bool:
        if version and day in self._versions[version - 1]:
            return self._versions[version - 1][day]
        return day_off(day) is not None

    def comes(self, due: date, days: int, minute: int, version: int) -> datetime:
        """The instant of a rung: before or on the due day it goes to the morning before a day off, else to the next one."""
        key = (version, due, days, minute)
        if key not in self._known:
            day = due + days * DAY
            while self.off(day, version):
                day += -DAY if days <= 0 else DAY
            self._known[key] = instant(day) + timedelta(minutes=minute)
        return self._known[key]

    def may_write(self, now: datetime, version: int, hour: int | None) -> bool:
        """Whether somebody who asked for `hour` may be written to now."""
        here = local(now)
        minute = here.hour * 60 + here.minute
        return not self.off(here.date(), version) and max(OPENS, hour or 0) <= minute < CLOSES

    def opening(self, now: datetime, version: int) -> datetime:
        """The first instant, from now on, at which people may be written to."""
        return max(now, instant(local(self.evening(now, version)).date()) + timedelta(minutes=OPENS))

    def evening(self, now: datetime, version: int) -> datetime:
        """The end of the first day, from now on, on which people may be written to."""
        here = local(now)
        day = here.date() if here.hour * 60 + here.minute < CLOSES else here.date() + DAY
        while self.off(day, version):
            day += DAY
        return instant(day) + timedelta(minutes=CLOSES)
