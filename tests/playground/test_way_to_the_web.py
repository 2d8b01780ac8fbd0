"""“🌐 Trang web” on the page leads into a conversation, in Vietnamese, whoever goes there and however late."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.clock import instant
from bot.invites import Invites
from bot.playground import play
from conversations import all_scripts
from tests.playground.echo_play import free_port
from tests.web.browser import Browser

BEGINS = instant(date(2026, 3, 3), 9)
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9"}
CODE_IS_ASKED_FOR = "mã mời 6 ký tự"


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[str]:
    """The address of the page with the phones, without the key."""
    invites = Invites(b"a key for tests")
    stage = play.stage(tmp_path / "play", all_scripts(invites), invites, key="key", begins=BEGINS)
    async with stage as (address, _over):
        yield address.partition("/?")[0]


@asynccontextmanager
async def somebody(page: str) -> AsyncIterator[Browser]:
    """A browser in English that has the page open."""
    async with Browser(page, ENGLISH) as browser:
        await browser.open("/?key=key")
        yield browser


async def go_to_the_web(browser: Browser, page: str) -> None:
    await browser.open(f"{page}/web")
    parts = urlsplit(str(browser.answer.url))
    browser.url = f"{parts.scheme}://{parts.netloc}"
    browser.http.base_url = httpx.URL(browser.url)


async def join(browser: Browser, page: str) -> None:
    await go_to_the_web(browser, page)
    assert browser.path.startswith("/i/")
    assert '<html lang="vi">' in browser.answer.text
    await browser.press("Bắt đầu trò chuyện")
    assert CODE_IS_ASKED_FOR not in browser.page.messages[-1]
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
        await browser.press(label)
    assert "Đã kết nối" in browser.page.text


async def test_somebody_is_always_invited(page: str) -> None:
    async with somebody(page) as first, somebody(page) as second:
        await join(first, page)
        await go_to_the_web(first, page)
        assert (first.path, first.status) == ("/chat", 200)
        await join(second, page)


async def test_the_web_chat_is_beside_the_page_at_every_start(tmp_path: Path) -> None:
    invites, port, found = Invites(b"a key for tests"), free_port(), set()
    for _start in range(2):
        async with play.stage(tmp_path / "play", all_scripts(invites), invites, key="key", port=port), somebody_at(port) as guest:
            found.add(str(guest.answer.url))
    with socket.create_server(("127.0.0.1", port + 1)):
        async with play.stage(tmp_path / "play", all_scripts(invites), invites, key="key", port=port), somebody_at(port) as guest:
            assert (guest.status, str(guest.answer.url) in found) == (200, False)
    assert [urlsplit(each).port for each in found] == [port + 1]


@asynccontextmanager
async def somebody_at(port: int) -> AsyncIterator[Browser]:
    """A browser that went to the web chat from the page at this port."""
    page = f"http://127.0.0.1:{port}"
    async with somebody(page) as guest:
        await go_to_the_web(guest, page)
        yield guest


async def test_an_invite_that_was_looked_at_stays_the_same(page: str) -> None:
    async with somebody(page) as first, somebody(page) as second:
        await go_to_the_web(first, page)
        await go_to_the_web(second, page)
        assert first.path == second.path


async def test_who_began_without_the_invite_gets_it_after_all(page: str) -> None:
    async with somebody(page) as guest:
        await go_to_the_web(guest, page)
        await guest.open("/")
        await guest.press("Bắt đầu trò chuyện")
        assert CODE_IS_ASKED_FOR in guest.page.messages[-1]
        await join(guest, page)


async def test_after_two_months_of_walking_there_is_a_way_still(page: str) -> None:
    async with somebody(page) as member, somebody(page) as late:
        await join(member, page)
        await go_to_the_web(late, page)
        for _ in range(9):
            await member.http.post(f"{page}/clock", json={"step": "week"}, headers={"Origin": page})
        await go_to_the_web(member, page)
        assert member.path.startswith("/c/")
        await member.press("Mở cuộc trò chuyện")
        assert (member.path, "Đã kết nối" in member.page.text) == ("/chat", True)
        await join(late, page)
