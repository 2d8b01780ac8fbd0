"""What a raw update means. Nothing is trusted: every field may be missing or of the wrong type.

PTB's `Update.de_json` is not used here: it takes half of a turn's CPU, and it raises on most damaged updates.
"""

import hashlib
import re
from collections.abc import Iterator
from typing import Any

from bot.channels import filenames
from bot.encoding import encode
from bot.post.inbox import Arrival
from bot.post.message import BOLD, ITALIC, LINK, LONGEST, Incoming, Sent, Style, Tap

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
KINDS = {
    "sticker": "sticker",
    "voice": "voice",
    "video_note": "voice",
    "audio": "voice",
    "photo": "photo",
    "video": "photo",
    "animation": "photo",
    "document": "file",
    "contact": "contact",
    "venue": "location",
    "location": "location",
    "poll": "other",
    "dice": "sticker",
}
# Sent by Telegram itself about what happens in a group; nobody waits for an answer.
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "pinned_message",
    "migrate_from_chat_id",
    "group_chat_created",
)
STYLES = {"bold": BOLD, "italic": ITALIC, "text_link": LINK}
MOST_STYLES = 100  # in one message, as core.telegram.org/bots/api#messageentity's servers keep
ADDRESS = re.compile(r"https?://[!-~]{1,2000}", re.ASCII | re.IGNORECASE)
LONGEST_FILE_ID = 500  # characters; Telegram's have less than 100
MEDIA_TYPE = re.compile(r"[\w.+-]{1,80}/[\w.+-]{1,80}", re.ASCII)
LONGEST_ID = 2**63 - 1
LONGEST_DATA = 64  # bytes, as core.telegram.org/bots/api#inlinekeyboardbutton says
GROUPS, HERE = ("group", "supergroup"), ("member", "administrator", "creator", "restricted")
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # PostgreSQL stores none; but “\\u0000” is a backslash that somebody typed


def arrival(update: Any) -> Arrival:
    """What the inbox needs to know of an update. Never raises; an update without an address can only be kept."""
    body = encode(update)
    number = update_id(update)
    key = str(number) if number is not None else hashlib.sha256(body.encode("utf-8", "replace")).hexdigest()
    body = NUL.sub(r"\1", body.encode("utf-8", "replace").decode())
    content = _content(update)
    chat = _dict(_dict(content, "message"), "chat") if "callback_query" in _names(update) else _dict(content, "chat")
    sender = _dict(content, "from")
    address, who = _id(chat), _id(sender)
    if address is None and "callback_query" in _names(update):
        address = who  # the message under the button may be missing; in a private chat the person is the address
    language = "vi" if not str(sender.get("language_code", "vi")).startswith("en") else "en"
    return Arrival(key, body, address, who, language, None if content else "not an update we know")


def update_id(update: Any) -> int | None:
    """The number of an update, if it has a proper one."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= LONGEST_ID else None


def read(update: Any) -> Incoming | None:
    """What an update says; None where there is nothing to answer."""
    content = _content(update)
    names = _names(update)
    if "callback_query" in names:
        return _tap(content)
    if "my_chat_member" in names:
        return _membership(content)
    if "edited_message" in names:
        return _edit(content)
    if "message" in names:
        return _message(content)
    return None


def _message(message: dict[str, Any]) -> Incoming | None:
    private = _private(message)
    if moved := _number(message.get("migrate_to_chat_id")):
        return Incoming("moved", in_private=private, moved_to=moved)
    if not private or any(name in message for name in SERVICE):
        return None  # of what a group says nothing is for the bot
    if isinstance(text := message.get("text"), str):
        kind, number = "forwarded" if "forward_origin" in message else "text", _number(message.get("message_id"))
        replied = _first_data(_dict(message, "reply_to_message"))
        return Incoming(kind, text, styles=_styles(message), message_id=number, replied_to=replied)
    kind = next((kind for name, kind in KINDS.items() if name in message), "other")
    return Incoming(kind, file=_file(kind, message))


def _edit(message: dict[str, Any]) -> Incoming | None:
    """A message as it reads now. A place on the move comes as one edit after another, and so does what nobody changed: without
    `edit_date`, as core.telegram.org/bots/api#message says."""
    if not _private(message) or "location" in message or not message.get("edit_date"):
        return None
    return Incoming("edited", _text(message, "text"), styles=_styles(message), message_id=_number(message.get("message_id")))


