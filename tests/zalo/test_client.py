"""The client against every variant of fake Zalo, and against what is no Zalo at all."""

import asyncio
import json
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web

from bot.channels.channel import Rejected, Stopped, TooBig, TryLater, Unreachable
from bot.channels.zalo.client import Client, ZaloError
from bot.channels.zalo.zalo import FLOOR, Zalo
from bot.clock import Clock
from bot.playground.serving import serve
from bot.playground.zalo import ZaloPhone, ZaloPlatform
from bot.post.message import Message

TOKEN = "1459232241454765289:a-secret_nobody-may-read"
CHAT = "6ede9afa66b88fe6d6a9"


class Wired:
    """Fake Zalo with one phone, and a client for it."""

    def __init__(self, platform: ZaloPlatform, address: str) -> None:
        self.platform = platform
        self.address = address
        self.phone: ZaloPhone = platform.phone(TOKEN, CHAT, "Mai")
        self.client = Client(TOKEN, address)
        self.zalo = self.bot()

    def bot(self, **values: Any) -> Zalo:
        return Zalo(TOKEN, clock=Clock(), base_url=self.address, photo_hosts=("127.0.0.1",), **values)


@pytest.fixture(params=["200", "code"])
async def wired(request: pytest.FixtureRequest) -> AsyncIterator[Wired]:
    """With failures told as HTTP 200, and by their own status."""
    platform = ZaloPlatform(Clock())
    platform.options.error_http, platform.options.poll_scale = request.param, 0.005
    platform.add_bot(TOKEN, "bot.VDKyGxQvc")
    runner, port = await serve(platform.application())
    here = Wired(platform, f"http://127.0.0.1:{port}")
    yield here
    await here.client.close()
    await here.zalo.close()
    await platform.close()
    await runner.cleanup()


async def test_what_the_bot_is(wired: Wired) -> None:
    assert (await wired.client.me())["account_name"] == "bot.VDKyGxQvc"
    stranger = Client("1:wrong", wired.address)
    with pytest.raises(ZaloError) as failure:
        await stranger.me()
    assert (failure.value.code, failure.value.is_ambiguous) == (401, False)
    await stranger.close()


@pytest.mark.parametrize("listed", [False, True])
@pytest.mark.parametrize("with_code", [False, True])
async def test_updates_one_or_a_list_or_none(wired: Wired, *, listed: bool, with_code: bool) -> None:
    wired.platform.options.listed_updates, wired.platform.options.ok_error_code = listed, with_code
    assert await wired.client.updates(1) == []
    wired.phone.say("chào")
    assert [each["message"]["text"] for each in await wired.client.updates(1)] == ["chào"]


@pytest.mark.parametrize("unset", ["404", "empty"])
async def test_no_webhook_is_told_in_two_ways(wired: Wired, unset: str) -> None:
    wired.platform.options.webhookinfo_unset = unset
    assert await wired.client.webhook() == ""
    await wired.client.set_webhook("http://127.0.0.1:9/x", "mykey-abcyxz")
    assert await wired.client.webhook() == "http://127.0.0.1:9/x"
    with pytest.raises(ZaloError) as failure:
        await wired.client.updates(1)
    assert failure.value.code == 400
    await wired.client.delete_webhook()
    assert await wired.client.webhook() == ""


async def test_polling_takes_an_old_webhook_away_and_a_webhook_is_set_once(wired: Wired) -> None:
    await wired.client.set_webhook("http://127.0.0.1:9/x", "mykey-abcyxz")
    assert await wired.zalo.receive(None, 1) == ([], 1)
    assert await wired.client.webhook() == ""
    posted = wired.bot(webhook=("http://127.0.0.1:9/zalo/1", "mykey-abcyxz"))
    assert await posted.receive(None, 0.01) == ([], 1)
    assert await wired.client.webhook() == "http://127.0.0.1:9/zalo/1"
    await posted.close()


async def test_a_webhook_that_somebody_else_sets_forbids_polling(wired: Wired) -> None:
    await wired.zalo.receive(None, 1)
    await wired.client.set_webhook("http://127.0.0.1:9/x", "mykey-abcyxz")
    with pytest.raises(TryLater) as later:
        await wired.zalo.receive(1, 1)
    assert later.value.after == 30


