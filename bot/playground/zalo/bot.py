"""A bot as Zalo knows it, and the chats it is in."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.clock import local
from bot.playground.zalo.options import Options

Record = dict[str, Any]


def month_of(moment: datetime) -> str:
    """The month a message counts in, as the wall clock in Viet Nam has it."""
    return f"{local(moment):%Y-%m}"


@dataclass
class Line:
    """A message in a chat. `kind` is text, photo, voice, sticker or unsupported."""

    id: str
    is_mine: bool
    kind: str
    text: str
    date: datetime
    url: str = ""


@dataclass
class Room:
    """A chat of the bot: with a person, or a group."""

    id: str
    name: str
    is_group: bool = False
    is_known: bool = False
    """Somebody wrote there, so the bot may."""
    blocked: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        """What the bot said there, in order."""
        return [each.text for each in self.lines if not each.is_mine]


@dataclass
class Webhook:
    """Where updates are posted."""

    url: str
    secret: str
    set_at: int
    """Milliseconds since 1970."""


@dataclass(eq=False)
class FakeZaloBot:
    """Its chats, its updates and how many messages it has sent."""

    token: str
    name: str
    now: Callable[[], datetime]
    changed: Callable[[Record], None]
    options: Options
    rooms: dict[str, Room] = field(default_factory=dict)
    queue: list[Record] = field(default_factory=list)
    has_given_head: bool = False
    """In a queue that replays: its first update was given before."""
    webhook: Webhook | None = None
    sent: Counter[str] = field(default_factory=Counter)
    """Messages by month."""
    tests: int = 0
    """Calls of testWebhook today."""
    posted: list[int] = field(default_factory=list)
    """What the webhook answered, in order; 0: nothing."""
    numbers: int = 0

    def __post_init__(self) -> None:
        self.arrived = asyncio.Event()

    @property
    def id(self) -> str:
        return self.token.partition(":")[0]

    def milliseconds(self) -> int:
        return int(self.now().timestamp() * self.options.date_unit)

    def number(self) -> str:
        """A new id as Zalo's look: 20 hexadecimal digits."""
        self.numbers += 1
        return hashlib.sha256(f"{self.token}/{self.numbers}".encode()).hexdigest()[:20]

    def show(self, room: Room, line: Line) -> None:
        """Put a message into a chat."""
        self.changed({"op": "line", "token": self.token, "chat": room.id, "line": vars(line) | {"date": line.date.timestamp()}})

    def push(self, update: Record) -> None:
        """An update for the bot."""
        self.changed({"op": "update", "token": self.token, "update": update})
