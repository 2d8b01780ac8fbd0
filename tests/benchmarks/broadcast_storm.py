"""An announcement to thousands through bad weather, with the process killed again and again, in simulated time."""

import asyncio
from collections import Counter
from pathlib import Path

from tests.benchmarks.broadcast_life import Order
from tests.benchmarks.broadcast_queue import TEXT
from tests.benchmarks.broadcast_sea import CHAIRS, FIRST_CHAIR, TOKEN, Sea, sea
from tests.benchmarks.running import Running, running
from tests.benchmarks.simulated import SharedClock
from tests.benchmarks.storm import ALLOWED, Storm

DOWN = 2.0  # simulated seconds from a kill to the next start
PUT_OFF = "SELECT address FROM outbox JOIN chat ON chat.id = chat_id WHERE state = 'waiting' AND attempts > 0"
REPLIES = "SELECT address, json_extract(body, '$.text') FROM outbox JOIN chat ON chat.id = chat_id WHERE priority = 0"


async def storm(folder: Path, audience: int, kills: int, seed: int) -> dict[str, float]:
    """One life after the other, until everything is settled; what came of it."""
    clock = SharedClock(folder / "clock")
    order = Order(clock=str(folder / "clock"), first_chair=audience + 1, chairs=CHAIRS)
    async with sea(folder, audience, clock, order) as here:
        for number in range(CHAIRS):
            here.platform.phone(TOKEN, FIRST_CHAIR + number, "Lan", started=True)
        weather = here.platform.gate = Storm(here.platform, TOKEN, here.audience, seed)
        lives, in_flight = [], 0
        for life in range(kills + 1):
            begun = len(weather.arrivals)
            until = audience * (life + 1) // (kills + 1) if life < kills else None
            in_flight += await _live(here, weather, clock, until)
            lives.append((begun, len(weather.arrivals)))
            clock.walk(DOWN)
        return _judge(here, weather) | {
            "allowed_duplicates": weather.dropped + in_flight,
            "into_halt": weather.early_calls,
            "efficiency": _efficiency(weather, lives),
            "over_limit": weather.over_limit,
            "too_many_requests": weather.flooded,
            "simulated_s": clock.monotonic(),
        }


async def _live(here: Sea, weather: Storm, clock: SharedClock, until: int | None) -> int:
    """One life, which ends with a kill once all but so many of the audience were tried, or by itself. What was in flight."""
    async with running(here.folder, "tests.benchmarks.broadcast_life", here.order.to_text()) as program:
        while program.process.returncode is None:
            if until is not None and len(here.audience) - len(weather.untried) >= until:
                await asyncio.sleep(weather.dice.random() / 50)  # anywhere in the work on a message
                break
            await asyncio.sleep(0.005)
        else:
            _check(program)
            return 0
        program.process.kill()
        await program.process.wait()
    weather.put_off(str(address) for (address,) in here.query(PUT_OFF))
    return clock.in_flight


def _check(program: Running) -> None:
    if program.process.returncode:
        program.check()


def _judge(here: Sea, weather: Storm) -> dict[str, float]:
    """What arrived, against what was owed: the announcement, and every reply."""
    owed = [(chat, TEXT) for chat in here.audience if chat not in weather.blocked]
    replies = here.query(REPLIES)
    owed += [(int(str(address)), str(text)) for address, text in replies]
    got: dict[int, Counter[str]] = {chat: weather.received(chat) for chat, _text in owed}
    times = [got[chat][text] for chat, text in owed]
    return {
        "audience": len(here.audience),
        "replies": len(replies),
        "missed": times.count(0),
        "duplicates": sum(each - 1 for each in times if each),
    }


def _efficiency(weather: Storm, lives: list[tuple[int, int]]) -> float:
    """Requests that reached the platform, over those it allows, from the first one of each life to its end, or until nobody of
    the audience was left who had not been tried yet: then only the postponed ones are owed."""
    sent, seconds = 0, 0.0
    for begun, ended in lives:
        times = [each for each in weather.arrivals[begun:ended] if weather.all_tried_at is None or each <= weather.all_tried_at]
        if times:
            sent += len(times) - 1
            seconds += times[-1] - times[0]
    return sent / (ALLOWED * seconds)
