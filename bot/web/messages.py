"""What stands in a web chat, of both sides. A row is written once per key; the bot's may change, which makes a new revision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.models import Document, WebMessage, table_of
from bot.post.message import Message
from bot.post.outbox import Address

web_message, document = table_of(WebMessage), table_of(Document)

PAGE = 30  # messages that are shown at once


@dataclass(frozen=True)
class Line:
    """One message. `body` is decoded: what the bot's `Message` holds, or `text` and `file` of the person's."""

    id: int
    key: str
    is_ours: bool
    body: dict[str, Any]
    document_id: int | None
    revision: int
    made_at: datetime


def _line(row: int, key: str, is_ours: bool, body: str, document_id: int | None, revision: int, made_at: datetime) -> Line:  # noqa: FBT001  the columns of a row
    return Line(row, key, bool(is_ours), decode(body), document_id, revision, made_at)


COLUMNS = tuple(web_message.c[name] for name in ("id", "key", "is_ours", "body", "document_id", "revision", "made_at"))
HERE = web_message.c.chat_id == bindparam("whose")
LATEST = Prepared(
    select(*COLUMNS)
    .where(HERE, web_message.c.id < bindparam("below"))
    .order_by(web_message.c.id.desc())
    .limit(bindparam("at_most")),
    _line,
)
NEWS = Prepared(select(*COLUMNS).where(HERE, web_message.c.id > bindparam("above")).order_by(web_message.c.id).limit(PAGE), _line)
ONE = Prepared(select(*COLUMNS).where(HERE, web_message.c.id == bindparam("row")), _line)
STATES: Prepared[tuple[int, int]] = Prepared(
    select(web_message.c.id, web_message.c.revision).where(HERE).order_by(web_message.c.id.desc()).limit(PAGE)
)
FILE: Prepared[tuple[str, bytes]] = Prepared(
    select(web_message.c.body, document.c.content)
    .join_from(web_message, document, document.c.id == web_message.c.document_id)
    .where(HERE, web_message.c.id == bindparam("row"))
)
ADD = insert_new(web_message, "federation_id", "chat_id", "key", "is_ours", "body", "document_id", "revision", "made_at")
OF_KEY = Prepared(select(web_message.c.id).where(HERE, web_message.c.key == bindparam("row_key")), int)
CHANGE: Prepared[tuple[()]] = Prepared(
    update(web_message)
    .where(HERE, web_message.c.id == bindparam("row"), web_message.c.is_ours)
    .values(body=bindparam("new_body"), revision=web_message.c.revision + 1)
)
UNSEEN = Prepared(
    select(*COLUMNS).where(HERE, web_message.c.is_ours, web_message.c.made_at > bindparam("since")).order_by(web_message.c.id),
    _line,
)
MENU: Prepared[Any] = Prepared(
    select(web_message.c.body)
    .where(HERE, web_message.c.is_ours, ~web_message.c.body.contains('"menu":null'))
    .order_by(web_message.c.id.desc())
    .limit(1)
)
NEVER = 2**62  # above every row


def say(db: Transaction, to: Address, key: str, message: Message, now: datetime, document_id: int | None = None) -> int:
    """Write what the bot says; returns its number. Said before under this key, it is not written again."""
    body = _body(message)
    _add(db, to, key, body, document_id, now, is_ours=True)
    return db.all(OF_KEY, whose=to.chat_id, row_key=key)[0]


def hear(db: Transaction, to: Address, key: str, body: dict[str, Any], now: datetime, document_id: int | None = None) -> bool:
    """Write what the person said; False if it stands there already."""
    return _add(db, to, key, body, document_id, now, is_ours=False)


def _add(
    db: Transaction, to: Address, key: str, body: dict[str, Any], document_id: int | None, now: datetime, *, is_ours: bool
) -> bool:
    values = {"key": key, "is_ours": is_ours, "body": encode(body), "document_id": document_id, "revision": 0, "made_at": now}
    return db.run(ADD, federation_id=to.federation_id, chat_id=to.chat_id, **values) == 1


def change(db: Transaction, chat_id: int, row: int, message: Message | None) -> None:
    """Change what the bot said; None takes its options away. What is not there is left alone, and a file stays."""
    found = db.first(ONE, whose=chat_id, row=row)
    if found is None or not found.is_ours:
        return
    new = {**found.body, "options": []} if message is None else {**_body(message), **_kept(found.body, message)}
    if new != found.body:
        db.run(CHANGE, whose=chat_id, row=row, new_body=encode(new))


def _kept(old: dict[str, Any], message: Message) -> dict[str, Any]:
    """What an edit does not touch: the file, and the menu where it names none."""
    kept = {"file": old["file"]} if "file" in old else {}
    return kept | ({"menu": old.get("menu")} if message.menu is None else {})


def _body(message: Message) -> dict[str, Any]:
    """As it is stored: the message, and of its file what people are shown."""
    plain = Message(message.text, message.options, message.menu, message.silent, styles=message.styles)
    body: dict[str, Any] = decode(plain.to_json())
    if message.file:
        body["file"] = {"name": message.file.name, "type": message.file.media_type}
    return body


def latest(db: Transaction, chat_id: int, before: int = NEVER) -> list[Line]:
    """The last page of a chat, or the one before a message; one more than a page where there are older ones, oldest first."""
    return db.all(LATEST, whose=chat_id, below=before, at_most=PAGE + 1)[::-1]


def news(db: Transaction, chat_id: int, after: int) -> list[Line]:
    """What came after a message, oldest first, a page at most."""
    return db.all(NEWS, whose=chat_id, above=after)


def one(db: Transaction, chat_id: int, row: int) -> Line | None:
    """A message of this chat, and of no other."""
    return db.first(ONE, whose=chat_id, row=row)


def states(db: Transaction, chat_id: int) -> dict[int, int]:
    """The numbers of the last page's messages, each with its revision."""
    return dict(db.all(STATES, whose=chat_id))


def menu(db: Transaction, chat_id: int) -> list[list[str]]:
    """The labels that stay under the text box now."""
    found = db.first(MENU, whose=chat_id)
    return (decode(found[0]).get("menu") or []) if found else []


def file_of(db: Transaction, chat_id: int, row: int) -> tuple[dict[str, Any], bytes] | None:
    """The file of a message of this chat: what is told of it, and its content."""
    found = db.first(FILE, whose=chat_id, row=row)
    return (decode(found[0]).get("file") or {}, bytes(found[1])) if found else None


def unseen(db: Transaction, chat_id: int, since: datetime) -> list[Line]:
    """What the bot has said since, but for what it says silently."""
    return [each for each in db.all(UNSEEN, whose=chat_id, since=since) if not each.body.get("silent")]
