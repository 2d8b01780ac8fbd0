"""A real browser on a small phone: the main job, the line that breaks, the program that is killed, and what axe-core sees."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Error, Locator, Page, ViewportSize, expect

from bot.playground.page_view import some_photo
from tests.support.browser import open_chromium
from tests.web.conftest import Door
from tests.web.test_chat import joined, personal_link
from tests.web.test_doors import code_for

SMALL = ViewportSize(width=360, height=640)
MAI = 1
PATIENCE = 10_000  # milliseconds
GRAVE = {"serious", "critical"}

pytestmark = pytest.mark.browser


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    async with open_chromium() as browser:
        yield browser


@contextlib.asynccontextmanager
async def phone(chromium: Browser, url: str, *, dark: bool = False, faults: bool = True) -> AsyncIterator[Page]:
    """A tab on a small phone; no script may fail there, and none of a stranger's may run."""
    context = await chromium.new_context(
        viewport=SMALL, base_url=url, color_scheme="dark" if dark else "light", has_touch=True, locale="vi-VN"
    )
    context.set_default_timeout(PATIENCE)
    tab = await context.new_page()
    seen: list[str] = []
    tab.on("pageerror", lambda fault: seen.append(str(fault)))
    tab.on("dialog", lambda dialog: seen.append(f"dialog: {dialog.message}"))
    tab.on("console", lambda said: seen.append(said.text) if "Content Security" in said.text else None)
    yield tab
    await context.close()
    assert not faults or seen == []


async def enter(tab: Page, token: str) -> None:
    await tab.goto(f"/i/{token}")
    await tab.get_by_role("button", name="Bắt đầu trò chuyện").click()
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
        await tab.get_by_role("button", name=label, exact=True).click()
    await expect(last(tab)).to_contain_text("Đã kết nối với")


def last(tab: Page) -> Locator:
    return tab.locator(".ours").last


async def say(tab: Page, text: str) -> None:
    await tab.get_by_label("Nhắn cho Trợ lý").fill(text)
    await tab.get_by_label("Nhắn cho Trợ lý").press("Enter")


async def look_at(tab: Page, name: str, folder: Path) -> None:
    """What axe-core finds, and a picture for whoever looks at it."""
    for left in (2, 1, 0):  # Chromium now and then cannot draw at once on a loaded machine
        try:
            await tab.screenshot(path=folder / f"{name}.png")
            break
        except Error:
            if not left:
                raise
    found = (await Axe().run(tab)).response["violations"]
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found if each["impact"] in GRAVE] == [], name
    assert await tab.evaluate("document.documentElement.scrollWidth") <= SMALL["width"], name
    small = await tab.evaluate(
        """[...document.querySelectorAll("button, summary, input, textarea, a.button")].filter((each) => each.offsetParent)
        .map((each) => [each.textContent || each.name, each.getBoundingClientRect()])
        .filter(([_, box]) => box.height < 44 || box.width < 44).map(([name]) => name)"""
    )
    assert small == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_the_main_job_on_a_small_phone(chromium: Browser, door: Door, tmp_path: Path, *, dark: bool) -> None:
    folder = Path(os.environ.get("THIDUA_SCREENSHOTS", tmp_path))
    mark = "dark" if dark else "light"
    async with phone(chromium, door.url, dark=dark) as tab:
        await tab.goto(f"/i/{door.guests[MAI].secrets.token}")
        await look_at(tab, f"{mark}-1-begin", folder)
        await enter(tab, door.guests[MAI].secrets.token)
        await look_at(tab, f"{mark}-2-joined", folder)
        await tab.get_by_role("button", name="📅 Đăng ký phát động").click()
        await expect(last(tab)).to_contain_text("vào ngày nào ạ?")
        await look_at(tab, f"{mark}-3-day", folder)
        await tab.get_by_text("➕ Gửi tệp, chọn ngày, thiết bị").click()
        await look_at(tab, f"{mark}-4-more", folder)
        await tab.get_by_label("📅 Chọn ngày để trả lời").fill("2026-03-20")
        await tab.get_by_role("button", name="Gửi ngày").click()
        await expect(last(tab)).to_contain_text("Tổ chức lúc mấy giờ")
        await say(tab, "8 giờ, <img src=x onerror=alert(1)> sân trường")
        await expect(last(tab)).to_contain_text("bao nhiêu người dự?")
        await say(tab, "45")
        await expect(last(tab)).to_contain_text("Xin kiểm tra lại")
        await look_at(tab, f"{mark}-5-card", folder)
        await tab.get_by_role("button", name="✅ Đúng, ghi nhận").click()
        await expect(last(tab)).to_contain_text("✅ Đã ghi nhận")
        await expect(tab.locator(".ours", has_text="➤ ✅ Đúng, ghi nhận")).to_have_count(1)
        await look_at(tab, f"{mark}-6-receipt", folder)
        await tab.goto("/thiet-bi")
        await tab.get_by_role("button", name="Lấy đường dẫn và mã").click()
        await look_at(tab, f"{mark}-7-devices", folder)
        await tab.goto("/khong-co")
        await look_at(tab, f"{mark}-8-problem", folder)


