"""Fake Zalo, held against the response examples of the platform's documents and of those who measured it, one by one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.clock import StandingClock
from bot.playground.serving import serve
from bot.playground.zalo import ZaloPhone, ZaloPlatform

TOKEN = "1459232241454765289:token-of-the-tests"
CHAT = "6ede9afa66b88fe6d6a9"
NOW = 1_750_316_131_000  # milliseconds: the day of the documents' example


@dataclass
class Wired:
    platform: ZaloPlatform
    phone: ZaloPhone
    url: str
    http: aiohttp.ClientSession
    status: int = 0

    async def call(self, method: str, *, token: str = TOKEN, **values: Any) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=values) as answer:
            self.status = answer.status
            body: dict[str, Any] = await answer.json()
            return body


@pytest.fixture
async def wired() -> AsyncIterator[Wired]:
    platform = ZaloPlatform(StandingClock(datetime.fromtimestamp(NOW / 1000, UTC)))
    platform.options.poll_scale = 0.01
    platform.add_bot(TOKEN, "bot.VDKyGxQvc")
    runner, port = await serve(platform.application())
    async with aiohttp.ClientSession() as http:
        yield Wired(platform, platform.phone(TOKEN, CHAT, "Ted"), f"http://127.0.0.1:{port}", http)
    await platform.close()
    await runner.cleanup()


async def test_get_me(wired: Wired) -> None:
    told = {"id": "1459232241454765289", "account_name": "bot.VDKyGxQvc", "account_type": "BASIC", "can_join_groups": False}
    assert await wired.call("getMe") == {"ok": True, "result": told, "error_code": 0}
    wired.platform.options.ok_error_code = False
    assert await wired.call("getMe") == {"ok": True, "result": told}


@pytest.mark.parametrize(("option", "status"), [("200", 200), ("code", 401)])
async def test_a_failure_has_one_body_and_two_statuses(wired: Wired, option: str, status: int) -> None:
    wired.platform.options.error_http = option
    assert await wired.call("getMe", token="1:x") == {"ok": False, "description": "Unauthorized", "error_code": 401}
    assert wired.status == status


async def test_get_updates(wired: Wired) -> None:
    wired.phone.say("Xin chào")
    sender = {"id": CHAT, "display_name": "Ted", "is_bot": False}
    told = await wired.call("getUpdates", timeout=30)
    number = told["result"]["message"].pop("message_id")
    assert len(number) == 20
    assert int(number, 16) >= 0
    message = {"from": sender, "chat": {"id": CHAT, "chat_type": "PRIVATE"}, "text": "Xin chào", "date": NOW}
    assert told == {"ok": True, "result": {"event_name": "message.text.received", "message": message}, "error_code": 0}
    nothing = {"ok": False, "description": "Request timeout", "error_code": 408}
    assert await wired.call("getUpdates", timeout="5") == nothing  # a text is taken too
    await wired.call("setWebhook", url="https://example.org/x", secret_token="mykey-abcyxz")
    refused = "You cannot use this API while a webhook is set. Please remove the webhook first"
    assert await wired.call("getUpdates") == {"ok": False, "description": refused, "error_code": 400}


async def test_a_queue_that_replays_goes_on_when_something_newer_comes(wired: Wired) -> None:
    wired.platform.options.delivery = "replay"
    wired.phone.say("một")
    first = [(await wired.call("getUpdates"))["result"]["message"]["text"] for _ in range(3)]
    wired.phone.say("hai")
    assert [*first, (await wired.call("getUpdates"))["result"]["message"]["text"]] == ["một", "một", "một", "hai"]
    wired.platform.options.listed_updates = True
    assert [each["message"]["text"] for each in (await wired.call("getUpdates"))["result"]] == ["hai"]


PRIVATE = {"chat_type": "PRIVATE", "id": CHAT}
EVENTS = [
    (
        "voice",
        "message.voice.received",
        {"message_type": "CHAT_VOICE", "voice_url": "https://f2-voice-aac-dl.zdn.vn/example.aac"},
    ),
    (
        "sticker",
        "message.sticker.received",
        {
            "sticker": "0e078a2fb66a5f34067b",
            "url": "https://zalo-api.zadn.vn/api/emoticon/oasticker?eid=1&size=130",
        },
    ),
    ("file", "message.unsupported.received", {}),
]


@pytest.mark.parametrize(("kind", "event", "facts"), EVENTS)
async def test_events(wired: Wired, kind: str, event: str, facts: dict[str, str]) -> None:
    if kind == "voice":
        wired.phone.send_voice()
    elif kind == "sticker":
        wired.phone.send_sticker()
    else:
        wired.phone.send_file("a.pdf")
    update = (await wired.call("getUpdates"))["result"]
    number = update["message"].pop("message_id")
    assert len(number) == 20
    sender = {"id": CHAT, "is_bot": False, "display_name": "Ted"}
    assert update == {"event_name": event, "message": {"date": NOW, "chat": PRIVATE, "from": sender, **facts}}


@pytest.mark.parametrize("field", ["photo_url", "photo"])
async def test_a_photo_and_where_its_address_is(wired: Wired, field: str) -> None:
    wired.platform.options.image_field = field
    wired.phone.send_photo("https://photo-stal-22.zdn.vn/no/jpg/example.jpg", "Ảnh ra quân")
    message = (await wired.call("getUpdates"))["result"]["message"]
    assert message[field] == "https://photo-stal-22.zdn.vn/no/jpg/example.jpg"
    assert (message["caption"], message["message_type"]) == ("Ảnh ra quân", "CHAT_PHOTO")
    assert ("photo" in message) != ("photo_url" in message)


async def test_what_is_kept_back_may_name_nobody(wired: Wired) -> None:
    wired.platform.options.unsupported_message = False
    wired.phone.say_protected("chào")
    assert (await wired.call("getUpdates"))["result"] == {"event_name": "message.unsupported.received"}
    wired.platform.options.date_unit = 1
    wired.phone.say("x")
    assert (await wired.call("getUpdates"))["result"]["message"]["date"] == NOW // 1000


async def test_a_group_speaks_only_to_its_bot(wired: Wired) -> None:
    group = wired.platform.phone(TOKEN, "zgr-1", "Cụm 1", is_group=True)
    group.mention("aa" * 10, "@Bot chào")
    message = (await wired.call("getUpdates"))["result"]["message"]
    assert (message["chat"], message["from"]["id"]) == ({"chat_type": "GROUP", "id": "zgr-1"}, "aa" * 10)
    voice = await wired.call("sendVoice", chat_id="zgr-1", voice_url="https://example.com/a.aac")
    assert (voice["ok"], group.said) == (True, [])


async def test_webhooks_set_told_and_deleted(wired: Wired) -> None:
    assert await wired.call("getWebhookInfo") == {"ok": False, "description": "Not Found", "error_code": 404}
    wired.platform.options.webhookinfo_unset = "empty"
    assert (await wired.call("getWebhookInfo"))["result"] == {"url": "", "updated_at": NOW}
    wired.platform.options.verification = False
    url = "https://your-webhookurl.com"
    told = {"ok": True, "result": {"url": url, "updated_at": NOW}, "error_code": 0}
    assert await wired.call("setWebhook", url=url, secret_token="mykey-abcyxz") == told
    assert await wired.call("getWebhookInfo") == told  # and never the secret
    assert (await wired.call("deleteWebhook"))["result"] == {"url": "", "updated_at": NOW}
    wired.platform.options.loopback_webhook = False
    for bad in (
        "http://example.org/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://192.168.1.1/",
        "https://10.0.0.1/",
    ):
        assert (await wired.call("setWebhook", url=bad, secret_token="mykey-abcyxz"))["error_code"] == 400, bad
    for secret in ("1234567", "x" * 257):
        assert (await wired.call("setWebhook", url=url, secret_token=secret))["error_code"] == 400


@asynccontextmanager
async def listening(status: int) -> AsyncIterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """Whatever Zalo posts there, and its headers."""
    heard: list[tuple[dict[str, str], bytes]] = []

    async def take(request: web.Request) -> web.Response:
        heard.append((dict(request.headers), await request.read()))
        return web.Response(status=status)

    application = web.Application()
    application.router.add_post("/hook", take)
    runner, port = await serve(application)
    yield f"http://127.0.0.1:{port}/hook", heard
    await runner.cleanup()


@pytest.mark.parametrize(("envelope", "begins"), [("flat", b'{"event_name"'), ("wrapped", b'{"ok": true, "result"')])
async def test_a_webhook_is_probed_and_posted_to(wired: Wired, envelope: str, begins: bytes) -> None:
    wired.platform.options.webhook_envelope = envelope
    async with listening(200) as (url, heard):
        verification = (await wired.call("setWebhook", url=url, secret_token="mykey-abcyxz"))["result"]["verification"]
        assert set(verification) == {"ok", "url", "status_code", "outcome", "latency_ms", "hint"}
        assert (verification["ok"], verification["status_code"], verification["outcome"]) == (True, 200, "webhook.ok")
        wired.phone.say("Xin chào")
        while len(heard) < 2:
            await wired.call("getMe")
        probe, update = heard
        assert probe[1] == b""
        assert "Content-Type" not in probe[0]
        assert (update[0]["X-Bot-Api-Secret-Token"], update[0]["User-Agent"]) == ("mykey-abcyxz", "Java/17")
        assert update[0]["Content-Type"].startswith("application/json")
        assert update[1].startswith(begins)


async def test_a_webhook_that_fails_is_kept_and_loses_updates(wired: Wired) -> None:
    wired.platform.options.retries = 1
    async with listening(404) as (url, heard):
        told = (await wired.call("setWebhook", url=url, secret_token="mykey-abcyxz"))["result"]
        assert (told["verification"]["ok"], told["verification"]["outcome"]) == (False, "webhook.http.404")
        assert (await wired.call("getWebhookInfo"))["result"]["url"] == url
        assert (await wired.call("testWebhook"))["result"]["ok"] is False
        wired.phone.say("Xin chào")
        while len(wired.phone.bot.posted) < 2:
            await wired.call("getMe")
        assert wired.phone.bot.posted == [404, 404]
        assert len(heard) == 4
        wired.phone.bot.tests = 20
        told = await wired.call("testWebhook")
        assert (told["ok"], told["errorCode"], "error_code" in told) == (False, 426, False)


async def test_sending(wired: Wired) -> None:
    assert (await wired.call("sendMessage", chat_id=CHAT, text="x"))["error_code"] == 400  # who never wrote cannot be written to
    wired.phone.say("chào")
    sent = await wired.call("sendMessage", chat_id=CHAT, text="Chào Ted")
    assert set(sent) == {"ok", "result", "error_code"}
    assert set(sent["result"]) == {"message_id", "date"}
    assert wired.phone.said == ["Chào Ted"]
    assert await wired.call("sendChatAction", chat_id=CHAT, action="typing") == {"ok": True}
    photo = {"chat_id": CHAT, "photo": "https://placehold.co/600x400", "caption": "My photo"}
    assert (await wired.call("sendPhoto", **photo))["ok"]
    assert (await wired.call("sendSticker", chat_id=CHAT, sticker="0e078a2fb66a5f34067b"))["ok"]
    assert (await wired.call("sendVoice", chat_id=CHAT, voice_url="https://example.com/audio.aac"))["ok"]
    assert [each.kind for each in wired.phone.room.lines] == ["text", "text", "photo", "sticker", "voice"]


BAD = [
    ("sendMessage", {"text": ""}, None),
    ("sendMessage", {"text": "a" * 2001}, None),
    ("sendMessage", {"text": "😀" * 1001}, None),
    ("sendMessage", {"text": "a", "parse_mode": "MarkdownV2"}, None),
    ("sendMessage", {"text": "a", "chat_id": "nobody"}, None),
    ("sendPhoto", {"photo": ""}, "The photo must not be empty"),
    ("sendPhoto", {"photo": "data:image/png;base64,AA=="}, "The photo must start with http:// or https://"),
    ("sendVoice", {"voice_url": "https://example.com/a.mp3"}, None),
    ("sendmessage", {"text": "a"}, None),
    ("sendDocument", {"document": "https://example.com/a.pdf"}, None),
    ("editMessageText", {"text": "a"}, None),
]


@pytest.mark.parametrize(("method", "values", "description"), BAD)
async def test_what_zalo_does_not_do(wired: Wired, method: str, values: dict[str, str], description: str | None) -> None:
    wired.phone.say("chào")
    told = await wired.call(method, **({"chat_id": CHAT} | values))
    assert (told["ok"], told["error_code"]) == (False, 400)
    assert description in (None, told["description"])
    assert wired.phone.said == []


async def test_every_way_to_send_parameters(wired: Wired) -> None:
    wired.phone.say("chào")
    url, values = f"{wired.url}/bot{TOKEN.replace(':', '%3A')}/sendMessage", {"chat_id": CHAT, "text": "x"}
    for way in ({"params": values}, {"data": values}, {"json": values}):
        async with wired.http.request("POST", url, **way) as answer:  # type: ignore[arg-type]
            assert (await answer.json())["ok"]
    form = aiohttp.FormData(values)
    form.add_field("photo", b"\xff\xd8", filename="a.jpg")
    async with wired.http.post(url.replace("sendMessage", "sendPhoto"), data=form) as answer:
        assert (await answer.json())["description"] == "The photo must not be empty"
    async with wired.http.get(url, params=values) as answer:
        assert (await answer.json())["ok"]
    async with wired.http.post(url, data=b"{", headers={"Content-Type": "application/json"}) as answer:
        assert (await answer.json())["error_code"] == 400


async def test_limits_of_the_free_plan(wired: Wired) -> None:
    wired.platform.options.user_limit, wired.platform.options.month_limit = 50, 3
    for number in range(51):
        wired.platform.phone(TOKEN, f"{number:020x}", "x").say("chào")
    quota = {"ok": False, "description": "Quota exceeded", "error_code": 429}
    assert await wired.call("sendMessage", chat_id=f"{50:020x}", text="x") == quota
    for _ in range(3):
        assert (await wired.call("sendMessage", chat_id=f"{49:020x}", text="x"))["ok"]
    assert await wired.call("sendMessage", chat_id=f"{1:020x}", text="x") == quota


async def test_faults(wired: Wired) -> None:
    wired.phone.say("chào")
    faults = wired.platform.faults
    faults.fail["sendMessage"] = [403, 408]
    assert [(await wired.call("sendMessage", chat_id=CHAT, text="x"))["error_code"] for _ in range(2)] == [403, 408]
    faults.html_502["sendMessage"] = 1
    async with wired.http.post(f"{wired.url}/bot{TOKEN}/sendMessage") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")
    faults.answer_then_drop["sendMessage"], faults.drop["getMe"] = 1, 1
    for method in ("sendMessage", "getMe"):
        with pytest.raises(aiohttp.ClientError):
            await wired.call(method, chat_id=CHAT, text="đã tới")
    assert wired.phone.said == ["đã tới"]


async def test_phones_outlive_the_program(tmp_path: Any) -> None:
    clock = StandingClock(datetime(2026, 3, 31, 16, 59, tzinfo=UTC))  # the last minute of March in Viet Nam
    for moment, count in ((clock.now(), 1), (datetime(2026, 4, 1, tzinfo=UTC), 2)):
        clock.walk_to(moment)
        platform = ZaloPlatform(clock, tmp_path / "zalo.jsonl")
        fake = platform.add_bot(TOKEN, "bot")
        phone = platform.phone(TOKEN, CHAT, "Mai")
        phone.say("chào")
        assert len(phone.room.lines) == count
        assert phone.room.name == "Mai"
        assert fake.id == TOKEN.partition(":")[0]
        await platform.close()
