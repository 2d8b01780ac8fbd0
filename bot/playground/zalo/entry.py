"""The door: an HTTP request becomes a call of a method, its result or refusal an answer."""

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground.telegram.parameters import Parameters, read_parameters
from bot.playground.telegram.refusal import Refusal
from bot.playground.zalo import receiving, sending
from bot.playground.zalo.bot import FakeZaloBot, Record

if TYPE_CHECKING:
    from bot.playground.zalo.platform import ZaloPlatform

Method = Callable[[FakeZaloBot, Parameters], Any] | Callable[[FakeZaloBot, Parameters], Awaitable[Any]]
BAD_GATEWAY = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
SHOWN_TEXT = 60


def get_me(bot: FakeZaloBot, given: Parameters) -> Record:  # noqa: ARG001  a method's signature
    """The bot itself."""
    return {
        "id": bot.id,
        "account_name": bot.name,
        "account_type": "BASIC",
        "can_join_groups": bot.options.can_join_groups,
    }


METHODS: dict[str, Method] = {  # names are told apart by their case
    "getMe": get_me,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "testWebhook": receiving.probe_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendSticker": sending.send_sticker,
    "sendVoice": sending.send_voice,
    "sendChatAction": sending.send_chat_action,
}


class Door:
    """Finds bot and method, and lets the faults that are switched on happen."""

    def __init__(self, platform: "ZaloPlatform") -> None:
        self.platform = platform
        self.faults = platform.faults

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one call, through the weather that is switched on."""
        name = request.match_info["method"]
        if self.faults.delay:
            await asyncio.sleep(self.faults.delay)
        if self.faults.down or self.faults.take(self.faults.drop, name):
            return _hang_up(request)
        if self.faults.take(self.faults.html_502, name):
            return web.Response(status=502, text=BAD_GATEWAY, content_type="text/html")
        try:
            body = await self._result(request, name)
        except Refusal as refusal:
            return self._refused(name, refusal)
        return _hang_up(request) if self.faults.take(self.faults.answer_then_drop, name) else _json(body, 200)

    async def _result(self, request: web.Request, name: str) -> Record:
        fake, method = self.platform.bots.get(request.match_info["token"]), METHODS.get(name)
        if fake is None:
            raise Refusal(401, "Unauthorized")
        self.platform.calls[name] += 1
        if method is None:
            raise Refusal(fake.options.unknown_method, "Bad request")
        given = await read_parameters(request)
        if failures := self.faults.fail.get(name):
            raise Refusal(failures.pop(0), "switched on by the playground")
        try:
            result = method(fake, given)
            result = await result if inspect.isawaitable(result) else result
        except Refusal as refusal:
            self._log(fake, name, given, refusal)
            raise
        self._log(fake, name, given, None)
        body: Record = {"ok": True} | ({} if result is None else {"result": result})
        return body | ({"error_code": 0} if fake.options.ok_error_code and result is not None else {})

    def _refused(self, name: str, refusal: Refusal) -> web.Response:
        body = refusal.body()
        if name == "testWebhook" and refusal.code == 426:  # noqa: PLR2004  spelled otherwise there, in Zalo's own documents
            body["errorCode"] = body.pop("error_code")
        return _json(body, 200 if self.platform.options.error_http == "200" else refusal.code)

    def _log(self, fake: FakeZaloBot, name: str, given: Parameters, refusal: Refusal | None) -> None:
        """Tell the page what the bot just did; an empty poll is no deed."""
        if name == "getUpdates":
            return
        facts = {"op": "call", "token": fake.token, "method": name, "chat": given.text("chat_id")}
        facts |= {"text": given.text("text")[:SHOWN_TEXT], "refused": refusal.description if refusal else ""}
        self.platform.publish(facts)


def _json(body: dict[str, Any], status: int) -> web.Response:
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return web.Response(body=content, status=status, content_type="application/json")


def _hang_up(request: web.Request) -> web.Response:
    """Close the connection without an answer."""
    if request.transport is not None:
        request.transport.close()
    return web.Response()