async def test_a_report_with_a_photo(chromium: Browser, door: Door, tmp_path: Path) -> None:
    folder = Path(os.environ.get("THIDUA_SCREENSHOTS", tmp_path))
    photo = tmp_path / "lễ phát động.png"
    photo.write_bytes(some_photo(320, 36))
    async with await joined(door) as mai:
        door.clock.walk_to(door.clock.now().replace(month=9, day=9))
        link = await personal_link(door, mai)
        code = await code_for(door)
    async with phone(chromium, door.url) as tab:
        await tab.goto(link)
        await look_at(tab, "report-1-link", folder)
        await tab.get_by_role("button", name="Mở cuộc trò chuyện").click()
        await look_at(tab, "report-2-code", folder)
        await tab.get_by_label("Mã 6 ký tự").fill(code)
        await tab.get_by_role("button", name="Vào", exact=True).click()
        await look_at(tab, "report-3-opened", folder)
        await tab.get_by_role("link", name="Vào trò chuyện").click()
        await say(tab, "/baocao")
        await expect(last(tab)).to_contain_text("Câu 1/10")
        while "Gửi ảnh hoặc tệp" not in await last(tab).inner_text():
            before = await tab.locator(".ours").count()
            await last(tab).get_by_role("button", name="Chưa làm").click()
            await expect(tab.locator(".ours")).to_have_count(before + 1)
        await expect(last(tab)).to_contain_text("Gửi ảnh hoặc tệp")
        await tab.get_by_text("➕ Gửi tệp, chọn ngày, thiết bị").click()
        await tab.locator("#file").set_input_files(photo)
        await expect(last(tab)).to_contain_text("Đã nhận 1 tệp")
        await expect(tab.locator(".mine img")).to_have_count(1)
        assert await tab.locator(".mine img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
        await look_at(tab, "report-4-photo", folder)


async def test_vietnamese_keyboards_and_typing(chromium: Browser, door: Door) -> None:
    """While a word is put together, Enter ends the word; afterwards it sends; with Shift it makes a line."""
    async with phone(chromium, door.url) as tab:
        await enter(tab, door.guests[MAI].secrets.token)
        box = tab.get_by_label("Nhắn cho Trợ lý")
        await box.fill("đang gõ")
        for event in ("{key: 'Enter', isComposing: true}", "{key: 'Enter', keyCode: 229}"):
            await box.evaluate(
                f"box => box.dispatchEvent(new KeyboardEvent('keydown', {{...{event}, bubbles: true, cancelable: true}}))"
            )
        assert await box.input_value() == "đang gõ"
        await expect(tab.locator(".mine", has_text="đang gõ")).to_have_count(0)
        await box.press("Shift+Enter")
        await box.press_sequentially("dòng hai")
        await box.press("Enter")
        await expect(tab.locator(".mine", has_text="dòng hai")).to_have_count(1)
        assert await box.input_value() == ""
        assert await box.evaluate("box => document.activeElement === box")


async def test_it_is_readable_at_twice_the_size(chromium: Browser, door: Door, tmp_path: Path) -> None:
    """200 % on a phone of 360 × 640 is a page of 180 × 320."""
    folder = Path(os.environ.get("THIDUA_SCREENSHOTS", tmp_path))
    async with phone(chromium, door.url) as tab:
        await enter(tab, door.guests[MAI].secrets.token)
        await tab.set_viewport_size({"width": 180, "height": 320})
        await tab.screenshot(path=folder / "zoom.png")
        assert await tab.evaluate("document.documentElement.scrollWidth") <= 180
        box = tab.get_by_label("Nhắn cho Trợ lý")
        await box.scroll_into_view_if_needed()
        await say(tab, "/trogiup")
        await expect(last(tab)).to_contain_text("Trợ lý giúp đơn vị")


async def test_by_keyboard_alone(chromium: Browser, door: Door) -> None:
    async with phone(chromium, door.url) as tab:
        await enter(tab, door.guests[MAI].secrets.token)
        await tab.keyboard.press("Tab")
        await tab.evaluate("document.activeElement.blur(); document.body.tabIndex = -1; document.body.focus()")
        await tab.keyboard.press("Tab")
        assert await tab.evaluate("document.activeElement.className") == "skip"
        await tab.keyboard.press("Enter")
        await tab.keyboard.type("/trogiup")
        await tab.keyboard.press("Enter")
        await expect(last(tab)).to_contain_text("Trợ lý giúp đơn vị")


async def nothing_is_kept(tab: Page) -> None:
    """Until the browser keeps nothing more to send. Asked from here: the page forbids what Playwright would wait with in it."""
    while await tab.evaluate("Object.values(localStorage).join()") != "[]":  # noqa: ASYNC110  no event comes from a browser
        await asyncio.sleep(0.05)


async def test_a_line_that_breaks_loses_nothing(chromium: Browser, door: Door, tmp_path: Path) -> None:
    folder = Path(os.environ.get("THIDUA_SCREENSHOTS", tmp_path))
    async with phone(chromium, door.url) as tab:
        await enter(tab, door.guests[MAI].secrets.token)
        await tab.context.set_offline(offline=True)
        await say(tab, "/dangky")
        await say(tab, "20/3")
        await expect(tab.get_by_text("Mất mạng.")).to_be_visible()
        await expect(tab.locator(".waiting")).to_have_count(2)
        await look_at(tab, "offline", folder)
        await tab.context.set_offline(offline=False)
        await expect(last(tab)).to_contain_text("Tổ chức lúc mấy giờ", timeout=20_000)
        await expect(tab.locator(".waiting")).to_have_count(0)
        await expect(tab.get_by_text("Mất mạng.")).to_be_hidden()
        await expect(tab.locator(".mine", has_text="/dangky")).to_have_count(1)
        await asyncio.wait_for(nothing_is_kept(tab), PATIENCE / 1000)  # the last answer may still be under way


async def test_without_javascript(chromium: Browser, door: Door) -> None:
    context = await chromium.new_context(viewport=SMALL, base_url=door.url, java_script_enabled=False, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    tab = await context.new_page()
    await enter(tab, door.guests[MAI].secrets.token)
    await tab.get_by_role("button", name="📅 Đăng ký phát động").click()
    for answer in ("20/3", "8 giờ, sân trường", "45"):
        await tab.get_by_label("Nhắn cho Trợ lý").fill(answer)
        await tab.get_by_role("button", name="Gửi", exact=True).click()
    await tab.get_by_role("button", name="✅ Đúng, ghi nhận").click()
    await expect(last(tab)).to_contain_text("✅ Đã ghi nhận")
    await context.close()


@pytest.fixture
def program(tmp_path: Path) -> Iterator["Program"]:
    """`thidua run` with nothing but the web chat."""
    running = Program(tmp_path)
    yield running
    running.kill()


class Program:
    """The program itself, in a process that can be killed."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.folder = folder
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.tokens = re.findall(r"/start (\S+)", self._run("demo"))

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("THIDUA_")}
        return {**kept, "THIDUA_DATABASE_URL": f"sqlite:///{self.folder}/own.db", "THIDUA_WEB_PORT": str(self.port)}

    def _run(self, *words: str) -> str:
        command = [sys.executable, "-m", "bot", *words]
        return subprocess.run(command, env=self._environment(), check=True, capture_output=True, text=True).stdout

    async def start(self) -> None:
        """Until it answers."""
        self.process = self._begin()
        async with httpx.AsyncClient() as http:
            for _ in range(300):
                with contextlib.suppress(httpx.TransportError):
                    await http.get(self.url)
                    return
                await asyncio.sleep(0.1)
        pytest.fail("it does not answer")

    def _begin(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "bot", "run"], env=self._environment())

    def kill(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.process = None


async def test_a_killed_program_forgets_nothing(chromium: Browser, program: Program) -> None:
    await program.start()
    async with phone(chromium, program.url, faults=False) as tab:
        await enter(tab, program.tokens[MAI])
        await say(tab, "/dangky")
        await expect(last(tab)).to_contain_text("vào ngày nào ạ?")
        program.kill()
        await last(tab).get_by_role("button").first.click()
        await expect(tab.get_by_text("Mất mạng.")).to_be_visible()
        await program.start()
        await expect(last(tab)).to_contain_text("Tổ chức lúc mấy giờ", timeout=40_000)
        await say(tab, "8 giờ, sân trường")
        await expect(last(tab)).to_contain_text("bao nhiêu người dự?")
        await expect(tab.locator(".mine", has_text="8 giờ, sân trường")).to_have_count(1)
