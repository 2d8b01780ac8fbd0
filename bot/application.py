"""The running program: all loops and the tick, joined. The playground and the tests run this same one."""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.asking.turn import After, Fetch, Toast, Turns
from bot.channels.channel import Channel
from bot.clock import ZONE, Clock
from bot.database.steps import Steps, carry_out
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.post import heartbeat, inbox, outbox, uploads
from bot.post.carrying import Render
from bot.post.delivery import Delivery
from bot.post.fetching import Fetching
from bot.post.inbox import Door
from bot.post.pace import Pace
from bot.post.receiver import Receiver
from bot.waking import woken

log = logging.getLogger(__name__)

TICK = 20  # seconds
TURNS_AT_ONCE = 32  # turns that share a commit on SQLite
WORKERS = 4  # turns side by side on PostgreSQL
QUIET = 2  # looks in a row that find nothing to do
LOOK = 1.0  # seconds between two looks at the inbox when nothing wakes us: other replicas receive too

Tick = Callable[[datetime], Steps]


class Serving(Protocol):
    """Something that takes updates in by itself, such as a web server."""

    async def run(self, arrived: Callable[[], None]) -> None:
        """Serve until cancelled; `arrived` is called after each update that was stored."""
        ...


@dataclass(frozen=True)
class Entrance:
    """One of the federation's bots, with the platform behind it; the server by which updates come in, where it has one; and its
    pace, where it is not the usual one."""

    door: Door
    channel: Channel
    server: Serving | None = None
    pace: Pace | None = None


