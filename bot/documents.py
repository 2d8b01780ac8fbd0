"""Files that are kept: those people sent, and those the bot sends as they are. Their content is never opened here."""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Document, Federation, table_of
from bot.post import outbox
from bot.post.message import LONGEST_CAPTION, File, Message, length, load
from bot.post.outbox import REPLY, Address, Letter

document, federation = table_of(Document), table_of(Federation)

TEMPLATE = "document"

CONTENT: Prepared[tuple[str, str, bytes]] = Prepared(
    select(document.c.name, document.c.media_type, document.c.content).where(
        document.c.federation_id == bindparam("federation"), document.c.id == bindparam("row")
    )
)
SHOWN: Prepared[tuple[str, str, str]] = Prepared(
    select(document.c.name, document.c.media_type, document.c.sha256).where(
        document.c.federation_id == bindparam("federation"), document.c.id == bindparam("row")
    )
)
_at_hand: dict[str, bytes] = {}  # by what it holds, so it is the right one in any database
IS_THERE = Prepared(
    select(document.c.id).where(document.c.federation_id == bindparam("federation"), document.c.id == bindparam("row")), int
)
# On PostgreSQL two bots of a federation may bring the same file at once; on SQLite there is one writer.
LOCK = Prepared(select(federation.c.id).where(federation.c.id == bindparam("row")).with_for_update(key_share=True), int)
SAME = Prepared(
    select(document.c.id)
    .where(document.c.federation_id == bindparam("federation"), document.c.sha256 == bindparam("hash"))
    .order_by(document.c.id)
    .limit(1),
    int,
)
COLUMNS = ("federation_id", "name", "media_type", "content", "sha256", "made_at")
ADD = Prepared(insert(document).values({name: bindparam(name) for name in COLUMNS}).returning(document.c.id), int)


def content(db: Transaction, federation_id: int, document_id: int) -> bytes:
    """The bytes of a document. Raises LookupError where this federation has none of that number."""
    return _find(db, federation_id, document_id)[2]


def keep(db: Transaction, federation_id: int, name: str, media_type: str, content: bytes, now: datetime) -> int:
    """Keep a file; its number. What the federation has already, byte for byte, is not kept twice: it keeps its first name."""
    sha256 = hashlib.sha256(content).hexdigest()
    db.first(LOCK, row=federation_id)
    if found := db.first(SAME, federation=federation_id, hash=sha256):
        return found
    told = {"name": name, "media_type": media_type, "content": content, "sha256": sha256, "made_at": now}
    return db.all(ADD, federation_id=federation_id, **told)[0]


def send(db: Transaction, to: Address, key: str, document_id: int, caption: str, now: datetime) -> None:
    """Owe a document to a chat, once per `key`; a caption too long for one goes before it as a message of its own.

    Raises LookupError where the chat's federation has no such document.
    """
    if not db.first(IS_THERE, federation=to.federation_id, row=document_id):
        raise LookupError(f"federation {to.federation_id} has no document {document_id}")
    if length(caption) > LONGEST_CAPTION:
        outbox.queue(db, to, f"{key}/caption", Message(caption), now)
        caption = ""
    outbox.queue_template(db, to, key, TEMPLATE, {"document": document_id, "caption": caption}, now, REPLY)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:  # noqa: ARG001  a template's signature
    """The message that carries the document."""
    arguments = load(letter.body)
    return Message(arguments["caption"], file=file(db, letter.federation_id, arguments["document"]))


def file(db: Transaction, federation_id: int, document_id: int) -> File:
    """A document as a file to be sent. The one used last is kept at hand: an announcement sends it to thousands, a hundred at
    once. Raises LookupError where this federation has none of that number."""
    found = db.first(SHOWN, federation=federation_id, row=document_id)
    if found is None:
        raise LookupError(f"federation {federation_id} has no document {document_id}")
    name, media_type, sha256 = found
    kept = _at_hand.get(sha256)
    if kept is None:
        kept = content(db, federation_id, document_id)
        _at_hand.clear()
        _at_hand[sha256] = kept
    return File(name, media_type, lambda: kept)


def _find(db: Transaction, federation_id: int, document_id: int) -> tuple[str, str, bytes]:
    found = db.first(CONTENT, federation=federation_id, row=document_id)
    if found is None:
        raise LookupError(f"federation {federation_id} has no document {document_id}")
    name, media_type, kept = found
    return name, media_type, bytes(kept)
