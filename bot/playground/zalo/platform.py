"""The whole of fake Zalo: bots, people's phones, the photos they sent, and the journal that outlives a kill -9."""

import asyncio
import base64
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.clock import Clock
from bot.playground.telegram.journal import Journal
from bot.playground.zalo.bot import FakeZaloBot, Line, Record, Room, month_of
from bot.playground.zalo.entry import Door
from bot.playground.zalo.options import Faults, Options
from bot.playground.zalo.phone import ZaloPhone
from bot.playground.zalo.receiving import post


class ZaloPlatform:
    """Use it in one event loop; `routes()` serve it, `phone()` is the other end."""

    def __init__(self, clock: Clock, journal: Path | None = None) -> None:
        self.clock = clock
        self.options, self.faults = Options(), Faults()
        self.bots: dict[str, FakeZaloBot] = {}
        self.photos: dict[str, bytes] = {}
        self.calls: Counter[str] = Counter()
        self.subscribers: set[asyncio.Queue[Record]] = set()
        self.journal = Journal(journal)
        self._written = 0
        self._posting: dict[str, asyncio.Task[None]] = {}
        self._to_post: dict[str, asyncio.Queue[Record]] = {}
        self._replay()

    def add_bot(self, token: str, name: str) -> FakeZaloBot:
        """The bot with this token, new or from the journal."""
        if token not in self.bots:
            self._change({"op": "bot", "token": token, "name": name})
        return self.bots[token]

    def phone(self, token: str, chat_id: str, name: str, *, is_group: bool = False) -> ZaloPhone:
        """A person's chat with a bot, or a group's, new or as it stands. A bot cannot write first."""
        fake = self.bots[token]
        if chat_id not in fake.rooms:
            self._change({"op": "phone", "token": token, "chat": chat_id, "name": name, "is_group": is_group})
        return ZaloPhone(fake, fake.rooms[chat_id])

    def keep_photo(self, content: bytes) -> str:
        """The path of a photo that somebody sends."""
        name = f"{len(self.photos) + 1}.jpg"
        self._change({"op": "photo", "name": name, "content": base64.b64encode(content).decode()})
        return f"photos/{name}"

    def routes(self, under: str = "") -> list[web.RouteDef]:
        """`/bot{token}/{method}` and the photos, below the path `under`."""
        return [
            web.route("*", under + "/bot{token}/{method}", Door(self).answer),
            web.get(under + "/photos/{name}", self._photo),
        ]

    def application(self) -> web.Application:
        """The routes alone, for tests."""
        application = web.Application(client_max_size=8 << 20)
        application.add_routes(self.routes())
        return application

    async def close(self) -> None:
        """Post nothing more, and let go of the journal."""
        for task in self._posting.values():
            task.cancel()
        await asyncio.gather(*self._posting.values(), return_exceptions=True)
        self._posting.clear()
        self.journal.close()

    def subscribe(self) -> asyncio.Queue[Record]:
        """Every change and every call from now on."""
        queue: asyncio.Queue[Record] = asyncio.Queue()
        self.subscribers.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[Record]) -> None:
        self.subscribers.discard(queue)

    def publish(self, event: Record) -> None:
        for queue in self.subscribers:
            queue.put_nowait(event)

    def _change(self, record: Record) -> None:
        self._written += 1
        self.journal.write(record | {"key": f"{self._written}"})
        self._apply(record)
        self.publish(record)
        if record["op"] == "update":
            self._hand_over(self.bots[record["token"]], record["update"])

    def _apply(self, record: Record) -> None:
        if record["op"] == "photo":
            self.photos[record["name"]] = base64.b64decode(record["content"])
        elif record["op"] == "bot":
            token = record["token"]
            self.bots[token] = FakeZaloBot(token, record["name"], self.clock.now, self._change, self.options)
        elif record["op"] == "phone":
            room = Room(record["chat"], record["name"], record["is_group"])
            self.bots[record["token"]].rooms[room.id] = room
        elif record["op"] == "line":
            self._show(self.bots[record["token"]], record)

    def _show(self, fake: FakeZaloBot, record: Record) -> None:
        line = Line(**(record["line"] | {"date": datetime.fromtimestamp(record["line"]["date"], UTC)}))
        room = fake.rooms[record["chat"]]
        room.lines.append(line)
        room.is_known = room.is_known or line.is_mine
        fake.numbers = max(fake.numbers, sum(len(each.lines) for each in fake.rooms.values()))
        if not line.is_mine:
            fake.sent[month_of(line.date)] += 1

    def _hand_over(self, fake: FakeZaloBot, update: Record) -> None:
        """Into the queue for polling, or to the webhook, one after the other."""
        if fake.webhook is None:
            fake.queue.append(update)
            fake.arrived.set()
            return
        self._to_post.setdefault(fake.token, asyncio.Queue()).put_nowait(update)
        if fake.token not in self._posting:
            self._posting[fake.token] = asyncio.create_task(self._post(fake))

    async def _post(self, fake: FakeZaloBot) -> None:
        while True:
            await post(fake, await self._to_post[fake.token].get())

    async def _photo(self, request: web.Request) -> web.Response:
        content = self.photos.get(request.match_info["name"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content, content_type="image/png" if content.startswith(b"\x89PNG") else "image/jpeg")

    def _replay(self) -> None:
        """What was on the phones is there again; updates nobody had asked for are lost, as they may be at Zalo."""
        records = self.journal.read()
        for record in records:
            self._apply(record)
        self._written = len(records)
        for number, record in enumerate(records, 1):
            record["key"] = f"{number}"
        self.journal.compact(records, lambda record: record["op"] != "update")