class Application:
    """Runs until cancelled. What it must remember is in the database; stopping it at any moment loses nothing."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        turns: Turns,
        entrances: Sequence[Entrance],
        tick: Tick,
        templates: Mapping[str, Render],
        pace: Callable[[], Pace] = Pace,
    ) -> None:
        self.database = database
        self.clock = clock
        self.turns = turns
        self.tick_work = tick
        self.servers = [each.server for each in entrances if each.server]
        self._arrived = asyncio.Event()
        self._channels = {each.door.bot_id: each.channel for each in entrances}
        self.deliveries = [
            Delivery(database, clock, each.door.bot_id, each.channel, templates, each.pace or pace()) for each in entrances
        ]
        self.receivers = [Receiver(database, clock, each.door, each.channel, self._arrived.set) for each in entrances]
        self.fetchings = {
            bot_id: Fetching(database, clock, bot_id, channel, self._arrived.set) for bot_id, channel in self._channels.items()
        }
        self._toasts: set[asyncio.Task[None]] = set()
        self._taking = 0

    async def run(self) -> None:
        """Receive, answer, send and tick, until cancelled."""
        await self._recover()
        for delivery in self.deliveries:
            delivery.holds_reminders = True
        scheduler = self._scheduler()
        scheduler.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                for receiver in self.receivers:
                    tasks.create_task(receiver.run())
                for delivery in self.deliveries:
                    tasks.create_task(delivery.run())
                for fetching in self.fetchings.values():
                    tasks.create_task(fetching.run())
                for _ in range(1 if self._on_sqlite else WORKERS):
                    tasks.create_task(self._take_turns())
                for server in self.servers:
                    tasks.create_task(server.run(self._arrived.set))
                tasks.create_task(self._first_tick())
        finally:
            scheduler.shutdown(wait=False)

    async def _first_tick(self) -> None:
        """Until it is done no digest leaves: one that waited for the morning would go without what that morning adds, and that
        come as a second one, where nobody ticked just before the hour."""
        await self.tick()
        for delivery in self.deliveries:
            delivery.holds_reminders = False
        self._wake_deliveries()

    async def tick(self) -> None:
        """Queue what is due at this moment, in short transactions. A tick that fails is logged; the next one finds the same
        work."""
        try:
            now = self.clock.now()
            await carry_out(self.database, self.tick_work(now))
            await self.database.transact(lambda db: self._tidy(db, now))
        except Exception:
            log.exception("the tick failed")
        self._wake_deliveries()

    async def idle(self) -> None:
        """Wait until everything that arrived is answered and everything that is due is sent."""
        quiet = 0
        while quiet < QUIET:
            quiet = 0 if await self._is_busy() else quiet + 1
            await asyncio.sleep(0.01)

    @property
    def _on_sqlite(self) -> bool:
        return self.database.engine.dialect.name == "sqlite"

    def _scheduler(self) -> AsyncIOScheduler:
        """APScheduler calls the tick and keeps nothing: what is due is worked out from the data each time."""
        always = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        scheduler = AsyncIOScheduler(timezone=ZONE, job_defaults=always)
        scheduler.add_job(self.tick, "interval", seconds=TICK)
        return scheduler

    def _tidy(self, db: Transaction, now: datetime) -> None:
        inbox.tidy(db, now)
        monotonic = self.clock.monotonic()
        at_work = [each for each in self.receivers if not each.is_stopped]
        polled = [each.last_poll is not None and monotonic - each.last_poll < heartbeat.DEAF for each in at_work]
        heartbeat.beat(db, now, receiving=all(polled))

    async def _recover(self) -> None:
        """Take what was left by an earlier run one by one, counting each attempt first: an update that stops the program
        again and again must not do so for ever."""
        tried: int | None = None
        while (tried := await self._count_start(tried)) is not None:
            took = await self._transact_turns(1)
            self._follow_up(took.after if took else [])

    async def _count_start(self, tried: int | None) -> int | None:
        return await self.database.transact(lambda db: self.turns.count_start(db, tried))

    async def _take_turns(self) -> None:
        while True:
            self._arrived.clear()
            try:
                took = await self._transact_turns(TURNS_AT_ONCE if self._on_sqlite else 1)
            except Exception:
                log.exception("turns could not be taken")
                await asyncio.sleep(LOOK)
                continue
            if took is not None:
                self._follow_up(took.after)
            if took is None or took.is_last:
                await woken(self._arrived, LOOK)

    async def _transact_turns(self, at_most: int) -> "Took | None":
        """Take up to `at_most` turns in one transaction; None when none waited."""
        self._taking += 1
        try:
            return await self.database.transact(lambda db: _take(self.turns, db, at_most))
        finally:
            self._taking -= 1

    def _follow_up(self, after: list[After]) -> None:
        self._wake_deliveries()
        for each in after:
            if isinstance(each, Fetch):
                self.fetchings[each.bot_id].wake()
            else:
                self._show(each)

    def _show(self, toast: Toast) -> None:
        task = asyncio.create_task(self._channels[toast.bot_id].acknowledge(toast.query_id, toast.text))
        self._toasts.add(task)
        task.add_done_callback(self._toasts.discard)

    def _wake_deliveries(self) -> None:
        for delivery in self.deliveries:
            delivery.wake()

    async def _is_busy(self) -> bool:
        if self._taking or self._arrived.is_set() or any(each.is_busy for each in self.deliveries):
            return True
        if any(each.is_busy for each in self.fetchings.values()):
            return True
        now = self.clock.now()
        at_work = [each.bot_id for each in self.deliveries if not each.is_stopped]
        return await self.database.transact(lambda db: inbox.waiting(db) > 0 or any(_is_due(db, each, now) for each in at_work))


def _is_due(db: Transaction, bot_id: int, now: datetime) -> bool:
    return bool(outbox.due(db, bot_id, now, 1) or uploads.due(db, bot_id, now, 1))


@dataclass(frozen=True)
class Took:
    """Turns that were taken in one transaction, and what they leave to be done; `is_last`: none was left then."""

    after: list[After]
    is_last: bool


def _take(turns: Turns, db: Transaction, at_most: int) -> Took | None:
    left: list[After] = []
    for number in range(at_most):
        took, after = turns.take(db)
        if after:
            left.append(after)
        if not took:
            return Took(left, is_last=True) if number else None
    return Took(left, is_last=False)
