"""What people send on the web: into the inbox and the chat's history in one transaction, before the browser is told.

The browser names each thing it sends. Sent again, because the line broke or a button was pressed twice, it is one thing.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot import documents
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.post import inbox
from bot.post.inbox import Arrival, Door
from bot.web import messages
from bot.web.chats import CHANNEL, Owner
from bot.web.keys import new_secret

KEY = re.compile(r"[A-Za-z0-9-]{8,64}")
LONGEST_DATA = 200  # characters of what a button carries; ours have at most 64 bytes
UNSEEN = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")  # controls, but for tab and line breaks: PostgreSQL stores no NUL


@dataclass(frozen=True)
class Received:
    """A file as the browser brought it, the name made harmless."""

    name: str
    media_type: str
    content: bytes


def is_key(said: str) -> bool:
    """Whether this can be the name of something that is sent."""
    return KEY.fullmatch(said) is not None


def say(db: Transaction, owner: Owner, key: str, text: str, now: datetime) -> bool:
    """Somebody types. False: it came before, or it says nothing."""
    said = UNSEEN.sub("", text.replace("\r\n", "\n")).strip()
    if not said:
        return False
    return _take(db, owner, _named(key, said), {"kind": "text", "text": said}, now, shown={"text": said})


def start(db: Transaction, owner: Owner, invite: str, now: datetime) -> bool:
    """Somebody begins, perhaps with an invite, which is not shown: it may still be a secret."""
    key = new_secret()[:20].replace("_", "-")
    return _take(db, owner, key, {"kind": "text", "text": f"/start {invite}".strip()}, now)


def tap(db: Transaction, owner: Owner, message_id: int, data: str, now: datetime) -> bool:
    """Somebody presses a button under a message of this chat. False: that very press came before, or there is no such message."""
    line = messages.one(db, owner.chat_id, message_id)
    if line is None or not line.is_ours or not 0 < len(data) <= LONGEST_DATA:
        return False
    labels = {each["data"]: each["label"] for row in line.body.get("options", ()) for each in row}
    key = _named(f"tap-{line.id}-{line.revision}", data)
    told = {"data": UNSEEN.sub("", data), "label": labels.get(data, ""), "message": str(line.id), "text": line.body["text"]}
    styles = line.body.get("styles", [])
    return _take(db, owner, key, {"kind": "tap", **told, "styles": styles, "query": f"{owner.chat_id}/{key}"}, now)


def bring(db: Transaction, owner: Owner, key: str, file: Received, now: datetime) -> bool:
    """Somebody sends a file. It is kept here already; whether anybody asked for it is said in its turn."""
    document_id = documents.keep(db, owner.federation_id, file.name, file.media_type, file.content, now)
    kind = "photo" if file.media_type.startswith("image/") else "file"
    told = {"document": document_id, "name": file.name, "size": len(file.content), "type": file.media_type}
    shown = {"text": "", "file": {"name": file.name, "type": file.media_type}}
    return _take(db, owner, _named(key, str(document_id)), {"kind": kind, **told}, now, shown=shown, document_id=document_id)


def _take(
    db: Transaction,
    owner: Owner,
    key: str,
    body: dict[str, Any],
    now: datetime,
    *,
    shown: dict[str, Any] | None = None,
    document_id: int | None = None,
) -> bool:
    """Both rows or none. `shown`: what the person's own line says; None: a press has none, the message pressed shows it."""
    arrival = Arrival(f"{owner.chat_id}/{key}", encode(body), owner.address, owner.address, owner.language)
    if not inbox.add(db, Door(owner.bot_id, owner.federation_id, CHANNEL), arrival, owner.chat_id, now):
        return False
    return shown is None or messages.hear(db, owner.to, key, shown, now, document_id)


def _named(key: str, content: str) -> str:
    """Two things under one name are two things: a page that was fetched from memory gives its name away twice."""
    return f"{key}-{hashlib.sha256(content.encode('utf-8', 'replace')).hexdigest()[:8]}"
