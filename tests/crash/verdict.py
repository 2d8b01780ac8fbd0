"""Whether a run with crashes in it led to the same end as the run that nobody killed."""

from dataclasses import dataclass, field
from math import ceil

from tests.crash.record import Record
from tests.crash.trial import Outcome

SHOWN = 3  # differing facts of a trial


@dataclass
class Verdict:
    """Counts over many trials; `points` are places where the application died, `double` trials in which it died twice."""

    points: int = 0
    double: int = 0
    lost: int = 0
    twice: int = 0
    max_repeated: int = 0
    complaints: list[str] = field(default_factory=list)

    def judge(self, what: str, outcome: Outcome, expected: Record) -> None:
        """Add a trial. What is missing is lost, what is there beyond the expected was done twice, what differs is both."""
        deaths = len(outcome.died_at)
        if deaths == 0 and not outcome.problem:
            return  # the flow was over before the point came
        self.points += 1
        self.double += deaths > 1
        if outcome.record is None:
            self.lost += 1
            self.complaints.append(f"{what}: {outcome.died_at}: {outcome.problem}")
            return
        missing, extra = expected.facts - outcome.record.facts, outcome.record.facts - expected.facts
        self.lost += bool(missing)
        self.twice += bool(extra)
        repeated = max(outcome.record.repeated.values())
        self.max_repeated = max(self.max_repeated, ceil(repeated / max(deaths, 1)))
        if missing or extra:
            self.complaints.append(f"{what}: {outcome.died_at}: missing {_some(missing)}; there instead {_some(extra)}")

    @property
    def is_good(self) -> bool:
        """Nothing lost, nothing done twice, at most one message repeated per crash and chat."""
        return not (self.lost or self.twice or self.complaints) and self.max_repeated <= 1


def _some(facts: "dict[str, int]") -> str:
    return " | ".join(list(facts)[:SHOWN]) or "nothing"
