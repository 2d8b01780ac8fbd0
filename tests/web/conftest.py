"""The real program with a web door, and browsers without JavaScript that use it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import Engine

from bot import building
from bot.application import Application
from bot.clock import StandingClock
from bot.database.writers import Database, writer_for
from bot.demo import Guest
from bot.invites import Invites
from bot.web_door import Wanted, open_web
from conversations import all_scripts
from tests.web.browser import Browser


@dataclass
class Door:
    """A running web door, with the demo behind it."""

    url: str
    database: Database
    application: Application
    clock: StandingClock
    guests: list[Guest]
    invites: Invites

    def browser(self, **headers: str) -> Browser:
        """A browser nobody has used yet."""
        return Browser(self.url, headers)


Opening = Callable[[Wanted], AbstractAsyncContextManager[Door]]


@pytest.fixture
def opening(engine: Engine, clock: StandingClock, invites: Invites, guests: list[Guest]) -> Opening:
    """Opens the door as it is wanted."""

    @asynccontextmanager
    async def open_door(wanted: Wanted) -> AsyncIterator[Door]:
        database = writer_for(engine)
        opened = await open_web(database, clock, invites, wanted)
        application = building.application(
            database, clock, all_scripts(invites), opened.entrances, invites, address=opened.address
        )
        running = asyncio.create_task(application.run())
        try:
            async with httpx.AsyncClient() as first:
                await first.get(opened.address)
            yield Door(opened.address, database, application, clock, guests, invites)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running
            database.close()

    return open_door


@pytest.fixture
async def door(opening: Opening) -> AsyncIterator[Door]:
    async with opening(Wanted()) as opened:
        yield opened
