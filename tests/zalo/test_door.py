"""The bots of the settings, and updates that are posted all the way from fake Zalo through the web server to an answer."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Engine

from bot import building
from bot.clock import Clock
from bot.database.writers import writer_for
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Bot
from bot.playground.serving import serve
from bot.playground.zalo import ZaloPlatform
from bot.post.pace import NoPace
from bot.settings import Misconfigured, Settings
from bot.web_door import Wanted, open_web
from bot.zalo_door import open_zalo
from conversations import all_scripts
from tests.support.talking import transaction
from tests.support.zalo_world import until

TOKENS = "11:first-token, 22:second-token,"
CHAT = "a1b2c3d4e5f60718293a"


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


@pytest.mark.usefixtures("guests")
async def test_a_bot_for_each_token(engine: Engine) -> None:
    database = writer_for(engine)
    door = await open_zalo(settings(zalo_tokens=TOKENS), database, Clock())
    again = await open_zalo(settings(zalo_tokens=TOKENS), database, Clock())
    assert [each.platform_id for each in door.clients] == ["11", "22"]
    assert [each.door for each in door.entrances] == [each.door for each in again.entrances]
    assert door.routes == ()
    assert (await open_zalo(settings(), database, Clock())).entrances == []
    await door.close()
    await again.close()
    database.close()


@pytest.mark.usefixtures("guests")
async def test_a_stopped_bot_works_again_after_a_start(engine: Engine) -> None:
    database = writer_for(engine)
    door = await open_zalo(settings(zalo_tokens="11:a"), database, Clock())
    await door.close()
    with transaction(engine) as db:
        row = db.session.get_one(Bot, door.entrances[0].door.bot_id)
        row.stopped_at, row.problem = Clock().now(), "401"
        db.session.add(row)
    await (await open_zalo(settings(zalo_tokens="11:new"), database, Clock())).close()
    with transaction(engine) as db:
        row = db.session.get_one(Bot, door.entrances[0].door.bot_id)
        assert (row.stopped_at, row.problem) == (None, None)
    database.close()


WRONG = [
    ({"zalo_base_url": "http://example.org"}, "https"),
    ({"zalo_webhook_secret": "1234567"}, "8 to 256"),
    ({"zalo_webhook_secret": "x" * 257}, "8 to 256"),
    ({"zalo_webhook_secret": "mật khẩu bí mật"}, "8 to 256"),
    ({"zalo_webhook_secret": "12345678"}, "THIDUA_PUBLIC_URL"),
    ({"zalo_webhook_secret": "12345678", "public_url": "https://x.example"}, "THIDUA_WEB_PORT"),
]


@pytest.mark.parametrize(("values", "problem"), WRONG)
@pytest.mark.usefixtures("guests")
async def test_settings_that_cannot_work(engine: Engine, values: dict[str, str], problem: str) -> None:
    database = writer_for(engine)
    with pytest.raises(Misconfigured, match=problem) as told:
        await open_zalo(settings(zalo_tokens="11:a-secret", **values), database, Clock())
    assert "a-secret" not in str(told.value)
    database.close()


@pytest.mark.parametrize("envelope", ["flat", "wrapped"])
async def test_posted_updates_are_answered(engine: Engine, guests: list[Guest], invites: Invites, envelope: str) -> None:
    clock, database = Clock(), writer_for(engine)
    platform = ZaloPlatform(clock)
    platform.options.webhook_envelope = envelope
    platform.add_bot("11:first-token", "bot")
    runner, port = await serve(platform.application())
    values = {"zalo_base_url": f"http://127.0.0.1:{port}", "zalo_webhook_secret": "12345678", "web_port": 0}
    chosen = settings(zalo_tokens="11:first-token", public_url="http://127.0.0.1:0", **values)
    door = await open_zalo(chosen, database, clock)
    web = await open_web(database, clock, invites, Wanted(), door.routes)
    door.clients[0]._webhook = (f"{web.address}/zalo/11", "12345678")  # noqa: SLF001  the port is known only now
    entrances = [*door.entrances, *web.entrances]
    application = building.application(database, clock, all_scripts(invites), entrances, invites, NoPace, address=web.address)
    running = asyncio.create_task(application.run())
    phone = platform.phone("11:first-token", CHAT, "Mai")
    await until(lambda: phone.bot.webhook is not None)
    phone.say(guests[1].secrets.code)
    await until(lambda: len(phone.said) == 1)
    assert phone.said[0].startswith("Kính chào đồng chí!")
    phone.say("1")
    await until(lambda: len(phone.said) == 2)
    assert phone.bot.posted == [200, 200]
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await door.close()
    await platform.close()
    await runner.cleanup()
    database.close()
