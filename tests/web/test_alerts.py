"""Whoever is not looking is called: by push, decrypted here as a browser does, and by mail over a real server; and is not called
when they look, twice, or without need."""

import asyncio
import base64
import json
import logging
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import http_ece
import pytest
import sqlmodel
from aiohttp import web
from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02
from sqlalchemy import Engine

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.models import Outbox, Person, PushSubscription
from bot.playground.serving import serve
from bot.post import outbox
from bot.post.message import Message, Option
from bot.web import chats, links, subscriptions
from bot.web.reach import is_reachable
from bot.web_door import Wanted
from tests.support.talking import transaction
from tests.web.conftest import Door, Opening
from tests.web.test_chat import joined
from tests.web.test_doors import keys

DIGEST = Message("⏰ Còn 7 ngày đến hạn báo cáo Đợt 1.\nChi tiết cho Nguyễn Thị Mai", ((Option("📝 Làm tiếp", "/baocao"),),))


@dataclass
class Letters:
    """A mail server's hands: keeps what it takes, or refuses with an answer."""

    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    refuses: str = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd's name
        if self.refuses:
            return self.refuses
        mail = message_from_bytes(envelope.content, policy=policy.default)
        self.taken.append((envelope.rcpt_tos[0], mail))
        return "250 OK"


@pytest.fixture
def letters() -> Iterator[tuple[Letters, str]]:
    hands = Letters()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(hands, hostname="127.0.0.1", port=port)
    controller.start()
    yield hands, f"smtp://127.0.0.1:{port}"
    controller.stop()


def owe(db: Transaction, clock: StandingClock, key: str, message: Message = DIGEST, *, person_id: int = 1) -> None:
    to = chats.of_person(db, person_id)
    assert to is not None
    outbox.queue(db, to, key, message, clock.now(), outbox.REMINDER)


def given_mail(db: Transaction, address: str | None) -> None:
    db.session.get_one(Person, 1).email = address


async def quiet(door: Door) -> None:
    """Until everything that is due is sent."""
    door.application._wake_deliveries()  # noqa: SLF001  the clock was moved
    await door.application.idle()


async def later(door: Door, **distance: float) -> None:
    door.clock.walk_to(door.clock.now() + timedelta(**distance))
    await quiet(door)


def states(engine: Engine, kind: str) -> list[str]:
    with transaction(engine) as db:
        rows = db.session.exec(sqlmodel.select(Outbox).where(Outbox.kind == kind)).all()
        return [each.state for each in rows]


async def test_a_mail_says_what_waits_and_no_more(opening: Opening, letters: tuple[Letters, str], engine: Engine) -> None:
    hands, url = letters
    async with opening(Wanted(smtp_url=url, mail_from="troly@congdoan.example")) as door:
        async with await joined(door):
            pass
        await door.database.transact(lambda db: given_mail(db, "mai@example.org"))
        await later(door, hours=1)
        for number in range(3):
            await door.database.transact(lambda db, number=number: owe(db, door.clock, f"digest/{number}"))  # type: ignore[misc]
            await quiet(door)
        assert hands.taken == []  # there are ten minutes to look
        await later(door, minutes=11)
        ((to, mail),) = hands.taken
        text = mail.get_content()
        assert to == "mai@example.org"
        assert mail["Subject"] == "Trợ lý thi đua: 3 tin chờ đồng chí"
        assert (mail["Auto-Submitted"], mail.get_content_type()) == ("auto-generated", "text/plain")
        assert "• 📝 Làm tiếp" in text
        assert "Mai" not in text
        link = next(word for word in text.split() if "/c/" in word)
        async with door.browser() as phone:
            await phone.open(link.removeprefix(door.url))
            await phone.press("Mở cuộc trò chuyện")
            assert "nhập mã" in phone.page.text  # a mail that was read by somebody else lets nobody in
        await door.database.transact(lambda db: owe(db, door.clock, "digest/4"))
        await later(door, minutes=20)
        assert len(hands.taken) == 1  # one a day
        await later(door, days=1)
        await door.database.transact(lambda db: owe(db, door.clock, "digest/5"))
        await quiet(door)
        await later(door, minutes=20)
        assert len(hands.taken) == 2
    assert states(engine, "web-mail") == ["sent", "sent"]


async def test_whoever_looks_gets_no_mail(opening: Opening, letters: tuple[Letters, str], engine: Engine) -> None:
    hands, url = letters
    async with opening(Wanted(smtp_url=url, mail_from="troly@congdoan.example")) as door, await joined(door) as mai:
        await door.database.transact(lambda db: given_mail(db, "mai@example.org"))
        await later(door, hours=1)
        await door.database.transact(lambda db: owe(db, door.clock, "digest/1"))
        await quiet(door)
        door.clock.walk_to(door.clock.now() + timedelta(minutes=5))
        await mai.open("/chat")
        await later(door, minutes=6)
        silent = Message("Thử", silent=True)
        await later(door, hours=1)
        await door.database.transact(lambda db: owe(db, door.clock, "silent", silent))
        await quiet(door)
        await later(door, hours=1)
    assert hands.taken == []
    assert states(engine, "web-mail") == ["dropped"]


@pytest.mark.parametrize(("answer", "state"), [("550 no such mailbox", "dead"), ("451 try later", "waiting")])
async def test_what_a_mail_server_refuses(
    opening: Opening, letters: tuple[Letters, str], engine: Engine, answer: str, state: str, caplog: pytest.LogCaptureFixture
) -> None:
    hands, url = letters
    hands.refuses = answer
    caplog.set_level(logging.DEBUG)
    async with opening(Wanted(smtp_url=url, mail_from="troly@congdoan.example")) as door:
        async with await joined(door):
            pass
        await door.database.transact(lambda db: given_mail(db, "canary@example.org"))
        await later(door, hours=1)
        await door.database.transact(lambda db: owe(db, door.clock, "digest/1"))
        await quiet(door)
        await later(door, minutes=11)
    assert states(engine, "web-mail") == [state]
    assert "canary@" not in "".join(each.getMessage() for each in caplog.records if each.name.startswith("bot"))


