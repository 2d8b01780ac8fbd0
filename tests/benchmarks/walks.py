"""`make bench-walks`: random walks of several people through all conversations; each must leave everything well.

`tests.walks.walk` says what a walk is. A walk is known by its seed, so that a run goes on with `--first` where another ended,
and `--first SEED --walks 1` takes one walk again. Failures go to stderr with their last steps; the last line is the result.
"""

import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from typing import Annotated

import typer

from tests.walks.walk import STEPS, walk

WALKS, QUICK = 5_000, 60
CHUNK = 4  # walks that a process takes at a time
EVERY = 500  # walks after which it is said how far they are


def main(
    *,
    quick: Annotated[bool, typer.Option(help="A few walks.")] = False,
    walks: Annotated[int, typer.Option(help="How many walks.")] = WALKS,
    first: Annotated[int, typer.Option(help="The seed of the first walk.")] = 0,
) -> None:
    """Print the counts as JSON; exit 1 where a walk failed."""
    begun = time.monotonic()
    seeds = range(first, first + (QUICK if quick else walks))
    steps, failures = 0, 0
    reached: Counter[str] = Counter()
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as pool:
        for number, result in enumerate(pool.imap_unordered(walk, seeds, CHUNK), 1):
            steps += result.steps
            reached.update(result.reached)
            if result.failure:
                failures += 1
                print(result.failure, file=sys.stderr, flush=True)  # noqa: T201
            if number % EVERY == 0:
                print(f"{number} walks, {failures} failures", file=sys.stderr, flush=True)  # noqa: T201
    seconds = round(time.monotonic() - begun)
    counts = {"walks": len(seeds), "steps": steps, "failures": failures, "seconds": seconds, "steps_a_walk": STEPS}
    print(json.dumps({**counts, "reached": dict(sorted(reached.items()))}))  # noqa: T201
    if failures:
        raise SystemExit(1)


if __name__ == "__main__":
    typer.run(main)
