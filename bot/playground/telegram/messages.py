"""Methods that put a message on a phone."""

import struct
from typing import Any

from bot.playground.telegram.call import Call
from bot.playground.telegram.entities import Entity, commands_in, tidy, units
from bot.playground.telegram.markup import read_markup
from bot.playground.telegram.parameters import Upload
from bot.playground.telegram.phone import store
from bot.playground.telegram.reading_html import read_html
from bot.playground.telegram.refusal import bad_request
from bot.playground.telegram.screen import Record, Screen, ShownMessage

LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
BIGGEST_PHOTO, BIGGEST_UPLOAD = 10 << 20, 50 << 20
WIDEST, STEEPEST = 10_000, 20
PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = (PNG, b"\xff\xd8\xff", b"GIF8", b"RIFF")
SOME_SIZE = (640, 480)


def send_message(call: Call) -> Record:
    """Send a text of 1-4096 UTF-16 units."""
    text, entities = formatted(call, "text", "entities")
    if not text:
        raise bad_request("text must be non-empty" if call.parameters.text("text") else "message text is empty")
    if units(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return put(call, {"text": text} | ({"entities": entities} if entities else {}))


def send_photo(call: Call) -> Record:
    """Send a picture, uploaded or by file_id, with a caption of at most 1024 units."""
    return _send_file(call, "photo")


def send_document(call: Call) -> Record:
    """Send a file, uploaded or by file_id, with a caption of at most 1024 units."""
    return _send_file(call, "document")


def formatted(call: Call, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The text in a parameter as people will see it, with its entities."""
    source, mode = call.parameters.text(name), call.parameters.text("parse_mode").lower()
    if mode == "html":
        return read_html(source)
    if mode:
        raise bad_request("unsupported parse_mode")  # Markdown exists on Telegram; nothing here needs it
    given = call.parameters.structure(entities_name, "message entities")
    return tidy(source, given if isinstance(given, list) else commands_in(source))


def markup_of(call: Call) -> Record | None:
    """Read and check the call's keyboard."""
    return read_markup(call.parameters.structure("reply_markup", "reply keyboard markup"))


def put(call: Call, content: Record) -> Record:
    """Show a new message with its keyboard; Telegram's Message."""
    markup = markup_of(call)
    screen = call.reachable_chat()
    inline = markup is not None and "inline_keyboard" in markup
    raw = {"message_id": call.bot.next_message, "from": call.bot.user, "chat": screen.chat, "date": int(call.now.timestamp())}
    raw |= _answered(call, screen) | content
    if markup and inline and markup["inline_keyboard"]:
        raw["reply_markup"] = {"inline_keyboard": markup["inline_keyboard"]}
    silent = call.parameters.flag("disable_notification")
    call.show(screen, ShownMessage(raw, silent=silent, editable=markup is None or inline))
    if markup and not inline and not markup.get("force_reply"):
        kept = markup if "keyboard" in markup else None
        call.bot.record(f"k/{call.bot.token}/{screen.id}", "keyboard", chat=screen.id, markup=kept)
    return raw


def _answered(call: Call, screen: Screen) -> Record:
    """The message this one replies to."""
    reply = call.parameters.structure("reply_parameters", "reply parameters")
    number = reply.get("message_id") if isinstance(reply, dict) else None
    number = number or call.parameters.number("reply_to_message_id")
    if not number:
        return {}
    shown = screen.shown.get(int(number))
    if shown is not None:
        return {"reply_to_message": {name: value for name, value in shown.raw.items() if name != "reply_to_message"}}
    if isinstance(reply, dict) and reply.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")


def _send_file(call: Call, kind: str) -> Record:
    caption, entities = formatted(call, "caption", "caption_entities")
    if units(caption) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    markup_of(call)
    call.reachable_chat()
    content: Record = {kind: _file(call, kind)}
    content |= {"caption": caption} if caption else {}
    return put(call, content | ({"caption_entities": entities} if entities else {}))


def _file(call: Call, kind: str) -> Any:
    given = call.parameters.get(kind)
    if isinstance(given, str) and given.startswith("attach://"):
        given = call.parameters.get(given.removeprefix("attach://"))
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if not isinstance(given, Upload):
        return _sent_before(call, kind, str(given))
    if not given.content:
        raise bad_request("file must be non-empty")
    if len(given.content) > (BIGGEST_PHOTO if kind == "photo" else BIGGEST_UPLOAD):
        raise bad_request("file is too big")
    return _uploaded(call, kind, given)


def _uploaded(call: Call, kind: str, upload: Upload) -> Any:
    if kind == "photo":
        width, height = _measure(upload.content)
        return [store(call.bot, upload.name, "image/jpeg", upload.content) | {"width": width, "height": height}]
    kept = store(call.bot, upload.name, upload.mime, upload.content)
    return kept | {"file_name": upload.name, "mime_type": upload.mime}


def _measure(content: bytes) -> tuple[int, int]:
    """Width and height of a picture, where its head says so; Telegram refuses what is no picture."""
    if not content.startswith(PICTURES):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", content[16:24]) if content.startswith(PNG) and len(content) > 24 else SOME_SIZE  # noqa: PLR2004
    if width + height > WIDEST or max(width, height) > STEEPEST * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


def _sent_before(call: Call, kind: str, file_id: str) -> Any:
    file = call.bot.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    facts = {"file_id": file.id, "file_unique_id": f"AgAD{file.id.rpartition('-')[2]}", "file_size": file.size}
    if kind == "photo":
        return [facts | {"width": SOME_SIZE[0], "height": SOME_SIZE[1]}]
    return facts | {"file_name": file.name, "mime_type": file.mime}
