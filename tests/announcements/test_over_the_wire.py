"""An announcement over real HTTP against the fake platform: bold words, links and files arrive, and what is changed is changed
in place."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from bot.calendar import LAW
from bot.clock import WalkingClock, instant
from bot.demo import Guest
from bot.invites import Invites
from bot.playground.telegram import Phone
from bot.playground.telegram.screen import ShownMessage
from tests.announcements.sending import ALL, DONE, SEND, WORD
from tests.support.world import MAI, OFFICER, World, world


@pytest.fixture
def clock() -> WalkingClock:
    """9:00 on a day on which people may be written to."""
    walking = WalkingClock()
    walking.walk_to(instant(LAW.next_allowed(walking.today() + timedelta(days=1)), 9))
    return walking


@pytest.fixture
async def running(engine: Engine, clock: WalkingClock, guests: list[Guest], invites: Invites) -> AsyncIterator[World]:
    async with world(engine, clock, guests, invites) as it:
        yield it


async def heard(phone: Phone, part: str) -> ShownMessage:
    return await phone.wait_for(lambda message: message.from_bot and part in message.text, timeout=20)


async def written(running: World, officer: Phone) -> ShownMessage:
    """An announcement of a text and a file, looked at."""
    officer.say("/thongbao")
    await heard(officer, "Xin gõ nội dung")
    text = "Họp 8 giờ, xem kế hoạch"
    officer.say(text, entities=[
        {"type": "bold", "offset": 0, "length": 9},
        {"type": "text_link", "offset": 15, "length": 8, "url": "https://congdoan.vn/kh"},
    ])  # fmt: skip
    await heard(officer, "đã nhận 1 tin")
    officer.send_document("kế hoạch.pdf", b"%PDF-1.7 x", "application/pdf")
    await heard(officer, "đã nhận 2 tin")
    for label, expected in ((DONE, "Gửi thông báo đến ai?"), (ALL, "Có đặt nút"), (WORD, "Gửi ngay hay"), ("Gửi ngay", "👆")):
        officer.say(label)
        await heard(officer, expected)
    await running.application.idle()
    return await heard(officer, "👆 Trên đây là thông báo")


async def test_it_arrives_as_it_was_written(running: World, clock: WalkingClock) -> None:
    officer, mai = await running.joined(OFFICER), await running.joined(MAI)
    card = await written(running, officer)
    officer.tap(card.id, SEND)
    await heard(officer, "Bắt đầu gửi lúc")
    assert not [each for each in mai.messages if "Họp 8 giờ" in each.text]
    clock.walk_to(clock.now() + timedelta(seconds=61))
    await running.application.tick()
    got = await heard(mai, "Họp 8 giờ")
    assert "<b>Họp 8 giờ</b>" in got.html
    assert '<a href="https://congdoan.vn/kh">kế hoạch</a>' in got.html
    file = await mai.wait_for(lambda message: message.kind == "document", timeout=20)
    assert file.raw["document"]["file_name"] == "kế hoạch.pdf"
    assert file.labels == ["👍 Đã nắm được"]
    mai.tap(file.id, "👍 Đã nắm được")
    await heard(mai, "👍 Đã ghi nhận")
    await running.application.idle()
    assert mai.shown[file.id].labels == []
    await corrected(running, officer, mai)


async def corrected(running: World, officer: Phone, mai: Phone) -> None:
    """The text is corrected in place, and withdrawn in the end."""
    before = len(mai.messages)
    officer.say("/dinhchinh 1")
    await heard(officer, "Xin gõ lại toàn bộ nội dung")
    officer.say("Họp 9 giờ", entities=[{"type": "italic", "offset": 4, "length": 5}])
    seen = await heard(officer, "👆 Nội dung sau khi đính chính")
    officer.tap(seen.id, "✅ Xác nhận đính chính")
    got = await heard(mai, "Họp 9 giờ")
    assert "<i>9 giờ</i>" in got.html
    assert len(mai.messages) == before
    officer.say("/thuhoi 1")
    await heard(officer, "Thu hồi thông báo")
    officer.say("Đúng, thu hồi")
    await heard(mai, "🚫 Thông báo này đã được thu hồi.")
    await running.application.idle()
    assert not [each for each in mai.messages if "Họp" in each.text]
    assert [each.text for each in mai.messages if each.kind == "document"] == ["🚫 Thông báo này đã được thu hồi."]