@dataclass
class Service:
    """A push service: takes what is posted, as RFC 8030 says."""

    url: str = ""
    status: int = 201
    posts: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.posts.append((dict(request.headers), await request.read()))
        return web.Response(status=self.status, headers={"Location": "http://127.0.0.1:1/never"})


class Phone:
    """A browser's end of a subscription (RFC 8291)."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = os.urandom(16)

    def told(self, endpoint: str) -> dict[str, Any]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": endpoint, "keys": {"p256dh": plain64(point), "auth": plain64(self.auth)}}

    def read(self, body: bytes) -> str:
        text = http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm")
        return str(json.loads(text)["text"])


def plain64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


async def subscribed(door: Door, browser: Any, phone: Phone, endpoint: str) -> int:
    token = keys(door).form_token(browser.http.cookies["thidua"])
    headers = {"Origin": door.url, "X-Form-Token": token}
    answer = await browser.http.post("/push", json=phone.told(endpoint), headers=headers)
    return int(answer.status_code)


async def test_a_push_wakes_the_phone_and_a_subscription_that_is_gone_is_not_used_again(
    opening: Opening, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = Service()
    app = web.Application()
    app.add_routes([web.post("/send/{name}", service.take)])
    runner, port = await serve(app)
    endpoint = f"http://127.0.0.1:{port}/send/abc"
    monkeypatch.setattr(subscriptions, "is_service", lambda told, _services: told == endpoint)
    async with opening(Wanted()) as door:
        phone = Phone()
        async with await joined(door) as mai:
            assert await subscribed(door, mai, phone, "https://127.0.0.1/send/abc") == 400
            assert await subscribed(door, mai, phone, endpoint) == 200
            assert await subscribed(door, mai, phone, endpoint) == 200  # the same browser again
            page = (await mai.open("/chat"), mai.answer.text)[1]
        await later(door, hours=1)
        await door.database.transact(lambda db: owe(db, door.clock, "digest/1"))
        await quiet(door)
        await later(door, minutes=1)
        ((headers, body),) = service.posts
        assert phone.read(body) == "⏰ Còn 7 ngày đến hạn báo cáo Đợt 1."
        scheme, _blank, rest = headers["Authorization"].partition(" ")
        assert scheme == "vapid"
        assert f'data-push="{rest.partition("k=")[2]}"' in page  # signed with the key that the browser was told
        assert Vapid02.verify(headers["Authorization"])
        service.status = 307
        await door.database.transact(lambda db: owe(db, door.clock, "digest/2"))
        await quiet(door)
        await later(door, minutes=1)
        service.status = 410
        await later(door, minutes=10)
        await later(door, minutes=10)
        assert await door.database.transact(lambda db: subscriptions.listed(db, 1)) == []
        count = len(service.posts)
        await door.database.transact(lambda db: owe(db, door.clock, "digest/3"))
        await quiet(door)
        await later(door, minutes=5)
        assert len(service.posts) == count
    await runner.cleanup()
    with transaction(engine) as db:
        (row,) = db.session.exec(sqlmodel.select(PushSubscription)).all()
        assert row.failed_at is not None


@pytest.mark.parametrize(
    ("endpoint", "is_one"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:def", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/QJf", True),
        ("https://wns2-sg2p.notify.windows.com/w/?token=abc", True),
        ("https://fcm.googleapis.com:443/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("https://fcm.googleapis.com.evil.example/x", False),
        ("https://evil-fcm.googleapis.com/x", False),
        ("https://push.services.mozilla.com.evil/x", False),
        ("https://user@fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com@127.0.0.1/x", False),
        ("https://127.0.0.1/x", False),
        ("https://169.254.169.254/latest", False),
        ("https://[::1]/x", False),
        ("https://2130706433/x", False),
        ("https://localhost/x", False),
        ("https://fcm.googleapis.com\\@127.0.0.1/x", False),
        ("file:///etc/passwd", False),
        ("https://fcm.googleapis.com:99999/x", False),
        ("", False),
    ],
)
def test_only_push_services_are_called(endpoint: str, *, is_one: bool) -> None:
    assert subscriptions.is_service(endpoint) is is_one


async def test_who_can_be_reached(door: Door) -> None:
    """Only a web chat: for three days after a look, or with a mail address."""

    async def reached() -> bool:
        return await door.database.transact(lambda db: is_reachable(db, 1, door.clock.now()))

    assert not await reached()  # there is nobody yet
    async with await joined(door):
        assert await reached()
    door.clock.walk_to(door.clock.now() + timedelta(days=3, minutes=1))
    assert not await reached()
    await door.database.transact(lambda db: given_mail(db, "mai@example.org"))
    assert await reached()
    await door.database.transact(lambda db: given_mail(db, ""))
    assert not await reached()


async def test_a_link_in_a_mail_ends_after_two_weeks(door: Door) -> None:
    async with await joined(door) as mai:
        to = await door.database.transact(lambda db: chats.of_person(db, 1))
        assert to is not None
        made = await door.database.transact(lambda db: links.issue(db, keys(door), to, door.clock.now(), links.MAIL_DAYS))
        door.clock.walk_to(door.clock.now() + timedelta(days=14, seconds=1))
        await mai.open(f"/c/{made}")
        await mai.press("Mở cuộc trò chuyện")
        assert mai.status == 404
        await asyncio.sleep(0)