async def test_a_replayed_update_is_polled_no_oftener_than_once_a_second(wired: Wired) -> None:
    wired.platform.options.delivery = "replay"
    wired.phone.say("chào")
    begun = asyncio.get_running_loop().time()
    polls = [await wired.zalo.receive(None, 1) for _ in range(3)]
    assert len({each.key for arrivals, _after in polls for each in arrivals}) == 1
    assert asyncio.get_running_loop().time() - begun >= FLOOR
    wired.phone.say("nữa")
    assert "nữa" in (await wired.zalo.receive(None, 1))[0][0].body


CODES = [  # Zalo's number, what it is to us, seconds, whether it may have arrived
    (400, Rejected, None, False),
    (401, Stopped, None, False),
    (403, TryLater, None, False),  # “Internal server error”
    (404, Rejected, None, False),
    (408, TryLater, None, True),
    (426, TryLater, None, False),
    (429, TryLater, 60.0, False),
    (500, TryLater, None, True),
]


@pytest.mark.parametrize(("code", "fact", "after", "in_doubt"), CODES)
async def test_what_a_failed_send_means(
    wired: Wired, code: int, fact: type[Exception], after: float | None, *, in_doubt: bool
) -> None:
    wired.phone.say("chào")
    wired.platform.faults.fail["sendMessage"] = [code]
    with pytest.raises(fact) as failure:
        await wired.zalo.send(CHAT, Message("x"))
    if isinstance(failure.value, TryLater):
        assert (failure.value.after, failure.value.in_doubt, failure.value.for_all) == (after, in_doubt, code == 429)
    assert wired.phone.said == []
    await wired.zalo.send(CHAT, Message("y"))
    assert wired.phone.said == ["y"]


async def test_a_quota_that_stays_used_up_is_asked_about_ever_more_rarely(wired: Wired) -> None:
    wired.phone.say("chào")
    wired.platform.faults.fail["sendMessage"] = [429] * 12
    pauses = []
    for _ in range(12):
        with pytest.raises(TryLater) as later:
            await wired.zalo.send(CHAT, Message("x"))
        pauses.append(later.value.after)
    assert pauses[:4] == [60, 120, 240, 480]
    assert pauses[-1] == 6 * 3600
    await wired.zalo.send(CHAT, Message("x"))
    wired.platform.faults.fail["sendMessage"] = [429]
    with pytest.raises(TryLater) as later:
        await wired.zalo.send(CHAT, Message("x"))
    assert later.value.after == 60


async def test_a_chat_that_takes_nothing_is_given_up(wired: Wired) -> None:
    for _ in range(2):
        with pytest.raises(Rejected):
            await wired.zalo.send("nobody", Message("x"))
    with pytest.raises(Unreachable):
        await wired.zalo.send("nobody", Message("x"))


async def test_what_may_have_arrived(wired: Wired) -> None:
    """Refused before it was sent is certain; everything after that is not."""
    wired.phone.say("chào")
    faults = wired.platform.faults
    for fault in (faults.html_502, faults.drop, faults.answer_then_drop):
        fault["sendMessage"] = 1
        with pytest.raises(TryLater) as later:
            await wired.zalo.send(CHAT, Message("x"))
        assert later.value.in_doubt
    assert wired.phone.said == ["x"]
    nowhere = Zalo(TOKEN, clock=Clock(), base_url="http://127.0.0.1:9")
    with pytest.raises(TryLater) as later:
        await nowhere.send(CHAT, Message("x"))
    assert not later.value.in_doubt
    await nowhere.close()


async def test_texts_are_composed_and_bounded(wired: Wired) -> None:
    wired.phone.say("chào")
    await wired.zalo.send(CHAT, Message("e\u0302\u0301" * 2000))
    assert wired.phone.said == ["ế" * 2000]
    for text in ("", "a" * 2001, "😀" * 1001):
        with pytest.raises(Rejected):
            await wired.zalo.send(CHAT, Message(text))


@asynccontextmanager
async def something(status: int, body: bytes) -> AsyncIterator[tuple[str, list[web.Request]]]:
    """A server that always answers the same, and what it was asked."""
    asked: list[web.Request] = []

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        asked.append(request)
        return web.Response(status=status, body=body)

    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", answer)
    runner, port = await serve(application)
    yield f"http://127.0.0.1:{port}", asked
    await runner.cleanup()


