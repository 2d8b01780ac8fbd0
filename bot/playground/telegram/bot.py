"""A bot as Telegram knows it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from bot.playground.telegram.refusal import Refusal
from bot.playground.telegram.screen import Record, Screen
from bot.playground.telegram.updates import Update, UpdateQueue, wanted

QUERY_LIFE = timedelta(seconds=150)


@dataclass(frozen=True)
class StoredFile:
    """A file on Telegram's side; a size without content is a file too big to fetch."""

    id: str
    name: str
    mime: str
    content: bytes
    size: int

    @property
    def path(self) -> str:
        """Where it is downloaded: under Telegram's own number, whatever the file was called."""
        folder = "photos" if self.mime.startswith("image/") else "documents"
        return f"{folder}/file_{self.id.rpartition('-')[2]}{PurePosixPath(self.name).suffix}"


@dataclass(frozen=True)
class Query:
    """A pressed button that waits for its answer."""

    chat: int
    since: datetime


@dataclass(eq=False)
class FakeBot:
    """Its chats, its updates, its files and what it has set about itself."""

    token: str
    username: str
    name: str
    now: Callable[[], datetime]
    change: Callable[[Record], None]
    screens: dict[int, Screen] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    next_message: int = 1
    next_query: int = 4_000_000_000_000_000
    waiter: asyncio.Future[None] | None = None
    deliverer: asyncio.Task[None] | None = None
    trouble: Record = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.queue = UpdateQueue(self.now)

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    @property
    def user(self) -> Record:
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def push(self, update: Update, *, filtered: bool = True) -> None:
        """Queue an update for the bot, unless the bot did not ask for its kind."""
        if filtered and not wanted(update, self.settings.get("allowed_updates")):
            return
        numbered = self.queue.number(update)
        key = f"u/{self.token}/{numbered['update_id']}"
        self.record(key, "update", update=numbered, at=self.now().timestamp())
        self.wake()

    def record(self, key: str, op: str, **facts: Any) -> None:
        """Make a change: `key` is what the change replaces in the journal."""
        self.change({"op": op, "key": key, "token": self.token, **facts})

    def wake(self) -> None:
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_result(None)

    def stop_waiting(self, why: str) -> None:
        """Send the older poll away."""
        if self.waiter is not None and not self.waiter.done():
            self.waiter.set_exception(Refusal(409, f"Conflict: {why}"))

    async def wait(self, seconds: float | None) -> None:
        """Until an update comes or the time is over; Refusal when another took over."""
        self.waiter = waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            return
        finally:
            if self.waiter is waiter:
                self.waiter = None

    def open_query(self, query_id: str) -> Query | None:
        query = self.queries.get(query_id)
        return query if query and self.now() - query.since < QUERY_LIFE else None
