"""What a platform can do to a message on its way out, over real HTTP against the strict fake."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, Row, select, update

from bot.clock import Clock
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Chat, Outbox, table_of
from bot.post import outbox
from bot.post.delivery import WHOLE_BOT
from bot.post.message import Message
from bot.post.outbox import REMINDER, REPLY, REST, Address
from tests.support.world import DUNG, LAN, MAI, OFFICER, TOKEN, World, world

rows, chats = table_of(Outbox), table_of(Chat)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def running(engine: Engine, clock: Clock, guests: list[Guest], invites: Invites) -> AsyncIterator[World]:
    async with world(engine, clock, guests, invites) as here:
        yield here


def chat_of(db: Transaction, number: int) -> Address:
    found = db.connection.execute(select(chats).where(chats.c.address == str(number))).one()
    return Address(found.federation_id, found.bot_id, found.id)


async def owe(here: World, number: int, *texts: str, priority: int = REPLY) -> None:
    """Queue messages to somebody, as a turn would."""

    def work(db: Transaction) -> None:
        for text in texts:
            outbox.queue(db, chat_of(db, number), f"test/{number}/{text}", Message(text), here.clock.now(), priority)

    await here.database.transact(work)
    here.application.deliveries[0].wake()


async def test_too_many_requests_holds_only_that_chat_and_never_calls_early(running: World) -> None:
    mai, dung = await running.joined(MAI), await running.joined(DUNG)
    running.platform.switches.flood_next, running.platform.switches.retry_after = 1, 1
    await owe(running, MAI, "held")
    await asyncio.sleep(0.2)
    await owe(running, DUNG, "at once")
    await dung.wait_for(lambda m: m.text == "at once", timeout=0.7)
    assert "held" not in running.said_to(mai)
    await mai.wait_for(lambda m: m.text == "held", timeout=3)
    assert running.platform.early_calls == 0


async def test_whoever_blocks_the_bot_is_left_alone_until_they_come_back(running: World) -> None:
    mai = await running.joined(MAI)
    running.platform.bots[TOKEN].screens[MAI].blocked = True  # without the update that would announce it
    await owe(running, MAI, "lost", "never tried")
    await asyncio.sleep(0.3)
    calls = running.platform.calls["sendMessage"]
    await asyncio.sleep(0.5)
    assert running.platform.calls["sendMessage"] == calls

    def look(db: Transaction) -> tuple[Row[Any], list[str | None]]:
        problems = db.connection.execute(select(rows.c.problem).where(rows.c.key.like("test/%"))).scalars().all()
        return db.connection.execute(select(chats).where(chats.c.address == str(MAI))).one(), list(problems)

    closed, problems = await running.database.transact(look)
    assert closed.closed_at is not None
    assert "blocked" in closed.closed_reason
    assert any("blocked" in (problem or "") for problem in problems)
    mai.start()
    await mai.wait_for(lambda m: "Kính chào" in m.text)


async def test_a_platform_that_is_away_gets_everything_later_and_in_order(running: World) -> None:
    mai = await running.joined(MAI)
    running.platform.switches.down = True
    await owe(running, MAI, "one", "two", "three")
    await asyncio.sleep(0.3)
    running.platform.switches.down = False
    await mai.wait_for(lambda m: m.text == "three", timeout=30)
    said = [text for text in running.said_to(mai) if text in {"one", "two", "three"}]
    assert said == sorted(set(said), key=("one", "two", "three").index)


async def test_a_connection_that_breaks_after_delivery_repeats_one_message_at_most(running: World) -> None:
    mai = await running.joined(MAI)
    running.platform.switches.drop_after_delivery = 1
    await owe(running, MAI, "in doubt", "after it")
    await mai.wait_for(lambda m: m.text == "after it", timeout=30)
    assert running.said_to(mai).count("in doubt") <= 2
    assert running.said_to(mai).count("after it") == 1


async def test_a_chat_that_moved_gets_its_message_at_the_new_address(running: World) -> None:
    await running.joined(MAI)
    running.platform.phone(TOKEN, -100200300, "Nhóm", started=True)
    running.platform.switches.migrate[MAI] = -100200300
    await owe(running, MAI, "follow me")
    group = running.platform.phone(TOKEN, -100200300, "Nhóm")
    await group.wait_for(lambda m: m.text == "follow me", timeout=2)


async def test_a_bot_that_is_flooded_as_a_whole_stops_but_for_replies(running: World) -> None:
    everybody = [running.platform.phone(TOKEN, number, "Lan", started=True) for number in range(100, 120)]
    mai = await running.joined(MAI)

    def know(db: Transaction) -> None:
        to = chat_of(db, MAI)
        for phone in everybody:
            db.session.add(Chat(federation_id=to.federation_id, bot_id=to.bot_id, address=str(phone.id)))

    await running.database.transact(know)
    calls = running.platform.calls["sendMessage"]
    running.platform.switches.flood_next, running.platform.switches.retry_after = 100, 2
    for phone in everybody:
        await owe(running, phone.id, "a reminder", priority=REST)
    await asyncio.sleep(1)
    assert running.platform.calls["sendMessage"] - calls <= WHOLE_BOT + 5  # some were on their way
    running.platform.switches.flood_next = 0
    await owe(running, MAI, "a reply")
    await mai.wait_for(lambda m: m.text == "a reply", timeout=0.9)
    for phone in everybody:
        await phone.wait_for(lambda m: m.text == "a reminder", timeout=6)
    assert running.platform.early_calls == 0


async def test_later_messages_of_a_chat_wait_for_one_that_must_be_repeated(running: World) -> None:
    mai = await running.joined(MAI)
    await owe(running, MAI, "one", "two", "three", priority=REST)
    letters = await running.database.transact(lambda db: outbox.due(db, 1, running.clock.now(), 10))
    assert [each.priority for each in letters].count(REST) <= 1
    await mai.wait_for(lambda m: m.text == "three")
    await running.application.idle()

    def fail(db: Transaction) -> list[str]:
        now = running.clock.now()
        for text in ("four", "five"):
            outbox.queue(db, chat_of(db, MAI), f"test/{text}", Message(text), now, REST)
        (first,) = outbox.due(db, 1, now, 10)
        outbox.postpone(db, first, now + timedelta(minutes=1), "in doubt")
        for attempts, expected in ((outbox.HOLDS_BACK, []), (outbox.HOLDS_BACK + 1, ["five"])):
            outbox.postpone(db, replace(first, attempts=attempts - 1), now + timedelta(minutes=1), "in doubt")
            assert [Message.from_json(each.body).text for each in outbox.due(db, 1, now, 10)] == expected
        later = outbox.due(db, 1, now + timedelta(minutes=2), 10)
        return [Message.from_json(each.body).text for each in later]

    assert await running.database.transact(fail) == ["four", "five"]


async def test_one_chat_with_a_thousand_messages_holds_nobody_up(running: World) -> None:
    await running.joined(MAI)
    dung = await running.joined(DUNG)
    await owe(running, MAI, *(f"number {n}" for n in range(1_000)))
    await owe(running, DUNG, "at once")
    await dung.wait_for(lambda m: m.text == "at once", timeout=2)


async def test_an_announcement_that_was_in_flight_when_the_process_died_is_put_off(running: World) -> None:
    await running.joined(MAI)
    running.platform.switches.delay = 0.5

    def announce(db: Transaction) -> None:
        outbox.queue(db, chat_of(db, MAI), "test/announcement", Message("to all"), running.clock.now(), REST)
        db.connection.execute(update(rows).where(rows.c.key == "test/announcement").values(announcement_id=1))

    await running.database.transact(announce)
    running.application.deliveries[0].wake()
    await asyncio.sleep(0.2)
    assert running.application.deliveries[0].in_flight == 1
    soon, late = (running.clock.now() + timedelta(seconds=each) for each in (10, 20))
    assert await running.database.transact(lambda db: outbox.due(db, 1, soon, 10)) == []
    assert len(await running.database.transact(lambda db: outbox.due(db, 1, late, 10))) == 1
    await running.application.idle()


async def test_replies_leave_before_reminders_and_these_before_the_rest(running: World) -> None:
    for number in (MAI, DUNG, LAN):
        await running.joined(number)
    running.platform.switches.down = True
    await owe(running, MAI, "the rest", priority=REST)
    await owe(running, DUNG, "a reminder", priority=REMINDER)
    await owe(running, LAN, "a reply")
    later = running.clock.now() + timedelta(minutes=1)
    due = await running.database.transact(lambda db: outbox.due(db, 1, later, 10))
    assert [Message.from_json(letter.body).text for letter in due] == ["a reply", "a reminder", "the rest"]


async def test_a_message_the_platform_refuses_does_not_stop_the_next(running: World) -> None:
    mai = await running.joined(MAI)
    await owe(running, MAI, " ", "after it")
    await mai.wait_for(lambda m: m.text == "after it")


async def test_the_officer_has_one_status_line_however_many_register(running: World) -> None:
    officer = await running.joined(OFFICER)
    for number in (MAI, DUNG):
        chair = await running.joined(number)
        day = running.clock.now() + timedelta(days=5)
        await running.registered(chair, f"{day:%d/%m/%Y}" if day.weekday() < 5 else f"{day + timedelta(days=2):%d/%m/%Y}")
        await running.application.idle()
    lines = [message for message in officer.messages if message.text.startswith("📌")]
    assert len(lines) == 1
    assert "8/18 đơn vị đã đăng ký. Mới hôm nay (2)" in lines[0].text


async def test_a_platform_that_refuses_optional_calls_does_not_stop_the_bot(running: World) -> None:
    running.platform.switches.refuse |= {"setMyCommands", "setMyDescription", "setMyShortDescription", "answerCallbackQuery"}
    await running.telegram.introduce({"vi": [("start", "Bắt đầu")]}, {"vi": ("dài", "ngắn")})
    mai = await running.joined(MAI)
    mai.say("/trogiup")
    await mai.wait_for(lambda m: "❓ Trợ lý giúp" in m.text)
