"""What arrived: stored before the platform is told, kept until it is done, never twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, func, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.models import WAITING, Bot, Chat, Inbox, table_of

inbox = table_of(Inbox)
chat = table_of(Chat)
bot = table_of(Bot)

RAW_KEPT = timedelta(hours=72)
# Telegram's ids start anew after a quiet week.
KEYS_KEPT = {"telegram": timedelta(days=7), "zalo": timedelta(days=30), "web": timedelta(days=7)}


@dataclass(frozen=True)
class Arrival:
    """An update as it came: a key that is the same when it comes again, where it came from, and its raw JSON.

    Without an address there is nobody to answer: it is kept for the record, as dead.
    """

    key: str
    body: str
    address: str | None = None
    sender: str | None = None
    language: str = "vi"
    problem: str | None = None


@dataclass(frozen=True)
class Door:
    """Which bot of which federation."""

    bot_id: int
    federation_id: int
    channel: str


FIND_CHAT = Prepared(
    select(chat.c.id).where(chat.c.bot_id == bindparam("bot_id"), chat.c.address == bindparam("address")),
    int,
)


ADD_CHAT = insert_new(chat, "federation_id", "bot_id", "address", "language", "wrong_codes")
ADD = insert_new(
    inbox, "federation_id", "bot_id", "key", "chat_id", "sender", "body", "state", "crashes", "problem", "received_at", "done_at"
)


def store(db: Transaction, door: Door, arrivals: Sequence[Arrival], now: datetime) -> int:
    """Keep what arrived; returns how many were new. Chats that were not known yet are opened."""
    return sum(_store(db, door, arrival, now) for arrival in arrivals)


def _store(db: Transaction, door: Door, arrival: Arrival, now: datetime) -> int:
    return add(db, door, arrival, _chat(db, door, arrival) if arrival.address else None, now)


def add(db: Transaction, door: Door, arrival: Arrival, chat_id: int | None, now: datetime) -> int:
    """Keep what arrived for a chat that is known; returns 1, or 0 if it was there already."""
    return db.run(
        ADD,
        federation_id=door.federation_id,
        bot_id=door.bot_id,
        key=arrival.key,
        chat_id=chat_id,
        sender=arrival.sender,
        body=arrival.body,
        state="waiting" if chat_id else "dead",
        crashes=0,
        problem=arrival.problem if chat_id else arrival.problem or "nobody to answer",
        received_at=now,
        done_at=None if chat_id else now,
    )


def _chat(db: Transaction, door: Door, arrival: Arrival) -> int | None:
    if found := db.first(FIND_CHAT, bot_id=door.bot_id, address=arrival.address):
        return found
    db.run(
        ADD_CHAT,
        federation_id=door.federation_id,
        bot_id=door.bot_id,
        address=arrival.address,
        language=arrival.language,
        wrong_codes=0,
    )
    return db.first(FIND_CHAT, bot_id=door.bot_id, address=arrival.address)


SETTLE: Prepared[tuple[()]] = Prepared(
    update(inbox)
    .where(inbox.c.id == bindparam("row"), inbox.c.state == WAITING)
    .values(state=bindparam("new_state"), problem=bindparam("new_problem"), done_at=bindparam("now"))
)


def settle(db: Transaction, row: int, now: datetime, problem: str | None = None) -> bool:
    """Mark an update as done, or as dead for a reason. False: somebody else settled it before."""
    return db.run(SETTLE, row=row, new_state="dead" if problem else "done", new_problem=problem, now=now) == 1


def waiting(db: Transaction) -> int:
    """How many updates wait for their turn."""
    return db.connection.execute(select(func.count()).select_from(inbox).where(inbox.c.state == WAITING)).scalar_one()


def tidy(db: Transaction, now: datetime) -> None:
    """Erase raw bodies 72 hours after they were done, and keys once the platform cannot repeat them any more."""
    old = inbox.c.done_at < now - RAW_KEPT  # by its index: this runs at every tick
    db.connection.execute(update(inbox).where(old, inbox.c.body.is_not(None)).values(body=None))
    newest = select(func.max(inbox.c.id)).scalar_subquery()  # stays: SQLite would use its number again, which is in replies' keys
    for channel, kept in KEYS_KEPT.items():
        bots = select(bot.c.id).where(bot.c.channel == channel)
        db.connection.execute(delete(inbox).where(inbox.c.bot_id.in_(bots), inbox.c.done_at < now - kept, inbox.c.id < newest))
