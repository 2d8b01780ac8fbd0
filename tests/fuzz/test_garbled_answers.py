"""The platform answers with nonsense for a while: the application goes on, and in the end everybody has their answer."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot import building, demo, migrations
from bot.channels.telegram.telegram import Telegram
from bot.clock import WalkingClock
from bot.database.engine import open_engine
from bot.database.writers import OneWriter
from bot.invites import Invites
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform
from bot.post import delivery, receiver
from bot.post.pace import NoPace
from conversations import all_scripts

TOKEN = "700000001:the-token-of-the-garbled-tests-00000"
PEOPLE = range(1, 9)
GARBLED = 300  # calls
NONSENSE: tuple[tuple[int, bytes], ...] = (
    *(
        (200, body)
        for body in (
            b"",
            b"{",
            b"null",
            b"[]",
            b"1",
            b"{}",
            b'"x"',
            b"\xff\xfe",
            b"[" * 5000,
            b'{"ok":true}',
            b'{"ok":"yes","result":null}',
            b'{"ok":true,"result":null}',
            b'{"ok":true,"result":7}',
            b'{"ok":true,"result":"x"}',
            b'{"ok":true,"result":[]}',
            b'{"ok":true,"result":[null,1,"x",[],{},{"update_id":"7"},{"update_id":true},{"message":{}}]}',
            b'{"ok":true,"result":{"message_id":"x"}}',
            b'{"ok":true,"result":{"message_id":[1]}}',
            b'{"ok":false}',
        )
    ),
    (400, b"{}"),
    (400, b'{"ok":false,"description":null}'),
    (401, b"<html>"),
    (404, b""),
    (409, b'{"ok":false,"description":"Conflict"}'),
    (418, b"tea"),
    (429, b'{"ok":false}'),
    (429, b'{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":"soon"}}'),
    (429, b'{"ok":false,"description":"Too Many Requests","parameters":[]}'),
    (500, b""),
    (502, b"<html>Bad Gateway</html>"),
)


class Garbler:
    """Puts nonsense in the place of half of the answers, before or after the deed, as long as `left` lasts."""

    def __init__(self) -> None:
        self.left = 0
        self._chance = random.Random(20260304)  # noqa: S311  no secret: the same nonsense at every run

    def middleware(self) -> Middleware:
        """What stands between the platform and those who call it."""

        @web.middleware
        async def garble(request: web.Request, handler: Handler) -> web.StreamResponse:
            if self.left <= 0 or self._chance.random() < 0.5:
                return await handler(request)
            self.left -= 1
            if self._chance.random() < 0.5:
                await handler(request)
            status, body = self._chance.choice(NONSENSE)
            return web.Response(status=status, body=body)

        return garble


async def test_nonsense_does_not_stop_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (receiver, delivery):
        for name in ("SHORTEST", "LONGEST", "FIRST_DELAY"):
            monkeypatch.setattr(module, name, 0.01, raising=False)
    clock, garbler = WalkingClock(), Garbler()
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý")
    served = platform.application()
    served.middlewares.append(garbler.middleware())
    runner, port = await serve(served)
    engine = open_engine(f"sqlite:///{tmp_path}/garbled.db")
    migrations.upgrade(engine)
    database, invites = OneWriter(engine), Invites(b"a key for tests")
    await database.transact(lambda db: demo.fill(db, invites, clock.now()))
    client = Telegram(TOKEN, base_url=f"http://127.0.0.1:{port}/bot", file_url=f"http://127.0.0.1:{port}/file/bot")
    entrance = await building.telegram_entrance(database, client, await client.open())
    application = building.application(database, clock, all_scripts(invites), [entrance], invites, NoPace)
    running = asyncio.create_task(application.run())
    try:
        await _talk(platform, clock, garbler)
        assert not running.done()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await client.close()
        await runner.cleanup()
        database.close()


async def _talk(platform: TelegramPlatform, clock: WalkingClock, garbler: Garbler) -> None:
    phones = [platform.phone(TOKEN, number, f"Person {number}") for number in PEOPLE]
    garbler.left = GARBLED
    async with asyncio.timeout(60):
        while garbler.left > 0:
            for phone in phones:
                phone.say("/trogiup")
            await asyncio.sleep(0.1)
            clock.walk_to(clock.now() + timedelta(minutes=6))  # longer than any back-off
        said = {phone.id: phone.say("/trogiup") for phone in phones}
        for phone in phones:
            while not any(message.from_bot and message.id > said[phone.id] for message in phone.messages):
                await asyncio.sleep(0.05)
                clock.walk_to(clock.now() + timedelta(minutes=6))
