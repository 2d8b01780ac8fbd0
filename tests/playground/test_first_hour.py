"""The first hour in a real browser, on a playground that begins with nothing: from the first page to the first registered
launch. Its pictures are those of “Ngày đầu tiên” in the README."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.clock import instant
from bot.invites import Invites
from bot.playground import play
from conversations import all_scripts
from tests.setup.first_hour import SCHOOL, codes_in, units
from tests.test_playground import SCREENSHOTS, page_at, press, pytestmark, sees, tap, write

__all__ = ["pytestmark"]

BEGINS = instant(date(2026, 1, 5), 9)  # a Monday: launches are to be registered by 15/1
REHEARSES = 90_000  # milliseconds; a year takes some seconds, on a machine that does nothing else
CONTACT = "cô Hà, văn phòng công đoàn phường, 024 3000 0000"


@asynccontextmanager
async def nothing_yet(folder: Path) -> AsyncIterator[Page]:
    invites = Invites(b"a key for tests")
    stage = play.stage(folder, all_scripts(invites), invites, key="key", begins=BEGINS, empty=True)
    async with stage as (address, _over), page_at(address) as page:
        yield page


async def shot(phone: Locator, name: str) -> None:
    """A picture of one phone, with what was said last."""
    await phone.get_by_test_id("message").last.scroll_into_view_if_needed()
    await phone.screenshot(path=SCREENSHOTS / f"first-hour-{name}.png")


async def agree(phone: Locator) -> None:
    for label in ("Đúng, là tôi", "Tôi đồng ý", "Có, nhắc giúp tôi"):
        await tap(phone, label)
    await sees(phone, "Đã kết nối")


async def name_and_import(officer: Locator) -> None:
    await officer.get_by_test_id("start").click()
    await agree(officer)
    await press(officer, "Các bước chuẩn bị")
    await sees(officer, "tên đầy đủ là gì")
    await write(officer, "Công đoàn phường Sông Xanh")
    await tap(officer, "Như tên đầy đủ")
    await sees(officer, "các đơn vị liên hệ ai")
    await write(officer, CONTACT)
    await tap(officer, "Đúng, ghi lại")
    await sees(officer, "xong 1/7 bước")
    await shot(officer, "steps")
    await tap(officer, "Nhập danh sách đơn vị")
    await sees(officer, "Xin gửi tệp Excel")
    file = {"name": "don-vi.xlsx", "mimeType": "application/octet-stream", "buffer": units()}
    await officer.get_by_test_id("file").set_input_files(file)  # type: ignore[arg-type]  # playwright's own class is no dict
    await sees(officer, "20")
    await tap(officer, "Đúng, nhập vào")
    await sees(officer, "Thêm mới: 20")
    await shot(officer, "units")


async def print_codes(page: Page, officer: Locator) -> dict[str, str]:
    """The codes of the sheet that the officer gets."""
    await tap(officer, "Mã mời")
    await tap(officer, "Phiếu in")
    await tap(officer, "Chưa xếp cụm")
    await sees(officer, "Quét mã QR trên phiếu thì mở ở đâu")
    await tap(officer, "Telegram")
    sheet = officer.locator("a.file").filter(has_text="Ma moi")
    await expect(sheet).to_be_visible()
    async with page.expect_download() as saved:
        await sheet.click()
    return codes_in(await asyncio.to_thread(Path(await (await saved.value).path()).read_bytes))


async def open_and_arm(officer: Locator) -> None:
    await tap(officer, "Mở chiến dịch")
    for label in (
        "Từ kế hoạch mẫu",
        "quận Long Biên, 2025",
        "2026",
        "Giữ tên này",
        "Chưa có số",
        "Chưa ký",
        "Đúng, mở chiến dịch",
    ):
        await tap(officer, label)
    await sees(officer, "Đã mở chiến dịch")
    await tap(officer, "Xác nhận hạn")
    await tap(officer, "Xác nhận cả 3 hạn")
    await sees(officer, "Thứ Năm, 15/01/2026")
    await shot(officer, "dates")
    await tap(officer, "Xác nhận tất cả")
    await tap(officer, "Diễn tập năm")
    await tap(officer, "2026")
    summary = officer.get_by_test_id("message").filter(has_text="🎭 Diễn tập “")
    await expect(summary).to_be_visible(timeout=REHEARSES)
    await shot(officer, "rehearsal")
    await tap(officer, "🚀 Kích hoạt")
    await sees(officer, "Trong 7 ngày tới")
    await shot(officer, "arm")
    await tap(officer, "Đúng, kích hoạt")
    await sees(officer, "Đã kích hoạt lúc")


async def test_from_the_first_page_to_the_first_registered_launch(tmp_path: Path) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    async with nothing_yet(tmp_path / "play") as page:
        officer, chair = page.get_by_test_id("phone-501"), page.get_by_test_id("phone-502")
        await name_and_import(officer)
        codes = await print_codes(page, officer)
        await write(chair, codes[SCHOOL])
        await sees(chair, SCHOOL)
        await agree(chair)
        heard = await chair.get_by_test_id("message").count()
        await page.get_by_test_id("walk-day").click()
        await expect(page.get_by_test_id("clock")).to_contain_text(re.compile("06/01"))
        assert await chair.get_by_test_id("message").count() == heard  # nothing before it is armed
        await open_and_arm(officer)
        await page.get_by_test_id("walk-next").click()
        await sees(chair, "đăng ký ngày phát động")
        await press(chair, "Đăng ký phát động")
        await sees(chair, "vào ngày nào")
        await write(chair, "22/1")
        await sees(chair, "Tổ chức lúc mấy giờ")
        await write(chair, "8 giờ, sân trường")
        await sees(chair, "bao nhiêu người")
        await write(chair, "45")
        await tap(chair, "Đúng, ghi nhận")
        await sees(chair, "Đã ghi nhận lúc")
        await press(officer, "Tình hình")
        await sees(officer, "1/20 đơn vị đã đăng ký")
        await page.screenshot(path=SCREENSHOTS / "first-hour-registered.png")
