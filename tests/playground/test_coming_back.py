"""The program ends while its page is open, and starts again: the page goes on, and no typed text is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Page, expect

from bot.invites import Invites
from bot.playground import play as real_play
from bot.web_door import WebDoor, open_web
from conversations import all_scripts
from tests.playground.echo_play import CHAIR, KEY, Play, free_port, play
from tests.support.browser import open_chromium

PATIENCE = 15_000  # milliseconds; a browser waits some seconds before it tries again


@pytest.fixture
async def tab() -> AsyncIterator[Page]:
    async with open_chromium() as browser:
        yield await (await browser.new_context()).new_page()


class Machine:
    """A computer on which the playground is started and killed, always at the same port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.running = AsyncExitStack()

    async def start(self, key: str = KEY) -> Play:
        return await self.running.enter_async_context(play(key=key, port=self.port))

    async def kill(self) -> None:
        await self.running.aclose()


@pytest.fixture
async def machine() -> AsyncIterator[Machine]:
    started = Machine()
    yield started
    await started.kill()


async def write(page: Page, text: str) -> None:
    chair = page.get_by_test_id(f"phone-{CHAIR}")
    await chair.get_by_test_id("input").fill(text)
    await chair.get_by_test_id("send").click()


@pytest.mark.browser
async def test_the_page_finds_its_program_again_and_the_text_waits(machine: Machine, tab: Page) -> None:
    staged = await machine.start()
    await tab.goto(f"{staged.url}/?key={KEY}")
    chair = tab.get_by_test_id(f"phone-{CHAIR}")
    await chair.get_by_test_id("start").click()
    await machine.kill()
    await expect(tab.locator("#connection")).to_contain_text("Mất liên lạc")
    await write(tab, "thứ Sáu tôi nộp")
    await expect(chair.get_by_test_id("input")).to_have_value("thứ Sáu tôi nộp")
    await machine.start()
    await expect(tab.locator("#connection")).to_have_text("", timeout=PATIENCE)
    await chair.get_by_test_id("start").click()
    await chair.get_by_test_id("send").click()
    await expect(chair.get_by_test_id("message").last).to_contain_text("Bot nghe: thứ Sáu tôi nộp")
    await expect(chair.get_by_test_id("input")).to_have_value("")


@pytest.mark.browser
async def test_a_page_with_an_old_key_says_which_address_to_open(machine: Machine, tab: Page) -> None:
    staged = await machine.start()
    await tab.goto(f"{staged.url}/?key={KEY}")
    await expect(tab.get_by_test_id(f"phone-{CHAIR}")).to_be_visible()
    await machine.kill()
    await machine.start(key="another")
    await expect(tab.locator("#connection")).to_contain_text(f"hãy mở địa chỉ {staged.url}/?key=", timeout=PATIENCE)
    await write(tab, "chào đồng chí")
    await expect(tab.get_by_test_id(f"phone-{CHAIR}").get_by_test_id("input")).to_have_value("chào đồng chí")
    await (await tab.context.new_page()).goto(f"{staged.url}/?key=another")
    await expect(tab.locator("#connection")).to_have_text("", timeout=PATIENCE)


def test_a_folder_keeps_its_key(tmp_path: Path) -> None:
    folder = tmp_path / "play"
    key = real_play.page_key(folder)
    (folder / "empty").mkdir()
    (folder / "play.json").write_text("{}")
    real_play.sweep(folder)
    assert [each.name for each in folder.iterdir()] == [real_play.PAGE_KEY]
    assert real_play.page_key(folder) == key
    assert (folder / real_play.PAGE_KEY).stat().st_mode & 0o777 == 0o600
    assert real_play.page_key(tmp_path / "other") != key


async def test_a_page_that_asks_before_the_bot_is_there_waits(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A page that was open while the program was away asks again while it starts."""
    port, held, invites = free_port(), asyncio.Event(), Invites(b"a key for tests")

    async def open_late(*given: Any) -> WebDoor:
        await held.wait()
        return await open_web(*given)

    monkeypatch.setattr(real_play, "open_web", open_late)
    stage = real_play.stage(tmp_path / "play", all_scripts(invites), invites, key=KEY, port=port)
    starting = asyncio.create_task(stage.__aenter__())
    async with aiohttp.ClientSession() as http, AsyncExitStack() as running:
        running.push_async_exit(stage)
        events = await asking(http, f"http://127.0.0.1:{port}/events?key={KEY}")
        held.set()
        await starting
        assert b'"type": "everything"' in await events.content.readline()
        events.close()


async def asking(http: aiohttp.ClientSession, address: str) -> aiohttp.ClientResponse:
    """The answer to an address at which nobody may listen yet."""
    while True:
        try:
            return await http.get(address)
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.05)
