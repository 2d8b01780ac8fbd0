"""Sends what the outbox owes: replies first, in order per chat, at the platform's pace, at least once.

A chat has one message in flight at most, and the next one only leaves when the first is marked as sent on disk. A crash can
therefore repeat one message per chat and no more. Edits are repeated without harm. An announcement is put off on disk before it
is sent: what was in flight when the process died may have been answered "not before", which nobody wrote down.

Telegram says "too many requests" of a chat and of the whole bot in the same words. We keep the bot's pace ourselves, so it is
nearly always the chat, and only the chat waits: with 5 % of such answers, to let the bot wait each time would halt it for good.
When one such answer follows the other it is the bot; random ones come five times in a row once in three million messages.

Where every message counts against a month's quota, `bot.quota.admitting` is asked before each, one at a time: what is on its way
counts as spent. What nobody asked for goes to the person's next door where this one fails (`bot.doors.forwarding`).
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta

from bot.channels.channel import Channel, Moved, Rejected, Stopped, TryLater, Unreachable
from bot.clock import Clock
from bot.database.hold import Hold
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.doors import forwarding
from bot.post import bots, chats, outbox, spending
from bot.post.carrying import DOUBT, Carrier, Render
from bot.post.message import Message
from bot.post.outbox import REMINDER, REPLY, REST, Letter
from bot.post.pace import Pace
from bot.quota import admitting
from bot.waking import woken

log = logging.getLogger(__name__)

AT_ONCE, REST_AT_ONCE = 100, 90  # messages in flight, over all chats; of these what are no replies
CROWD, GATHER = 8, 0.002  # messages in flight from which on a look waits so many seconds, to find more at once
BREATH = 0.002  # seconds at least between two looks for what is no reply; the pace makes up for it
IDLE = 1.0  # seconds between two looks at the outbox when nothing wakes us: other replicas queue too
FIRST_DELAY, LONGEST_DELAY = 2.0, 300.0  # seconds of back-off; doubled each time
SWEEP = 60.0  # seconds between two looks for what waits in closed chats of people who have another door
WHOLE_BOT = 5  # times in a row that "too many requests" must come to be meant for the bot and not for each of these chats
# Attempts after which what may have arrived is not sent once more where every message costs: a reply is worth more than a
# reminder, and whether an announcement is repeated is for people to say.
DOUBTS = {REPLY: 3, REMINDER: 1, REST: 0}


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
        self.pace = pace or Pace()
        self.carrier = Carrier(database, clock, channel, templates)
        self.hold = Hold(database.engine, f"deliver-{bot_id}")
        self._wake = asyncio.Event()
        self._busy: dict[int, asyncio.Task[None]] = {}  # by chat
        self.is_stopped = False  # the platform does not take the bot's token
        self.holds_reminders = False  # nothing of the priority REMINDER leaves yet; see Application.run
        self._closed_until = 0.0  # by the monotonic clock: the platform takes nothing of this bot before
        self._refused = 0  # times in a row that the platform said "too many requests"
        self._outdated: set[int] = set()  # chats whose message landed while the outbox was being read
        self._purse = asyncio.Lock()
        self._under_way = 0  # messages that count against the month's quota and are not counted yet
        self._next_sweep = 0.0  # by the monotonic clock

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    @property
    def is_busy(self) -> bool:
        """Something is in flight or about to be looked at."""
        return bool(self._busy) or self._wake.is_set()

    @property
    def in_flight(self) -> int:
        """Messages on their way: sent perhaps, but not yet marked as sent on disk."""
        return len(self._busy)

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
        await self._sweep()
        if self.is_stopped or (wait := self._closed_until - self.clock.monotonic()) > 0:
            return LONGEST_DELAY if self.is_stopped else wait
        at_most = AT_ONCE + len(self._busy)
        wait = self.pace.wait(self.clock.monotonic(), reply=False)
        worst = REPLY if wait > 0 else REST  # while a broadcast waits for its next slot, a look for replies is cheap
        self._outdated.clear()
        try:
            letters = await self.database.transact(lambda db: outbox.due(db, self.bot_id, self.clock.now(), at_most, worst))
        except Exception:
            log.exception("the outbox could not be read")
            return FIRST_DELAY
        delay = min(max(wait, BREATH), IDLE) if wait > 0 else IDLE
        for letter in letters:
            if self.holds_reminders and letter.priority == REMINDER:
                continue
            if letter.chat_id in self._busy or letter.chat_id in self._outdated:
                continue  # on PostgreSQL what was read may be older than what has been marked as sent since
            if len(self._busy) < (AT_ONCE if letter.priority == REPLY else REST_AT_ONCE):
                delay = min(delay, self._start(letter))
        return delay

    async def _sweep(self) -> None:
        """Let other doors have what waits where this bot cannot send; what is in flight is left alone."""
        if self.clock.monotonic() < self._next_sweep:
            return
        self._next_sweep = self.clock.monotonic() + SWEEP
        whole, busy = self.is_stopped or self.clock.monotonic() < self._closed_until, tuple(self._busy)
        try:
            await self.database.transact(lambda db: forwarding.sweep(db, self.bot_id, busy, self.clock.now(), whole=whole))
        except Exception:
            log.exception("what waits could not be looked through")

    def _start(self, letter: Letter) -> float:
        now = self.clock.monotonic()
        new = letter.sent_as is None and letter.kind != "edit"
        wait = self.pace.wait(now, reply=letter.priority == REPLY)
        if new:
            wait = max(wait, self.pace.wait_chat(letter.chat_id, now))
        if wait > 0:
            return wait if letter.priority == REPLY else max(wait, BREATH)
        slot = self.pace.spend(now)
        if new:
            self.pace.spend_chat(letter.chat_id, now)
        task = asyncio.create_task(self._deliver(letter, slot))
        self._busy[letter.chat_id] = task
        task.add_done_callback(lambda _done: self._landed(letter.chat_id))
        return IDLE

    def _landed(self, chat_id: int) -> None:
        del self._busy[chat_id]
        self._outdated.add(chat_id)
        self._wake.set()

    async def _deliver(self, letter: Letter, slot: float) -> None:
        try:
            async with self._spending(letter) as may_leave:
                if may_leave:
                    await self._settle(letter, slot)
                else:
                    self.pace.answered(slot, self.clock.monotonic())
        except Exception:
            log.exception("message %s could not be settled", letter.id)
            await self._give_time(letter)

    @asynccontextmanager
    async def _spending(self, letter: Letter) -> AsyncIterator[bool]:
        """Whether the month has a message left for it. Until it is settled it counts as spent."""
        if not self.channel.abilities.is_metered or letter.kind == "edit" or letter.sent_as:
            yield True
            return
        async with self._purse:
            may = await self.database.transact(
                lambda db: admitting.admit(db, letter, self.bot_id, self._under_way, self.clock.now())
            )
            self._under_way += may
        try:
            yield may
        finally:
            self._under_way -= may

    async def _give_time(self, letter: Letter) -> None:
        """Put off what raises, ever longer: one bad row must not keep the loop busy. The database may be what failed."""
        try:
            await self._postpone(letter, TryLater("an error of ours; see the log"))
        except Exception:
            log.exception("message %s could not be put off", letter.id)
            await asyncio.sleep(FIRST_DELAY)

    async def _settle(self, letter: Letter, slot: float) -> None:
        try:
            message_id, rest = await self._send(letter, slot)
        except Stopped as reason:
            await self._stop(letter, str(reason))
        except TryLater as later:
            self._refused += later.after is not None
            await self._postpone(letter, later)
        except Moved as moved:
            await self._move(letter, moved.address)
        except Unreachable as reason:
            await self._close(letter, str(reason))
        except (Rejected, ValueError) as reason:
            log.warning("message %s was refused: %s", letter.id, reason)
            await self._forward(letter, f"refused: {reason}")
        else:
            self._refused = 0
            await self._mark(letter, message_id, rest)

    async def _send(self, letter: Letter, slot: float) -> tuple[str | None, Message | None]:
        """The platform's id of what was sent, None where there was nothing to say; and what is left to be sent."""
        try:
            return await self.carrier.carry(letter)
        finally:
            self.pace.answered(slot, self.clock.monotonic())

    async def _mark(self, letter: Letter, message_id: str | None, rest: Message | None) -> None:
        now = self.clock.now()

        def work(db: Transaction) -> None:
            if message_id is None:
                outbox.drop(db, letter, now)
            elif rest is not None:
                outbox.leave(db, letter, rest)
            else:
                outbox.mark_sent(db, letter, message_id, now)
            if message_id != letter.sent_as and self.channel.abilities.is_metered:
                spending.count(db, self.bot_id, now)

        await self.database.transact(work)

    async def _stop(self, letter: Letter, reason: str) -> None:
        """Nothing more can be sent; what has no other door stays owed until somebody gives the bot a new token."""
        self.is_stopped, self._next_sweep = True, 0.0

        def work(db: Transaction) -> None:
            bots.stop(db, self.bot_id, self.clock.now(), reason)
            forwarding.forward(db, letter, self.clock.now())

        await self.database.transact(work)

    async def _forward(self, letter: Letter, problem: str) -> None:
        """The platform does not take it here: the next door has it, else nobody."""

        def work(db: Transaction) -> None:
            if not forwarding.forward(db, letter, self.clock.now()):
                outbox.drop(db, letter, self.clock.now(), problem)

        await self.database.transact(work)

    async def _move(self, letter: Letter, address: str) -> None:
        def work(db: Transaction) -> None:
            chats.move(db, letter.chat_id, address)
            outbox.release(db, letter, self.clock.now())

        await self.database.transact(work)

    async def _close(self, letter: Letter, reason: str) -> None:
        def work(db: Transaction) -> None:
            chats.close(db, letter.chat_id, self.clock.now(), reason)
            if not forwarding.forward(db, letter, self.clock.now()):
                outbox.drop(db, letter, self.clock.now(), reason)

        await self.database.transact(work)
        self._next_sweep = 0.0

    async def _postpone(self, letter: Letter, later: TryLater) -> None:
        delay = later.after if later.after is not None else _back_off(letter.attempts, in_doubt=later.in_doubt)
        until = self.clock.now() + timedelta(seconds=delay)

        is_metered = self.channel.abilities.is_metered
        if later.for_all:
            self._closed_until, self._next_sweep = self.clock.monotonic() + delay, 0.0

        def work(db: Transaction) -> None:
            if later.for_all:
                outbox.stop_until(db, f"bot/{self.bot_id}", until)
                if forwarding.forward(db, letter, self.clock.now()):
                    return
            if is_metered and later.in_doubt:
                spending.count(db, self.bot_id, self.clock.now())
            if is_metered and later.in_doubt and letter.attempts >= DOUBTS.get(letter.priority, 0):
                outbox.drop(db, letter, self.clock.now(), f"{outbox.IN_DOUBT}: {later}")
                return
            outbox.postpone(db, letter, until, f"{outbox.IN_DOUBT}: {later}" if later.in_doubt else str(later))
            if later.after is not None:
                outbox.stop_until(db, f"chat/{letter.chat_id}", until)
            if later.after is not None and self._refused >= WHOLE_BOT:
                outbox.stop_until(db, f"bot/{self.bot_id}", until)

        await self.database.transact(work)


def _back_off(attempts: int, *, in_doubt: bool) -> float:
    delay = min(FIRST_DELAY * 2.0 ** min(attempts, 12), LONGEST_DELAY)
    return max(delay, DOUBT) if in_doubt else delay
