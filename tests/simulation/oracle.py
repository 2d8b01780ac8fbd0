"""The verdict on a walk: what was reminded of twice, not at all, too early, after it was done, or beyond the week's cap."""

from tests.simulation.case import ASKING, COUNTS, Case, Entry, Verdict
from tests.simulation.facts import History
from tests.simulation.moves import Moves
from tests.simulation.occasions import Occasions
from tests.simulation.sending import Sending

__all__ = ["ASKING", "COUNTS", "Entry", "Verdict", "judge"]


def judge(history: History, ledger: list[Entry], cap: int) -> Verdict:
    """Hold what was sent, and what the ledger says of the rest, against the facts."""
    case = Case(history, ledger, cap)
    for each in (Sending, Occasions, Moves):
        each(case).judge()
    return case.verdict
