"""`make bench-reminders`: a thousand federations walked through ten years of reminders, each judged by an independent oracle.

`tests.simulation` says what a walk is, `tests.simulation.judging` who judges it. A run that was stopped goes on where it was, and
a judge that was changed judges the same walks: those that are over are kept in `--folder`, under a name that changes with the
program's text. `--first SEED --seeds 1`: that seed alone. What went wrong goes to stderr; the last line is the result.
"""

import gc
import hashlib
import json
import multiprocessing
import os
import pickle
import sys
import time
import zlib
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from tests.simulation.judging.oracle import COUNTS
from tests.simulation.seed import Result, judged, run, walk
from tests.simulation.walk import YEARS

SEEDS, QUICK = 1_000, 4
ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "build" / "walks"  # nobody else may write there: what is kept is pickled
SHOWN = 20  # complaints of one seed that are shown
EVERY = 10  # seeds after which it is said how far they are


def main(
    *,
    quick: Annotated[bool, typer.Option(help="A few seeds of one year.")] = False,
    seeds: Annotated[int, typer.Option(help="How many seeds.")] = SEEDS,
    first: Annotated[int, typer.Option(help="The first seed.")] = 0,
    years: Annotated[int, typer.Option(help="How many years each.")] = YEARS,
    jobs: Annotated[int, typer.Option(help="Seeds at a time; 0: as many as there are processors.")] = 0,
    folder: Annotated[Path, typer.Option(help="Where walks are kept.")] = PLACE,
) -> None:
    """Print the counts as JSON; exit 1 where a promise was broken."""
    begun = time.monotonic()
    if quick:
        seeds, years = QUICK, 1
    place = None if quick else folder / f"thidua-reminders-{years}-{_version()}"
    if place:
        place.mkdir(parents=True, exist_ok=True)
    done: list[dict[str, Any]] = []
    with multiprocessing.get_context("spawn").Pool(jobs or os.cpu_count(), _collect_seldom) as pool:
        for result in pool.imap_unordered(partial(_result, years=years, place=place), range(first, first + seeds)):
            done.append(result.as_json())
            _tell(result, len(done), seeds, begun)
    counts = _counts(done)
    print(json.dumps({**counts, "years": years, "wall_s": round(time.monotonic() - begun)}))  # noqa: T201
    if any(counts[each] for each in COUNTS):
        raise SystemExit(1)


def _collect_seldom() -> None:
    """A walk keeps what happened and leaves few circles behind: looking for them takes a tenth of its time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _version() -> str:
    """Changes with every line of the program and of the simulation, but not with its judges."""
    files = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "tests" / "simulation").glob("*.py")])
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:12]


def _result(seed: int, years: int, place: Path | None) -> Result:
    """Judge a seed's walk, which is kept in the folder once it is over: 200 kB."""
    if place is None:
        return run(seed, years)
    file = place / f"{seed}.walk"
    if not file.exists():
        new = file.with_suffix(".new")
        new.write_bytes(zlib.compress(pickle.dumps(walk(seed, years))))
        new.rename(file)
    return judged(pickle.loads(zlib.decompress(file.read_bytes())))  # noqa: S301  our own


def _tell(result: Result, done: int, wanted: int, begun: float) -> None:
    for complaint in result.complaints[:SHOWN]:
        print(complaint, file=sys.stderr, flush=True)  # noqa: T201
    if done % EVERY == 0 or done == wanted:
        print(f"{done} of {wanted} seeds, {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)  # noqa: T201


def _counts(results: list[dict[str, Any]]) -> dict[str, Any]:
    reasons: Counter[str] = Counter()
    for each in results:
        reasons.update(each["reasons"])
    return {
        "seeds": len(results),
        **{name: sum(each["counts"][name] for each in results) for name in COUNTS},
        **{name: sum(each[name] for each in results) for name in ("digests", "reminders", "required", "stops", "idle", "deaths")},
        "ledger": dict(reasons.most_common()),
        "seconds_a_seed": round(sum(each["seconds"] for each in results) / max(len(results), 1), 2),
    }


if __name__ == "__main__":
    typer.run(main)
