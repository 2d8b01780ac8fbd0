"""One-time links under which a file is handed in for the open question of a chat that cannot carry files.

The secret has 192 bits, so its plain hash tells nothing.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update

from bot import documents
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import Chat, UploadTicket, table_of
from bot.post import inbox, uploads
from bot.post.message import Stored
from bot.post.outbox import Address

ticket, chat = table_of(UploadTicket), table_of(Chat)

LIFE = timedelta(hours=24)
BYTES = 24  # of a secret


@dataclass(frozen=True)
class Ticket:
    """A link that may still be used: for which chat, by whom, for which question; `language` is the chat's."""

    id: int
    federation_id: int
    bot_id: int
    chat_id: int
    sender: str
    question: str
    language: str


COLUMNS = ("federation_id", "chat_id", "sender", "secret_hash", "question", "expires_at")
ADD: Prepared[tuple[()]] = Prepared(insert(ticket).values({name: bindparam(name) for name in COLUMNS}))
WITHDRAW: Prepared[tuple[()]] = Prepared(
    update(ticket)
    .where(ticket.c.chat_id == bindparam("chat"), ticket.c.used_at.is_(None), ticket.c.expires_at > bindparam("now"))
    .values(expires_at=bindparam("now"))
)
FIND = Prepared(
    select(
        ticket.c.id,
        ticket.c.federation_id,
        chat.c.bot_id,
        ticket.c.chat_id,
        ticket.c.sender,
        ticket.c.question,
        chat.c.language,
    )
    .join_from(ticket, chat, chat.c.id == ticket.c.chat_id)
    .where(ticket.c.secret_hash == bindparam("hash"), ticket.c.used_at.is_(None), ticket.c.expires_at > bindparam("now")),
    Ticket,
)
USE: Prepared[tuple[()]] = Prepared(
    update(ticket)
    .where(ticket.c.id == bindparam("row"), ticket.c.used_at.is_(None), ticket.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"))
)


def issue(db: Transaction, to: Address, sender: str, question: str, now: datetime) -> str:
    """A new secret for whoever writes as `sender`, good for 24 hours and one file; the chat's earlier ones are good no more."""
    secret = secrets.token_urlsafe(BYTES)
    db.run(WITHDRAW, chat=to.chat_id, now=now)
    told = {"sender": sender, "secret_hash": _hash(secret), "question": question, "expires_at": now + LIFE}
    db.run(ADD, federation_id=to.federation_id, chat_id=to.chat_id, **told)
    return secret


def find(db: Transaction, secret: str, now: datetime) -> Ticket | None:
    """What a secret opens, if it may still be used."""
    return db.first(FIND, hash=_hash(secret), now=now)


def hand_in(db: Transaction, secret: str, name: str, media_type: str, content: bytes, now: datetime) -> bool:
    """Keep the file and tell the inbox, as if it had been fetched from a platform; False: the link is used or expired.

    `name` must be harmless (`bot.channels.filenames`), and `content` at most `uploads.BIGGEST` bytes.
    """
    found = find(db, secret, now)
    if found is None or not db.run(USE, row=found.id, now=now):
        return False
    document_id = documents.keep(db, found.federation_id, name, media_type, content, now)
    stored = Stored(document_id, name, len(content), media_type)
    body = encode({"file": vars(stored), "question": found.question})
    door = inbox.Door(found.bot_id, found.federation_id, "")
    inbox.add(db, door, inbox.Arrival(f"{uploads.KEY}ticket/{found.id}", body, sender=found.sender), found.chat_id, now)
    return True


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
