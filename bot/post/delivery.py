"""Sends what the outbox owes: replies first, in order per chat, at the platform's pace, at least once.

A chat has one message in flight at most, and the next one only leaves when the first is marked as sent on disk. A crash can
therefore repeat one message per chat and no more. Edits are repeated without harm.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.channels.channel import Channel, Moved, Rejected, TryLater, Unreachable
from bot.clock import Clock
from bot.database.hold import Hold
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.i18n import speaking
from bot.post import chats, outbox
from bot.post.message import Message, load
from bot.post.outbox import REPLY, Letter
from bot.post.pace import Pace
from bot.waking import woken

log = logging.getLogger(__name__)

Render = Callable[[Transaction, Letter, datetime], Message | None]

AT_ONCE = 100  # messages in flight, over all chats
CROWD, GATHER = 8, 0.002  # messages in flight from which on a look waits so many seconds, to find more at once
IDLE = 1.0  # seconds between two looks at the outbox when nothing wakes us: other replicas queue too
FIRST_DELAY, LONGEST_DELAY = 2.0, 300.0  # seconds of back-off; doubled each time
DOUBT = 15.0  # seconds at least before repeating what may have arrived


class Delivery:
    """One bot's messages. Only one process at a time delivers for a bot, so the pace is kept in its memory."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        bot_id: int,
        channel: Channel,
        templates: Mapping[str, Render],
        pace: Pace | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.bot_id = bot_id
        self.channel = channel
        self.templates = templates
        self.pace = pace or Pace()
        self.hold = Hold(database.engine, f"deliver-{bot_id}")
        self._wake = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}  # by chat
        self._outdated: set[int] = set()  # chats whose message landed while the outbox was being read

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    @property
    def is_busy(self) -> bool:
        """Something is in flight or about to be looked at."""
        return bool(self._busy) or self._wake.is_set()

    async def run(self) -> None:
        """Send until cancelled; what is in flight is waited for."""
        try:
            while True:
                if not await self.hold.ours():
                    await asyncio.sleep(IDLE)
                    continue
                if len(self._busy) > CROWD:
                    await asyncio.sleep(GATHER)
                self._wake.clear()
                delay = await self._look()
                await woken(self._wake, delay)
        finally:
            await asyncio.gather(*self._busy.values(), return_exceptions=True)
            self.hold.drop()

    async def _look(self) -> float:
        """Start sending all that may leave now; returns the seconds until it is worth looking again."""
        at_most = AT_ONCE + len(self._busy)
        self._outdated.clear()
        try:
            letters = await self.database.transact(lambda db: outbox.due(db, self.bot_id, self.clock.now(), at_most))
        except Exception:
            log.exception("the outbox could not be read")
            return FIRST_DELAY
        delay = IDLE
        for letter in letters:
            if letter.chat_id in self._busy or letter.chat_id in self._outdated or len(self._busy) >= AT_ONCE:
                continue  # on PostgreSQL what was read may be older than what has been marked as sent since
            delay = min(delay, self._start(letter))
        return delay

    def _start(self, letter: Letter) -> float:
        now = self.clock.monotonic()
        new = letter.sent_as is None and letter.kind != "edit"
        wait = self.pace.wait(now, reply=letter.priority == REPLY)
        if new:
            wait = max(wait, self.pace.wait_chat(letter.chat_id, now))
        if wait > 0:
            return wait
        self.pace.spend(now)
        if new:
            self.pace.spend_chat(letter.chat_id, now)
        task = asyncio.create_task(self._deliver(letter))
        self._busy[letter.chat_id] = task
        task.add_done_callback(lambda _done: self._landed(letter.chat_id))
        return IDLE

    def _landed(self, chat_id: int) -> None:
        del self._busy[chat_id]
        self._outdated.add(chat_id)
        self._wake.set()

    async def _deliver(self, letter: Letter) -> None:
        try:
            await self._settle(letter)
        except Exception:
            log.exception("message %s could not be settled", letter.id)
            await self._give_time(letter)

    async def _give_time(self, letter: Letter) -> None:
        """Put off what raises, ever longer: one bad row must not keep the loop busy. The database may be what failed."""
        try:
            await self._postpone(letter, TryLater("an error of ours; see the log"))
        except Exception:
            log.exception("message %s could not be put off", letter.id)
            await asyncio.sleep(FIRST_DELAY)

    async def _settle(self, letter: Letter) -> None:
        try:
            message_id = await self._send(letter)
        except TryLater as later:
            await self._postpone(letter, later)
        except Moved as moved:
            address = moved.address
            await self.database.transact(lambda db: chats.move(db, letter.chat_id, address))
        except Unreachable as reason:
            await self._close(letter, str(reason))
        except (Rejected, ValueError) as reason:
            log.warning("message %s was refused: %s", letter.id, reason)
            problem = f"refused: {reason}"
            await self.database.transact(lambda db: outbox.drop(db, letter, self.clock.now(), problem))
        else:
            await self._mark(letter, message_id)

    async def _send(self, letter: Letter) -> str | None:
        """The platform's id of what was sent; None where there was nothing to say."""
        if letter.kind == "edit":
            change = load(letter.body)
            message = None if change["text"] is None else Message(change["text"])
            await self.channel.edit(letter.address, change["message_id"], message)
            return str(change["message_id"])
        rendered = await self._render(letter)
        if rendered is None:
            return None
        if letter.sent_as and rendered.file:
            return letter.sent_as  # a file stays as it was sent
        if letter.sent_as and letter.kind != "send":
            await self.channel.edit(letter.address, letter.sent_as, rendered)
            return letter.sent_as
        return await self.channel.send(letter.address, rendered)

    async def _render(self, letter: Letter) -> Message | None:
        if letter.kind == "send":
            return Message.from_json(letter.body)
        template = self.templates[letter.kind]

        def work(db: Transaction) -> Message | None:
            with speaking(letter.language):
                return template(db, letter, self.clock.now())

        return await self.database.transact(work)

    async def _mark(self, letter: Letter, message_id: str | None) -> None:
        now = self.clock.now()
        if message_id is None:
            await self.database.transact(lambda db: outbox.drop(db, letter, now))
        else:
            await self.database.transact(lambda db: outbox.mark_sent(db, letter, message_id, now))

    async def _close(self, letter: Letter, reason: str) -> None:
        def work(db: Transaction) -> None:
            chats.close(db, letter.chat_id, self.clock.now(), reason)
            outbox.drop(db, letter, self.clock.now(), reason)

        await self.database.transact(work)

    async def _postpone(self, letter: Letter, later: TryLater) -> None:
        delay = later.after if later.after is not None else _back_off(letter.attempts, in_doubt=later.in_doubt)
        until = self.clock.now() + timedelta(seconds=delay)

        def work(db: Transaction) -> None:
            outbox.postpone(db, letter, until, str(later))
            if later.after is not None:
                outbox.stop_until(db, f"chat/{letter.chat_id}", until)
            if later.after is not None and letter.priority > REPLY:
                outbox.stop_until(db, f"bot/{self.bot_id}", until)

        await self.database.transact(work)


def _back_off(attempts: int, *, in_doubt: bool) -> float:
    delay = min(FIRST_DELAY * 2.0 ** min(attempts, 12), LONGEST_DELAY)
    return max(delay, DOUBT) if in_doubt else delay
