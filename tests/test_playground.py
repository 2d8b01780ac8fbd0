"""A newcomer's path, in a real browser on the playground's page: join, register, the officer sees it, the clock is walked."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from bot.clock import instant
from bot.invites import Invites
from bot.playground import play
from conversations import all_scripts

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SCREENSHOTS = Path(__file__).resolve().parents[1] / "build" / "screenshots"
BEGINS = instant(date(2026, 3, 3), 9)  # a Tuesday: no rung of a launch two weeks later falls on a Sunday

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


@asynccontextmanager
async def page_at(address: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = await browser.new_page(viewport={"width": 1280, "height": 860})
        await page.goto(address)
        yield page
        await browser.close()


@asynccontextmanager
async def playing(folder: Path) -> AsyncIterator[Page]:
    invites = Invites(b"a key for tests")
    stage = play.stage(folder, all_scripts(invites), invites, key="key", begins=BEGINS)
    async with stage as (address, _over), page_at(address) as page:
        yield page


async def tap(phone: Locator, label: str) -> None:
    await phone.get_by_test_id("inline-button").filter(has_text=label).last.click()


async def press(phone: Locator, label: str) -> None:
    await phone.get_by_test_id("keyboard-button").filter(has_text=label).click()


async def write(phone: Locator, text: str) -> None:
    await phone.get_by_test_id("input").fill(text)
    await phone.get_by_test_id("send").click()


async def sees(phone: Locator, text: str) -> None:
    await expect(phone.get_by_test_id("message").filter(has_text=text).last).to_be_visible()


async def join(phone: Locator) -> None:
    await phone.get_by_test_id("start").click()
    await tap(phone, "Đúng, là tôi")
    await tap(phone, "Tôi đồng ý")
    await tap(phone, "Có, nhắc giúp tôi")
    await sees(phone, "Đã kết nối")


async def register(phone: Locator, day: str) -> None:
    await press(phone, "Đăng ký phát động")
    await sees(phone, "vào ngày nào")
    await tap(phone, day)
    await sees(phone, "Tổ chức lúc mấy giờ")
    await write(phone, "8 giờ, sân trường")
    await sees(phone, "bao nhiêu người")
    await write(phone, "45")
    await sees(phone, "Xin kiểm tra lại")


async def test_a_newcomer_plays_the_main_job(tmp_path: Path) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    async with playing(tmp_path / "play") as page:
        officer, chair = page.get_by_test_id("phone-501"), page.get_by_test_id("phone-502")
        await join(officer)
        await join(chair)
        await press(officer, "Tình hình")
        await sees(officer, "6/18 đơn vị đã đăng ký")

        await register(chair, "Thứ Ba, 17/03")
        await tap(chair, "Sửa: Giờ và nơi")
        await write(chair, "14 giờ, hội trường")
        await sees(chair, "Giờ và nơi: 14 giờ, hội trường")
        await tap(chair, "Đúng, ghi nhận")
        await sees(chair, "Đã ghi nhận lúc")
        await sees(officer, "7/18 đơn vị đã đăng ký")
        await page.screenshot(path=SCREENSHOTS / "register.png")

        for left in ("Còn 7 ngày", "Còn 3 ngày", "Còn 1 ngày"):
            await page.get_by_test_id("walk-next").click()
            await sees(chair, left)
        await expect(page.get_by_test_id("walk-next")).to_be_enabled()
        await page.screenshot(path=SCREENSHOTS / "reminders.png")
        await page.get_by_test_id("walk-week").click()
        await sees(chair, "Hôm nay Trường Tiểu học Sông Xanh phát động Đợt 1")
        reminders = chair.get_by_test_id("message").filter(has_text="phát động Đợt 1").filter(has_text="Còn ")
        assert await reminders.count() == 3


async def test_a_unit_that_never_registered_is_reminded_of_that(tmp_path: Path) -> None:
    async with playing(tmp_path / "play") as page:
        chair = page.get_by_test_id("phone-502")
        await join(chair)
        await page.get_by_test_id("walk-day").click()
        await sees(chair, "đã quá hạn 1 ngày")


async def test_a_killed_play_goes_on_where_it_was(tmp_path: Path) -> None:
    """The folder is copied in the middle of a form, as a kill -9 would leave it, and played on."""
    async with playing(tmp_path / "play") as page:
        chair = page.get_by_test_id("phone-502")
        await join(chair)
        await register(chair, "Thứ Ba, 17/03")
        shutil.copytree(tmp_path / "play", tmp_path / "after", ignore=shutil.ignore_patterns("*.lock*"))
    async with playing(tmp_path / "after") as page:
        chair = page.get_by_test_id("phone-502")
        await sees(chair, "Xin kiểm tra lại")
        await tap(chair, "Đúng, ghi nhận")
        await sees(chair, "Đã ghi nhận lúc")
