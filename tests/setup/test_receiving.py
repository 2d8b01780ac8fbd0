"""The running program, when the demo it serves is erased: it stops taking that bot's updates, and says why."""

import asyncio

import pytest
from sqlalchemy import Engine

from bot.clock import Clock
from bot.demo import Guest
from bot.invites import Invites
from bot.setup import leaving
from tests.support.world import MAI, world


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_a_bot_without_a_federation_is_no_longer_served(
    engine: Engine, clock: Clock, guests: list[Guest], invites: Invites, caplog: pytest.LogCaptureFixture
) -> None:
    async with world(engine, clock, guests, invites) as here:
        receiver = here.application.receivers[0]
        await here.database.transact(lambda db: leaving.erase(db, receiver.door.federation_id))
        here.phone(MAI).say("/start")
        async with asyncio.timeout(20):
            while not receiver.is_stopped:  # noqa: ASYNC110  there is nothing to be told by
                await asyncio.sleep(0.05)
    assert "the bot's federation was erased" in caplog.text
