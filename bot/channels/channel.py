"""What a platform must be able to do, and the facts it can answer with."""

from collections.abc import Sequence
from typing import Protocol

from bot.post.abilities import FULL, Abilities
from bot.post.inbox import Arrival
from bot.post.message import Message


class Unreachable(Exception):
    """Nobody gets messages at this address any more; there is no use in trying again."""


class Stopped(Exception):
    """The platform does not take the bot's token any more: nothing can be sent or received until somebody gives it a new one."""


class Moved(Exception):
    """The chat has another address now."""

    def __init__(self, address: str) -> None:
        super().__init__("the chat has moved")
        self.address = address


class Rejected(Exception):
    """The platform will never take this message; others may pass."""


class TooBig(Rejected):
    """The file is bigger than what was asked for."""


class TryLater(Exception):
    """Not now. `after` are seconds the platform asks for; `in_doubt`: the message may have arrived all the same;
    `for_all`: the bot may send nothing to anybody until then, not even a reply."""

    def __init__(self, reason: str, *, after: float | None = None, in_doubt: bool = False, for_all: bool = False) -> None:
        super().__init__(reason)
        self.after = after
        self.in_doubt = in_doubt
        self.for_all = for_all


class Channel(Protocol):
    """A platform, seen from the delivery and the receiver."""

    abilities: Abilities = FULL

    async def send(self, address: str, message: Message) -> str:
        """Send, and return the platform's id of the message. Raises the facts above.

        A file carries the options and, where it fits there, the text; its bytes are built before anything is sent.
        """
        ...

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        """Change a sent message; None only takes its options away. A message that is gone or the same is no error."""
        ...

    async def acknowledge(self, query_id: str, text: str) -> None:
        """Tell the platform that a tap was seen, with a short word where it can show one. Best effort."""
        ...

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        """The content of a file somebody sent. Raises TryLater; Rejected where it is gone; TooBig beyond `at_most` bytes."""
        ...

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        """The next updates and what to pass as `after` next time; that confirms them. Waits up to `wait` seconds."""
        ...