def _file(kind: str, message: dict[str, Any]) -> Sent | None:
    """The document, or the photo in the largest size there is."""
    if kind == "file":
        return _sent(_dict(message, "document"), "tep", "application/octet-stream")
    sizes = message.get("photo") if kind == "photo" else None
    known = [each for each in sizes if isinstance(each, dict)] if isinstance(sizes, list) else []
    return _sent(max(known, key=_size), "ảnh.jpg", "image/jpeg") if known else None


def _sent(raw: dict[str, Any], name: str, media_type: str) -> Sent | None:
    file_id, told = _text(raw, "file_id"), _text(raw, "mime_type")
    if not file_id.isascii() or not file_id.isprintable() or not 0 < len(file_id) <= LONGEST_FILE_ID:
        return None
    kind = told if MEDIA_TYPE.fullmatch(told) else media_type
    return Sent(file_id, filenames.safe(_text(raw, "file_name") or name), _size(raw), kind)


def _size(raw: dict[str, Any]) -> int:
    size = raw.get("file_size")
    return size if isinstance(size, int) and not isinstance(size, bool) and size > 0 else 0


def _tap(query: dict[str, Any]) -> Incoming:
    message = _dict(query, "message")
    data = query.get("data") if isinstance(query.get("data"), str) else ""
    text = message.get("text") if isinstance(message.get("text"), str) else ""
    number = _number(message.get("message_id")) or None
    tap = Tap(str(data), _label(message, data), number, str(text), _text(query, "id"), _styles(message))
    return Incoming("tap", tap=tap, in_private=_private(message) or not message)


def _styles(message: dict[str, Any]) -> tuple[Style, ...]:
    """What is bold, italic or a link in a text; the rest (names, commands, bare addresses) is found anew by whoever shows it."""
    listed = message.get("entities")
    found = [_style(each) for each in listed[:MOST_STYLES] if isinstance(each, dict)] if isinstance(listed, list) else []
    return tuple(each for each in found if each)


def _style(entity: dict[str, Any]) -> Style | None:
    kind, url = STYLES.get(_text(entity, "type"), ""), _text(entity, "url")
    start, size = _count(entity.get("offset")), _count(entity.get("length"))
    if not kind or start is None or not size:
        return None
    if kind != LINK:
        return Style(kind, start, size)
    return Style(kind, start, size, url) if ADDRESS.fullmatch(url) else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LONGEST else None


def _membership(change: dict[str, Any]) -> Incoming:
    status, before = (_text(_dict(change, each), "status") for each in ("new_chat_member", "old_chat_member"))
    if _dict(change, "chat").get("type") in GROUPS and status in HERE and before not in HERE:
        return Incoming("added", in_private=False)
    return Incoming("closed" if status in {"kicked", "left"} else "opened", in_private=_private(change))


def _label(message: dict[str, Any], data: Any) -> str:
    found = (_text(each, "text") for each in _inline(message) if data and each.get("callback_data") == data)
    return next(found, "")


def _first_data(message: dict[str, Any]) -> str:
    """What the first button under a message carries; Telegram's own limit is 64 bytes."""
    return next((data for each in _inline(message) if 0 < len(data := _text(each, "callback_data")) <= LONGEST_DATA), "")


def _inline(message: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The buttons under a message."""
    rows = _dict(message, "reply_markup").get("inline_keyboard")
    for row in rows if isinstance(rows, list) else ():
        yield from (each for each in (row if isinstance(row, list) else ()) if isinstance(each, dict))


def _names(update: Any) -> list[str]:
    return [name for name in UPDATES if isinstance(update, dict) and isinstance(update.get(name), dict)]


def _content(update: Any) -> dict[str, Any]:
    names = _names(update)
    return update[names[0]] if names else {}


def _dict(raw: Any, name: str) -> dict[str, Any]:
    value = raw.get(name) if isinstance(raw, dict) else None
    return value if isinstance(value, dict) else {}


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""


def _private(content: dict[str, Any]) -> bool:
    return _dict(content, "chat").get("type") == "private"


def _id(raw: dict[str, Any]) -> str | None:
    return _number(raw.get("id")) or None


def _number(value: Any) -> str:
    """An id as text; Telegram's fit into 52 bits, and nothing else is an id."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LONGEST_ID and value:
        return str(value)
    return ""
