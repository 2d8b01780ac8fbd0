"""The picture itself: as wide as said, as high as it needs, whatever names there are; and sent as a picture."""

import struct
import subprocess
import sys
import unicodedata
from collections.abc import AsyncIterator
from datetime import date

import pytest
from matplotlib.font_manager import findfont, get_font
from sqlalchemy import Engine

from bot.channels.telegram import pictures
from bot.charts import drawing, sending
from bot.charts.progress import Progress, Share
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.invites import Invites
from bot.post.message import File, Message
from tests.follow_up.conftest import whole
from tests.post.test_delivery import chat_of
from tests.support.world import World, world

HOSTILE = ("$x^2$", "\\frac{1}{0}", "", " ", "Cụm\n\0\t1", "\u202eCụm", "🏫 Cụm 漢字", "x" * 40_000, "%s {0} {name}")


def progress(names: tuple[str, ...], left_out: int = 0) -> Progress:
    shares = tuple(Share(name, 10, n % 11, (n * 3) % 11) for n, name in enumerate(names))
    title = "Phong trào thi đua yêu nước “Lao động giỏi, lao động sáng tạo” năm 2026"
    return Progress(title, "Đợt 1", date(2026, 3, 4), Share("", 10, 5, 5), 0, 1, True, 1, 2, True, shares, shares[:3], left_out)  # noqa: FBT003


def size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


def test_it_is_1080_wide_and_telegram_takes_it_as_a_picture() -> None:
    few = drawing.draw(progress(("Cụm 1",)), "vi")
    many = drawing.draw(progress(tuple(f"Cụm thi đua số {n}" for n in range(20)), 40), "vi")
    assert size(few)[0] == size(many)[0] == 1080
    assert size(few)[1] < size(many)[1] < 5_000
    assert all(pictures.is_picture("image/png", each) for each in (few, many))


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_can_be_drawn(name: str) -> None:
    assert size(drawing.draw(progress((name, "Cụm 2")), "en"))[0] == 1080


def test_the_font_has_every_vietnamese_letter() -> None:
    letters = get_font(findfont(drawing.FONT)).get_charmap()
    vowels = "aăâeêioôơuưy"
    marked = [f"{vowel}{mark}" for vowel in vowels for mark in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")]
    text = "".join(unicodedata.normalize("NFC", each) for each in marked) + "đ"
    assert [each for each in text + text.upper() if ord(each) not in letters] == []


def test_matplotlib_is_loaded_only_where_something_is_drawn() -> None:
    code = "import sys, bot.building, conversations; sys.exit(any(each in sys.modules for each in ('matplotlib', 'xlsxwriter')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("media_type", "content", "is_picture"),
    [
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 1080, 3000), True),
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 1080, 9000), False),
        ("image/png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 10, 300), False),
        ("image/png", b"\x89PNG\r\n\x1a\n", False),
        ("image/png", b"GIF89a" + bytes(30), False),
        ("image/jpeg", b"\xff\xd8\xff\xe0", True),
        ("image/jpeg", b"%PDF", False),
        ("image/jpeg", b"\xff\xd8\xff" + bytes(10 << 20), False),
        ("application/pdf", b"\xff\xd8\xff", False),
    ],
)
def test_what_telegram_shows_at_once(media_type: str, content: bytes, *, is_picture: bool) -> None:
    assert pictures.is_picture(media_type, content) is is_picture


@pytest.fixture
async def running(engine: Engine, clock: StandingClock, guests: list[Guest], invites: Invites) -> AsyncIterator[World]:
    async with world(engine, clock, guests, invites) as here:
        yield here


async def test_the_picture_arrives_as_a_photo_with_its_caption(running: World) -> None:
    phone = await running.joined(1)

    def work(db: Transaction) -> None:
        sending.send(db, chat_of(db, 1), "test", 2, whole(db), running.clock.now())

    await running.database.transact(work)
    running.application.deliveries[0].wake()
    shown = await phone.wait_for(lambda m: m.kind == "photo")
    assert shown.text.startswith("📈 Đợt 1, đến 04/03/2026\n• Đã đến ngày phát động: 0/18 đơn vị (thêm 6 đơn vị đã đăng ký ngày)")
    assert shown.labels == ["📨 Ai chưa nộp?"]
    assert shown.raw["photo"][0]["width"] == 1080


async def test_what_telegram_refuses_as_a_picture_goes_as_a_file(running: World, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = await running.joined(1)
    monkeypatch.setattr(pictures, "is_picture", lambda *_: True)  # as with a JPEG that is broken further down
    file = File("a.png", "image/png", lambda: b"no picture at all")
    assert await running.telegram.send(str(phone.id), Message("x", file=file))
    assert (phone.messages[-1].kind, phone.messages[-1].text) == ("document", "x")
