"""Files over real HTTP: from the phone into the database, whatever the platform does meanwhile."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from bot import documents
from bot.clock import StandingClock
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Document, Inbox, Upload, table_of
from bot.playground.telegram import Phone
from bot.playground.telegram.bot import StoredFile
from bot.post import fetching, uploads
from bot.post.uploads import BIGGEST
from tests.documents.conftest import SCRIPTS
from tests.support.world import TOKEN, World, world

AGAIN = "Xin đồng chí gửi lại tệp này."


@pytest.fixture
async def running(engine: Engine, clock: StandingClock, guests: list[Guest], invites: Invites) -> AsyncIterator[World]:
    async with world(engine, clock, guests, invites, scripts=SCRIPTS) as here:
        yield here


async def asked(here: World) -> Phone:
    """Somebody who was asked for a file."""
    phone = here.phone(7)
    phone.say("/tep")
    await phone.wait_for(lambda m: "Xin gửi danh sách." in m.text)
    return phone


class Elsewhere(StoredFile):
    """A file that is never where the platform says it is."""

    @property
    def path(self) -> str:
        return f"documents/{time.monotonic_ns()}"


async def pass_attempt(here: World) -> None:
    """Wait until an attempt has failed."""
    async with asyncio.timeout(5):
        while [each.attempts for each in await rows(here, Upload)] != [1]:  # noqa: ASYNC110  another task writes it
            await asyncio.sleep(0.02)


async def rows(here: World, model: Any) -> list[Any]:
    table = table_of(model)
    return await here.database.transact(lambda db: list(db.connection.execute(table.select().order_by(table.c.id))))


async def pass_time(here: World, phone: Phone, until: str) -> None:
    """Let the back-off run out again and again until the bot says something."""
    assert isinstance(here.clock, StandingClock)
    async with asyncio.timeout(20):
        while not any(until in text for text in here.said_to(phone)):
            here.clock.walk_to(here.clock.now() + timedelta(minutes=6))
            for each in here.application.fetchings.values():
                each.wake()
            await asyncio.sleep(0.02)


async def test_a_file_arrives_and_is_kept(running: World) -> None:
    phone = await asked(running)
    content = bytes(range(256)) * 4096
    phone.send_document("Danh sách đơn vị “2026”.xlsx", content, "application/vnd.ms-excel")
    await phone.wait_for(lambda m: "Danh sách: Danh sách đơn vị “2026”.xlsx" in m.text)
    kept = (await rows(running, Document))[0]
    assert (kept.name, kept.media_type, bytes(kept.content)) == (
        "Danh sách đơn vị “2026”.xlsx",
        "application/vnd.ms-excel",
        content,
    )
    assert await running.database.transact(lambda db: documents.content(db, kept.federation_id, kept.id)) == content
    await running.application.idle()
    assert running.said_to(phone)[1].startswith("📎 Đã nhận tệp")


async def test_the_biggest_file_there_can_be(running: World) -> None:
    phone = await asked(running)
    phone.send_document("a.bin", b"\x01" * BIGGEST)
    await phone.wait_for(lambda m: "Danh sách: a.bin" in m.text, timeout=20)


async def test_a_file_longer_than_announced_is_not_read_to_its_end(running: World) -> None:
    phone = await asked(running)
    phone.send_document("a.bin", b"\x01" * (BIGGEST + 1), size=5)
    await phone.wait_for(lambda m: "nặng hơn 20 MB" in m.text, timeout=20)
    assert await rows(running, Document) == []
    assert [each.state for each in await rows(running, Upload)] == ["failed"]


async def test_a_file_that_is_gone_is_asked_for_again(running: World) -> None:
    phone = await asked(running)
    running.platform.switches.refuse.add("getFile")
    phone.send_document("a.xlsx", b"content")
    await phone.wait_for(lambda m: AGAIN in m.text)
    running.platform.switches.refuse.clear()
    phone.send_document("a.xlsx", b"content")
    await phone.wait_for(lambda m: "Danh sách: a.xlsx" in m.text)


async def test_a_platform_that_comes_back_is_asked_again(running: World) -> None:
    phone = await asked(running)
    phone.send_document("a.xlsx", b"content")
    stored = running.platform.bots[TOKEN].files
    (number, file), *_ = stored.items()
    stored[number] = Elsewhere(**vars(file))
    await pass_attempt(running)
    stored[number] = file
    await pass_time(running, phone, "Danh sách: a.xlsx")
    assert (await rows(running, Upload))[0].attempts == 1


async def test_it_gives_up_after_a_few_attempts(running: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "FIRST_DELAY", 0.01)
    phone = await asked(running)

    async def broken(file_id: str, at_most: int) -> bytes:
        raise OSError(f"{file_id} {at_most}")

    monkeypatch.setattr(running.telegram, "fetch", broken)
    phone.send_document("a.xlsx", b"content")
    await pass_time(running, phone, AGAIN)
    assert [(each.state, each.attempts) for each in await rows(running, Upload)] == [("failed", fetching.ATTEMPTS - 1)]


async def test_only_one_process_fetches(running: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hold is taken by the running one: another on the same bot brings nothing, and waits without haste when woken."""
    phone = await asked(running)
    (bot_id,) = running.application.fetchings
    other = fetching.Fetching(running.database, running.clock, bot_id, running.telegram, lambda: None)
    looks = 0

    async def ours() -> bool:
        nonlocal looks
        looks += 1
        return await asyncio.to_thread(other.hold.take)

    monkeypatch.setattr(other.hold, "ours", ours)
    waiting = asyncio.create_task(other.run())
    other.wake()
    phone.send_document("a.xlsx", b"content")
    await phone.wait_for(lambda m: "Danh sách: a.xlsx" in m.text)
    await asyncio.sleep(0.3)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert 0 < looks < 10  # haste would be hundreds
    assert not other.is_busy
    assert [each.key for each in await rows(running, Inbox) if each.key.startswith(uploads.KEY)] == ["upload/1"]
