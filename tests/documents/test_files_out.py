"""Files the bot sends, over real HTTP: as they are, under a harmless name, once."""

import threading
import unicodedata
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from bot import documents
from bot.channels import filenames
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import Guest
from bot.invites import Invites
from bot.models import Outbox, table_of
from bot.playground.telegram import Phone, ShownMessage
from bot.post import outbox
from bot.post.message import LONGEST_CAPTION, File, Message, Option
from bot.post.outbox import Letter
from tests.documents.conftest import SCRIPTS
from tests.post.test_delivery import chat_of
from tests.support.world import TOKEN, World, world

NAME = "Báo cáo “đợt 1”.xlsx"
CONTENT = bytes(range(256)) * 100


@pytest.fixture
async def running(engine: Engine, clock: StandingClock, guests: list[Guest], invites: Invites) -> AsyncIterator[World]:
    async with world(engine, clock, guests, invites, scripts=SCRIPTS) as here:
        yield here


async def reached(here: World) -> Phone:
    """Somebody the bot may write to."""
    phone = here.phone(7)
    phone.say("/lac")
    await phone.wait_for(lambda m: m.from_bot)
    await here.application.idle()
    return phone


async def sent(here: World, phone: Phone, name: str = NAME, caption: str = "") -> ShownMessage:
    """A document, kept and sent to this phone; what the phone shows."""

    def work(db: Transaction) -> None:
        to, now = chat_of(db, phone.id), here.clock.now()
        kept = documents.keep(db, to.federation_id, name, "application/x-thing", CONTENT, now)
        documents.send(db, to, "test", kept, caption, now)

    await here.database.transact(work)
    here.application.deliveries[0].wake()
    return await phone.wait_for(lambda m: m.kind == "document")


def content_of(here: World, shown: ShownMessage) -> bytes:
    return here.platform.bots[TOKEN].files[shown.raw["document"]["file_id"]].content


async def test_a_document_arrives_as_it_was_kept(running: World) -> None:
    phone = await reached(running)
    shown = await sent(running, phone, caption="📄 Mẫu đây ạ.")
    assert content_of(running, shown) == CONTENT
    assert shown.text == "📄 Mẫu đây ạ."
    assert shown.raw["document"]["file_name"] == NAME
    assert shown.raw["document"]["mime_type"] == "application/x-thing"


async def test_a_name_does_no_harm(running: World) -> None:
    phone = await reached(running)
    shown = await sent(running, phone, '../"\r\nX-Evil: 1; filename=\u202excod.exe\\%22.xlsx')
    assert shown.raw["document"]["file_name"] == "--X-Evil- 1; filename=xcod.exe-%22.xlsx"
    assert content_of(running, shown) == CONTENT


async def test_a_long_caption_goes_before_the_document(running: World) -> None:
    phone = await reached(running)
    caption = "🏫" * (LONGEST_CAPTION // 2)
    assert (await sent(running, phone, caption=caption)).text == caption
    phone = running.phone(7)

    def work(db: Transaction) -> None:
        documents.send(db, chat_of(db, 7), "again", 1, caption + "!", running.clock.now())

    await running.database.transact(work)
    await running.application.idle()
    assert [(m.kind, m.text) for m in phone.messages[-2:]] == [("text", caption + "!"), ("document", "")]


async def test_a_template_builds_its_file_outside_the_transaction(running: World) -> None:
    phone = await reached(running)
    built_in: list[str] = []

    def build() -> bytes:
        built_in.append(threading.current_thread().name)
        return CONTENT

    def render(db: Transaction, letter: Letter, now: datetime) -> Message:  # noqa: ARG001  a template's signature
        button = Option("Xem", "/lac")
        return Message("x" * (LONGEST_CAPTION + 1), ((button,),), file=File("a.txt", "text/plain", build))

    running.application.deliveries[0].carrier.templates = {"sheet": render}
    for _ in range(2):  # queued again, which would change the message that was sent
        await running.database.transact(
            lambda db: outbox.queue_template(db, chat_of(db, 7), "sheet", "sheet", {}, running.clock.now())
        )
        running.application.deliveries[0].wake()
        await running.application.idle()
    assert [(m.kind, len(m.text), m.labels) for m in phone.messages[-2:]] == [("text", 1025, []), ("document", 0, ["Xem"])]
    assert len([m for m in phone.messages if m.kind == "document"]) == 1
    assert len(built_in) == 1
    assert "writer" not in built_in[0]
    assert threading.current_thread().name not in built_in


async def test_a_file_beyond_telegrams_limit_is_set_aside(running: World) -> None:
    await reached(running)
    file = File("a.bin", "application/octet-stream", lambda: bytes((50 << 20) + 1))
    running.application.deliveries[0].carrier.templates = {"sheet": lambda *_: Message("", file=file)}
    await running.database.transact(
        lambda db: outbox.queue_template(db, chat_of(db, 7), "sheet", "sheet", {}, running.clock.now())
    )
    await running.application.idle()
    table = table_of(Outbox)
    row = await running.database.transact(lambda db: db.connection.execute(select(table).where(table.c.key == "sheet")).one())
    assert row.state == "dead"


def test_a_message_with_a_file_is_never_stored() -> None:
    with pytest.raises(ValueError, match="queue a template"):
        Message("", file=File("a", "b", bytes)).to_json()


NAMES = st.text() | st.text('/\\:*?"<>|.\r\n\t\0\u202e\u200f đơn.xlsx', max_size=150)


@given(NAMES)
@example("." * 200)
@example("x" * 200 + ".xlsx")
@example("\u0041\u030a\u0000.\u202e")
def test_a_safe_name_is_safe(name: str) -> None:
    kept = filenames.safe(name)
    assert 0 < len(kept) <= filenames.LONGEST
    assert kept.isprintable()
    assert not set(kept) & set(filenames.ILL_FAMED)
    assert not kept.startswith(".")
    assert filenames.safe(kept) == kept
    kept.encode()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Đơn vị.xlsx", "Đơn vị.xlsx"),
        (unicodedata.normalize("NFD", "Đơn vị.xlsx"), "Đơn vị.xlsx"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\a\\b.xls", "C--a-b.xls"),
        (".xlsx", "tep.xlsx"),
        ("", "tep"),
        ("a" * 300 + ".docx", "a" * 95 + ".docx"),
        ("gpj.\u202eexe", "gpj.exe"),
        (" hai  dòng\n.pdf", "hai dòng.pdf"),
        ("a.đuôi lạ", "a.đuôi lạ"),
    ],
)
def test_a_name_keeps_what_does_no_harm(name: str, kept: str) -> None:
    assert filenames.safe(name) == kept
