"""The page with the phones: its address, its files and the stream of what changes."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.playground.page_deeds import Deeds, Walk
from bot.playground.page_guard import Guard
from bot.playground.page_view import PhoneOnPage, clock_view, phone_view
from bot.playground.page_zalo import ZaloDeeds
from bot.playground.telegram import TelegramPlatform
from bot.playground.telegram.screen import Record

__all__ = ["PhoneOnPage", "Walk", "page_routes"]

FOLDER = Path(__file__).parent / "page"
KINDS = {".js": "text/javascript", ".css": "text/css"}
BUSY_TICK, CALM_TICK = 0.25, 5.0  # seconds between two looks at the clock
GATHER = 0.03  # seconds in which changes are collected into one event


def page_routes(
    platform: TelegramPlatform, people: Sequence[PhoneOnPage], walk: Walk, key: str, zalo: ZaloDeeds | None = None
) -> list[web.RouteDef]:
    """Everything the page needs; `/?key=KEY` is its address. `zalo` are the Zalo phones beside the others, if any."""
    deeds, guard = Deeds(platform, people, walk, zalo.platform.faults if zalo else None), Guard(key)
    page = Page(deeds, zalo)
    return [
        *(_zalo_routes(zalo, guard) if zalo else ()),
        web.get("/", guard.first(page.index)),
        web.get("/{name:[a-z]+\\.(?:js|css)}", page.asset),
        web.get("/events", guard.reading(page.events)),
        web.get("/attachments/{user}/{message:\\d+}", guard.reading(deeds.attachment)),
        web.post("/phones/{user}/{action}", guard.acting(deeds.act)),
        web.post("/files/{user}", guard.acting(deeds.upload)),
        web.post("/clock", guard.acting(deeds.clock)),
        web.post("/switches", guard.acting(deeds.switch)),
        web.post("/reset", guard.acting(deeds.reset)),
    ]


def _zalo_routes(zalo: ZaloDeeds, guard: Guard) -> list[web.RouteDef]:
    return [
        web.post("/zalo/{number}/{action}", guard.acting(zalo.act)),
        web.get("/zalo/{number}/attachments/{message}", guard.reading(zalo.attachment)),
    ]


class Page:
    """One play that may be open in several browser windows."""

    def __init__(self, deeds: Deeds, zalo: ZaloDeeds | None) -> None:
        self.deeds = deeds
        self.zalo = zalo
        self.platform = deeds.platform
        self.people = deeds.people

    async def index(self, _: web.Request) -> web.StreamResponse:
        return web.Response(text=(FOLDER / "index.html").read_text("utf-8"), content_type="text/html")

    async def asset(self, request: web.Request) -> web.StreamResponse:
        """A script or a style; they hold no secret."""
        path = FOLDER / request.match_info["name"]
        if not path.is_file():
            raise web.HTTPNotFound
        return web.Response(text=path.read_text("utf-8"), content_type=KINDS[path.suffix], headers={"Cache-Control": "no-cache"})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Everything at first, then what changes."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        changes = self.platform.subscribe()
        beside = self.zalo.views() if self.zalo else []
        if self.zalo:
            self.zalo.platform.subscribers.add(changes)
        try:
            phones = [*(self._view(user) for user in self.people), *beside]
            await self._send(response, "everything", phones=phones, **await self._clock())
            while True:
                await self._pass_on(response, changes)
        except ConnectionError:
            return response
        finally:
            self.platform.unsubscribe(changes)
            if self.zalo:
                self.zalo.platform.unsubscribe(changes)

    async def _pass_on(self, response: web.StreamResponse, changes: asyncio.Queue[Record]) -> None:
        """Wait for changes, gather those that come together, tell the browser."""
        batch: list[Record] = []
        try:
            async with asyncio.timeout(BUSY_TICK if self.deeds.busy else CALM_TICK):
                batch.append(await changes.get())
            await asyncio.sleep(GATHER)
        except TimeoutError:
            pass
        while not changes.empty():
            batch.append(changes.get_nowait())
        own = [event for event in batch if not self._is_zalo(event)]
        for event in batch:
            if event["op"] in ("call", "toast"):
                chat = self.zalo.number_of(event) if self.zalo and self._is_zalo(event) else event.get("chat")
                await self._send(response, **{"type": event["op"], **event, "chat": chat})
        for user in self._touched(own):
            await self._send(response, "phone", **self._view(user))
        for view in self._touched_on_zalo(batch):
            await self._send(response, "phone", **view)
        await self._send(response, "clock", **await self._clock())

    def _touched_on_zalo(self, batch: list[Record]) -> list[Record]:
        return [self.zalo.view(number) for number in self.zalo.touched(batch)] if self.zalo else []

    def _is_zalo(self, event: Record) -> bool:
        return self.zalo is not None and (event["op"] == "photo" or event.get("token") in self.zalo.platform.bots)

    def _touched(self, batch: list[Record]) -> list[int]:
        """The phones that look different now; a change without a chat may concern any."""
        events = [event for event in batch if event["op"] not in ("call", "update", "confirm", "query", "file")]
        chats = {(event.get("token"), event.get("chat")) for event in events}
        everyone = any(chat is None for _, chat in chats)
        return [user for user, person in self.people.items() if everyone or (person.token, user) in chats]

    def _view(self, user: int) -> Record:
        return phone_view(self.platform, self.people[user], self.deeds.phone(user))

    async def _clock(self) -> Record:
        coming = None if self.deeds.busy else await self.deeds.walk.next_moment()
        return clock_view(self.deeds.walk.now(), coming, self.platform.switches) | {"busy": self.deeds.busy}

    async def _send(self, response: web.StreamResponse, type: str, **facts: Any) -> None:  # noqa: A002
        data = json.dumps({"type": type, **facts}, ensure_ascii=False)
        await response.write(f"data: {data}\n\n".encode("utf-8", "replace"))
