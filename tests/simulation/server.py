"""The part of the program under test, without a network: replicas that tick, and one that delivers."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.channels.channel import TryLater
from bot.i18n import speaking
from bot.post import chats, outbox
from bot.post.message import Message
from bot.post.outbox import Letter
from bot.reminders.digest import render
from bot.reminders.letter import DIGEST
from bot.reminders.tick import Ticks
from tests.simulation.store import Begin

AT_MOST = 1000
SELDOM, OFTEN = 500, 40  # something happens between two pieces of a tick, or before a message, once in so many
BACK_OFF = timedelta(minutes=4)


@dataclass
class Journal:
    """What a delivery said and could not say, in order: it is kept before the database is told."""

    said: dict[int, tuple[Message, datetime]] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)  # chats

    def say(self, letter: int, message: Message, at: datetime) -> None:
        """This letter is being sent."""
        self.said[letter] = (message, at)


def ticking(begin: Begin, ticks: Ticks, now: datetime) -> Iterator[None]:
    """A replica's tick, a transaction at a time."""
    steps, result = ticks.steps(now), None
    while True:
        try:
            piece = steps.send(result)
        except StopIteration:
            return
        with begin() as db:
            result = piece(db)
        yield


def interleave(chance: random.Random, replicas: list[Iterator[None]], between: Callable[[], None]) -> None:
    """Let the replicas go on in any order until all are done; now and then something happens between two transactions."""
    while replicas:
        one = chance.choice(replicas)
        if next(one, one) is one:
            replicas.remove(one)
        elif chance.randrange(SELDOM) == 0:
            between()


class Delivery:
    """What `bot.post.delivery` does with a letter that is due, here a transaction at a time and without waiting."""

    def __init__(self, begin: Begin, bot: int, chance: random.Random, journal: Journal, trouble: int) -> None:
        self.begin = begin
        self.bot = bot
        self.chance = chance
        self.journal = journal
        self.trouble = trouble  # one message of so many cannot be sent at first
        self.unsent = 0  # letters of which nothing was left to say, or not at this hour

    def run(self, now: Callable[[], datetime], between: Callable[[], None]) -> None:
        """Send all that is due, of each chat one after the other."""
        while letters := self._due(now()):
            for letter in letters:
                if self.chance.randrange(OFTEN) == 0:
                    between()
                self._deliver(letter, now())

    def _due(self, now: datetime) -> list[Letter]:
        with self.begin() as db:
            return [each for each in outbox.due(db, self.bot, now, AT_MOST) if each.kind == DIGEST]

    def _deliver(self, letter: Letter, now: datetime) -> None:
        fate = self.chance.randrange(self.trouble) if self.trouble else -1
        if fate in (0, 1):
            self._fail(letter, now, is_final=fate == 1 and self.chance.randrange(3) == 0)
            return
        try:
            with self.begin() as db, speaking("vi"):
                message = render(db, letter, now)
        except TryLater as later:
            with self.begin() as db:
                outbox.postpone(db, letter, now + timedelta(seconds=later.after or BACK_OFF.total_seconds()), str(later))
            return
        if message is not None:
            self.journal.say(letter.id, message, now)
        with self.begin() as db:
            if message is None:
                self.unsent += 1
                outbox.drop(db, letter, now)
            else:
                outbox.mark_sent(db, letter, "1", now)

    def _fail(self, letter: Letter, now: datetime, *, is_final: bool) -> None:
        """The platform does not answer, or says that the person has blocked the bot."""
        self.journal.failed.append(letter.chat_id)
        with self.begin() as db:
            if is_final:
                chats.close(db, letter.chat_id, now, "blocked")
                outbox.drop(db, letter, now, "blocked")
            else:
                outbox.postpone(db, letter, now + BACK_OFF, "no answer")
