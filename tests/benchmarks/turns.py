"""`make bench-turns`: turns a second of the bot and of its peer, on the same fake platform with the same people.

A turn is one update of a person that the bot answered with its next message. Two processes work: this one is Telegram and
the people, the other is the bot or, in turn, the peer. See `peer` for what the peer is.
"""

import asyncio
import json
import logging
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform
from tests.benchmarks.cold_start import cold_start
from tests.benchmarks.people import TURNS_IN_A_WALK, Crowd, Transcript
from tests.benchmarks.running import Running, running
from tests.support import databases

MANY, CROWD, DELAY = 32, 200, 0.05  # chats without delay, chats with, seconds of delay
PATIENCE = 60.0  # seconds until everything is under way


class DatabaseKind(StrEnum):
    """Where the bot keeps its things; the peer has its pickle."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


@dataclass(frozen=True)
class Lengths:
    """How often, and for how many seconds, each measurement is made."""

    rounds: int
    warm_up: float
    window: float


FULL, QUICK = Lengths(3, 3.0, 10.0), Lengths(1, 1.0, 2.5)


@dataclass(frozen=True)
class Scene:
    """Who is measured, with how many chats and how much delay."""

    system: str
    chats: int
    delay: float = 0.0


OURS, PEER, ALONE = Scene("ours", MANY), Scene("peer", MANY), Scene("ours", 1)
OURS_AFAR, PEER_AFAR = Scene("ours", CROWD, DELAY), Scene("peer", CROWD, DELAY)
SCENES = (OURS, PEER, OURS_AFAR, PEER_AFAR, ALONE)


@dataclass(frozen=True)
class Window:
    """What was seen while it was measured; shares are of one core."""

    turns_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    cpu_share: float
    rss_mb: float
    fake_share: float
    fake_calls_per_s: float


@dataclass
class Theatre:
    """The fake platform at its address, the folder for everything that is written, and the transcripts so far."""

    platform: TelegramPlatform
    address: str
    folder: Path
    postgres: str | None
    plays: int = 0

    async def play(self, scene: Scene, lengths: Lengths) -> tuple[Window, Transcript]:
        """Measure once, with a new bot and nothing remembered; also what the first person heard."""
        self.plays += 1
        token = f"{710000000 + self.plays}:the-benchmark-has-no-secrets"
        self.platform.add_bot(token, "thidua_bot", "Trợ lý thi đua")
        folder = self.folder / str(self.plays)
        folder.mkdir()
        crowd = Crowd(self.platform, token, scene.chats)
        self.platform.switches.delay = scene.delay
        async with running(folder, *self._program(scene, token, folder)) as program, asyncio.TaskGroup() as tasks:
            living = tasks.create_task(crowd.live())
            await _under_way(program, crowd, 1 if scene.delay else TURNS_IN_A_WALK)
            window = await self._measure(program, crowd, lengths)
            living.cancel()
        del self.platform.bots[token]
        return window, crowd.people[0].transcript

    def _program(self, scene: Scene, token: str, folder: Path) -> list[str]:
        base = f"{self.address}/bot"
        if scene.system == "peer":
            return ["tests.benchmarks.peer", token, base, str(folder / "persistence.pickle")]
        if self.postgres is not None:
            database = databases.new_database(self.postgres, f"turns_{self.plays}")
        else:
            database = f"sqlite:///{folder}/thidua.db"
        return ["tests.benchmarks.ours", token, base, database, str(scene.chats)]

    async def _measure(self, program: Running, crowd: Crowd, lengths: Lengths) -> Window:
        await asyncio.sleep(lengths.warm_up)
        crowd.turns.clear()
        began, cpu, own = time.perf_counter(), program.cpu_seconds(), time.process_time()
        calls = self.platform.calls.total()
        await asyncio.sleep(lengths.window)
        program.check()
        seconds, turns = time.perf_counter() - began, sorted(crowd.turns)
        used = program.cpu_seconds() - cpu
        return Window(
            turns_per_s=len(turns) / seconds,
            p50_ms=1000 * _percentile(turns, 0.50),
            p99_ms=1000 * _percentile(turns, 0.99),
            cpu_ms=1000 * used / max(len(turns), 1),
            cpu_share=used / seconds,
            rss_mb=program.resident_mb(),
            fake_share=(time.process_time() - own) / seconds,
            fake_calls_per_s=(self.platform.calls.total() - calls) / seconds,
        )


async def _under_way(program: Running, crowd: Crowd, answers: int) -> None:
    """Returns when the first person has had so many answers."""
    async with asyncio.timeout(PATIENCE):
        while len(crowd.people[0].transcript) < answers:
            program.check()
            await asyncio.sleep(0.01)


def _percentile(ordered: Sequence[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else float("nan")


@asynccontextmanager
async def theatre(folder: Path, postgres: str | None) -> AsyncIterator[Theatre]:
    """The fake platform, open."""
    # Whoever is measured is stopped in the middle of its calls, and the server would report each of them.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    platform = TelegramPlatform(Clock())
    runner, port = await serve(platform.application())
    try:
        yield Theatre(platform, f"http://127.0.0.1:{port}", folder, postgres)
    finally:
        await runner.cleanup()


class Unfair(Exception):
    """The peer does not do what the bot does, so there is nothing to compare: `peer` has to be changed."""


def compare(ours: Transcript, peer: Transcript) -> None:
    """Both must have shown as many buttons and said as much, give or take a tenth: raises Unfair."""
    for one, other in zip(ours, peer, strict=False):
        if one.buttons != other.buttons or abs(len(one.text) - len(other.text)) > len(one.text) / 10:
            raise Unfair(f"the bot: {one}\nthe peer: {other}")


async def measure(folder: Path, postgres: str | None, lengths: Lengths) -> dict[str, float]:
    """Every scene as often as `lengths` says, ours and the peer's in turn; the medians."""
    windows: dict[Scene, list[Window]] = {scene: [] for scene in SCENES}
    starts = []
    async with theatre(folder, postgres) as here:
        typer.echo(HEADER)
        for _ in range(lengths.rounds):
            heard = {}
            for scene in SCENES:
                window, heard[scene] = await here.play(scene, lengths)
                windows[scene].append(window)
                typer.echo(_line(scene, window))
            compare(heard[OURS], heard[PEER])
            here.platform.switches.delay = 0.0
            starts.append(await cold_start(here.platform, here.address, folder))
    typer.echo(f"cold start s: {', '.join(f'{each:.2f}' for each in starts)}")
    return _medians(windows, starts)


