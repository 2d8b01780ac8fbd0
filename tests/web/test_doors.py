"""Who is let in: personal links, new devices and their codes, sessions that end, and everybody who is kept out."""

from datetime import timedelta

import httpx
import pytest
from sqlalchemy import Engine, select

from bot import building
from bot.models import Account, DoorCode, Operation, Outbox, WebLink, WebSession, table_of
from bot.web import asking, chats, codes
from bot.web.keys import Keys
from tests.support.talking import transaction
from tests.web.conftest import Door
from tests.web.test_chat import heard, joined, personal_link

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 13; Canary) Chrome"}


def keys(door: Door) -> Keys:
    return Keys(door.invites.derive("web"))


async def code_for(door: Door, person_id: int = 1) -> str:
    return await door.database.transact(lambda db: codes.issue(db, keys(door), 1, person_id, door.clock.now()))


async def test_a_link_opens_a_new_device_with_a_code_and_is_replaced(door: Door) -> None:
    async with await joined(door) as mai, door.browser(**PHONE) as phone:
        link = await personal_link(door, mai)
        await phone.open(link)
        assert "Đường dẫn này mở cuộc trò chuyện riêng" in phone.page.text
        await phone.press("Mở cuộc trò chuyện")
        assert "xin nhập mã 6 ký tự" in phone.page.text
        assert await heard(mai, "Có máy mới muốn mở")
        await phone.press("Vào", code="ABCDEF")
        assert "Mã không đúng" in phone.page.text
        code = await code_for(door)
        await phone.press("Vào", code=f" {code[:3].lower()}-{code[3:].lower()} ")
        assert "Đã mở trên máy này" in phone.page.text
        new = next(part for part in phone.answer.text.split('"') if "/c/" in part)
        assert link not in new
        assert (await phone.open("/chat")).messages[-1] == mai.page.messages[-1]
        async with door.browser() as thief:
            await thief.open(link)
            await thief.press("Mở cuộc trò chuyện")
            assert (thief.status, "hết hạn" in thief.page.text) == (404, True)
            await thief.open(new.removeprefix(door.url))
            await thief.press("Mở cuộc trò chuyện")
            await thief.press("Vào", code=code)
            assert "Mã không đúng" in thief.page.text  # it was used


async def test_five_wrong_codes_close_the_door_for_an_hour(door: Door) -> None:
    async with await joined(door) as mai, door.browser() as thief:
        await thief.open(await personal_link(door, mai))
        await thief.press("Mở cuộc trò chuyện")
        for _ in range(5):
            await thief.press("Vào", code="ABCDEF")
        assert (thief.status, "thử lại sau một giờ" in thief.page.text) == (429, True)
        await thief.press("Vào", code=await code_for(door))
        assert thief.status == 429
        assert (await mai.open("/chat"), mai.status)[1] == 200  # who is in stays in
        door.clock.walk_to(door.clock.now() + timedelta(minutes=61))
        await thief.press("Vào", code=await code_for(door))
        assert "Đã mở trên máy này" in thief.page.text


async def test_a_link_ends_with_its_days_and_is_renewed_by_use(door: Door) -> None:
    begun = door.clock.now()
    async with await joined(door) as mai:
        link, other = await personal_link(door, mai), await personal_link(door, mai)
        door.clock.walk_to(begun + timedelta(days=80))
        await mai.open(link)
        await mai.press("Mở cuộc trò chuyện")
        assert mai.path == "/chat"
        door.clock.walk_to(begun + timedelta(days=91))
        for address, status in ((link, 200), (other, 404)):
            async with door.browser() as another:
                await another.open(address)
                await another.press("Mở cuộc trò chuyện")
                assert another.status == status, address


async def test_a_device_that_is_shut_out_is_out_at_once(door: Door, engine: Engine) -> None:
    async with await joined(door) as mai, door.browser(**PHONE) as phone:
        link = await personal_link(door, mai)
        await phone.open(link)
        await phone.press("Mở cuộc trò chuyện")
        await phone.press("Vào", code=await code_for(door))
        stolen = dict(phone.http.cookies)
        await mai.open("/thiet-bi")
        assert "Chrome, Android" in mai.page.text
        await mai.press("Chặn máy này")
        async with httpx.AsyncClient(base_url=door.url, cookies=stolen) as thief:
            for path in ("/chat", "/chat/events", "/thiet-bi", "/chat/file/1"):
                assert (await thief.get(path)).status_code == 401
            token = keys(door).form_token(stolen["thidua"])
            body = {"token": token, "key": "a" * 12, "text": "/dangky"}
            assert (await thief.post("/chat", data=body, headers={"Origin": door.url})).status_code == 401
        assert "Chrome, Android" not in (await mai.open("/thiet-bi")).text
    with transaction(engine) as db:
        table = table_of(WebLink)
        assert db.connection.execute(select(table.c.id).where(table.c.revoked_at.is_(None))).all() == []
        deeds = db.connection.execute(select(table_of(Operation).c.deed)).scalars().all()
        assert "device.revoke" in deeds


async def test_leaving_ends_the_session(door: Door) -> None:
    async with await joined(door) as mai:
        kept = dict(mai.http.cookies)
        await mai.open("/thiet-bi")
        await mai.press("Thoát khỏi máy này")
        assert mai.path == "/"
        async with httpx.AsyncClient(base_url=door.url, cookies=kept) as again:
            assert (await again.get("/chat")).status_code == 401


