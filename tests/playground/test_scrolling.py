"""A phone of the page shows the end of its chat, unless somebody reads further up: then it says that something came."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.playground.echo_play import CHAIR, KEY, Play, play
from tests.support.browser import open_chromium

pytestmark = pytest.mark.browser

LEFT = "chat => Math.round(chat.scrollHeight - chat.scrollTop - chat.clientHeight)"
UP = "chat => { chat.scrollTop -= 600 }"


@pytest.fixture
async def staged() -> AsyncIterator[Play]:
    async with play() as running:
        yield running


@pytest.fixture
async def page(staged: Play) -> AsyncIterator[Page]:
    async with open_chromium() as browser:
        tab = await browser.new_page(viewport={"width": 1280, "height": 800})
        await tab.goto(f"{staged.url}/?key={KEY}")
        yield tab


@pytest.fixture
async def chair(page: Page) -> Locator:
    """A phone with more in its chat than there is room for."""
    phone = page.get_by_test_id(f"phone-{CHAIR}")
    await phone.get_by_test_id("start").click()
    await expect(phone.get_by_test_id("keyboard-button").first).to_be_visible()
    for _ in range(2):
        await phone.locator(".open-attach").click()
        await phone.locator("[data-send=long]").click()
    await expect(phone.get_by_test_id("message").filter(has_text="Bot nghe")).to_have_count(4)
    return phone


async def is_at_end(phone: Locator) -> None:
    await expect(phone.get_by_test_id("newer")).to_be_hidden()
    last = phone.get_by_test_id("message").last
    await expect(last.locator(".meta")).to_be_in_viewport()
    assert await phone.locator(".chat").evaluate(LEFT) <= 1


async def scroll_up(page: Page, phone: Locator) -> None:
    await phone.locator(".chat").evaluate(UP)
    await page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert await phone.locator(".chat").evaluate(LEFT) > 500


async def test_sending_goes_to_the_end(page: Page, chair: Locator) -> None:
    await scroll_up(page, chair)
    await chair.get_by_test_id("input").fill("tôi đây")
    await chair.get_by_test_id("send").click()
    await expect(chair.get_by_test_id("message").last).to_contain_text("Bot nghe: tôi đây")
    await is_at_end(chair)


async def test_what_arrives_out_of_sight_is_announced(page: Page, chair: Locator) -> None:
    await scroll_up(page, chair)
    await page.get_by_test_id("walk-next").click()
    await expect(chair.get_by_test_id("newer")).to_have_text("↓ Tin mới")
    assert await chair.locator(".chat").evaluate(LEFT) > 500
    await chair.get_by_test_id("newer").click()
    await is_at_end(chair)


async def test_another_size_of_the_window_keeps_the_end(page: Page, chair: Locator) -> None:
    for width, height in ((1280, 560), (360, 740), (1280, 800)):
        await page.set_viewport_size({"width": width, "height": height})
        await page.get_by_test_id("walk-next").click()
        await chair.scroll_into_view_if_needed()
        await expect(page.get_by_test_id("walk-next")).to_be_enabled()
        await expect(chair.get_by_test_id("message").last).to_contain_text("Còn 2 ngày")
        await is_at_end(chair)


async def test_a_long_answer_shows_its_buttons(page: Page, chair: Locator) -> None:
    await page.set_viewport_size({"width": 1280, "height": 600})
    await chair.get_by_test_id("keyboard-button").filter(has_text="Báo cáo").click()
    await expect(chair.get_by_test_id("inline-button").last).to_be_in_viewport(ratio=1)
    await is_at_end(chair)
