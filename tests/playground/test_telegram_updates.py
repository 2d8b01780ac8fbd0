"""Updates wait for the bot, and one poller or one webhook takes them."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from telegram.error import BadRequest, Conflict

from bot.playground.serving import serve
from tests.playground.wired_platform import CHAIR, TOKEN, Wired, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wired]:
    async with wire() as everything:
        yield everything


async def test_updates_are_confirmed_by_offset(wired: Wired) -> None:
    for text in "abc":
        wired.phone.say(text)
    first, second, third = await wired.bot.get_updates()
    assert (second.update_id, third.update_id) == (first.update_id + 1, first.update_id + 2)
    assert [update.update_id for update in await wired.bot.get_updates(limit=1)] == [first.update_id]
    assert len(await wired.bot.get_updates(offset=second.update_id)) == 2
    assert [update.update_id for update in await wired.bot.get_updates(offset=-1)] == [third.update_id]
    assert len(await wired.bot.get_updates()) == 1
    wired.clock.walk_to(wired.clock.now() + timedelta(hours=24))
    assert await wired.bot.get_updates() == ()


async def test_allowed_updates_and_raw_updates(wired: Wired) -> None:
    await wired.bot.get_updates(allowed_updates=["callback_query"])
    wired.phone.say("không ai nghe")
    wired.platform.push_update(TOKEN, {"message": "nonsense"})
    wired.platform.push_update(TOKEN, {"update_id": 1, "old": True})
    answer = await wired.call("getUpdates")
    assert isinstance(answer["result"], list)
    assert [update.get("message", update.get("old")) for update in answer["result"]] == [True, "nonsense"]


async def test_second_poller_ends_the_first(wired: Wired) -> None:
    first = asyncio.create_task(wired.bot.get_updates(timeout=20))
    await asyncio.sleep(0.1)
    async with wired.client() as other:
        second = asyncio.create_task(other.get_updates(timeout=20))
        with pytest.raises(Conflict, match=r"(?i)make sure that only one bot instance is running"):
            await first
        wired.phone.say("x")
        assert len(await second) == 1


async def test_webhook_gets_updates_until_it_takes_them(wired: Wired) -> None:
    seen: list[tuple[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        seen.append((request.headers["X-Telegram-Bot-Api-Secret-Token"], (await request.json())["message"]["text"]))
        return web.Response(status=500 if len(seen) == 1 else 200)

    application = web.Application()
    application.router.add_post("/hook", hook)
    runner, port = await serve(application)
    with pytest.raises(BadRequest, match=r"(?i)HTTPS URL must be provided"):
        await wired.bot.set_webhook("http://example.org/hook")
    await wired.bot.set_webhook(f"http://127.0.0.1:{port}/hook", secret_token="s3cret")
    with pytest.raises(Conflict, match=r"(?i)can't use getUpdates method while webhook is active"):
        await wired.bot.get_updates()
    wired.phone.say("một")
    wired.phone.say("hai")
    for _ in range(200):
        if len(seen) >= 3 and not (await wired.bot.get_webhook_info()).pending_update_count:
            break
        await asyncio.sleep(0.02)
    assert seen == [("s3cret", "một"), ("s3cret", "một"), ("s3cret", "hai")]
    await wired.bot.delete_webhook()
    assert await wired.bot.get_updates() == ()
    await runner.cleanup()


async def test_waiting_for_a_message(wired: Wired) -> None:
    waiting = asyncio.create_task(wired.phone.wait_for(lambda shown: "Xong" in shown.text))
    await wired.bot.send_message(CHAIR, "Xong rồi")
    assert (await waiting).text == "Xong rồi"
    with pytest.raises(TimeoutError, match="Xong rồi"):
        await wired.phone.wait_for(lambda shown: shown.text == "không có", timeout=0.05)


async def test_subscribers_see_changes_and_calls(wired: Wired) -> None:
    events = wired.platform.subscribe()
    await wired.bot.send_message(CHAIR, "Chào")
    seen = [events.get_nowait() for _ in range(events.qsize())]
    assert [event["op"] for event in seen] == ["message", "call"]
    json.dumps(seen)
    wired.platform.unsubscribe(events)
