"""The faults that can be switched on look to PTB like those of the real network."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram.error import BadRequest, ChatMigrated, NetworkError, RetryAfter

from tests.playground.wired_platform import CHAIR, TOKEN, Wired, wire


@pytest.fixture
async def wired() -> AsyncIterator[Wired]:
    async with wire() as everything:
        yield everything


async def test_flood_switch(wired: Wired, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    wired.platform.switches.flood_next, wired.platform.switches.retry_after = 1, 1
    for expected in (0, 1):
        with pytest.raises(RetryAfter) as refused:
            await wired.bot.send_message(CHAIR, "x")
        assert refused.value.retry_after == timedelta(seconds=1)
        assert wired.platform.early_calls == expected
    await asyncio.sleep(1.01)
    await wired.bot.send_message(CHAIR, "x")
    assert (wired.platform.flooded, len(wired.phone.messages)) == (2, 1)


async def test_rate_limits(wired: Wired) -> None:
    wired.platform.switches.rate_limit = 5
    results = await asyncio.gather(*[wired.call("sendMessage", chat_id=CHAIR, text="x") for _ in range(8)])
    assert [result["ok"] for result in results].count(True) == 5
    assert (await wired.call("sendChatAction", chat_id=CHAIR, action="typing"))["ok"] is True
    assert wired.platform.flooded == 3


async def test_outage_and_lost_answers(wired: Wired) -> None:
    switches = wired.platform.switches
    switches.down = True
    for _ in range(2):
        with pytest.raises(NetworkError):
            await wired.bot.send_message(CHAIR, "x")
    switches.down, switches.drop_after_delivery = False, 1
    assert wired.phone.messages == []
    with pytest.raises(NetworkError):
        await wired.bot.send_message(CHAIR, "y")
    assert [message.text for message in wired.phone.messages] == ["y"]
    await wired.bot.send_message(CHAIR, "z")


async def test_refused_methods_and_migration(wired: Wired) -> None:
    wired.platform.switches.refuse = {"sendMessage"}
    with pytest.raises(BadRequest):
        await wired.bot.send_message(CHAIR, "x")
    wired.platform.switches.refuse = set()
    group = wired.platform.phone(TOKEN, -1001, "Nhóm", started=True)
    wired.platform.switches.migrate = {CHAIR: -1001}
    with pytest.raises(ChatMigrated) as moved:
        await wired.bot.send_message(CHAIR, "x")
    await wired.bot.send_message(moved.value.new_chat_id, "x")
    assert len(group.messages) == 1
