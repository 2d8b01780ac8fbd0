"""What was owed, and who was to hear of it, at each moment: read from the facts alone, by the words of the contract."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from tests.simulation.facts import History
from tests.simulation.rows import Rung

KINDS = {"registration": "launch", "held": "held", "pledge": "pledge", "report": "report", "note": "note"}
TABLES = {"launch": "launch", "work": "work", "phase_start": "phase", "phase_end": "phase", "anniversary": "anniversary"}
TABLES |= dict.fromkeys(KINDS, "duty") | {"snooze": "snooze", "promise": "promise"}
DUE = {"work": "finish", "phase_start": "starts", "phase_end": "ends"}
REACHED = ("reached", "promised")


class Truth(IntEnum):
    """MAYBE: the contract leaves it open, or it depends on the order of things at one and the same moment."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass
class World:
    """The facts of a history, asked for the way people speak of them."""

    history: History

    def __post_init__(self) -> None:
        every = self.history.every
        self.duties_of: dict[int, list[int]] = {}
        for row, line in every("duty"):
            first = next(each for each in line.values if each)
            self.duties_of.setdefault(first.unit, []).append(row)
        self.snoozes = self._by("snooze", "person")
        self.promises = self._by("promise", "duty")
        self.requests = self._by("request", "duty")
        self.calls = self._by("call", "unit")
        self.consents = self._by("consent", "person")
        self.doors = self._by("door", "person")
        self.offices = self._by("office", "person")

    def _by(self, table: str, column: str) -> dict[Any, list[int]]:
        found: dict[Any, list[int]] = {}
        for row, line in self.history.every(table):
            first = next(each for each in line.values if each)
            found.setdefault(getattr(first, column), []).append(row)
        return found

    def rows(self, table: str, numbers: list[int] | None, moment: int) -> Iterator[tuple[int, Any]]:
        for number in numbers or ():
            found = self.history.at(table, number, moment)
            if found is not None:
                yield number, found

    # ── what is owed ──────────────────────────────────────────────────────────────────────────────────────────────

    def dues(self, rung: Rung, line: Any) -> set[date]:
        """All due days this matter ever had for rungs of this subject."""
        return {due for each in line.values if each and (due := self.due(rung, each)) is not None}

    def due(self, rung: Rung, row: Any) -> date | None:
        if rung.subject in KINDS:
            day: date | None = row.due if row.kind == KINDS[rung.subject] else None
        elif rung.subject == "snooze":
            day = None
        else:
            day = getattr(row, DUE.get(rung.subject, "day"))
        return day

    def owed(self, rung: Rung, matter: int, due: date, moment: int, today: date) -> Truth:
        """Whether it still makes sense to remind of the matter with this due day."""
        row = self.history.at(TABLES[rung.subject], matter, moment)
        campaign = self.history.at("campaign", rung.campaign, moment)
        if row is None or campaign is None or not campaign.is_open or (rung.subject != "snooze" and self.due(rung, row) != due):
            return Truth.NO
        if rung.subject in KINDS:
            return self.missing(matter, moment, today)
        if rung.subject in ("snooze", "promise"):
            return self._asked_for(rung.subject, matter, row, moment, today)
        if rung.subject == "work":
            return Truth.YES if row.holds and self.stands(row.duty, moment, today) else Truth.NO
        is_ahead = due >= today and (rung.subject != "launch" or self.stands(matter, moment, today))
        return Truth.YES if is_ahead else Truth.NO

    def _asked_for(self, subject: str, matter: int, row: Any, moment: int, today: date) -> Truth:
        """Of several words about a duty the newest counts."""
        if row.duty is None:
            return Truth.MAYBE
        rows = self.promises[row.duty] if subject == "promise" else self.snoozes[row.person]
        newest = max(number for number, each in self.rows(subject, rows, moment) if each.duty == row.duty)
        return self.missing(row.duty, moment, today) if newest == matter else Truth.NO

    def stands(self, duty: int, moment: int, today: date) -> bool:
        """The duty is not excused, and its unit is still there."""
        row = self.history.at("duty", duty, moment)
        if row is None or row.excused is not None:
            return False
        unit = self.history.at("unit", row.unit, moment)
        return unit.last is None or unit.last >= today

    def missing(self, duty: int, moment: int, today: date) -> Truth:
        """Nobody has done it yet, and it can still be done."""
        row = self.history.at("duty", duty, moment)
        if not self.stands(duty, moment, today) or row.done is not None:
            return Truth.NO
        return Truth.NO if row.closes is not None and row.closes < today else Truth.YES

    def audience(self, rung: Rung, line: Any) -> set[int]:
        """Everybody who ever held an office by which they might hear of the matter."""
        first = next(each for each in line.values if each)
        if rung.subject in ("snooze", "promise"):
            return {first.person}
        held = [each for line in self.history.facts["office"].values() for each in line.values[:1]]
        if rung.audience == "lead":
            return {each.person for each in held if each.role == "lead"}
        deputy = int(rung.audience == "deputy")
        held = [each for each in held if each.role == "chair" and each.deputy == deputy]
        if rung.subject in KINDS:
            unit = first.unit
        elif hasattr(first, "duty"):
            unit = next(each.unit for each in self.history.facts["duty"][first.duty].values if each)
        else:
            return {each.person for each in held}
        return {each.person for each in held if each.unit == unit}

    # ── who hears of it ───────────────────────────────────────────────────────────────────────────────────────────

    def hears(self, rung: Rung, matter: int, person: int, moment: int, today: date) -> Truth:
        """Whether this person is one of the rung's audience, agreed to be reminded, and can be reached."""
        if not self.listens(person, moment):
            return Truth.NO
        if rung.subject in ("snooze", "promise"):
            row = self.history.at(rung.subject, matter, moment)
            if row is None or row.person != person:
                return Truth.NO
            return Truth.MAYBE if row.duty is None or not self.speaks_for(person, row.duty, moment, today) else Truth.YES
        return self.concerned(rung, matter, person, moment, today)

    def listens(self, person: int, moment: int) -> bool:
        """The person agreed to be reminded, and can be reached."""
        agreed = self.rows("consent", self.consents.get(person), moment)
        doors = self.rows("door", self.doors.get(person), moment)
        return any(each.withdrawn is None for _n, each in agreed) and any(each.closed is None for _n, each in doors)

    def speaks_for(self, person: int, duty: int, moment: int, today: date) -> bool:
        row = self.history.at("duty", duty, moment)
        return row is not None and any(
            each.unit == row.unit and each.role == "chair" and in_force(each, today)
            for _n, each in self.rows("office", self.offices.get(person), moment)
        )

    def concerned(self, rung: Rung, matter: int, person: int, moment: int, today: date) -> Truth:
        """By an office the person holds."""
        held = [each for _n, each in self.rows("office", self.offices.get(person), moment) if in_force(each, today)]
        if rung.audience == "lead":
            clusters = {each.cluster for each in held if each.role == "lead"}
            units = {each.unit for _n, each in self._clustered(moment) if each.cluster in clusters and in_force(each, today)}
        else:
            is_deputy = rung.audience == "deputy"
            units = {each.unit for each in held if each.role == "chair" and bool(each.deputy) == is_deputy}
        if rung.subject in ("phase_start", "phase_end", "anniversary"):
            return self._owes_something(rung, matter, units, moment, today)
        duty = self.duty_of(rung, matter, moment)
        row = self.history.at("duty", duty, moment)
        return Truth.YES if row is not None and row.unit in units else Truth.NO

    def _clustered(self, moment: int) -> Iterator[tuple[int, Any]]:
        return self.rows("in_cluster", list(self.history.facts.get("in_cluster", ())), moment)

    def duty_of(self, rung: Rung, matter: int, moment: int) -> int:
        """The duty behind a matter; 0: none."""
        if rung.subject in ("work", "snooze", "promise"):
            row = self.history.at(rung.subject, matter, moment)
            return (row.duty or 0) if row else 0
        return matter if TABLES[rung.subject] in ("duty", "launch") else 0

    def _owes_something(self, rung: Rung, matter: int, units: set[int], moment: int, today: date) -> Truth:
        """A chair whose units still miss something there certainly hears; whether one who has done it all does is left open."""
        found = Truth.NO
        for unit in units:
            for number, row in self.rows("duty", self.duties_of.get(unit), moment):
                if row.campaign != rung.campaign or (rung.subject != "anniversary" and row.phase != matter):
                    continue
                if self.stands(number, moment, today):
                    found = max(found, Truth.YES if self.missing(number, moment, today) else Truth.MAYBE)
        return found

    # ── what keeps the bot quiet ──────────────────────────────────────────────────────────────────────────────────

    def snoozed(self, person: int, duty: int, moment: int, now: Any) -> bool:
        """The person does not want to hear of the duty yet: the newest word on it counts."""
        newest = self._newest_snooze(person, duty, moment)
        return newest is not None and bool(newest.until > now)

    def _newest_snooze(self, person: int, duty: int, moment: int) -> Any:
        said = [(n, each) for n, each in self.rows("snooze", self.snoozes.get(person), moment) if each.duty in (duty, None)]
        return max(said)[1] if said else None

    def promised(self, duty: int, moment: int, today: date) -> bool:
        """Somebody named a day for the duty that is still to come."""
        said = list(self.rows("promise", self.promises.get(duty), moment))
        return bool(said) and max(said)[1].day >= today

    def answered(self, duty: int, moment: int, now: Any, today: date) -> Truth:
        """A human has answered about the duty, so that nobody further is called."""
        row = self.history.at("duty", duty, moment)
        if row is None:  # nothing was asked yet
            return Truth.NO
        waiting = any(each.decision is None for _n, each in self.rows("request", self.requests.get(duty), moment))
        if self.promised(duty, moment, today) or waiting:
            return Truth.YES
        words = (self._newest_snooze(person, duty, moment) for person in self.snoozes)
        put_off = [each for each in words if each and each.until > now]
        if any(each.duty == duty and self.speaks_for(each.person, duty, moment, today) for each in put_off):
            return Truth.YES  # whoever has left the unit has answered for nobody
        calls = (each for _n, each in self.rows("call", self.calls.get(row.unit), moment) if each.duty in (duty, None))
        return Truth.MAYBE if put_off or any(each.outcome in REACHED for each in calls) else Truth.NO


def in_force(row: Any, today: date) -> bool:
    """A row that is valid from one day to another holds today."""
    return row.first <= today and (row.last is None or row.last >= today)
