"""The main job on the web, without JavaScript: join, register, report with a photo; and what was said is there once."""

import asyncio

import httpx
import pytest
import sqlmodel
from sqlalchemy import Engine

from bot.database.transaction import Transaction
from bot.models import Document, Inbox, Launch, Outbox, Person, WebMessage, WebSession, table_of
from bot.playground.page_view import some_photo
from bot.web import chats, links, sessions
from bot.web.keys import Keys
from tests.support.talking import transaction
from tests.web.browser import Browser
from tests.web.conftest import Door

MAI = 1
PHOTO = some_photo()


async def joined(door: Door, guest: int = MAI) -> Browser:
    """A chair of the demo, in."""
    browser = door.browser()
    await browser.open(f"/i/{door.guests[guest].secrets.token}")
    for label in ("Bắt đầu trò chuyện", "✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
        await browser.press(label)
    return browser


def rows(engine: Engine, model: type[sqlmodel.SQLModel]) -> list[sqlmodel.SQLModel]:
    with transaction(engine) as db:
        found = list(db.session.exec(sqlmodel.select(model)).all())
        db.session.expunge_all()
        return found


async def test_join_register_and_go_on_later(door: Door, engine: Engine) -> None:
    async with await joined(door) as mai:
        assert mai.page.messages[-1].startswith("✅ Đã kết nối với Trường Tiểu học Sông Xanh.")
        assert "📅 Đăng ký phát động" in mai.page.labels
        await mai.press("📅 Đăng ký phát động")
        await mai.post("/chat", {**mai.page.forms["date-form"].fields, "day": "2026-03-20"})
        assert mai.page.messages[-1].startswith("Tổ chức lúc mấy giờ, ở đâu ạ?")
        await mai.say("8 giờ, sân trường")
        await mai.say("45")
        await mai.press("✅ Đúng, ghi nhận")
        assert mai.page.messages[-1].startswith("✅ Đã ghi nhận")
    assert [str(each.day) for each in rows(engine, Launch) if each.person_id] == ["2026-03-20"]  # type: ignore[attr-defined]
    assert [each.problem for each in rows(engine, Inbox) if each.problem] == []  # type: ignore[attr-defined]
    assert {each.state for each in rows(engine, Outbox) if each.priority == 0} == {"sent"}  # type: ignore[attr-defined]


async def personal_link(door: Door, browser: Browser) -> str:
    """A new link for whoever has this browser, without the site's address."""
    keys = Keys(door.invites.derive("web"))
    cookie = browser.http.cookies["thidua"]

    def issue(db: Transaction) -> str:
        table = table_of(WebSession)
        whose = sqlmodel.select(table.c.chat_id).where(table.c.secret_hash == keys.hash(sessions.KIND, cookie))
        owner = chats.sure_owner(db, db.connection.execute(whose).scalar_one())
        return links.issue(db, keys, owner.to, door.clock.now())

    return "/c/" + await door.database.transact(issue)


async def test_the_same_thing_sent_again_is_one_thing(door: Door, engine: Engine) -> None:
    async with await joined(door) as mai:
        form = mai.page.forms["say"].fields
        for _ in range(3):
            await mai.post("/chat", {**form, "text": "/dangky"})
        assert mai.page.messages.count("/dangky") == 1
        await mai.post("/chat", {**form, "text": "20/3"})  # another thing under the same name
        assert mai.page.messages[-2] == "20/3"
        button = mai.page.button("⏸ Để sau")
        for _ in range(2):
            await mai.post("/chat", {**mai.page.forms["taps"].fields, "press": button.value})
    assert sum(each.key.startswith(f"{each.chat_id}/tap-") for each in rows(engine, Inbox)) == 5  # type: ignore[attr-defined]


async def test_a_photo_goes_with_the_report(door: Door, engine: Engine) -> None:
    async with await joined(door) as mai:
        door.clock.walk_to(door.clock.now().replace(month=9, day=9))
        assert (await mai.open("/chat"), mai.status)[1] == 401  # nobody looked for half a year
        await mai.open(await personal_link(door, mai))
        await mai.press("Mở cuộc trò chuyện")
        assert (mai.path, mai.status) == ("/chat", 200)  # a device that is known is asked for no code
        await mai.say("/baocao")
        for _ in range(12):
            if "Gửi ảnh" in mai.page.messages[-1]:
                break
            await mai.press("Chưa làm" if "Chưa làm" in mai.page.labels else "Bỏ qua")
        await mai.bring("ảnh lễ phát động.png", PHOTO, "image/png")
        assert await heard(mai, "Đã nhận 1 tệp")
        assert "ảnh lễ phát động.png" in mai.answer.text
        link = next(part for part in mai.answer.text.split('"') if part.startswith("/chat/file/"))
        answer = await mai.http.get(link)
        assert (answer.content, answer.headers["Content-Type"]) == (PHOTO, "image/png")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        async with door.browser() as stranger:
            assert (await stranger.http.get(link)).status_code == 401
            await stranger.open("/")
            await stranger.press("Bắt đầu trò chuyện")
            assert (await stranger.http.get(link)).status_code == 404  # it is in another chat
    assert [each.sha256 for each in rows(engine, Document)]  # type: ignore[attr-defined]


async def heard(browser: Browser, part: str) -> bool:
    """Whether the bot comes to say it: a file is read in a turn of its own."""
    for _ in range(60):
        if part in (await browser.open("/chat")).messages[-1]:
            return True
        await asyncio.sleep(0.05)
    return False


async def test_older_messages_are_a_page_away(door: Door) -> None:
    async with await joined(door) as mai:
        for number in range(18):
            await mai.say(f"/trogiup {number}")
        assert "/trogiup 17" in mai.page.messages
        assert "/trogiup 0" not in mai.page.messages
        older = next(part for part in mai.answer.text.split('"') if part.startswith("/chat?before="))
        page = await mai.open(older)
        assert any("Tôi đồng ý" in each for each in page.messages)
        assert "/trogiup 17" not in page.messages


async def test_two_languages(door: Door) -> None:
    async with door.browser(**{"Accept-Language": "en-GB,en;q=0.9"}) as guest:
        await guest.open("/")
        assert '<html lang="en">' in guest.answer.text
        await guest.press(guest.page.labels[0])
        assert guest.path == "/chat"
        assert '<html lang="en">' in guest.answer.text


async def test_first_load_is_small(door: Door) -> None:
    async with await joined(door) as mai:
        answer = await mai.http.get("/chat", headers={"Accept-Encoding": "identity"})
        linked = {part for part in answer.text.split('"') if part.startswith("/static/")} | {"/sw.js"}
        sizes = {each: len((await mai.http.get(each)).content) for each in linked}
        assert len(sizes) == 5
        total = len(answer.content) + sum(sizes.values())
        assert total <= 60_000, sizes
        assert total > len(answer.content) > 1000


async def test_a_chat_that_is_nobodys_asks_for_the_invite(door: Door, engine: Engine) -> None:
    async with door.browser() as guest:
        await guest.open("/")
        await guest.press("Bắt đầu trò chuyện")
        assert "Xin gõ mã mời 6 ký tự" in guest.page.messages[-1]
        await guest.say(door.guests[MAI].secrets.code.lower())
        assert "Nguyễn Thị Mai" in guest.page.messages[-1]
    assert rows(engine, Person) == []
    assert rows(engine, WebMessage)


@pytest.mark.parametrize("path", ["/khong-co", "/static/x/../../keys.py", "/static/x/%2e%2e%2fkeys.py", "/static/x/..%5csite.py"])
async def test_no_path_leads_out(door: Door, path: str) -> None:
    async with httpx.AsyncClient(base_url=door.url) as http:
        answer = await http.get(httpx.URL(door.url + path) if "%" in path else path)
    assert answer.status_code == 404
    assert "import" not in answer.text
