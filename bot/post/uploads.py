"""Files that people sent and that are still with the platform: each is fetched once, kept, and put into the inbox."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from bot import documents
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.i18n import _, speaking
from bot.models import WAITING, Chat, Inbox, Upload, table_of
from bot.post import inbox, outbox
from bot.post.message import Incoming, Message, Sent, Stored
from bot.post.outbox import Address

upload, chat, inbox_row = table_of(Upload), table_of(Chat), table_of(Inbox)

KEY = "upload/"  # begins the inbox key of a file that was fetched; no platform's own key does
BIGGEST = 20 << 20  # bytes; a Telegram bot cannot download more: core.telegram.org/bots/api#getfile


@dataclass(frozen=True)
class Awaited:
    """A file that is to be fetched for a chat; `question` is the one it was sent for, `language` the chat's."""

    id: int
    federation_id: int
    bot_id: int
    chat_id: int
    sender: str
    file_id: str
    name: str
    media_type: str
    question: str
    attempts: int
    language: str


WHOSE = ("federation_id", "bot_id", "chat_id", "sender", "file_id", "name", "media_type", "question", "attempts")
COLUMNS = (*WHOSE, "size", "state", "not_before", "received_at")
ADD: Prepared[tuple[()]] = Prepared(insert(upload).values({name: bindparam(name) for name in COLUMNS}))
DUE = Prepared(
    select(*(upload.c[name] for name in ("id", *WHOSE)), chat.c.language)
    .join_from(upload, chat, chat.c.id == upload.c.chat_id)
    .where(upload.c.bot_id == bindparam("bot"), upload.c.state == WAITING, upload.c.not_before <= bindparam("now"))
    .order_by(upload.c.id)
    .limit(bindparam("at_most")),
    Awaited,
)
WAITS: Prepared[Any] = Prepared(
    select(upload.c.id)
    .where(upload.c.bot_id == bindparam("bot"), upload.c.state == WAITING)
    .where(upload.c.chat_id == bindparam("chat"), upload.c.question == bindparam("place"))
    .limit(1)
)
ARRIVED: Prepared[Any] = Prepared(
    select(inbox_row.c.id)
    .where(inbox_row.c.chat_id == bindparam("chat"), inbox_row.c.state == WAITING)
    .where(inbox_row.c.key.startswith(KEY), inbox_row.c.key != bindparam("current"))
    .limit(1)
)
SETTLE: Prepared[tuple[()]] = Prepared(
    update(upload).where(upload.c.id == bindparam("row"), upload.c.state == WAITING).values(state=bindparam("new_state"))
)
FOUND: Prepared[tuple[()]] = Prepared(
    update(upload).where(upload.c.id == bindparam("row")).values(document_id=bindparam("document"))
)
POSTPONE: Prepared[tuple[()]] = Prepared(
    update(upload)
    .where(upload.c.id == bindparam("row"), upload.c.state == WAITING)
    .values(attempts=upload.c.attempts + 1, not_before=bindparam("until"))
)


def add(db: Transaction, to: Address, sender: str, sent: Sent, question: str, now: datetime) -> None:
    """Owe the fetching of a file to the question it answers. Its size must be at most `BIGGEST`."""
    db.run(
        ADD,
        federation_id=to.federation_id,
        bot_id=to.bot_id,
        chat_id=to.chat_id,
        sender=sender,
        file_id=sent.file_id,
        name=sent.name,
        media_type=sent.media_type,
        size=sent.size,
        question=question,
        state="waiting",
        attempts=0,
        not_before=now,
        received_at=now,
    )


def due(db: Transaction, bot_id: int, now: datetime, at_most: int) -> list[Awaited]:
    """What is to be fetched now, oldest first."""
    return db.all(DUE, bot=bot_id, now=now, at_most=at_most)


def waits(db: Transaction, to: Address, question: str, besides: str = "") -> bool:
    """Whether a file is still on its way to a question of a chat, `besides` the one whose update has this key: with the
    platform, or fetched and waiting for its turn."""
    on_its_way = db.first(WAITS, bot=to.bot_id, chat=to.chat_id, place=question)
    return bool(on_its_way) or db.first(ARRIVED, chat=to.chat_id, current=besides) is not None


def arrive(db: Transaction, awaited: Awaited, content: bytes, now: datetime) -> bool:
    """Keep the file and tell the inbox, both or neither; False: that was done before, or it was given up."""
    if not db.run(SETTLE, row=awaited.id, new_state="fetched"):
        return False
    document_id = documents.keep(db, awaited.federation_id, awaited.name, awaited.media_type, content, now)
    db.run(FOUND, row=awaited.id, document=document_id)
    stored = Stored(document_id, awaited.name, len(content), awaited.media_type)
    body = encode({"file": vars(stored), "question": awaited.question})
    door = inbox.Door(awaited.bot_id, awaited.federation_id, "")
    inbox.add(db, door, inbox.Arrival(f"{KEY}{awaited.id}", body, sender=awaited.sender), awaited.chat_id, now)
    return True


def postpone(db: Transaction, awaited: Awaited, until: datetime) -> None:
    """Not now: try again from `until` on."""
    db.run(POSTPONE, row=awaited.id, until=until)


def give_up(db: Transaction, awaited: Awaited, now: datetime, *, is_too_big: bool) -> None:
    """It will not be fetched; whoever sent it hears what to do."""
    if not db.run(SETTLE, row=awaited.id, new_state="failed"):
        return
    with speaking(awaited.language):
        again = _("Trợ lý chưa tải được tệp {name}. Xin đồng chí gửi lại tệp này.").format(name=awaited.name)
        text = too_big(awaited.name) if is_too_big else again
    to = Address(awaited.federation_id, awaited.bot_id, awaited.chat_id)
    outbox.queue(db, to, f"{KEY}{awaited.id}", Message(text), now)


def too_big(name: str) -> str:
    """What somebody hears whose file cannot be fetched because of its size."""
    text = _("Tệp {name} nặng hơn {most} MB nên Trợ lý không tải được. Xin gửi tệp nhẹ hơn.")
    return text.format(name=name, most=BIGGEST >> 20)


def read(body: str) -> Incoming:
    """What the inbox row of a fetched file says."""
    told = decode(body)
    return Incoming("file", file=Stored(**told["file"]), question=told["question"])
