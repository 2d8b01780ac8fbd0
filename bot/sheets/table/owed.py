"""One duty of a unit, as the table sees it: how its report stands, and whether it was met on time."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import local
from bot.duties.kinds import LAUNCH, NOTE, PLEDGE, REPORT
from bot.reports.filed import APPROVED, RETURNED
from bot.sheets.table.contents import Place, Standing, Timing


@dataclass(frozen=True)
class Owed:
    """A duty with what was done about it by the day of the table. `first_at`: the first complete version; `was_late`: what was
    decided about it then, for a report or a note; `state`: of the report that holds."""

    place: Place
    duty_id: int
    kind: str
    occurrence: int
    due_on: date | None
    grace_days: int
    done_at: datetime | None
    excused_on: date | None
    closed_on: date | None  # the unit's last day
    first_at: datetime | None = None
    was_late: bool = False
    state: str | None = None

    @property
    def is_excused(self) -> bool:
        """By an officer; or the unit was closed before it fell due."""
        if self.excused_on is not None:
            return True
        after = self.closed_on is not None and (self.due_on is None or self.due_on > self.closed_on)
        return after and self._met_at is None

    @property
    def _met_at(self) -> datetime | None:
        """A report counts from its first version even if it came back; what was withdrawn or reopened otherwise does not."""
        if self.kind == REPORT:
            return self.first_at or self.done_at
        if self.kind in {LAUNCH, PLEDGE} and self.done_at is not None:
            return self.first_at or self.done_at
        return self.done_at

    def standing(self) -> Standing:
        """How the report stands."""
        if self.excused_on is not None or (self.is_excused and self.state is None):
            return Standing.EXCUSED
        if self.state is not None:
            return {APPROVED: Standing.APPROVED, RETURNED: Standing.RETURNED}.get(self.state, Standing.SUBMITTED)
        return Standing.RECEIVED if self.done_at else Standing.MISSING

    def timing(self, day: date) -> int | Timing:
        """Days late, 0 on time; or why there is no such number on `day`. The first complete version decides."""
        if self.is_excused:
            return Timing.EXCUSED
        if self._met_at is None:
            return self._not_met(day)
        met_on = local(self._met_at).date()
        if self.due_on is None:
            return 0
        if self.kind in {REPORT, NOTE} and self.first_at is not None:
            is_late = self.was_late  # decided then: more time that was given later does not make it punctual
        else:
            is_late = met_on > self.due_on + timedelta(days=self.grace_days)
        return max(1, (met_on - self.due_on).days) if is_late else 0

    def _not_met(self, day: date) -> Timing:
        if self.due_on is None:
            return Timing.UNDATED
        return Timing.MISSING if day > self.due_on + timedelta(days=self.grace_days) else Timing.AHEAD