def _medians(windows: dict[Scene, list[Window]], starts: list[float]) -> dict[str, float]:
    def median(scene: Scene, name: str) -> float:
        return float(statistics.median(getattr(window, name) for window in windows[scene]))

    rate = {scene: median(scene, "turns_per_s") for scene in SCENES}
    return {
        "ratio": rate[OURS] / rate[PEER],
        "ratio_50ms": rate[OURS_AFAR] / rate[PEER_AFAR],
        "turns_per_s": rate[OURS],
        "peer_turns_per_s": rate[PEER],
        "share_50ms": rate[OURS_AFAR] / rate[OURS],
        "cpu_ms": median(OURS, "cpu_ms"),
        "p50_ms": median(ALONE, "p50_ms"),
        "p99_ms": median(ALONE, "p99_ms"),
        "cold_start_s": statistics.median(starts),
        "rss_mb": median(OURS, "rss_mb"),
    }


HEADER = "system  chats  delay ms  turns/s   p50 ms   p99 ms  CPU ms/turn  CPU %  RSS MB  fake: CPU %  calls/s"


def _line(scene: Scene, window: Window) -> str:
    return (
        f"{scene.system:<6} {scene.chats:>6} {1000 * scene.delay:>9.0f} {window.turns_per_s:>8.0f} {window.p50_ms:>8.1f}"
        f" {window.p99_ms:>8.1f} {window.cpu_ms:>12.2f} {100 * window.cpu_share:>6.0f} {window.rss_mb:>7.0f}"
        f" {100 * window.fake_share:>12.0f} {window.fake_calls_per_s:>8.0f}"
    )


def main(
    *,
    quick: Annotated[bool, typer.Option(help="One short run of each, to see that it works.")] = False,
    database: Annotated[DatabaseKind, typer.Option(help="Where the bot keeps its things.")] = DatabaseKind.SQLITE,
) -> None:
    """Measure, print what was seen, and the medians as one line of JSON."""
    lengths = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as name:
        if database is DatabaseKind.SQLITE:
            figures = asyncio.run(measure(Path(name), None, lengths))
        else:
            with databases.postgres_server() as server:
                figures = asyncio.run(measure(Path(name), server, lengths))
    typer.echo(json.dumps({key: round(value, 3) for key, value in figures.items()}))


if __name__ == "__main__":
    command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    command.command()(main)
    command()
