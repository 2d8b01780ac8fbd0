"""What these tests share: fake Zalo with the real application, and fake Zalo alone with the client."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Engine

from bot.clock import Clock
from bot.demo import Guest
from bot.invites import Invites
from tests.support.zalo_world import ZaloWorld, zalo_world


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def here(engine: Engine, clock: Clock, guests: list[Guest], invites: Invites) -> AsyncIterator[ZaloWorld]:
    async with zalo_world(engine, clock, guests, invites) as world:
        yield world