STRANGE = [
    (200, b"", 200, True),
    (200, b"[]", 200, True),
    (200, b'{"ok": "yes"}', 200, True),
    (502, b"<html>", 0, True),
    (404, b"not here", 404, True),
    (200, b'{"ok": false, "error_code": "429"}', 429, False),
    (200, b'{"ok": false}', 200, False),
    (500, b'{"ok": false, "error_code": 401, "description": 7}', 401, False),
    (200, b'{"ok": false, "errorCode": 426}', 426, False),
]


@pytest.mark.parametrize(("status", "body", "code", "ambiguous"), STRANGE)
async def test_answers_that_are_none(status: int, body: bytes, code: int, *, ambiguous: bool) -> None:
    async with something(status, body) as (address, _asked):
        client = Client(TOKEN, address)
        with pytest.raises(ZaloError) as failure:
            await client.send_message(CHAT, "x")
        assert (failure.value.code, failure.value.is_ambiguous) == (code, ambiguous)
        await client.close()


async def test_the_path_and_the_body_are_as_in_the_documents() -> None:
    async with something(200, b'{"ok": true, "result": {"message_id": "82599fa32f56d00e8941"}}') as (address, asked):
        client = Client(TOKEN, address + "/")
        assert await client.send_message(CHAT, "x") == "82599fa32f56d00e8941"
        await client.close()
    assert asked[0].raw_path == f"/bot{TOKEN}/sendMessage"
    assert (asked[0].method, asked[0].content_type) == ("POST", "application/json")
    assert json.loads(await asked[0].read()) == {"chat_id": CHAT, "text": "x"}


async def test_the_token_is_in_no_log_and_in_no_exception(wired: Wired, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore"):
        caplog.set_level(logging.DEBUG, logger=name)
    wired.phone.say("chào")
    failures: list[BaseException] = []
    faults = wired.platform.faults
    for fault in (faults.html_502, faults.drop, faults.answer_then_drop):
        fault["getMe"] = 1
        try:
            await wired.client.me()
        except ZaloError as failure:
            failures.append(failure)
    nowhere = Client(TOKEN, "http://127.0.0.1:9")
    try:
        await nowhere.me()
    except ZaloError as failure:
        failures.append(failure)
    await nowhere.close()
    assert len(failures) == 4
    told = caplog.text + "".join("".join(traceback.format_exception(each)) for each in failures)
    assert "a-secret" not in told


NOT_PHOTOS = [
    "https://example.org/a.jpg",
    "http://127.0.0.1.example.org/a.jpg",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/a.jpg",
    "http://2130706433/a.jpg",
    "file:///etc/passwd",
    "ftp://127.0.0.1/a.jpg",
    "http://localhost/a.jpg",
    "http://zdn.vn@169.254.169.254/a.jpg",
    "//127.0.0.1/a.jpg",
]


async def test_photos_come_from_zalos_hosts_alone(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    async def download(url: str, at_most: int) -> None:  # noqa: ARG001  as the client has it
        asked.append(url)

    monkeypatch.setattr(wired.zalo.client, "download", download)
    for url in NOT_PHOTOS:
        with pytest.raises(Rejected):
            await wired.zalo.fetch(url, 10)
    real = Zalo(TOKEN, clock=Clock())
    for url in ("http://photo-stal-22.zdn.vn/a.jpg", "https://evilzdn.vn/a.jpg", "https://127.0.0.1/a.jpg"):
        with pytest.raises(Rejected):
            await real.fetch(url, 10)
    await real.close()
    assert asked == []


async def test_photos_are_bounded_and_gone_ones_are_given_up(wired: Wired) -> None:
    path = wired.platform.keep_photo(b"\xff\xd8" * 500)
    assert await wired.zalo.fetch(f"{wired.address}/{path}", 1000) == b"\xff\xd8" * 500
    with pytest.raises(TooBig):
        await wired.zalo.fetch(f"{wired.address}/{path}", 999)
    with pytest.raises(Rejected):
        await wired.zalo.fetch(f"{wired.address}/photos/none.jpg", 1000)
    async with something(503, b"") as (address, _asked):
        with pytest.raises(TryLater):
            await wired.zalo.fetch(f"{address}/a.jpg", 1000)
    async with something(302, b"") as (address, asked):
        with pytest.raises(TryLater):
            await wired.zalo.fetch(f"{address}/a.jpg", 1000)
        assert len(asked) == 1
