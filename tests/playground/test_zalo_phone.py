"""The Zalo phone of the playground: one of the demo's chairs joins with the code on paper and registers by typing alone."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.invites import Invites
from bot.playground import play
from conversations import all_scripts
from tests.test_playground import BEGINS, CHROMIUM, QUIET, sees, write

LAN = "phone-504"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    invites = Invites(b"a key for tests")
    stage = play.stage(tmp_path / "play", all_scripts(invites), invites, key="key", begins=BEGINS)
    async with stage as (address, _over), async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        tab = await browser.new_page(viewport={"width": 1280, "height": 860})
        faults: list[str] = []
        tab.on("pageerror", lambda fault: faults.append(str(fault)))
        await tab.goto(address)
        yield tab
        await browser.close()
        assert faults == []
    shutil.rmtree(tmp_path / "play", ignore_errors=True)


async def test_a_chair_joins_and_registers_by_typing(page: Page, tmp_path: Path) -> None:
    phone = page.get_by_test_id(LAN)
    hint = await phone.locator(".hint").inner_text()
    await expect(phone.get_by_test_id("start")).to_have_count(0)
    for typed, seen in (
        (hint.rpartition(" ")[2], "Đồng chí có phải là"),
        ("1", "Trước khi bắt đầu"),
        ("1", "Có, nhắc giúp tôi"),
        ("1", "Đã kết nối"),
        ("1", "vào ngày nào"),
        ("17/3", "mấy giờ"),
        ("8 giờ, hội trường", "bao nhiêu người"),
        ("45", "Xin kiểm tra lại"),
        ("1", "Đã ghi nhận lúc"),
    ):
        await write(phone, typed)
        await sees(phone, seen)
    await page.screenshot(path=tmp_path / "zalo.png")
    await expect(phone.get_by_test_id("inline-button")).to_have_count(0)
    await expect(phone.get_by_test_id("keyboard-button")).to_have_count(0)
    await page.get_by_test_id("walk-next").click()
    await sees(phone, "Còn 7 ngày")
    for kind, seen in (("sticker", "chưa hiểu hình dán"), ("protected", "Đồng chí không làm sai"), ("photo", "chưa nhận ảnh")):
        await phone.locator(".open-attach").click()
        await phone.locator(f"[data-send={kind}]").click()
        await sees(phone, seen)
    await phone.locator(".open-attach").click()
    await expect(phone.locator("[data-send=contact]")).to_be_hidden()
    await phone.locator(".chat").click()
    for width, height in ((360, 640), (1280, 860)):
        await page.set_viewport_size({"width": width, "height": height})
        await phone.scroll_into_view_if_needed()
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        await page.screenshot(path=tmp_path / f"zalo-{width}.png")