async def test_the_first_device_needs_no_code_and_no_secret_is_kept(door: Door, engine: Engine) -> None:
    """Somebody known from another door opens their link; nothing in the database opens anything."""
    async with await joined(door) as mai:
        link = await personal_link(door, mai)
        code = await code_for(door)
        secrets = [link.removeprefix("/c/"), code, mai.http.cookies["thidua"]]
    with transaction(engine) as db:
        for model in (WebLink, WebSession, DoorCode):
            for row in db.connection.execute(select(table_of(model))).all():
                assert not any(secret in str(value) for value in row for secret in secrets)


async def test_guessing_links_is_answered_the_same_and_slowed(door: Door) -> None:
    async with await joined(door) as mai, door.browser() as thief:
        good = await personal_link(door, mai)
        await thief.open(good)
        page = thief.answer.text
        seen = set()
        for number in range(14):
            await thief.open(f"/c/{'x' * 40}{number}")
            assert thief.answer.text == page  # looking at a link tells nothing
            await thief.press("Mở cuộc trò chuyện")
            seen.add((thief.status, thief.answer.text.count("hết hạn")))
        assert seen == {(404, 1), (429, 0)}


@pytest.mark.parametrize("path", ["/", "/chat", "/c/" + "x" * 43, "/thiet-bi", "/i/" + "y" * 32])
async def test_forged_posts_are_refused(door: Door, engine: Engine, path: str) -> None:
    async with await joined(door) as mai:
        form = mai.page.forms["say"].fields
        before = inbox_size(engine)
        body = {**form, "text": "/huy", "deed": "leave"}
        for origin in ("https://evil.example", "null", "", door.url + ".evil.example"):
            await mai.post(path, body, origin)
            assert mai.status == 403, origin
        for token in ("", "wrong", keys(door).form_token("somebody else's")):
            await mai.post(path, {**body, "token": token})
            assert mai.status == 403
        assert inbox_size(engine) == before
        assert (await mai.open("/chat"), mai.status)[1] == 200


async def test_every_post_is_among_the_forged_ones(door: Door) -> None:
    """A route that comes later must be tried as well: those with bodies of other kinds are, in test_limits."""
    server = door.application.servers[0]
    posts = {route.path for route in server.app.routes if "POST" in (route.methods or ())}  # type: ignore[attr-defined]
    assert posts == {"/", "/i/{token}", "/c/{secret}", "/t/{secret}", "/chat", "/chat/file", "/thiet-bi", "/push"}


def inbox_size(engine: Engine) -> int:
    with transaction(engine) as db:
        return int(db.connection.exec_driver_sql("SELECT count(*) FROM inbox").scalar_one())


async def test_headers_and_cookies(door: Door) -> None:
    async with await joined(door) as mai:
        for path in ("/chat", "/", "/thiet-bi", "/khong-co", "/static/x/page.css", "/sw.js"):
            headers = (await mai.http.get(path)).headers
            assert "default-src 'none'; script-src 'self'; style-src 'self'" in headers["Content-Security-Policy"]
            assert "unsafe" not in headers["Content-Security-Policy"]
            assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["Cache-Control"] in {"no-store", "no-cache"}
            assert "server" not in headers
    async with door.browser() as guest:
        await guest.open("/")
        before = guest.http.cookies["thidua"]
        answer = await guest.http.post(
            "/", data=guest.page.forms["form 0"].fields, headers={"Origin": door.url}, follow_redirects=False
        )
        cookie = answer.headers["Set-Cookie"]
        assert all(part in cookie for part in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age="))
        assert before not in cookie  # what was there before somebody was let in lets nobody in


async def test_names_and_words_of_people_stay_text(door: Door) -> None:
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&"
    async with await joined(door) as mai:
        await mai.say(nasty)
        await mai.bring(f"{nasty}.txt", b"hello", "text/html")
        assert nasty in mai.page.messages
        assert "<img src=x" not in mai.answer.text
        assert "<script>alert" not in mai.answer.text
        await mai.open("/chat")
        link = next(part for part in mai.answer.text.split('"') if part.startswith("/chat/file/"))
        answer = await mai.http.get(link)
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment;")


async def test_the_code_goes_to_the_other_door(door: Door, engine: Engine) -> None:
    """Whoever talks elsewhere as well gets the code there, made when it is sent."""
    async with await joined(door) as mai:
        link = await personal_link(door, mai)
    with transaction(engine) as db:
        at = building.telegram_door(db, "700000001", "thidua_bot")
        there, _address = chats.begin(db, at, "vi", "777")
        whose = Account(
            federation_id=1,
            bot_id=at.bot_id,
            platform_id="777",
            person_id=1,
            chat_id=there.chat_id,
            linked_at=door.clock.now(),
        )
        db.session.add(whose)
    async with door.browser() as phone:
        await phone.open(link)
        await phone.press("Mở cuộc trò chuyện")
    with transaction(engine) as db:
        outbox = table_of(Outbox)
        owed = db.connection.execute(select(outbox.c.chat_id, outbox.c.body).where(outbox.c.kind == asking.CODE)).all()
        assert owed == [(there.chat_id, '{"person": 1}')]


async def test_a_browser_gives_up_its_old_chat_for_the_links(door: Door) -> None:
    """A stranger's chat in this browser does not stand in the way of one's own link."""
    async with await joined(door) as mai, door.browser() as phone:
        await phone.open("/")
        await phone.press("Bắt đầu trò chuyện")
        await phone.open(await personal_link(door, mai))
        await phone.press("Mở cuộc trò chuyện")
        assert await heard(mai, "Có máy mới muốn mở")
        await phone.press("Vào", code=await code_for(door))
        assert (await phone.open("/chat")).messages[-1] == mai.page.messages[-1]
