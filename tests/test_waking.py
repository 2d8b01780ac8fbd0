"""Waiting for an event ends with the event, with the time, and with a cancellation that comes together with the event."""

import asyncio

import pytest

from bot.waking import woken


async def test_an_event_wakes() -> None:
    event = asyncio.Event()
    asyncio.get_running_loop().call_soon(event.set)
    async with asyncio.timeout(1):
        await woken(event, 60)
    assert event.is_set()


async def test_time_wakes() -> None:
    await woken(asyncio.Event(), 0.01)


@pytest.mark.parametrize("later", range(5))
async def test_a_loop_that_is_woken_and_cancelled_together_ends(later: int) -> None:
    event = asyncio.Event()

    async def work() -> None:
        while True:
            event.clear()
            await woken(event, 60)

    working = asyncio.create_task(work())
    await asyncio.sleep(0.01)
    event.set()
    for _ in range(later):  # turns of the loop between the event and the cancellation
        await asyncio.sleep(0)
    working.cancel()
    done, _pending = await asyncio.wait([working], timeout=1)
    assert working in done
