"""The whole thing over HTTP: fake Zalo and the real application against it, in one event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import Engine

from bot import building
from bot.application import Application, Entrance
from bot.channels.zalo.zalo import Zalo
from bot.clock import Clock
from bot.database.writers import Database, writer_for
from bot.demo import Guest
from bot.invites import Invites
from bot.playground.serving import serve
from bot.playground.zalo import ZaloPhone, ZaloPlatform
from bot.post.pace import NoPace
from conversations import all_scripts

TOKEN, OTHER = "1459232241454765289:token-of-the-tests", "1459232241454765290:token-of-the-other"
PATIENCE = 8.0  # seconds


@dataclass
class ZaloWorld:
    """A running bot, fake Zalo and its people."""

    platform: ZaloPlatform
    application: Application
    database: Database
    guests: list[Guest]
    address: str
    entrances: list[Entrance]

    def phone(self, number: int, token: str = TOKEN) -> ZaloPhone:
        """A person's phone; numbers 1 to 4 are the demo's officer and chairs."""
        return self.platform.phone(token, f"{number:020x}", f"Person {number}")

    async def hears(self, phone: ZaloPhone, text: str) -> str:
        """A person types; what the bot says to it."""
        before = len(phone.said)
        phone.say(text)
        await until(lambda: len(phone.said) > before)
        await self.application.idle()
        return "\n".join(phone.said[before:])

    async def joined(self, number: int, token: str = TOKEN) -> ZaloPhone:
        """One of the demo's people, linked by the code on paper and by numbers."""
        phone = self.phone(number, token)
        assert "Đồng chí có phải là" in await self.hears(phone, self.guests[number - 1].secrets.code)
        assert "trước khi bắt đầu" in (await self.hears(phone, "1")).casefold()
        await self.hears(phone, "1")
        assert "Đã kết nối" in await self.hears(phone, "1")
        return phone


async def until(holds: Callable[[], bool]) -> None:
    """Wait until it holds; a test that waits in vain fails."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110  many things are waited for, and few have an event
            await asyncio.sleep(0.01)


@asynccontextmanager
async def zalo_world(engine: Engine, clock: Clock, guests: list[Guest], invites: Invites) -> AsyncIterator[ZaloWorld]:
    """Start everything, with two bots; stop it in good order. The engine stays open."""
    platform = ZaloPlatform(clock)
    platform.options.poll_scale = 0.02
    runner, port = await serve(platform.application())
    address = f"http://127.0.0.1:{port}"
    for token in (TOKEN, OTHER):
        platform.add_bot(token, "bot.VDKyGxQvc")
    database = writer_for(engine)
    clients = [Zalo(token, clock=clock, base_url=address, photo_hosts=("127.0.0.1",)) for token in (TOKEN, OTHER)]
    entrances = [await building.zalo_entrance(database, each) for each in clients]
    pages = "https://thidua.example"
    application = building.application(database, clock, all_scripts(invites), entrances, invites, NoPace, address=pages)
    running = asyncio.create_task(application.run())
    try:
        yield ZaloWorld(platform, application, database, guests, address, entrances)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        for each in clients:
            await each.close()
        await platform.close()
        await runner.cleanup()
        database.close()
