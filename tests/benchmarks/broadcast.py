"""`make bench-broadcast`: an announcement to thousands through bad weather, with the process killed again and again; how fast one
process is where the platform allows 1,000 messages a second; and what a reply waits for while an announcement to the whole
nation is queued and leaves.

The storm runs in simulated time over real HTTP: see `simulated`. The rest is measured in real time. One line of JSON; exit code
1 when a bar is missed. With `--quick` only what does not depend on the machine is judged.

    make bench-broadcast               10,000 recipients, ten kills, a minute of replies
    make bench-broadcast ARGS=--quick  a few hundred, two kills, a few seconds
"""

import asyncio
import json
import logging
import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from tests.benchmarks.broadcast_life import Order
from tests.benchmarks.broadcast_replies import measure_replies
from tests.benchmarks.broadcast_sea import TOKEN, Sea, sea
from tests.benchmarks.broadcast_storm import storm
from tests.benchmarks.running import running

Bars = dict[str, Callable[[float], bool]]
ALWAYS: Bars = {
    "missed": lambda found: found == 0,
    "into_halt": lambda found: found == 0,
    "efficiency": lambda found: found >= 0.98,
}
HERE: Bars = {  # on a machine that has nothing else to do
    "paid_per_s": lambda found: found >= 900,
    "reply_p99_s": lambda found: found <= 0.5,
    "enqueue_127k_s": lambda found: found < 3,
    "enqueue_reply_p99_s": lambda found: found <= 0.5,
}


@dataclass(frozen=True)
class Size:
    """How much of everything, and what is judged."""

    audience: int
    kills: int
    paid: int
    nation: int
    seconds: int  # of replies
    bars: Bars


FULL = Size(10_000, 10, 20_000, 127_000, 60, ALWAYS | HERE)
QUICK = Size(300, 2, 1_000, 5_000, 5, ALWAYS)


async def paid(folder: Path, count: int) -> dict[str, float]:
    """Messages a second, sent and marked as sent on disk, where the platform allows 1,000."""
    async with sea(folder, count, Clock(), Order(per_second=1_000)) as here:
        for chat in here.audience:
            here.platform.phone(TOKEN, chat, "Mai", started=True)
        async with running(here.folder, "tests.benchmarks.broadcast_life", here.order.to_text()) as program:
            while not here.platform.calls["sendMessage"]:
                program.check()
                await asyncio.sleep(0.005)
            begun = time.perf_counter()
            while not _all_marked(here):
                program.check()
                await asyncio.sleep(0.1)
            seconds = time.perf_counter() - begun
        return {"paid_per_s": count / seconds}


def _all_marked(here: Sea) -> bool:
    enough = here.platform.calls["sendMessage"] >= len(here.audience)
    return enough and here.query("SELECT count(*) FROM outbox WHERE state <> 'sent'") == [(0,)]


async def measure(folder: Path, size: Size, seed: int) -> dict[str, float]:
    """Everything, one after the other."""
    # Whoever is measured is killed in the middle of its calls, and the server would report each of them.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    found = await storm(_new(folder / "storm"), size.audience, size.kills, seed)
    found |= await paid(_new(folder / "paid"), size.paid)
    return found | await measure_replies(_new(folder / "replies"), size.nation, size.seconds)


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def main() -> int:
    """Measure, print, judge."""
    seed, size = random.SystemRandom().randrange(10**6), QUICK if "--quick" in sys.argv else FULL
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as name:
        found = asyncio.run(measure(Path(name), size, seed))
    print(json.dumps({"seed": seed} | {key: round(value, 3) for key, value in found.items()}))  # noqa: T201
    missed = {key: found[key] for key, holds in size.bars.items() if not holds(found[key])}
    if found["duplicates"] > found["allowed_duplicates"]:
        missed["duplicates"] = found["duplicates"]
    if missed:
        print(f"missed: {missed}", file=sys.stderr)  # noqa: T201
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
