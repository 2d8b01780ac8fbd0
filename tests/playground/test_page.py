"""The page shows what the phones show, its buttons do what they say, and strangers stay out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Page, expect

from tests.playground.echo_play import CHAIR, KEY, OFFICER, SECOND, Play, play
from tests.support.browser import open_chromium

WIDE, NARROW = (1280, 800), (390, 800)


@pytest.fixture
async def staged() -> AsyncIterator[Play]:
    async with play() as running:
        yield running


@pytest.fixture
async def page(staged: Play) -> AsyncIterator[Page]:
    async with open_chromium() as browser:
        tab = await browser.new_page(viewport={"width": WIDE[0], "height": WIDE[1]}, timezone_id="America/New_York")
        faults: list[str] = []
        tab.on("pageerror", lambda fault: faults.append(str(fault)))
        await tab.goto(f"{staged.url}/?key={KEY}")
        yield tab
        assert faults == []


async def test_strangers_stay_out(staged: Play) -> None:
    say, body = f"{staged.url}/phones/{OFFICER}/say", {"text": "x"}
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        for address, headers in (("/", {}), ("/?key=wrong", {}), ("/events", {}), (f"/?key={KEY}", {"Host": "evil.example"})):
            async with http.get(staged.url + address, headers=headers) as answer:
                assert answer.status == 403
        async with http.post(say, json=body, headers={"Origin": staged.url}) as answer:
            assert answer.status == 403
        async with http.get(f"{staged.url}/?key={KEY}") as answer:
            cookie = answer.headers["Set-Cookie"]
            assert "HttpOnly" in cookie
            assert "SameSite=Strict" in cookie
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for origin, status in ((None, 403), ("http://evil.example", 403), (staged.url, 200)):
            async with http.post(say, json=body, headers={"Origin": origin} if origin else {}) as answer:
                assert answer.status == status
        async with http.post(
            f"{staged.url}/files/{OFFICER}?name=a.txt", data=b"x", headers={"Origin": "http://evil.example"}
        ) as answer:
            assert answer.status == 403
        for address, bad, status in (
            ("/files/999?name=a.txt", body, 404),
            (f"/phones/{OFFICER}/tap", {"message": 1, "data": "no such"}, 409),
            (f"/phones/{OFFICER}/fly", {}, 404),
            ("/phones/999/say", body, 404),
            ("/clock", {"step": "century"}, 400),
            ("/switches", {"name": "weather"}, 400),
        ):
            async with http.post(staged.url + address, json=bad, headers={"Origin": staged.url}) as answer:
                assert answer.status == status


@pytest.mark.browser
async def test_a_conversation(page: Page, staged: Play, tmp_path: Path) -> None:
    chair = page.get_by_test_id(f"phone-{CHAIR}")
    await page.screenshot(path=tmp_path / "empty.png")
    await chair.get_by_test_id("start").click()
    await expect(chair.get_by_test_id("message")).to_have_count(2)
    await chair.get_by_test_id("keyboard-button").filter(has_text="Báo cáo").click()
    await expect(chair.get_by_test_id("message").last).to_contain_text("Đoàn viên tham gia: 42/45")
    await expect(chair.get_by_test_id("message").last.locator("strong").first).to_have_text("Báo cáo đợt 1")
    await expect(chair.get_by_test_id("message").last).to_contain_text("09:")
    await expect(chair.locator(".day-line")).to_have_text("Thứ Bảy, 21/11/2026")
    await page.screenshot(path=tmp_path / "card.png")
    await chair.get_by_test_id("inline-button").filter(has_text="Đúng, ghi nhận").click()
    await expect(chair.locator(".toast")).to_have_text("Đã ghi nhận")
    await expect(chair.get_by_test_id("message").last).to_contain_text("đã sửa")
    await expect(chair.get_by_test_id("inline-button")).to_have_count(0)
    await expect(page.get_by_test_id("calls").locator("li").first).to_contain_text("editMessageText")
    await chair.get_by_test_id("input").fill("<img src=x onerror=alert(1)>")
    await chair.get_by_test_id("send").click()
    await expect(chair.get_by_test_id("message").last).to_contain_text("Bot nghe: <img src=x")
    assert len(staged.platform.bots["700700:echo"].screens[CHAIR].messages) == 6


@pytest.mark.browser
async def test_walking(page: Page, staged: Play) -> None:
    officer = page.get_by_test_id(f"phone-{OFFICER}")
    await officer.get_by_test_id("start").click()
    await expect(officer.get_by_test_id("message")).to_have_count(2)
    await expect(page.get_by_test_id("clock")).to_contain_text("Thứ Bảy, 21/11/2026")
    before = staged.walk.now()
    await page.get_by_test_id("walk-next").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("Chủ Nhật, 22/11/2026")
    await expect(page.get_by_test_id("clock")).to_contain_text("08:00")
    await page.get_by_test_id("walk-week").click()
    await expect(page.get_by_test_id("walk-week")).to_be_disabled()
    await expect(page.get_by_test_id("clock")).to_contain_text("Chủ Nhật, 29/11/2026")
    await expect(page.get_by_test_id("walk-week")).to_be_enabled()
    await expect(officer.get_by_test_id("message")).to_have_count(2 + 8)
    await page.get_by_test_id("walk-hour").click()
    await page.get_by_test_id("walk-day").click()
    await expect(page.get_by_test_id("clock")).to_contain_text("Thứ Hai, 30/11/2026")
    assert len(staged.walk.rung) == 9
    assert staged.walk.now() - before > timedelta(days=8)


@pytest.mark.browser
async def test_the_page_says_what_to_do_next(page: Page) -> None:
    guide, officer, chair = page.get_by_test_id("guide"), *(page.get_by_test_id(f"phone-{each}") for each in (OFFICER, CHAIR))
    await expect(guide).to_contain_text("Bước 1: trên máy của Hương, Minh, bấm Bắt đầu")
    await officer.get_by_test_id("start").click()
    await expect(guide).to_contain_text("Bước 1: trên máy của Minh, bấm Bắt đầu")
    await chair.get_by_test_id("start").click()
    await expect(guide).to_contain_text("Bước 2: trên máy chủ tịch, bấm 📅 Đăng ký phát động")
    await page.get_by_test_id("walk-next").click()
    await expect(guide).to_be_hidden()


@pytest.mark.browser
async def test_the_tools_leave_a_small_phone_its_room(page: Page) -> None:
    await page.set_viewport_size({"width": 360, "height": 740})
    assert await page.locator(".top").evaluate("top => top.offsetHeight") < 270
    await expect(page.get_by_test_id("reset")).to_be_hidden()
    await page.get_by_test_id("more").click()
    await expect(page.get_by_test_id("reset")).to_be_visible()
    await expect(page.get_by_test_id("switch-down")).to_be_visible()


@pytest.mark.browser
async def test_switches_and_bad_input(page: Page, staged: Play, tmp_path: Path) -> None:
    officer = page.get_by_test_id(f"phone-{OFFICER}")
    await officer.get_by_test_id("start").click()
    await expect(officer.get_by_test_id("message")).to_have_count(2)
    for kind in ("sticker", "voice", "photo", "contact", "long"):
        await officer.locator(".open-attach").click()
        await officer.locator(f"[data-send={kind}]").click()
    await expect(officer.get_by_test_id("message")).to_have_count(2 + 2 * 6)
    await officer.locator(".chat").evaluate("chat => chat.scrollTop = 0")
    await page.screenshot(path=tmp_path / "things.png")
    for name in ("429", "slow", "down"):
        button = page.get_by_test_id(f"switch-{name}")
        await button.click()
        await expect(button).to_have_attribute("aria-pressed", "true")
    switches = staged.platform.switches
    assert (switches.flood_next > 0, switches.delay > 0, switches.down) == (True, True, True)
    await officer.locator(".block").click()
    await expect(officer.locator(".block")).to_have_text("Bỏ chặn bot")
    await page.screenshot(path=tmp_path / "trouble.png")
    await page.get_by_test_id("reset").click()
    await expect(officer.get_by_test_id("start")).to_be_visible()
    assert staged.walk.started_over == 1
    assert (switches.flood_next, switches.delay, switches.down) == (0, 0.0, False)


@pytest.mark.browser
async def test_roles_language_and_narrow_screen(page: Page, tmp_path: Path) -> None:
    await page.get_by_test_id(f"phone-{CHAIR}").locator(".who").select_option(str(SECOND))
    second = page.get_by_test_id(f"phone-{SECOND}")
    await expect(page.get_by_test_id(f"phone-{CHAIR}")).to_have_count(0)
    await second.get_by_test_id("start").click()
    await expect(second.get_by_test_id("message")).to_have_count(2)
    await second.get_by_test_id("keyboard-button").filter(has_text="Tình hình").click()
    await expect(second.locator(".file")).to_contain_text("Tình hình đợt 1.xlsx")
    await page.locator("#language").click()
    await expect(page.get_by_test_id("walk-hour")).to_have_text("+1 hour")
    await page.locator("#language").click()
    await page.reload()
    for width in (360, NARROW[0]):
        await page.set_viewport_size({"width": width, "height": NARROW[1]})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
    await page.screenshot(path=tmp_path / "narrow.png")
    await page.get_by_test_id(f"phone-{CHAIR}").scroll_into_view_if_needed()
    await page.screenshot(path=tmp_path / "narrow-full.png", full_page=True)
