"""One run of the flow, or of a few of its steps, in which the application dies and is started again each time."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, select
from sqlalchemy.pool import NullPool

from bot.models import Inbox, Outbox, Upload, table_of
from bot.playground.serving import serve
from bot.playground.telegram import Phone, TelegramPlatform
from bot.playground.telegram.screen import Record as Change
from tests.crash import record
from tests.crash.acting import PATIENCE, Person, Step
from tests.crash.flow import BEGINS, CHAIR, NAMES, OFFICER, STEPS
from tests.crash.nursery import TOKEN, Order
from tests.crash.page import PageClock
from tests.crash.record import Chat, Record
from tests.crash.stores import START, Store

ROOT = Path(__file__).parents[2]
BEAT = "after INSERT INTO heartbeat"  # ends a tick, in the trace
LOOK = 0.003  # seconds between two looks at a database or a trace
FIRST_UPDATE = 1000
KILLED = -signal.SIGKILL

inbox, outbox, upload = table_of(Inbox), table_of(Outbox), table_of(Upload)


class Stopped(Exception):
    """The application ended by itself, which it never may."""


@dataclass
class Outcome:
    """What became of a trial: its record, or why there is none; where it died; and the points of its last life, of which
    `before` were passed when the people began to act."""

    record: Record | None = None
    problem: str = ""
    died_at: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    before: int = 0


class Nursery:
    """The process that forks applications for us, one at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._child: int | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, warm: str, token: str) -> "AsyncIterator[Nursery]":
        """A nursery for as long as the block lasts; the database at `warm`, with an invite, is its to play with."""
        pipe = asyncio.subprocess.PIPE
        command = (sys.executable, "-m", "tests.crash.nursery", warm, token)
        process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
        try:
            yield cls(process)
        finally:
            if process.stdin is not None:
                process.stdin.close()
            await process.wait()

    async def live(self, order: Order) -> int:
        """Start the application and wait for its end; its exit status. Must not be cancelled: answers would go astray."""
        if self._process.stdin is None:
            raise RuntimeError("the nursery has no ear")
        self._process.stdin.write(order.to_line().encode())
        self._child = await self._number()
        try:
            return await self._number()
        finally:
            self._child = None

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the application, if it is alive."""
        if self._child is not None:
            with suppress(ProcessLookupError):
                os.kill(self._child, number)

    async def _number(self) -> int:
        if self._process.stdout is None:
            raise RuntimeError("the nursery has no mouth")
        return int(await self._process.stdout.readline())


@dataclass(frozen=True)
class Checkpoint:
    """A moment of the flow at which everything rests: before the step `number`."""

    number: int = 0
    journal: bytes = b""
    now: datetime = BEGINS

    @property
    def database(self) -> str:
        return f"at-{self.number}" if self.number else START


class Lane:
    """Plays one trial after the other, in a folder and a database of its own."""

    def __init__(self, nursery: Nursery, store: Store, folder: Path, name: str) -> None:
        self.nursery = nursery
        self.store = store
        self.folder = folder / name
        self.database = f"crash-{name}"
        address = store.copy(START, self.database).replace("postgresql:", "postgresql+psycopg:")
        self.reader = create_engine(address, poolclass=NullPool)  # one for all trials: it remembers its statements
        self.folder.mkdir()

    @classmethod
    @asynccontextmanager
    async def open(cls, store: Store, folder: Path, name: str) -> "AsyncIterator[Lane]":
        """A lane for as long as the block lasts."""
        async with Nursery.open(store.copy(START, f"warm-{name}"), store.guests[1].secrets.token) as nursery:
            yield cls(nursery, store, folder, name)

    async def play(
        self, deadly: Sequence[int] = (), begin: Checkpoint | None = None, steps: int = len(STEPS), *, ticks: bool = True
    ) -> Outcome:
        """At most `steps` steps from a checkpoint on, the first one unless given, with a death at the `deadly[n]`-th point of
        the n-th life; the life after them is not disturbed. At the end it `ticks`, as it has where there was a restart."""
        begin = begin or Checkpoint()
        async with self.trial(begin) as trial:
            return await trial.play(STEPS[begin.number : begin.number + steps], deadly, ticks=ticks)

    async def save(self, number: int) -> Checkpoint:
        """The checkpoint where the last trial ended, for all lanes."""
        now = PageClock(self.folder / "clock").now()
        reached = Checkpoint(number, (self.folder / "journal").read_bytes(), now)
        self.store.copy(self.database, reached.database)
        return reached

    @asynccontextmanager
    async def trial(self, begin: Checkpoint, *, poisoned: bool = False) -> "AsyncIterator[Trial]":
        """Database and platform as they were at a checkpoint."""
        address = self.store.copy(begin.database, self.database)
        (self.folder / "journal").write_bytes(begin.journal)
        for old in (*self.folder.glob("trace-*"), self.folder / "child.log"):
            old.unlink(missing_ok=True)
        clock = PageClock.begin(self.folder / "clock", begin.now)
        platform = TelegramPlatform(clock, self.folder / "journal")
        fake = platform.add_bot(TOKEN, "thidua_bot", "Trợ lý")
        if not begin.number:
            fake.queue.next_id = FIRST_UPDATE
        runner, port = await serve(platform.application())
        try:
            yield Trial(self, platform, clock, Order(address, port, str(self.folder), poisoned=poisoned))
        finally:
            fake.wake()  # the poll of the dead application, which nobody would end before its time
            await runner.cleanup()
            platform.journal.close()


async def reach(lane: Lane, number: int) -> Checkpoint:
    """The checkpoint before a step, to which the steps before it lead."""
    if number == 0:
        return Checkpoint()
    outcome = await lane.play(steps=number, ticks=False)
    if outcome.record is None:
        raise RuntimeError(outcome.problem)
    return await lane.save(number)


class Trial:
    """One trial, with everything it runs on."""

    def __init__(self, lane: Lane, platform: TelegramPlatform, clock: PageClock, order: Order) -> None:
        self.lane = lane
        self.platform = platform
        self.clock = clock
        self.order = order
        self.reader = lane.reader
        self.outcome = Outcome()
        self.over = False
        self.people = {
            number: Person(self._phone(number), guest) for number, guest in zip(NAMES, lane.store.guests, strict=False)
        }
        self._chats = [Chat(each.phone) for each in self.people.values()]
        self._changes: asyncio.Queue[Change] = platform.subscribe()

    async def play(self, steps: Sequence[Step], deadly: Sequence[int], *, ticks: bool = True) -> Outcome:
        """People act, the application lives and dies; returns when the people are at their end."""
        lives = asyncio.create_task(self.lives(deadly))
        acts = asyncio.create_task(self._act(steps, ticks=ticks))
        await asyncio.wait({lives, acts}, return_when=asyncio.FIRST_COMPLETED)
        acts.cancel()
        await self.end(lives)
        await asyncio.wait({acts})
        failure = lives.exception() or (None if acts.cancelled() else acts.exception())
        if failure is None:
            self.outcome.record = self._take()
        else:
            self.outcome.problem = f"{type(failure).__name__}: {failure}"
        return self.outcome

    async def end(self, lives: "asyncio.Task[Any]") -> None:
        """Kill the application for good."""
        self.over = True
        while not lives.done():
            self.lane.nursery.send(signal.SIGKILL)
            await asyncio.sleep(LOOK)

    async def lives(self, deadly: Sequence[int]) -> None:
        """One life after the other; the one after the last death goes on until the trial is over."""
        for point in (*deadly, 0):
            if self.over:
                return
            self.order = replace(self.order, deadly=point, life=self.order.life + 1)
            status = await self.lane.nursery.live(self.order)
            self.outcome.points = self._trace().splitlines()
            self.lane.store.free(self.lane.database)
            if point and len(self.outcome.points) == point and status == KILLED:
                self.outcome.died_at.append(self.outcome.points[-1])
            elif not self.over:
                raise Stopped(f"status {status}, {self.log()}")

    async def _act(self, steps: Sequence[Step], *, ticks: bool) -> None:
        if steps[0] is not STEPS[0]:
            await self._until(self._is_at_work)
            self.outcome.before = self._trace().count("\n")
        for step in steps:
            await self._take_step(step)
        await self.settled()
        if ticks:
            await self._tick()
            await self.settled()

    async def _take_step(self, step: Step) -> None:
        if step.at:
            await self.settled()
            self.clock.walk_to(step.at)
            await self._tick()
            await self.settled()
        step.deed(self.people[step.who])
        await self.people[step.who].hears(step.answer)
        if step.officer_sees:
            await self.people[OFFICER].sees(step.officer_sees)
        if step.chair_hears:
            await self.people[CHAIR].hears(step.chair_hears)
        if step.officer_sees or step.chair_hears:
            await self.settled()  # replies overtake what is no reply: were it repeated, it would come after the next ones

    async def _tick(self) -> None:
        """Let the application tick to the end; one that is being started ticks by itself."""
        life, beats = len(self.outcome.died_at), self._trace().count(BEAT)
        self.lane.nursery.send(signal.SIGUSR1)
        await self._until(lambda: self._is_at_work() and (len(self.outcome.died_at) > life or self._trace().count(BEAT) > beats))

    async def settled(self) -> None:
        """Wait until the living application has ticked and polled, and nothing that arrived or is owed by now waits any more."""
        await self._until(lambda: self._is_at_work() and not self.platform.bots[TOKEN].queue.waiting and not self._waiting())

    async def _until(self, holds: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not holds():  # noqa: ASYNC110  the application is another process
                await asyncio.sleep(LOOK)

    def _is_at_work(self) -> bool:
        """Positive signs in the trace of this life: the first tick is on disk, the first poll is under way."""
        trace = self._trace()
        _before, ticked, after = trace.partition(BEAT)
        return bool(ticked) and "after COMMIT" in after and "before getUpdates" in trace

    def _waiting(self) -> int:
        with self.reader.connect() as connection:
            counts = [select(func.count()).select_from(each).where(each.c.state == "waiting") for each in (inbox, upload, outbox)]
            counts[-1] = counts[-1].where(outbox.c.not_before <= self.clock.now())
            return sum(connection.execute(count).scalar_one() for count in counts)

    def _take(self) -> Record:
        while not self._changes.empty():
            change = self._changes.get_nowait()
            for chat in self._chats:
                chat.hear(change)
        with self.reader.connect() as connection:
            return record.take(connection, self._chats)

    def _phone(self, number: int) -> Phone:
        return self.platform.phone(TOKEN, number, NAMES[number])

    def _trace(self) -> str:
        path = self.lane.folder / f"trace-{self.order.life}"
        return path.read_text() if path.exists() else ""

    def log(self) -> str:
        """The end of what the application complained about."""
        path = self.lane.folder / "child.log"
        return path.read_text()[-2000:] if path.exists() else ""
