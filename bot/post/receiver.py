"""Takes updates from a platform: into the inbox first, and only then the next poll, which confirms them."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from bot.channels.channel import Channel, Stopped, TryLater
from bot.clock import Clock
from bot.database.hold import Hold
from bot.database.writers import Database
from bot.post import bots, inbox
from bot.post.inbox import Door

log = logging.getLogger(__name__)

WAIT = 25.0  # seconds a poll stays open
SHORTEST, LONGEST = 0.5, 30.0  # seconds of back-off


class Receiver:
    """Polls one bot. Nothing about the polling is stored: after a start, what was not confirmed simply comes again."""

    def __init__(self, database: Database, clock: Clock, door: Door, channel: Channel, arrived: Callable[[], None]) -> None:
        self.database = database
        self.clock = clock
        self.door = door
        self.channel = channel
        self.arrived = arrived
        self.hold = Hold(database.engine, f"poll-{door.bot_id}")
        self.last_poll: float | None = None
        self.is_stopped = False  # the platform does not take the bot's token
        self._after: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Receive until cancelled, or until the platform does not take the bot's token any more."""
        try:
            while not self.is_stopped:
                if await self.hold.ours():
                    await self._poll()
                else:
                    await asyncio.sleep(1)
        finally:
            self.hold.drop()

    async def _poll(self) -> None:
        try:
            arrivals, after = await self.channel.receive(self._after, WAIT)
            if arrivals:
                await self.database.transact(lambda db: inbox.store(db, self.door, arrivals, self.clock.now()))
        except Stopped as reason:
            await self._stop(str(reason))
        except TryLater as later:
            await self._back_off(str(later), later.after)
        except Exception as failure:  # the database may be locked or full: the platform keeps what we did not confirm
            if not await self._is_known():
                log.warning("the bot's federation was erased: create one, and start the program again")
                self.is_stopped = True
                return
            log.exception("updates could not be stored")
            await self._back_off(type(failure).__name__, None)
        else:
            self._polled(len(arrivals), after)
            if arrivals and after is None:  # nothing in the batch can be confirmed; do not spin
                await asyncio.sleep(SHORTEST)

    async def _is_known(self) -> bool:
        """Whether the bot is still in the database; yes where that does not answer."""
        with suppress(Exception):
            return await self.database.transact(lambda db: bots.is_known(db, self.door.bot_id))
        return True

    async def _stop(self, reason: str) -> None:
        self.is_stopped = True
        await self.database.transact(lambda db: bots.stop(db, self.door.bot_id, self.clock.now(), reason))

    def _polled(self, arrived: int, after: int | None) -> None:
        self._after, self._failures = after, 0
        self.last_poll = self.clock.monotonic()
        if arrived:
            self.arrived()

    async def _back_off(self, reason: str, after: float | None) -> None:
        self._failures += 1
        delay = after if after is not None else min(SHORTEST * 2 ** min(self._failures, 10), LONGEST)
        log.warning("no updates: %s; next try in %.1f s", reason, delay)
        await asyncio.sleep(delay)
