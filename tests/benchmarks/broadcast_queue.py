"""An announcement to any number of chats, as it lies in the outbox, and nothing else: for whoever only delivers."""

from datetime import datetime

from sqlalchemy import String, insert, literal, select

from bot.database.transaction import Transaction
from bot.models import Bot as BotRow
from bot.models import Chat, Federation, Outbox, table_of, written
from bot.post.message import Message
from bot.post.outbox import REST

TEXT = "Kính gửi các đồng chí Chủ tịch: xin xem kế hoạch phát động phong trào thi đua đợt này."
ANNOUNCEMENT = 1

chat, outbox = table_of(Chat), table_of(Outbox)


def add_bot(db: Transaction, platform_id: str) -> int:
    """A federation and its bot in an empty database; returns the bot's number."""
    federation = Federation(name="Công đoàn phường Sông Xanh", short_name="CĐ phường Sông Xanh", contact="cô Hà, 024 3000 0000")
    db.session.add(federation)
    db.session.flush()
    bot = BotRow(federation_id=written(federation.id), channel="telegram", platform_id=platform_id, username="thidua_bot")
    db.session.add(bot)
    db.session.flush()
    return written(bot.id)


def add_chats(db: Transaction, federation_id: int, bot_id: int, first: int, count: int) -> None:
    """Chats of people whose platform ids begin with `first`."""
    numbers = range(first, first + count)
    rows = [
        {"federation_id": federation_id, "bot_id": bot_id, "address": str(n), "language": "vi", "wrong_codes": 0} for n in numbers
    ]
    db.connection.execute(insert(chat), rows)


def recipients(db: Transaction, bot_id: int, first: int, count: int) -> range:
    """The numbers of the chats that `add_chats` made."""
    begin = db.connection.execute(select(chat.c.id).where(chat.c.bot_id == bot_id, chat.c.address == str(first))).scalar_one()
    return range(begin, begin + count)


def queue_chunk(db: Transaction, chats: range, now: datetime) -> None:
    """Owe the announcement to these chats."""
    names = ("federation_id", "bot_id", "chat_id", "announcement_id", "key", "priority", "kind", "body", "state")
    counters = ("revision", "attempts", "not_before")
    rows = select(
        chat.c.federation_id,
        chat.c.bot_id,
        chat.c.id,
        literal(ANNOUNCEMENT),
        literal(f"announcement/{ANNOUNCEMENT}/1/") + chat.c.id.cast(String),
        literal(REST),
        literal("send"),
        literal(Message(TEXT).to_json()),
        literal("waiting"),
        literal(0),
        literal(0),
        literal(now, outbox.c.not_before.type),
    ).where(chat.c.id >= chats.start, chat.c.id < chats.stop)
    db.connection.execute(insert(outbox).from_select((*names, *counters), rows))
