"""A federation's calendar: when nobody is reminded, and when periods end.

Two questions that differ on Saturdays: people may be reminded on a Saturday, but for a period it is no working day.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.vietnamese.days_off import DayOff, Kind, day_off, is_swapped_in

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Correction:
    """What an officer knows better than the law's list: a day that is off, or one that is worked."""

    day: date
    is_off: bool
    name: str


@dataclass(frozen=True)
class Calendar:
    """The law's days off, and the corrections of one federation, which win."""

    corrections: Mapping[date, Correction] = field(default_factory=dict)

    def off(self, day: date) -> DayOff | None:
        """Why nobody should be reminded on `day`; None where people may be: Saturdays, too."""
        given = self.corrections.get(day)
        if given is None:
            return day_off(day)
        return DayOff(Kind.GIVEN, given.name) if given.is_off else None

    def is_working(self, day: date) -> bool:
        """Whether `day` is a working day in the sense of periods: Monday to Friday, no holiday, or a weekend that is worked."""
        given = self.corrections.get(day)
        if given is not None:
            return not given.is_off
        return is_swapped_in(day) or (day.weekday() < SATURDAY and day_off(day) is None)

    def agrees(self, correction: Correction) -> bool:
        """Whether `correction` would change nothing, for its day already is what it says."""
        given = self.corrections.get(correction.day)
        if given is not None:
            return given == correction
        return self.off(correction.day) is not None if correction.is_off else self.is_working(correction.day)

    def next_working(self, day: date) -> date:
        """The day itself if it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The last of `count` working days after `day`, which itself does not count; `day` for none."""
        if count < 0:
            raise ValueError("working days are counted forward")
        for _each in range(count):
            day = self.next_working(day + DAY)
        return day

    def due_after(self, day: date, days: int, *, shifts: bool) -> date:
        """The last day of a period of `days` days that begins on `day`; negative ones lie before it.

        The first day does not count (Civil Code 2015, art. 147.2). With `shifts`, a period that would end on a day off ends
        with the next working day (art. 148.5).
        """
        end = day + timedelta(days=days)
        return self.next_working(end) if shifts else end

    def morning_before(self, day: date) -> date:
        """The day itself if people may be reminded then, else the nearest such day before it."""
        while self.off(day):
            day -= DAY
        return day

    def next_allowed(self, day: date) -> date:
        """The day itself if people may be reminded then, else the nearest such day after it."""
        while self.off(day):
            day += DAY
        return day

    def rest_after(self, day: date) -> Iterator[date]:
        """The days off that follow `day` without a break: what is due then is said on `day`, if it is said before."""
        while self.off(day := day + DAY):
            yield day

    def rest_before(self, day: date) -> Iterator[date]:
        """The days off just before `day`, the nearest first."""
        while self.off(day := day - DAY):
            yield day


LAW = Calendar()
"""The calendar of a federation that corrected nothing."""
