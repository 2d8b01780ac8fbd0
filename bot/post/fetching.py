"""Fetches the files people sent: outside any transaction, and kept together with the update that answers the question.

Until both are on disk the file waits, so a crash costs one more download and nothing else.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from bot.channels.channel import Channel, Rejected, TooBig, TryLater
from bot.clock import Clock
from bot.database.hold import Hold
from bot.database.writers import Database
from bot.post import uploads
from bot.post.uploads import BIGGEST, Awaited
from bot.waking import woken

log = logging.getLogger(__name__)

AT_ONCE = 3  # downloads side by side: bounds the memory to so many times 20 MB
IDLE = 1.0  # seconds between two looks when nothing wakes us: other replicas take turns too
ATTEMPTS = 7  # with the delays below: four minutes
FIRST_DELAY, LONGEST_DELAY = 2.0, 120.0  # seconds of back-off; doubled each time


class Fetching:
    """One bot's files. Only one process at a time fetches for a bot, and one file at a time for a chat."""

    def __init__(self, database: Database, clock: Clock, bot_id: int, channel: Channel, arrived: Callable[[], None]) -> None:
        self.database = database
        self.clock = clock
        self.bot_id = bot_id
        self.channel = channel
        self.arrived = arrived
        self.hold = Hold(database.engine, f"fetch-{bot_id}")
        self._wake = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}  # by chat

    def wake(self) -> None:
        """There may be something to fetch."""
        self._wake.set()

    @property
    def is_busy(self) -> bool:
        """Something is on its way or about to be looked for."""
        return bool(self._busy) or self._wake.is_set()

    async def run(self) -> None:
        """Fetch until cancelled; what is on its way then is fetched again by the next run."""
        try:
            while True:
                self._wake.clear()
                if await self.hold.ours():
                    await self._look()
                await woken(self._wake, IDLE)
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)
            self.hold.drop()

    async def _look(self) -> None:
        """Begin to fetch what may be fetched now."""
        at_most = AT_ONCE + len(self._busy)
        try:
            found = await self.database.transact(lambda db: uploads.due(db, self.bot_id, self.clock.now(), at_most))
        except Exception:
            log.exception("the files to fetch could not be read")
            return
        for each in found:
            if each.chat_id not in self._busy and len(self._busy) < AT_ONCE:
                self._start(each)

    def _start(self, awaited: Awaited) -> None:
        task = asyncio.create_task(self._bring(awaited))
        self._busy[awaited.chat_id] = task
        task.add_done_callback(lambda _done: self._landed(awaited.chat_id))

    def _landed(self, chat_id: int) -> None:
        del self._busy[chat_id]
        self._wake.set()

    async def _bring(self, awaited: Awaited) -> None:
        try:
            await self._settle(awaited)
        except Exception:
            log.exception("upload %s could not be settled", awaited.id)
            await self._give_time(awaited)

    async def _give_time(self, awaited: Awaited) -> None:
        """Put off what raises, ever longer. The database may be what failed."""
        try:
            await self._postpone(awaited, TryLater("an error of ours; see the log"))
        except Exception:
            log.exception("upload %s could not be put off", awaited.id)
            await asyncio.sleep(FIRST_DELAY)

    async def _settle(self, awaited: Awaited) -> None:
        now = self.clock.now
        try:
            content = await self.channel.fetch(awaited.file_id, BIGGEST)
        except Rejected as reason:
            log.warning("upload %s was refused: %s", awaited.id, reason)
            is_too_big = isinstance(reason, TooBig)
            await self.database.transact(lambda db: uploads.give_up(db, awaited, now(), is_too_big=is_too_big))
        except TryLater as later:
            await self._postpone(awaited, later)
        else:
            await self.database.transact(lambda db: uploads.arrive(db, awaited, content, now()))
            self.arrived()

    async def _postpone(self, awaited: Awaited, later: TryLater) -> None:
        now, attempts = self.clock.now(), awaited.attempts + 1
        log.warning("upload %s, attempt %s: %s", awaited.id, attempts, later)
        if attempts >= ATTEMPTS:
            await self.database.transact(lambda db: uploads.give_up(db, awaited, now, is_too_big=False))
            return
        delay = later.after if later.after is not None else min(FIRST_DELAY * 2.0**awaited.attempts, LONGEST_DELAY)
        until = now + timedelta(seconds=delay)
        await self.database.transact(lambda db: uploads.postpone(db, awaited, until))
