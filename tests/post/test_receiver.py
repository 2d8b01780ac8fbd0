"""Updates on their way in: stored before they are confirmed, once, whatever they look like."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Engine, select

from bot import demo
from bot.clock import Clock
from bot.database.engine import open_engine
from bot.database.writers import Database
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Inbox, table_of
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform
from bot.post.pace import NoPace
from tests.support import databases
from tests.support.talking import transaction
from tests.support.world import MAI, TOKEN, World, bot_at, world

inbox = table_of(Inbox)

MANY = 150  # more than one poll brings


async def stored(database: Database) -> list[str]:
    """The states of the updates in the inbox, oldest first."""
    states = select(inbox.c.state).order_by(inbox.c.id)
    return await database.transact(lambda db: list(db.connection.execute(states).scalars()))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def running(engine: Engine, clock: Clock, guests: list[Guest], invites: Invites) -> AsyncIterator[World]:
    async with world(engine, clock, guests, invites) as here:
        yield here


async def test_an_update_nobody_can_read_is_set_aside_and_the_others_go_on(running: World) -> None:
    mai = running.phone(MAI)
    running.platform.push_update(TOKEN, {"message": {"chat": "not a chat", "text": 5}})
    running.platform.push_update(TOKEN, {"a kind of update": "we never heard of"})
    mai.say("/start")
    await mai.wait_for(lambda m: "mã mời" in m.text)
    await running.application.idle()
    assert await stored(running.database) == ["dead", "dead", "done"]


async def test_an_update_that_comes_twice_is_answered_once(running: World) -> None:
    mai = running.phone(MAI)
    mai.say("/start")
    await mai.wait_for(lambda m: "mã mời" in m.text)
    chat = {"id": MAI, "type": "private", "first_name": "Mai"}
    again = {
        "message_id": 99,
        "date": 1,
        "chat": chat,
        "from": {"id": MAI, "is_bot": False, "first_name": "Mai"},
        "text": "/trogiup",
    }
    number = running.platform.bots[TOKEN].queue.next_id
    for _ in range(3):
        running.platform.push_update(TOKEN, {"update_id": number, "message": again})
    await mai.wait_for(lambda m: "❓ Trợ lý giúp" in m.text)
    await running.application.idle()
    assert sum("❓ Trợ lý giúp" in text for text in running.said_to(mai)) == 1


async def test_what_was_written_while_the_bot_was_away_is_answered_when_it_is_back(
    engine: Engine, clock: Clock, guests: list[Guest], invites: Invites
) -> None:
    assert guests
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý")
    runner, port = await serve(platform.application())
    mai = platform.phone(TOKEN, MAI, "Mai")
    for number in range(MANY):
        mai.say(f"/trogiup {number}")
    async with bot_at(engine, clock, invites, f"http://127.0.0.1:{port}", NoPace), asyncio.timeout(30):
        await mai.wait_for(lambda _m: sum(each.from_bot for each in mai.messages) == MANY, timeout=30)
    await runner.cleanup()


async def test_of_two_programs_on_one_bot_one_polls_and_the_other_takes_over(
    postgres_engine: Engine, clock: Clock, invites: Invites
) -> None:
    databases.empty(postgres_engine)
    with transaction(postgres_engine) as db:
        demo.fill(db, invites, clock.now())
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý")
    runner, port = await serve(platform.application())
    address = f"http://127.0.0.1:{port}"
    mai = platform.phone(TOKEN, MAI, "Mai")
    url = postgres_engine.url.render_as_string(hide_password=False)  # each program has an engine of its own
    async with bot_at(open_engine(url), clock, invites, address) as (second, *_rest):
        async with bot_at(open_engine(url), clock, invites, address) as (first, *_others):
            mai.say("/start")
            await mai.wait_for(lambda m: "mã mời" in m.text)
            assert [each.receivers[0].last_poll is not None for each in (first, second)].count(True) == 1
        mai.say("/trogiup")
        await mai.wait_for(lambda m: "❓ Trợ lý giúp" in m.text, timeout=10)
    await runner.cleanup()
    assert sum("❓ Trợ lý giúp" in m.text for m in mai.messages) == 1
