"""The door: an HTTP request becomes a call of a method, its result or refusal an answer."""

import asyncio
import inspect
import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.call import Call
from bot.playground.telegram.methods import BY_LOWER_NAME, SENDS
from bot.playground.telegram.parameters import Parameters, read_parameters
from bot.playground.telegram.refusal import Refusal

if TYPE_CHECKING:
    from bot.playground.telegram.platform import TelegramPlatform

BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
SHOWN_TEXT = 60


def routes(platform: "TelegramPlatform") -> list[web.RouteDef]:
    """Where calls and downloads come in."""
    door = Door(platform)
    return [web.route("*", "/bot{token}/{method}", door.answer), web.get("/file/bot{token}/{path:.+}", door.download)]


class Door:
    """Finds bot and method, and lets the faults that are switched on happen."""

    def __init__(self, platform: "TelegramPlatform") -> None:
        self.platform = platform
        self.switches = platform.switches
        self.outages = 0

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one call, through the weather that is switched on."""
        if self.switches.delay:
            await asyncio.sleep(self.switches.delay)
        if self.switches.down:
            return self._outage(request)
        fake = self.platform.bots.get(request.match_info["token"])
        try:
            body = await self._result(request, fake)
        except Refusal as refusal:
            return _json(refusal.body(), refusal.code)
        if self.switches.down:  # it began while a long poll was waiting
            return self._outage(request)
        return _json(body, 200) if body is not None else _hang_up(request)

    async def _result(self, request: web.Request, fake: FakeBot | None) -> dict[str, Any] | None:
        """The body of a good answer; None when the line is to break after the deed."""
        if fake is None:
            raise Refusal(401, "Unauthorized")
        name, method = BY_LOWER_NAME.get(request.match_info["method"].lower(), (request.match_info["method"], None))
        self.platform.calls[name] += 1
        if method is None:
            raise Refusal(404, "Not Found")
        parameters = await read_parameters(request)
        try:
            self._weather(name, fake, parameters)
            result = method(Call(fake, parameters, self.platform.clock.now()))
            result = await result if inspect.isawaitable(result) else result
        except Refusal as refusal:
            self._log(fake, name, parameters, refusal.description)
            raise
        self._log(fake, name, parameters, "", result)
        if name in SENDS and self.switches.drop_after_delivery > 0:
            self.switches.drop_after_delivery -= 1
            return None
        return {"ok": True, "result": result}

    def _weather(self, name: str, fake: FakeBot, parameters: Parameters) -> None:
        gate = self.platform.gate
        gate.refuse(name, parameters.number("chat_id") if self.switches.migrate else 0)
        if name in SENDS:
            gate.pass_send(fake.token, parameters.text("chat_id"))

    def _log(self, fake: FakeBot, name: str, parameters: Parameters, refused: str, result: object = None) -> None:
        """Tell the page what the bot just did; waiting for updates is no deed."""
        if not self.platform.subscribers or (name == "getUpdates" and not refused):
            return
        shown = result if isinstance(result, dict) else {}
        text = shown.get("text") or shown.get("caption") or parameters.text("text") or parameters.text("caption")
        event = {"op": "call", "token": fake.token, "method": name, "chat": parameters.number("chat_id")}
        self.platform.publish(event | {"text": text[:SHOWN_TEXT], "refused": refused, "action": parameters.text("action")})

    def _outage(self, request: web.Request) -> web.Response:
        self.outages += 1
        if self.outages % 2:
            return _hang_up(request)
        return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")

    async def download(self, request: web.Request) -> web.Response:
        """A file's content, by the path that getFile gave."""
        if self.switches.down:
            return self._outage(request)
        fake = self.platform.bots.get(request.match_info["token"])
        if fake is None:
            return _json(Refusal(401, "Unauthorized").body(), 401)
        for file in fake.files.values():
            if file.path == request.match_info["path"]:
                return web.Response(body=file.content, content_type="application/octet-stream")
        return _json(Refusal(404, "Not Found").body(), 404)


def _json(body: dict[str, Any], status: int) -> web.Response:
    content = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode()
    return web.Response(body=content, status=status, content_type="application/json")


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()
