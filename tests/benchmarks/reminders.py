"""`make bench-reminders`: a thousand federations walked through ten years of reminders, each judged by an independent oracle.

`tests.simulation` says what a walk is and who judges it. A run that was stopped goes on where it was: finished seeds are kept in
a file in `--folder`, under a name that changes with the program's text. `--first SEED --seeds 1` walks one seed again. What went
wrong goes to stderr; the last line is the result.
"""

import gc
import hashlib
import json
import multiprocessing
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from tests.simulation.oracle import COUNTS
from tests.simulation.seed import Result, run
from tests.simulation.walk import YEARS

SEEDS, QUICK = 1_000, 4
ROOT = Path(__file__).resolve().parents[2]
PLACE = Path(tempfile.gettempdir())
SHOWN = 20  # complaints of one seed that are shown
EVERY = 10  # seeds after which it is said how far they are


def main(
    *,
    quick: Annotated[bool, typer.Option(help="A few seeds of one year.")] = False,
    seeds: Annotated[int, typer.Option(help="How many seeds.")] = SEEDS,
    first: Annotated[int, typer.Option(help="The first seed.")] = 0,
    years: Annotated[int, typer.Option(help="How many years each.")] = YEARS,
    jobs: Annotated[int, typer.Option(help="Seeds at a time; 0: as many as there are processors.")] = 0,
    folder: Annotated[Path, typer.Option(help="Where finished seeds are kept.")] = PLACE,
) -> None:
    """Print the counts as JSON; exit 1 where a promise was broken."""
    begun = time.monotonic()
    if quick:
        seeds, years = QUICK, 1
    wanted = range(first, first + seeds)
    file = folder / f"thidua-reminders-{years}-{_version()}.jsonl"
    done = {} if quick else {each["seed"]: each for each in _finished(file) if each["seed"] in wanted}
    waiting = [seed for seed in wanted if seed not in done]
    with multiprocessing.get_context("spawn").Pool(jobs or os.cpu_count(), _collect_seldom) as pool:
        for result in pool.imap_unordered(partial(run, years=years), waiting):
            done[result.seed] = result.as_json()
            if not quick:
                _keep(file, result)
            _tell(result, len(done), len(wanted), begun)
    counts = _counts(list(done.values()))
    print(json.dumps({**counts, "years": years, "wall_s": round(time.monotonic() - begun)}))  # noqa: T201
    if any(counts[each] for each in COUNTS):
        raise SystemExit(1)


def _collect_seldom() -> None:
    """A walk keeps what happened and leaves few circles behind: looking for them takes a tenth of its time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _version() -> str:
    """Changes with every line of the program and of the simulation."""
    files = sorted([*(ROOT / "bot").rglob("*.py"), *(ROOT / "tests" / "simulation").glob("*.py")])
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:12]


def _finished(file: Path) -> Iterator[dict[str, Any]]:
    """Seeds of an earlier run; a line that it did not finish is left out."""
    for line in file.read_text("utf-8").splitlines() if file.exists() else ():
        with suppress(ValueError):
            yield json.loads(line)


def _keep(file: Path, result: Result) -> None:
    with file.open("a", encoding="utf-8") as opened:
        opened.write("\n" + json.dumps(result.as_json(), ensure_ascii=False))


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
