"""The oracle itself: it finds nothing wrong with a good walk, and everything that is made wrong in one."""

import copy
import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.simulation.facts import Entry, History, Sent
from tests.simulation.judging.oracle import ASKING, COUNTS, Verdict, judge
from tests.simulation.seed import in_memory, ledger, run
from tests.simulation.walk import Walk

SEED = 3


@dataclass
class Walked:
    """What a walk left."""

    history: History
    ledger: list[Entry]
    cap: int

    def verdict(self) -> Verdict:
        return judge(self.history, self.ledger, self.cap)

    def asking(self) -> tuple[int, Sent]:
        """A digest of one line that asks a chair for something, and its place."""
        rungs = self.history.facts["rung"]
        for place, sent in enumerate(self.history.sent):
            if len(sent.lines) == 1 and sent.lines[0].rung > 0:
                rung = next(each for each in rungs[sent.lines[0].rung].values if each)
                if rung.subject in ASKING and rung.audience == "chair" and rung.days < 0:
                    return place, sent
        raise LookupError("no such digest")


@pytest.fixture(scope="module")
def good() -> Walked:
    walk = Walk(in_memory(), random.Random(SEED), 1)  # noqa: S311  no secret: the same walk each time
    history = walk.run()
    walked = Walked(history, ledger(walk.store), walk.cap)
    walk.store.close()
    return walked


def say_it_twice(walked: Walked) -> None:
    _place, sent = walked.asking()
    walked.history.sent.append(replace(sent, moment=walked.history.now, at=walked.history.clocks[-1]))


def forget_it(walked: Walked) -> None:
    """Every digest of the year is lost, and the ledger with it."""
    walked.history.sent.clear()
    walked.ledger.clear()


def lie_about_it(walked: Walked) -> None:
    """The ledger says that it was done."""
    walked.history.sent.clear()
    walked.ledger[:] = [replace(each, dropped="done", state=None) for each in walked.ledger]


def blame_the_cap(walked: Walked) -> None:
    """The ledger says that the weeks were full, in which nothing was sent."""
    walked.history.sent.clear()
    walked.ledger[:] = [replace(each, dropped="cap", state=None) for each in walked.ledger]


def blame_a_block(walked: Walked) -> None:
    """The ledger says that blocked chats took nothing, where everything could be sent."""
    walked.history.sent.clear()
    walked.history.troubles.clear()
    walked.ledger[:] = [replace(each, dropped=None, state="dead") for each in walked.ledger]


def say_it_before_its_day(walked: Walked) -> None:
    place, sent = walked.asking()
    walked.history.sent[place] = replace(sent, at=sent.at - timedelta(days=7))


def say_it_at_night(walked: Walked) -> None:
    place, sent = walked.asking()
    walked.history.sent[place] = replace(sent, at=sent.at + timedelta(hours=13))


def say_it_to_who_has_done_it(walked: Walked) -> None:
    _place, sent = walked.asking()
    duty = walked.history.facts["duty"][sent.lines[0].matter]
    duty.values[:] = [each and each._replace(done=sent.at - timedelta(days=1)) for each in duty.values]


def say_it_to_who_stopped(walked: Walked) -> None:
    _place, sent = walked.asking()
    for consent in walked.history.facts["consent"].values():
        consent.values[:] = [each._replace(withdrawn=sent.at) if each.person == sent.person else each for each in consent.values]


def say_too_much(walked: Walked) -> None:
    walked.cap = 0


def say_nothing_in_it(walked: Walked) -> None:
    place, sent = walked.asking()
    walked.history.sent[place] = replace(sent, text="Chào đồng chí.")


TAMPERINGS: dict[Callable[[Walked], None], str] = {
    say_it_twice: "duplicates",
    forget_it: "missed",
    lie_about_it: "missed",
    blame_the_cap: "missed",
    blame_a_block: "missed",
    say_nothing_in_it: "missed",
    say_it_before_its_day: "early",
    say_it_at_night: "early",
    say_it_to_who_has_done_it: "after_completion",
    say_it_to_who_stopped: "after_completion",
    say_too_much: "over_cap",
}


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_what_is_made_wrong_is_found(good: Walked, tamper: Callable[[Walked], None]) -> None:
    walked = copy.deepcopy(good)
    before = walked.verdict().counts[TAMPERINGS[tamper]]
    tamper(walked)
    assert walked.verdict().counts[TAMPERINGS[tamper]] > before


@pytest.mark.parametrize("seed", [0, 1])
def test_a_year_goes_well(seed: int) -> None:
    """Seed 0 is walked with servers that are killed."""
    result = run(seed, years=1)
    assert result.complaints == ()
    assert result.counts == dict.fromkeys(COUNTS, 0)
    assert result.required > 0
    assert result.digests > 0
    assert (result.deaths > 0) == (seed == 0)
