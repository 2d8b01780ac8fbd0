"""What a raw update of Zalo means. Nothing is trusted: every field may be missing or of the wrong type.

The body of a webhook may be the update itself or `{"ok": true, "result": UPDATE}`; both occur.
"""

import hashlib
import logging
import re
from typing import Any

from bot.encoding import encode
from bot.post.inbox import Arrival
from bot.post.message import Incoming, Sent

log = logging.getLogger(__name__)

EVENTS = {
    "message.text.received": "text",
    "message.image.received": "photo",
    "message.sticker.received": "sticker",
    "message.voice.received": "voice",
    "message.unsupported.received": "withheld",
}
LONGEST_ID = 80  # characters; Zalo's have about 20
LONGEST_URL = 2000
ADDRESS = re.compile(r"https?://[!-~]+", re.ASCII)
NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # PostgreSQL stores none; but “\\u0000” is a backslash that somebody typed


def arrival(body: Any) -> Arrival:
    """What the inbox needs to know of an update. Never raises; one without a chat can only be kept.

    Zalo numbers nothing, and may bring an update again: its key is made of its event, chat, sender and message.
    """
    update = unwrapped(body)
    message = _dict(update, "message")
    chat, sender = _id(_dict(message, "chat")), _id(_dict(message, "from"))
    event, number = _text(update, "event_name"), _text(message, "message_id")
    raw = NUL.sub(r"\1", encode(update).encode("utf-8", "replace").decode())
    key = "/".join((event, chat or "", sender or "", number))
    if not number or len(key) > 4 * LONGEST_ID:
        key = hashlib.sha256(raw.encode()).hexdigest()
    problem = _problem(event, message)
    return Arrival(key.replace("\0", ""), raw, None if problem else chat or sender, sender or chat, problem=problem)


def unwrapped(body: Any) -> dict[str, Any]:
    """The update in the body of a webhook, or in an answer to a poll."""
    inner = body.get("result") if isinstance(body, dict) else None
    if isinstance(inner, dict):
        return inner
    return body if isinstance(body, dict) else {}


def read(body: Any) -> Incoming | None:
    """What an update says; None where there is nothing to answer."""
    update = unwrapped(body)
    message, kind = _dict(update, "message"), EVENTS.get(_text(update, "event_name"))
    private = _text(_dict(message, "chat"), "chat_type") != "GROUP"
    if kind is None or (not private and kind != "text"):
        return None
    if kind == "text":
        return Incoming("text", _text(message, "text"), in_private=private)
    return Incoming(kind, file=_photo(message) if kind == "photo" else None)


def _problem(event: str, message: dict[str, Any]) -> str | None:
    """Why nobody waits for an answer, if so."""
    if event not in EVENTS:
        log.info("an update of a kind we do not know: %.60r", event)
        return "not an update we know"
    return "sent by a bot" if _dict(message, "from").get("is_bot") is True else None


def _photo(message: dict[str, Any]) -> Sent | None:
    """The documents say `photo`, the platform says `photo_url`."""
    url = _text(message, "photo_url") or _text(message, "photo")
    if len(url) > LONGEST_URL or not ADDRESS.fullmatch(url):
        return None
    return Sent(url, "ảnh.jpg", 0, "image/jpeg")


def _dict(raw: Any, name: str) -> dict[str, Any]:
    value = raw.get(name) if isinstance(raw, dict) else None
    return value if isinstance(value, dict) else {}


def _text(raw: dict[str, Any], name: str) -> str:
    value = raw.get(name)
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _id(raw: dict[str, Any]) -> str | None:
    """Ids are texts of 20 hexadecimal digits, or of a group, such as zgr-…; a number is taken as it is written."""
    value = raw.get("id")
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    is_id = isinstance(text, str) and 0 < len(text) <= LONGEST_ID and text.isascii() and text.isprintable()
    return str(text) if is_id else None
