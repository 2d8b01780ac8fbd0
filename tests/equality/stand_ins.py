"""What stands in for the network and the machine where a town is played: everything else is the program itself."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Engine

from bot.channels.web.guard import Limits, Rate
from bot.channels.web.web import Web
from bot.database.transaction import Transaction
from bot.post.abilities import Abilities
from bot.post.inbox import Arrival
from bot.post.message import Message
from tests.support.talking import transaction

T = TypeVar("T")


class Inline:
    """Work is done at once, in this very thread."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    async def transact(self, work: Callable[[Transaction], T]) -> T:
        with transaction(self.engine) as db:
            return work(db)

    def close(self) -> None:
        """The engine is the town's."""


class Screens:
    """A platform without a network: what is on each chat's screen, and what its people sent."""

    def __init__(self, abilities: Abilities) -> None:
        self.abilities = abilities
        self.shown: dict[str, list[Message]] = {}
        self.files: dict[str, bytes] = {}

    async def send(self, address: str, message: Message) -> str:
        self.shown.setdefault(address, []).append(message)
        return f"{len(self.shown[address])}"

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        there, place = self.shown.get(address, []), int(message_id) - 1
        if place < len(there):  # it may have been shown before the walk began
            there[place] = message or replace(there[place], options=())

    async def acknowledge(self, query_id: str, text: str) -> None:
        """Nothing depends on it."""

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        return self.files[file_id][:at_most]

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        raise NotImplementedError("updates are put into the inbox")


class LightWeb(Web):
    """The web chat, whose files are empty: what stands in them is nobody's answer."""

    async def send(self, address: str, message: Message) -> str:
        file = replace(message.file, build=lambda: b"-") if message.file else None
        return await super().send(address, replace(message, file=file))


class NoLimits(Limits):
    """Nobody is in too great a hurry: the clock stands."""

    def allows(self, rate: Rate, who: str, now: float, *, spend: bool = True) -> bool:  # noqa: ARG002  the same shape
        return True
