"""A SIGKILL anywhere loses nothing, does nothing twice and repeats at most one message in a chat: at some points of the flow.

All points are `python -m tests.crash.full`.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.flow import BEFORE, EVERYDAY, LAUNCH, STEPS
from tests.crash.full import Task, carry_out
from tests.crash.stores import SqliteStore, Store
from tests.crash.trial import Checkpoint, Lane, reach
from tests.crash.verdict import Verdict


@dataclass(frozen=True)
class Part:
    """Steps of the flow from a checkpoint on, with how many deaths on either database."""

    begin: int
    steps: int
    on_sqlite: int
    on_postgres: int


PARTS = {
    "launch": Part(0, len(LAUNCH), on_sqlite=26, on_postgres=8),
    "pledge, report, review": Part(len(LAUNCH), BEFORE - len(LAUNCH), on_sqlite=8, on_postgres=3),
    "held, on behalf, arm, pause": Part(BEFORE, len(EVERYDAY), on_sqlite=8, on_postgres=3),
}


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
async def test_what_a_kill_leaves_behind(store: Store, tmp_path: Path, part: Part) -> None:
    wanted = part.on_sqlite if isinstance(store, SqliteStore) else part.on_postgres
    verdict = Verdict()
    async with Lane.open(store, tmp_path, "only") as lane:
        begin = await reach(lane, part.begin)
        undisturbed = await lane.play((), begin, part.steps)
        assert undisturbed.record is not None, undisturbed.problem
        assert set(undisturbed.record.repeated.values()) == {0}
        last = len(undisturbed.points)
        assert last > 400  # points: before and after each of 200 statements and calls
        deaths = [(last * (2 * number + 1) // (2 * wanted),) for number in range(wanted)]
        await carry_out([lane], [Task(begin, part.steps, each, undisturbed.record) for each in deaths], verdict)
    assert verdict.is_good, verdict.complaints
    assert verdict.points >= wanted - 1  # the last ones may come after the end: the flow is not to the point as long every time


async def test_two_kills_in_a_row(tmp_path: Path) -> None:
    verdict = Verdict()
    async with Lane.open(SqliteStore(tmp_path), tmp_path, "only") as lane:
        undisturbed = await lane.play()
        assert undisturbed.record is not None, undisturbed.problem
        last = len(undisturbed.points)
        deaths = [(last * number // 6, 30 * number) for number in range(1, 6)]
        await carry_out([lane], [Task(Checkpoint(), len(STEPS), each, undisturbed.record) for each in deaths], verdict)
    assert verdict.is_good, verdict.complaints
    assert verdict.double == len(deaths)
