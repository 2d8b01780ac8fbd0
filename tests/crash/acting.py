"""Somebody with a phone who takes steps: does something, and hears what the bot says to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.demo import Guest
from bot.playground.telegram import Phone, ShownMessage

PATIENCE = 40.0  # seconds for an answer; only a lost one takes so long, however loaded the machine is


class Person:
    """Somebody with a phone, who acts once on each message of the bot."""

    def __init__(self, phone: Phone, guest: Guest) -> None:
        self.phone = phone
        self.guest = guest
        self.heard = max((message.id for message in phone.messages if message.from_bot), default=0)

    async def hears(self, part: str) -> None:
        """Wait for a message with `part` in it, or on one of its buttons, that is newer than the last one acted on."""
        heard = await self.phone.wait_for(lambda message: self._is_new(message) and _has(message, part), PATIENCE)
        self.heard = heard.id

    async def sees(self, part: str) -> None:
        """Wait until some message shows `part`, perhaps by an edit."""
        await self.phone.wait_for(lambda message: message.from_bot and part in message.text, PATIENCE)

    def _is_new(self, message: ShownMessage) -> bool:
        return message.from_bot and message.id > self.heard


def _has(message: ShownMessage, part: str) -> bool:
    return part in message.text or part in message.labels


@dataclass(frozen=True)
class Step:
    """Somebody does something, and hears an answer; with `at` the clock is moved there first and the bot ticks. What others see
    or hear by that is waited for too, or it might have come before the next step begins to wait."""

    who: int
    deed: Callable[[Person], object]
    answer: str
    officer_sees: str = ""
    chair_hears: str = ""
    at: datetime | None = None


def starts(person: Person) -> None:
    """Open the link of the invite."""
    person.phone.start(person.guest.secrets.token)


def waits(_person: Person) -> None:
    """Do nothing: the bot will speak first."""


def says(text: str) -> Callable[[Person], object]:
    """Type a text."""
    return lambda person: person.phone.say(text)


def presses(label: str) -> Callable[[Person], object]:
    """Press a button of the menu."""
    return lambda person: person.phone.press(label)


def taps(label: str) -> Callable[[Person], object]:
    """Press a button under the message that was acted on last."""
    return lambda person: person.phone.tap(person.heard, label)


def sends(name: str, content: bytes, mime: str) -> Callable[[Person], object]:
    """Send a file."""
    return lambda person: person.phone.send_document(name, content, mime)
