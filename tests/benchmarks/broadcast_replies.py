"""What a reply waits for, in real time, while an announcement to the whole nation is queued and leaves: five chairs a second
answer a form."""

import asyncio
import json
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot import building, loop, migrations
from bot.announcements import beginning
from bot.channels.telegram.telegram import Telegram
from bot.clock import Clock
from bot.database.engine import open_engine
from bot.database.writers import Database, writer_for
from bot.invites import Invites
from bot.playground.serving import serve
from bot.playground.telegram import ShownMessage, TelegramPlatform
from conversations import all_scripts
from tests.benchmarks import broadcast_nation, chairs
from tests.benchmarks.people import Crowd, Person
from tests.benchmarks.running import Running, running

FIRST = 5_000_001  # the platform's id of the first chat of the audience
WRITERS = 20
TURNS_PER_S = 5
ALLOWED = 30  # messages in any second
AFTERWARDS = 5.0  # seconds after the queueing that still count to it
PATIENCE = 60.0
TOKEN = "730000001:the-benchmark-has-no-secrets"


@dataclass
class Slow(Person):
    """Somebody who writes when it is their turn."""

    turns: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def _say(self, text: str) -> ShownMessage:
        await self.turns.acquire()
        return await super()._say(text)

    async def _tap(self, message: ShownMessage, button: int) -> ShownMessage:
        await self.turns.acquire()
        return await super()._tap(message, button)


class SlowCrowd(Crowd):
    """Chairs of whom five a second write, however long the answers take; `waits` are moments and seconds."""

    def __init__(self, platform: TelegramPlatform, token: str, count: int) -> None:
        super().__init__(platform, token, count)
        self.tickets = asyncio.Semaphore(0)
        self.waits: list[tuple[float, float]] = []
        self.people = [Slow(each.phone, each.day, self._note, turns=self.tickets) for each in self.people]

    async def live(self) -> None:
        """All of them, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._give_turns())
            tasks.create_task(super().live())

    async def _give_turns(self) -> None:
        """To each one, and when the bot is there and has answered all, to five a second."""
        for _ in self.people:
            self.tickets.release()
        while len(self.waits) < len(self.people):  # noqa: ASYNC110  `waits` is shared with the measurement
            await asyncio.sleep(0.05)
        begun = time.perf_counter()
        for number in range(10**9):
            await asyncio.sleep(begun + number / TURNS_PER_S - time.perf_counter())
            self.tickets.release()

    def _note(self, seconds: float) -> None:
        self.waits.append((time.perf_counter(), seconds))


async def measure_replies(folder: Path, nation: int, seconds: int) -> dict[str, float]:
    """Queue as many messages as the nation has chairs while people write; let them leave for so many seconds while they go on."""
    platform = TelegramPlatform(Clock())
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý thi đua")
    platform.switches.rate_limit = ALLOWED
    for number in range(ALLOWED * (seconds + 60)):
        platform.phone(TOKEN, FIRST + number, "Lan", started=True)
    runner, port = await serve(platform.application())
    crowd = SlowCrowd(platform, TOKEN, WRITERS)
    database = f"sqlite:///{folder}/thidua.db"
    arguments = ("tests.benchmarks.broadcast_replies", f"http://127.0.0.1:{port}/bot", database, str(nation))
    try:
        async with running(folder, *arguments) as program, asyncio.TaskGroup() as tasks:
            living = tasks.create_task(crowd.live())
            await _has_written(program, crowd)
            found = await _measure(program, platform, crowd, seconds)
            found[f"enqueue_{nation // 1000}k_s"] = found.pop("enqueue_s")
            living.cancel()
    finally:
        await runner.cleanup()
    return found


async def _measure(program: Running, platform: TelegramPlatform, crowd: SlowCrowd, seconds: int) -> dict[str, float]:
    asked = time.perf_counter()
    program.process.send_signal(signal.SIGUSR1)
    queueing = await _queued(program)
    sent, begun = platform.calls["sendMessage"], time.perf_counter()
    await asyncio.sleep(max(seconds, AFTERWARDS))
    program.check()
    waits = [wait for at, wait in crowd.waits if at >= asked]
    meanwhile = [wait for at, wait in crowd.waits if asked <= at <= begun + AFTERWARDS]
    return {
        "reply_p99_s": _p99(waits),
        "reply_turns": len(waits),
        "enqueue_s": queueing,
        "enqueue_reply_p99_s": _p99(meanwhile),
        "real_efficiency": (platform.calls["sendMessage"] - sent) / (time.perf_counter() - begun) / ALLOWED,
        "real_over_limit": platform.flooded,
    }


async def _has_written(program: Running, crowd: SlowCrowd) -> None:
    async with asyncio.timeout(PATIENCE):
        while len(crowd.waits) < 2 * WRITERS:
            program.check()
            await asyncio.sleep(0.05)


async def _queued(program: Running) -> float:
    """The seconds that the queueing took, once it is done."""
    async with asyncio.timeout(PATIENCE):
        while not (lines := [line for line in program.log.read_text().splitlines() if line.startswith("{")]):
            program.check()
            await asyncio.sleep(0.02)
    return float(json.loads(lines[0])["seconds"])


def _p99(waits: Sequence[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99)] if waits else float("inf")


async def serve_chairs(base_url: str, address: str, nation: str) -> None:
    """The bot as `run` runs it; SIGUSR1 lets it queue the announcement to the nation."""
    engine = open_engine(address)
    migrations.upgrade(engine)
    database, clock = writer_for(engine), Clock()
    telegram = Telegram(TOKEN, base_url=base_url, file_url=base_url.replace("/bot", "/file/bot"))
    await database.transact(lambda db: chairs.settle(db, telegram.platform_id, WRITERS, clock))
    entrance = await building.telegram_entrance(database, telegram, await telegram.open())
    bot_id = entrance.door.bot_id
    await database.transact(lambda db: broadcast_nation.settle(db, bot_id, FIRST, int(nation), clock.now()))
    invites = Invites(b"nobody is invited here")
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, asked.set)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(building.application(database, clock, all_scripts(invites), [entrance], invites).run())
        await asked.wait()
        await _queue(database, clock)


async def _queue(database: Database, clock: Clock) -> None:
    number = await database.transact(lambda db: broadcast_nation.announce(db, clock.now()))
    begun = time.perf_counter()
    await beginning.begin(database, number, clock.now())
    print(json.dumps({"seconds": time.perf_counter() - begun}), flush=True)  # noqa: T201


if __name__ == "__main__":
    loop.run(serve_chairs(*sys.argv[1:]))
