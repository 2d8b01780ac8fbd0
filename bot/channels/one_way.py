"""What channels have in common by which nothing comes in, and nothing that was sent can be changed: push and mail."""

import asyncio
from collections.abc import Sequence

from bot.channels.channel import Rejected
from bot.post.abilities import FULL
from bot.post.inbox import Arrival
from bot.post.message import Message


class OneWay:
    """Everything of a channel but `send`."""

    abilities = FULL

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        """What was sent is sent."""

    async def acknowledge(self, query_id: str, text: str) -> None:
        """Nobody taps here."""

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        raise Rejected(f"nothing comes in here: no file {file_id} of at most {at_most} bytes")

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        await asyncio.sleep(wait)
        return (), after
