"""Waiting for an event, but not for ever."""

import asyncio
from contextlib import suppress


async def woken(event: asyncio.Event, within: float) -> None:
    """Return when `event` is set, or after `within` seconds.

    Not `asyncio.wait_for`: in Python 3.11 that swallows a cancellation which comes together with the event, and the program
    would not stop.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            await event.wait()
