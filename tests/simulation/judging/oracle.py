"""The verdict on a walk: what was reminded of twice, not at all, too early, after it was done, or beyond the week's cap."""

from tests.simulation.facts import Entry, History
from tests.simulation.judging.case import ASKING, COUNTS, Case, Verdict
from tests.simulation.judging.moves import Moves
from tests.simulation.judging.occasions import Occasions
from tests.simulation.judging.sending import Sending

__all__ = ["ASKING", "COUNTS", "Entry", "Verdict", "judge"]


def judge(history: History, ledger: list[Entry], cap: int) -> Verdict:
    """Hold what was sent, and what the ledger says of the rest, against the facts."""
    case = Case(history, ledger, cap)
    for each in (Sending, Occasions, Moves):
        each(case).judge()
    return case.verdict
