"""What Zalo can do to a message on its way out, and what is then recorded of it."""

import asyncio
from typing import Any

import sqlmodel
from sqlalchemy import select

from bot.database.transaction import Transaction
from bot.doors import open_doors
from bot.models import Bot, Chat, Outbox, Spending, table_of
from bot.post import outbox
from bot.post.message import File, Message, Style
from bot.post.outbox import REMINDER, REPLY, REST, Address
from tests.support.zalo_world import OTHER, TOKEN, ZaloWorld, until

MAI, DUNG = 2, 3


async def all_of(here: ZaloWorld, model: type[sqlmodel.SQLModel]) -> list[Any]:
    def work(db: Transaction) -> list[Any]:
        found = list(db.session.exec(sqlmodel.select(model)).all())
        db.session.expunge_all()
        return found

    return await here.database.transact(work)


async def owe(here: ZaloWorld, address: str, message: Message, priority: int = REPLY, key: str = "") -> str:
    """Queue a message to somebody; its key."""
    chat = next(each for each in await all_of(here, Chat) if each.address == address)
    to, key, now = (
        Address(chat.federation_id, chat.bot_id, chat.id),
        key or f"test/{message.text[:20]}",
        here.application.clock.now(),
    )
    await here.database.transact(lambda db: outbox.queue(db, to, key, message, now, priority))
    for delivery in here.application.deliveries:
        delivery.wake()
    return key


async def row(here: ZaloWorld, key: str) -> Any:
    return next(each for each in await all_of(here, Outbox) if each.key == key)


async def settled(here: ZaloWorld, key: str) -> Any:
    for _ in range(300):
        found = await row(here, key)
        if found.state != "waiting" or found.attempts:
            return found
        await asyncio.sleep(0.02)
    raise TimeoutError


async def spent(here: ZaloWorld) -> int:
    return sum(each.messages for each in await all_of(here, Spending))


async def test_a_wrong_token_stops_one_bot_and_loses_nothing(here: ZaloWorld) -> None:
    mai, dung = await here.joined(MAI), await here.joined(DUNG, OTHER)
    here.platform.faults.fail["sendMessage"] = [401]
    key = await owe(here, mai.room.id, Message("chờ"))
    await until(lambda: here.application.deliveries[0].is_stopped)
    await owe(here, mai.room.id, Message("chờ nữa"))
    assert "Đồng chí cần việc gì" in await here.hears(dung, "menu")
    assert ((await row(here, key)).state, (await row(here, "test/chờ nữa")).state) == ("waiting", "waiting")
    bots = {each.platform_id: each for each in await all_of(here, Bot)}
    stopped = bots[TOKEN.partition(":")[0]]
    assert stopped.stopped_at is not None
    assert "401" in stopped.problem
    assert bots[OTHER.partition(":")[0]].stopped_at is None
    door = open_doors()
    people = await here.database.transact(lambda db: db.connection.execute(select(door.c.bot_id)).scalars().all())
    assert people == [bots[OTHER.partition(":")[0]].id]  # pushes go nowhere but through doors that work


async def test_a_wrong_token_stops_receiving_too(here: ZaloWorld) -> None:
    here.platform.faults.fail["getUpdates"] = [401]
    await until(lambda: any(each.is_stopped for each in here.application.receivers))
    await until(lambda: here.platform.calls["getUpdates"] > 3)
    assert [each.is_stopped for each in here.application.receivers].count(True) == 1


async def test_a_used_up_quota_pauses_the_bot_and_not_the_other(here: ZaloWorld) -> None:
    mai, dung = await here.joined(MAI), await here.joined(DUNG, OTHER)
    third = here.phone(4)
    await here.hears(third, "chào")
    sent = here.platform.calls["sendMessage"]
    here.platform.faults.fail["sendMessage"] = [429]
    key = await owe(here, mai.room.id, Message("chờ"))
    found = await settled(here, key)
    assert (found.state, found.sent_as) == ("waiting", None)
    third.say("chào")
    await asyncio.sleep(0.3)
    assert here.platform.calls["sendMessage"] == sent + 1  # not even a reply is tried
    before = len(dung.said)
    dung.say("menu")
    await until(lambda: "Đồng chí cần việc gì" in "".join(dung.said[before:]))
    await asyncio.sleep(0.3)
    assert await spent(here) == 4 + 4 + 1 + 1


