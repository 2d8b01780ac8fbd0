"""The whole of fake Telegram: bots, people's phones and the journal that outlives a kill -9."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.changes import apply, worth_keeping
from bot.playground.telegram.entry import routes
from bot.playground.telegram.journal import Journal
from bot.playground.telegram.phone import Phone
from bot.playground.telegram.screen import Record
from bot.playground.telegram.switches import Gate, Switches
from bot.playground.telegram.updates import Update
from bot.playground.telegram.webhook import deliver

FIRST_SUPERGROUP = -1_000_000_000_000


class TelegramPlatform:
    """Use it in one event loop; `application()` serves it, `phone()` is the other end."""

    def __init__(self, clock: Clock, journal: Path | None = None) -> None:
        self.clock = clock
        self.bots: dict[str, FakeBot] = {}
        self.switches = Switches()
        self.gate = Gate(self.switches, clock.monotonic)
        self.calls: Counter[str] = Counter()
        self.subscribers: set[asyncio.Queue[Record]] = set()
        self.journal = Journal(journal)
        self._replay()

    @property
    def early_calls(self) -> int:
        """Sends to a chat before its retry_after was over."""
        return self.gate.early_calls

    @property
    def flooded(self) -> int:
        """Sends answered 429."""
        return self.gate.flooded

    def add_bot(self, token: str, username: str, name: str) -> FakeBot:
        """The bot with this token, new or from the journal."""
        if token not in self.bots:
            self._change({"op": "bot", "key": f"bot/{token}", "token": token, "username": username, "name": name})
        return self.bots[token]

    def phone(self, bot_token: str, user_id: int, first_name: str, language_code: str = "vi", *, started: bool = False) -> Phone:
        """A person's chat with a bot, new or as it stands. A bot cannot write first: `started` says that Start was pressed."""
        fake = self.bots[bot_token]
        if user_id not in fake.screens:
            user = {"id": user_id, "is_bot": False, "first_name": first_name, "language_code": language_code}
            chat = {"id": user_id, "type": "private" if user_id > 0 else "supergroup"}
            chat["first_name" if user_id > 0 else "title"] = first_name
            fake.record(f"p/{bot_token}/{user_id}", "phone", user=user, room=chat)
        phone = fake.screens[user_id]
        if started and not phone.started:
            fake.record(f"o/{bot_token}/{user_id}", "started", chat=user_id)
        if not isinstance(phone, Phone):
            raise TypeError(f"{user_id} is not a phone")
        return phone

    def push_update(self, token: str, update: Update) -> None:
        """Hand any update to a bot, however malformed; it gets an update_id unless it has one."""
        self.bots[token].push(update, filtered=False)

    def application(self) -> web.Application:
        """`/bot{token}/{method}` and `/file/bot{token}/{path}`."""
        application = web.Application(client_max_size=64 << 20)
        application.add_routes(routes(self))
        application.on_startup.append(self._open)
        application.on_cleanup.append(self._close)
        return application

    def subscribe(self) -> asyncio.Queue[Record]:
        """Every change and every call from now on, as JSON-able events."""
        queue: asyncio.Queue[Record] = asyncio.Queue()
        self.subscribers.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[Record]) -> None:
        self.subscribers.discard(queue)

    def publish(self, event: Record) -> None:
        for queue in self.subscribers:
            queue.put_nowait(event)

    def forget_everything(self) -> None:
        """Bots stay with what they set about themselves; chats, updates and the journal's past go, old phones are dead."""
        kept = list(self.bots.values())
        self.bots.clear()
        self.journal.compact([], lambda _: False)
        for old in kept:
            fresh = self.add_bot(old.token, old.username, old.name)
            for name, value in old.settings.items():
                fresh.record(f"s/{old.token}/{name}", "set", name=name, value=value)
            old.wake()
            if old.deliverer is not None:
                old.deliverer.cancel()
                deliver(fresh)

    def _change(self, record: Record) -> None:
        self.journal.write(record)
        self._apply(record)
        if self.subscribers:
            self.publish(record)

    def _apply(self, record: Record) -> None:
        token = record["token"]
        if record["op"] == "bot":
            self.bots[token] = FakeBot(token, record["username"], record["name"], self.clock.now, self._change)
        else:
            apply(self.bots[token], record)

    def _replay(self) -> None:
        records = self.journal.read()
        for record in records:
            self._apply(record)
        for fake in self.bots.values():
            fake.queue.expire()
        self.journal.compact(records, lambda record: record["op"] == "bot" or worth_keeping(self.bots[record["token"]], record))

    async def _open(self, _: Any) -> None:
        for fake in self.bots.values():
            if fake.settings.get("webhook"):
                deliver(fake)

    async def _close(self, _: Any) -> None:
        for fake in self.bots.values():
            fake.wake()
            if fake.deliverer is not None:
                fake.deliverer.cancel()
