"""A walk that is judged: its facts, what was sent, what the ledger says of the rest, and the verdict so far."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from tests.simulation.facts import Entry, History, Sent
from tests.simulation.judging.mornings import Mornings
from tests.simulation.judging.truth import KINDS, World
from tests.simulation.rows import Rung

SOON = timedelta(minutes=12)  # how soon the program sees what has changed
MOVED = "moved"
ASKING = ("registration", "held", "pledge", "report", "note")
COUNTS = ("duplicates", "missed", "early", "after_completion", "over_cap")


class Key(NamedTuple):
    """What may be said to a person once, whatever number its rung has in the table."""

    subject: str
    audience: str
    days: int
    matter: int
    due: date
    person: int


@dataclass
class Verdict:
    """How often each promise was broken, and what exactly happened."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    complaints: list[str] = field(default_factory=list)
    digests: int = 0
    reminders: int = 0
    required: int = 0
    reasons: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def complain(self, count: str, about: str) -> None:
        self.counts[count] += 1
        self.complaints.append(f"{count}: {about}")


class Case:
    """What all judges look at. `said` and `weeks` are filled by whoever looks at what was sent."""

    def __init__(self, history: History, ledger: list[Entry], cap: int) -> None:
        self.history, self.cap = history, cap
        self.world, self.mornings = World(history), Mornings(history)
        self.rungs: dict[int, Rung] = {row: next(each for each in line.values if each) for row, line in history.every("rung")}
        self.ladders: dict[tuple[int, str, str], list[Rung]] = defaultdict(list)
        for each in self.rungs.values():
            self.ladders[each.campaign, each.subject, each.audience].append(each)
        self.verdict = Verdict(digests=len(history.sent))
        self.said: dict[Key, list[Sent]] = defaultdict(list)
        self.weeks: dict[tuple[int, int, int], list[Sent]] = defaultdict(list)
        self.ledger: dict[Key, list[Entry]] = defaultdict(list)
        for entry in ledger:
            self.ledger[self.key(entry.rung, entry.matter, entry.due, entry.person)].append(entry)
            self.verdict.reasons[entry.dropped or entry.state or "waits"] += 1

    def key(self, rung: int, matter: int, due: date, person: int) -> Key:
        """By which it is said once."""
        if rung < 0:  # “Hạn … đổi từ … sang …”: in place of a rung stands the earlier day
            return Key(MOVED, "chair", rung, matter, due, person)
        step = self.rungs[rung]
        return Key(step.subject, step.audience, step.days, matter, due, person)

    def hour(self, person: int, moment: int) -> int | None:
        """From which minute of the day on the person wants to be written to, at that moment."""
        row = self.history.at("person", person, moment)
        return row.remind_at if row else None

    def comes(self, rung: Rung, due: date, version: int) -> datetime:
        """The instant of a rung by that version of the calendar."""
        return self.mornings.comes(due, rung.days, rung.minute, version)

    def is_quiet(self, rung: Rung, person: int, duty: int, moment: int, now: datetime, day: date) -> bool:
        """The person put it off, or somebody promised it for later."""
        if rung.subject == "snooze":
            return False
        if self.world.snoozed(person, 0 if rung.subject == "work" else duty, moment, now):
            return True
        return rung.subject in KINDS and self.world.promised(duty, moment, day)

    def has_trouble(self, person: int, first: int, last: int) -> bool:
        """A message to the person could not be sent, from the first of these moments to the last."""
        return any(first <= moment <= last and who == person for moment, who in self.history.troubles)

    def words(self, key: Key) -> str:
        """For a complaint."""
        return f"{key.subject} {key.matter} {key.days:+} of {key.due} to {key.audience} {key.person}"
