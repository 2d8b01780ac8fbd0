"""A bot whose only conversations ask for files."""

import pytest
from sqlalchemy import Engine

from bot import building, documents
from bot.asking.ask import Ask
from bot.asking.replay import Choice
from bot.asking.script import Script, Scripts, Speaker
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.demo import Guest
from tests.support.talking import Talk, transaction

TEMPLATE = Choice("template", "📄 Tải mẫu trống")


def bring(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Asks for a file, or hands out an empty one."""
    file = ask.file("file", "Xin gửi danh sách.", name="Danh sách", choices=(TEMPLATE,))
    if isinstance(file, Choice):
        return "Mẫu đây ạ."
    ask.review("Xin kiểm tra:", accept="✅ Đúng")
    content = documents.content(db, speaker.to.federation_id, file.document_id)
    return f"{file.name}: {file.size} byte, {file.media_type}, {hash_of(content)}"


def hash_of(content: bytes) -> str:
    """A few words that only this content has."""
    return f"{len(content)} byte, đầu {content[:4].hex()}"


def another(ask: Ask, db: Transaction, speaker: Speaker) -> str:  # noqa: ARG001  a conversation's signature
    """Asks for another file."""
    return f"Ảnh {ask.file('photo', 'Xin gửi ảnh.').name} rất đẹp."


def send_back(ask: Ask, db: Transaction, speaker: Speaker) -> str:
    """Asks for a file, and sends it back as it was kept."""
    file = ask.file("file", "Xin gửi tệp.")
    documents.send(db, speaker.to, f"back/{ask.setting.update}", file.document_id, "📄 Tệp của đồng chí đây ạ.", ask.now)
    return "Đã ghi nhận."


def chat(ask: Ask, db: Transaction, speaker: Speaker) -> str:  # noqa: ARG001  likewise
    """Takes no file."""
    return "Chào đồng chí " + ask.text("name", "Tên gì ạ?")


def idle(ask: Ask, db: Transaction, speaker: Speaker) -> str:  # noqa: ARG001  likewise
    """Nothing fits."""
    return "Chưa rõ việc gì."


SCRIPTS = Scripts(
    (
        Script("tep", bring, for_strangers=True),
        Script("anh", another, for_strangers=True),
        Script("lai", send_back, for_strangers=True),
        Script("chao", chat, for_strangers=True),
        Script("lac", idle, for_strangers=True),
    ),
    welcome="lac",
    lost="lac",
)


@pytest.fixture
def talk(engine: Engine, clock: StandingClock, guests: list[Guest]) -> Talk:  # noqa: ARG001  the demo's federation is in
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    return Talk(engine, clock, SCRIPTS, door)
