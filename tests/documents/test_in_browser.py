"""The playground's page: a file of this computer into the chat, a document of the bot onto this computer."""

import asyncio
import io
import shutil
import zipfile
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.invites import Invites
from bot.playground import play
from tests.documents.conftest import SCRIPTS
from tests.test_playground import BEGINS, CHROMIUM, page_at, sees, write

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"),
]

NAME = "Danh sách “đơn vị” #1 & 2.xlsx"


def some_sheet() -> bytes:
    """What a spreadsheet is to everybody but its reader: a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 5000)
    return file.getvalue()


async def downloaded(page: Page, link: Locator) -> tuple[str, bytes]:
    """What the browser saves behind a link: name and content."""
    async with page.expect_download() as coming:
        await link.click()
    download = await coming.value
    return download.suggested_filename, await asyncio.to_thread(Path(await download.path()).read_bytes)


async def test_a_file_there_and_back(tmp_path: Path) -> None:
    invites, content = Invites(b"a key for tests"), some_sheet()
    stage = play.stage(tmp_path / "play", SCRIPTS, invites, key="key", begins=BEGINS)
    async with stage as (address, _over), page_at(address) as page:
        phone = page.get_by_test_id("phone-502")
        await phone.get_by_test_id("start").click()
        await write(phone, "/lai")
        await sees(phone, "Xin gửi tệp.")
        await phone.locator(".open-attach").click()
        async with page.expect_file_chooser() as chosen:
            await phone.locator("[data-send=file]").click()
        (tmp_path / NAME).write_bytes(content)
        await (await chosen.value).set_files(tmp_path / NAME)
        await sees(phone, "📎 Đã nhận tệp Danh sách “đơn vị” #1 & 2.xlsx")
        await sees(phone, "📄 Tệp của đồng chí đây ạ.")
        link = phone.get_by_test_id("message").filter(has_text="Tệp của đồng chí").locator("a")
        await expect(link).to_contain_text(NAME)
        assert await downloaded(page, link) == (NAME, content)
        shutil.copytree(tmp_path / "play", tmp_path / "after", ignore=shutil.ignore_patterns("*.lock*"))
    stage = play.stage(tmp_path / "after", SCRIPTS, invites, key="key", begins=BEGINS)
    async with stage as (address, _over), page_at(address) as page:
        link = page.get_by_test_id("phone-502").get_by_test_id("message").filter(has_text="Tệp của đồng chí").locator("a")
        assert await downloaded(page, link) == (NAME, content)
