"""Simulated people: each fills in the form of /dangky again and again, and writes the moment the bot has answered."""

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.playground.telegram import Phone, ShownMessage, TelegramPlatform
from tests.benchmarks import chairs

PLACE, COUNT = "8 giờ, hội trường đơn vị", "45"
KEPT = 30  # messages on a screen; older ones scroll away, or the fake would grow while it is measured
TURNS_IN_A_WALK = 6


class UnexpectedAnswer(Exception):
    """The bot said something that does not belong to the form."""


@dataclass(frozen=True)
class Heard:
    """An answer of the bot: its text and how many buttons are in each row."""

    text: str
    buttons: tuple[int, ...]


Transcript = list[Heard]


@dataclass
class Person:
    """One chat. `answered` gets the seconds that each answer took."""

    phone: Phone
    day: str
    answered: Callable[[float], None]
    transcript: Transcript = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def live(self) -> None:
        """Walk the form until cancelled, for one phase and the other in turn."""
        self.phone.watchers.append(self._changed)
        try:
            for walk in itertools.count():
                await self._walk(walk % 2)
                self._scroll()
        finally:
            self.phone.watchers.remove(self._changed)

    async def _walk(self, phase: int) -> None:
        asked = await self._say("/dangky")
        await self._tap(asked, phase)
        await self._say(self.day)
        await self._say(PLACE)
        card = await self._say(COUNT)
        receipt = await self._tap(card, 0)
        if not receipt.text.startswith("✅ Đã ghi nhận"):
            raise UnexpectedAnswer(receipt.text)

    async def _say(self, text: str) -> ShownMessage:
        began = time.perf_counter()
        return await self._answer(self.phone.say(text), began)

    async def _tap(self, message: ShownMessage, button: int) -> ShownMessage:
        """Press a button, counted in reading order."""
        began = time.perf_counter()
        data = [each["callback_data"] for row in message.raw["reply_markup"]["inline_keyboard"] for each in row][button]
        self.phone.tap_data(message.id, data)
        return await self._answer(message.id, began)

    async def _answer(self, after: int, began: float) -> ShownMessage:
        """The bot's next message."""
        while (newest := next(reversed(self.phone.shown.values()))).id <= after or not newest.from_bot:
            self._changed.clear()
            await self._changed.wait()
        self.answered(time.perf_counter() - began)
        if len(self.transcript) < 2 * TURNS_IN_A_WALK:
            self.transcript.append(Heard(newest.text, tuple(len(row) for row in newest.buttons)))
        return newest

    def _scroll(self) -> None:
        for old in list(self.phone.shown)[:-KEPT]:
            del self.phone.shown[old]
        self.phone.toasts.clear()


class Crowd:
    """Chairs who all write at once."""

    def __init__(self, platform: TelegramPlatform, token: str, count: int) -> None:
        self.turns: list[float] = []
        day = f"{chairs.launch_day(platform.clock.today()):%d/%m}"
        phones = [platform.phone(token, chairs.FIRST_CHAIR + n, "Mai") for n in range(count)]
        self.people = [Person(phone, day, self._count) for phone in phones]

    async def live(self) -> None:
        """All of them, until cancelled; whoever hears something unexpected ends it for all."""
        async with asyncio.TaskGroup() as tasks:
            for person in self.people:
                tasks.create_task(person.live())

    def _count(self, seconds: float) -> None:
        self.turns.append(seconds)
