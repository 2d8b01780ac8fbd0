"""Kills the application at every point of the flow: `python -m tests.crash.full [--database postgresql]`.

The flow is walked from rest to rest once, and its database and phones are kept at each. From there a trial takes one step, or
two, and dies at a point of the first; where it ends must be where the same steps lead without a death. That covers every point
at a fifth of the cost of whole flows. Some points are tried with the whole flow all the same, and some with a second death while
the application recovers from the first. The last line is the result, as JSON.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.crash.flow import STEPS
from tests.crash.record import Record
from tests.crash.stores import PostgresStore, SqliteStore, Store
from tests.crash.trial import Checkpoint, Lane
from tests.crash.verdict import Verdict
from tests.support.databases import postgres_server

FURTHER = 4  # every fourth point: one step further
DOUBLE = 15  # every fifteenth point is also tried with a second death
WHOLE = 50  # every fiftieth point of the flow is also tried with the whole flow
SECOND = 180  # points of the second life before which the second death comes: start and recovery have about as many
SEED = 20260304


@dataclass(frozen=True)
class Task:
    """A trial to be made, and how it must end."""

    begin: Checkpoint
    steps: int
    deadly: Sequence[int]
    expected: Record

    def __str__(self) -> str:
        return f"steps {self.begin.number}+{self.steps}, deaths at {list(self.deadly)}"


class Broken(Exception):
    """The flow does not even reach its end when nobody is killed."""


async def plan(lane: Lane, every: int) -> list[Task]:
    """Walk the flow without a death, and derive the trials from it."""
    tasks: list[Task] = []
    at = Checkpoint()
    chance = random.Random(SEED)  # noqa: S311  no secret: the same deaths at every run
    for number in range(len(STEPS)):
        further, _before, _last = await _reference(lane, at, 2)
        expected, before, last = await _reference(lane, at, 1)
        for place, point in enumerate(range(before + 1, last + 1, every)):
            tasks.append(Task(at, 2, (point,), further) if place % FURTHER == 0 else Task(at, 1, (point,), expected))
            if place % DOUBLE == 0:
                tasks.append(Task(at, 1, (point, chance.randint(1, SECOND)), expected))
        await lane.play((), at, 1, ticks=False)  # what a tick brings is for the next step
        at = await lane.save(number + 1)
    expected, _before, last = await _reference(lane, Checkpoint(), len(STEPS))
    return tasks + [Task(Checkpoint(), len(STEPS), (point,), expected) for point in range(WHOLE, last, WHOLE * every)]


async def _reference(lane: Lane, begin: Checkpoint, steps: int) -> tuple[Record, int, int]:
    """The record without a death, and between which points the first step lies."""
    outcome = await lane.play((), begin, steps)
    if outcome.record is None:
        raise Broken(f"step {begin.number}: {outcome.problem}")
    return outcome.record, outcome.before, len(outcome.points)


async def carry_out(lanes: Sequence[Lane], tasks: Sequence[Task], verdict: Verdict) -> None:
    """Make all trials, one at a time in each lane."""
    waiting = iter(tasks)

    async def work(lane: Lane) -> None:
        for task in waiting:
            outcome = await lane.play(task.deadly, task.begin, task.steps)
            verdict.judge(str(task), outcome, task.expected)

    async with asyncio.TaskGroup() as group:
        for lane in lanes:
            group.create_task(work(lane))


async def _measure(store: Store, folder: Path, lanes: int, every: int) -> Verdict:
    verdict = Verdict()
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(Lane.open(store, folder, str(number))) for number in range(lanes)]
        tasks = await plan(opened[0], every)
        print(f"{len(tasks)} trials", file=sys.stderr, flush=True)  # noqa: T201
        await carry_out(opened, tasks, verdict)
    return verdict


def main() -> None:
    """Measure, say what went wrong, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--lanes", type=int, default=2, help="trials at a time")
    parser.add_argument("--every", type=int, default=1, help="only every n-th point")
    chosen = parser.parse_args()
    begun = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="thidua-crash-")))
        if chosen.database == "sqlite":
            store: Store = SqliteStore(folder)
        else:
            store = PostgresStore(stack.enter_context(postgres_server()))
            stack.callback(store.close)
        verdict = asyncio.run(_measure(store, folder, chosen.lanes, chosen.every))
    for complaint in verdict.complaints:
        print(complaint, file=sys.stderr)  # noqa: T201
    counts = {name: getattr(verdict, name) for name in ("points", "lost", "twice", "max_repeated")}
    seconds = round(time.monotonic() - begun)
    print(json.dumps({**counts, "double_crashes": verdict.double, "seconds": seconds, "database": chosen.database}))  # noqa: T201
    sys.exit(0 if verdict.is_good else 1)


if __name__ == "__main__":
    main()