async def test_what_may_have_arrived_is_counted_and_not_blindly_repeated(here: ZaloWorld) -> None:
    mai = await here.joined(MAI)
    before = await spent(here)
    for priority, state in ((REPLY, "waiting"), (REMINDER, "waiting"), (REST, "dead")):
        here.platform.faults.fail["sendMessage"] = [408]
        key = await owe(here, mai.room.id, Message(f"ngờ {priority}"), priority)
        found = await settled(here, key)
        assert (found.state, found.sent_as, "408" in found.problem) == (state, None, True), priority
        await here.database.transact(lambda db, row=found.id: db.connection.execute(DELETE, {"row": row}))  # type: ignore[misc]
    assert await spent(here) == before + 3
    assert not [text for text in mai.said if "ngờ" in text]


DELETE = table_of(Outbox).delete().where(table_of(Outbox).c.id == sqlmodel.func.coalesce(sqlmodel.bindparam("row"), 0))


async def test_a_refused_message_is_never_recorded_as_sent(here: ZaloWorld) -> None:
    mai = await here.joined(MAI)
    before = await spent(here)
    for code, state in ((400, "dead"), (403, "waiting"), (404, "dead"), (500, "waiting")):
        here.platform.faults.fail["sendMessage"] = [code]
        key = await owe(here, mai.room.id, Message(f"lỗi {code}"))
        found = await settled(here, key)
        assert (found.state, found.sent_as) == (state, None), code
        await here.database.transact(lambda db, row=found.id: db.connection.execute(DELETE, {"row": row}))  # type: ignore[misc]
    assert not [text for text in mai.said if "lỗi" in text]
    assert await spent(here) == before + 1  # the 500 may have arrived


async def test_a_long_text_comes_in_parts_that_end_with_sentences(here: ZaloWorld) -> None:
    mai = await here.joined(MAI)
    before = len(mai.said)
    text = " ".join(f"Câu số {number} nói về thi đua." for number in range(200))
    await owe(here, mai.room.id, Message(text), key="long")
    await until(lambda: bool(mai.said) and "Câu số 199" in mai.said[-1])
    await here.application.idle()
    parts = mai.said[before:]
    assert len(parts) == 4
    assert all(part.endswith(".") and len(part) <= 2000 for part in parts)
    assert " ".join(parts) == text
    assert {each.state for each in await all_of(here, Outbox) if each.key.startswith("long")} == {"sent"}
    assert await spent(here) == len(mai.said)


async def test_a_part_that_failed_is_repeated_alone(here: ZaloWorld) -> None:
    mai = await here.joined(MAI)
    text = "Một câu. " * 300
    here.platform.faults.fail["sendMessage"] = []
    await owe(here, mai.room.id, Message(text.strip()), key="long")
    await until(lambda: mai.said[-1].startswith("Một câu."))
    here.platform.faults.fail["sendMessage"] = [403]
    await until(lambda: sum(part.count("Một câu.") for part in mai.said) == 300)
    assert all(len(part) <= 2000 for part in mai.said)


async def test_links_files_and_edits(here: ZaloWorld) -> None:
    mai = await here.joined(MAI)
    styles = (Style("bold", 0, 3), Style("link", 4, 5, "https://congdoan.vn"))
    await owe(here, mai.room.id, Message("Xem trang này", styles=styles))
    await until(lambda: mai.said[-1] == "Xem trang (https://congdoan.vn) này")
    file = File("bảng.xlsx", "application/vnd.ms-excel", lambda: b"x")
    here.application.deliveries[0].carrier.templates = {"file": lambda _db, _letter, _now: Message("Bảng đây", file=file)}
    chat = next(each for each in await all_of(here, Chat) if each.address == mai.room.id)
    to, now = Address(chat.federation_id, chat.bot_id, chat.id), here.application.clock.now()
    await here.database.transact(lambda db: outbox.queue_template(db, to, "file", "file", {}, now))
    here.application.deliveries[0].wake()
    await until(lambda: mai.said[-1].startswith("Bảng đây"))
    assert "“bảng.xlsx” không gửi qua đây được" in mai.said[-1]
    await here.application.idle()
    said = list(mai.said)
    await here.database.transact(lambda db: outbox.queue_template(db, to, "file", "file", {}, now))
    await here.database.transact(lambda db: outbox.queue_edit(db, to, "edit", "1", "khác", now))
    here.application.deliveries[0].wake()
    await here.application.idle()
    assert mai.said == said
    assert ((await row(here, "file")).state, (await row(here, "edit")).state) == ("sent", "dropped")
