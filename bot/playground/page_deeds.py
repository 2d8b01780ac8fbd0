"""What the buttons of the page do: on the phones, with the clock, to the network."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web

from bot.playground.page_view import PhoneOnPage, some_photo
from bot.playground.telegram import Phone, TelegramPlatform
from bot.playground.zalo import Faults

STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}
ENDLESS = 1_000_000
SLOW_SECONDS = 2.0


class Walk(Protocol):
    """The clock of the play, and the program that lives by it."""

    def now(self) -> datetime:
        """The moment the play has reached, aware, in UTC."""
        ...

    def next_moment(self) -> Awaitable[tuple[datetime, str] | None]:
        """When something happens next, and what, in a few words; None: nothing is to come."""
        ...

    def walk_to(self, instant: datetime) -> Awaitable[None]:
        """Go there through every due moment on the way."""
        ...

    def next_reminder(self) -> Awaitable[None]:
        """Go to the next moment."""
        ...

    def start_over(self) -> Awaitable[None]:
        """Back to the first day, with empty chats."""
        ...


class Deeds:
    """One play that may be open in several browser windows."""

    def __init__(self, platform: TelegramPlatform, people: Sequence[PhoneOnPage], walk: Walk, zalo: Faults | None = None) -> None:
        self.platform = platform
        self.zalo = zalo or Faults()
        self.people = {person.user_id: person for person in people}
        self.walk = walk
        self.busy = False

    async def attachment(self, request: web.Request) -> web.StreamResponse:
        """A picture or a file that is in a chat."""
        user, message = self._user(request), int(request.match_info["message"])
        shown = self.phone(user).shown.get(message)
        raw = shown.raw if shown else {}
        facts = raw.get("document") or next(iter(raw.get("photo", [])), None)
        file = self.platform.bots[self.people[user].token].files.get(facts["file_id"]) if facts else None
        if file is None:
            raise web.HTTPNotFound
        picture = "photo" in raw
        headers = {"X-Content-Type-Options": "nosniff"} | ({} if picture else {"Content-Disposition": "attachment"})
        kind = ("image/png" if file.content.startswith(b"\x89PNG") else "image/jpeg") if picture else "application/octet-stream"
        return web.Response(body=file.content, content_type=kind, headers=headers)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do on a phone what the person at the page did."""
        phone, body = self.phone(self._user(request)), await body_of(request)
        deeds: dict[str, Callable[[], object]] = {
            "say": lambda: phone.say(str(body["text"])),
            "start": lambda: phone.start(str(body.get("payload", ""))),
            "tap": lambda: phone.tap(int(body["message"]), str(body["data"])),
            "press": lambda: phone.press(str(body["label"])),
            "sticker": phone.send_sticker,
            "voice": phone.send_voice,
            "photo": lambda: phone.send_photo(some_photo()),
            "contact": lambda: phone.share_contact(own=bool(body.get("own", True))),
            "block": lambda: phone.block() if body["on"] else phone.unblock(),
        }
        deed = deeds.get(request.match_info["action"])
        if deed is None:
            raise web.HTTPNotFound
        try:
            deed()
        except (KeyError, ValueError, RuntimeError) as fault:
            return web.json_response({"error": str(fault)}, status=409)
        return web.json_response({})

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Send a file from this computer: the body is its content, `?name=` what it is called."""
        phone, name = self.phone(self._user(request)), request.query.get("name", "")
        try:
            phone.send_document(name, await request.read(), request.content_type)
        except RuntimeError as fault:
            return web.json_response({"error": str(fault)}, status=409)
        return web.json_response({})

    async def clock(self, request: web.Request) -> web.StreamResponse:
        """Walk on by an hour, a day, a week or to the next moment."""
        step = (await body_of(request)).get("step")
        if step == "next":
            return await self._busily(self.walk.next_reminder)
        if step not in STEPS:
            raise web.HTTPBadRequest
        goal = self.walk.now() + STEPS[step]
        return await self._busily(lambda: self.walk.walk_to(goal))

    async def switch(self, request: web.Request) -> web.StreamResponse:
        """Turn one of the network's faults on or off."""
        body = await body_of(request)
        self._turn(str(body.get("name")), on=bool(body.get("on")))
        self.platform.publish({"op": "update"})
        return web.json_response({})

    async def reset(self, _: web.Request) -> web.StreamResponse:
        for name in ("429", "slow", "down"):
            self._turn(name, on=False)
        return await self._busily(self.walk.start_over)

    def _turn(self, name: str, *, on: bool) -> None:
        switches = self.platform.switches
        if name == "429":
            switches.flood_next = ENDLESS if on else 0
        elif name == "slow":
            switches.delay = self.zalo.delay = SLOW_SECONDS if on else 0.0
        elif name == "down":
            switches.down = self.zalo.down = on
        else:
            raise web.HTTPBadRequest

    async def _busily(self, deed: Callable[[], Awaitable[None]]) -> web.StreamResponse:
        """One walk at a time; the page shows that it is under way."""
        if self.busy:
            return web.json_response({"error": "busy"}, status=409)
        self.busy = True
        self.platform.publish({"op": "update"})
        try:
            await deed()
        finally:
            self.busy = False
            self.platform.publish({"op": "started"})
        return web.json_response({})

    def phone(self, user: int) -> Phone:
        """The phone of a person on the page."""
        person = self.people[user]
        return self.platform.phone(person.token, user, person.first_name)

    def _user(self, request: web.Request) -> int:
        user = request.match_info["user"]
        if not user.lstrip("-").isdigit() or int(user) not in self.people:
            raise web.HTTPNotFound
        return int(user)


async def body_of(request: web.Request) -> dict[str, Any]:
    """The JSON object that came with a request. Raises HTTPBadRequest."""
    try:
        body = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body
