"""A campaign year on the playground's page, from reminder to reminder: one chair answers now and then, another never does."""

from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.clock import instant
from bot.invites import Invites
from bot.playground import play
from conversations import all_scripts
from tests.test_playground import CHROMIUM, join, page_at, sees, tap, write

BEGINS = instant(date(2026, 1, 5), 9)  # a Monday: to register the launch is due that day, the pledge two weeks later
MOST_STEPS = 60
LAUNCH, PLEDGE, REPORT = "đăng ký ngày phát động Đợt 1", "đăng ký giao ước thi đua Đợt 1", "báo cáo kết quả Đợt 1"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]


async def test_nobody_is_reminded_of_what_is_done(tmp_path: Path) -> None:
    invites = Invites(b"a key for tests")
    stage = play.stage(tmp_path / "play", all_scripts(invites), invites, key="key", begins=BEGINS)
    async with stage as (address, _over), page_at(address) as page:
        officer, mai, lan = (page.get_by_test_id(f"phone-{number}") for number in (501, 502, 504))
        await join(officer)
        await confirm_report_day(officer)
        await join(mai)
        await join_by_typing(lan)
        done = {}  # how many messages Mai's phone showed when she had finished a duty

        await walk_until(page, mai, f"Việc {LAUNCH} đã quá hạn 1 ngày")
        await register(mai)
        done[LAUNCH] = await said(mai)
        await walk_until(page, mai, f"Còn 3 ngày đến hạn {PLEDGE}")
        await pledge(mai)
        done[PLEDGE] = await said(mai)
        await walk_until(page, mai, f"Còn 3 ngày đến hạn {REPORT}")
        await report(mai)
        done[REPORT] = await said(mai)
        await walk_until(page, mai, "Đợt 2 kết thúc ngày 31/12/2026")
        await sees(officer, "4 báo cáo chờ duyệt")
        await walk_to_the_end(page)

        for name, shown in done.items():
            assert not [text for text in (await texts(mai))[shown:] if name in text], name
            assert [text for text in await texts(lan) if f"Việc {name} đã quá hạn 3 ngày" in text], name
        reminded = [text for text in await texts(mai) if "Trường Tiểu học Sông Xanh phát động Đợt 1" in text and "⏰" in text]
        assert len(reminded) == len({*reminded})
        assert await officer.get_by_test_id("message").filter(has_text="🌅").count() > len(done)


async def confirm_report_day(officer: Locator) -> None:
    await write(officer, "/hanviec")
    for label in ("báo cáo kết quả", "Theo cách tính này", "Không cho muộn", "Xác nhận hạn"):
        await tap(officer, label)


async def join_by_typing(phone: Locator) -> None:
    """The code on paper, then always the first choice."""
    hint = await phone.locator(".hint").inner_text()
    code = hint.rpartition(" ")[2]
    for typed, seen in ((code, "Đồng chí có phải là"), ("1", "Trước khi"), ("1", "nhắc giúp"), ("1", "Đã kết nối")):
        await write(phone, typed)
        await sees(phone, seen)


async def walk_until(page: Page, phone: Locator, text: str) -> None:
    """From reminder to reminder, until one of them says so."""
    for _step in range(MOST_STEPS):
        if any(text in each for each in await texts(phone)):
            return
        await walk_on(page)
    pytest.fail(f"no reminder said: {text}")


async def walk_to_the_end(page: Page) -> None:
    """Until nobody will be reminded of anything."""
    for _step in range(MOST_STEPS):
        if await page.get_by_test_id("walk-next").is_disabled():
            await expect(page.locator("#next")).to_have_text("Không còn lần nhắc nào.")
            return
        await walk_on(page)
    pytest.fail("the reminders never end")


async def walk_on(page: Page) -> None:
    async with page.expect_response("**/clock"):
        await page.get_by_test_id("walk-next").click()
    await expect(page.get_by_test_id("walk-day")).to_be_enabled()


async def texts(phone: Locator) -> list[str]:
    """What the bot's messages say, the first first."""
    return await phone.get_by_test_id("message").locator(".words").all_inner_texts()


async def said(phone: Locator) -> int:
    return len(await texts(phone))


async def register(phone: Locator) -> None:
    await tap(phone, "Đăng ký ngay")
    for text, seen in (("20/1", "mấy giờ"), ("8 giờ, sân trường", "bao nhiêu người"), ("45", "Xin kiểm tra lại")):
        await write(phone, text)
        await sees(phone, seen)
    await tap(phone, "Đúng, ghi nhận")
    await sees(phone, "Đã ghi nhận lúc")


async def pledge(phone: Locator) -> None:
    await tap(phone, "Đăng ký giao ước")
    await tap(phone, "Gương người tốt, việc tốt")
    await tap(phone, "Tiếp tục")
    await sees(phone, "bao nhiêu người?")
    await write(phone, "12")
    await sees(phone, "công trình, phần việc, sản phẩm nào không")
    await phone.get_by_test_id("inline-button").get_by_text("Không", exact=True).last.click()
    await sees(phone, "Ngoài chế độ theo luật")
    await tap(phone, "Không có")
    await tap(phone, "Chưa ký")
    await tap(phone, "Đúng, ghi nhận")
    await sees(phone, "Đã ghi nhận giao ước lúc")


async def report(phone: Locator) -> None:
    await tap(phone, "Nộp báo cáo")
    await sees(phone, "Câu 1/10")
    await write(phone, "12; 9; 20 triệu; 3; 4; 2; 1")
    for seen, label in (("Câu 8/10", "Không có"), ("Câu 9/10", "Không gửi ảnh"), ("Câu 10/10", "Hoàn thành tốt")):
        await sees(phone, seen)
        await tap(phone, label)
    await tap(phone, "Gửi báo cáo")
    await sees(phone, "biên nhận")
