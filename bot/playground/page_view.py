"""What the page is told: phones and clock as plain data, with times as a Vietnamese wall clock shows them."""

import struct
import zlib
from dataclasses import dataclass
from datetime import datetime

from bot.clock import local
from bot.playground.telegram import Phone, ShownMessage, Switches, TelegramPlatform
from bot.playground.telegram.profile import commands_shown
from bot.playground.telegram.screen import Record

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
MOST_MESSAGES = 300


@dataclass(frozen=True)
class PhoneOnPage:
    """A person whose phone the page shows."""

    token: str
    user_id: int
    title: str
    """What the person is: "Cán bộ phong trào", "Chủ tịch CĐCS Trường THCS Hoà Bình"."""
    first_name: str
    start: str = ""
    """The payload of the deep link that the button "Bắt đầu" stands for."""
    hint: str = ""
    """What else can be done in an empty chat, such as a code to type."""


def day(instant: datetime) -> str:
    """A day as the separators in the chat say it."""
    at = local(instant)
    return f"{WEEKDAYS[at.weekday()]}, {at:%d/%m/%Y}"


def clock_view(now: datetime, coming: tuple[datetime, str] | None, switches: Switches) -> Record:
    """The clock, what comes next and which faults are on."""
    facts: Record = {"now": int(now.timestamp() * 1000), "day": day(now), "time": f"{local(now):%H:%M:%S}"}
    facts["next"] = {"label": coming[1], "at": f"{local(coming[0]):%H:%M} {day(coming[0])}"} if coming else None
    facts["switches"] = {"429": switches.flood_next > 0, "slow": switches.delay > 0, "down": switches.down}
    return facts


def phone_view(platform: TelegramPlatform, person: PhoneOnPage, phone: Phone) -> Record:
    """One phone as it stands."""
    settings = platform.bots[person.token].settings
    return {
        "user": person.user_id,
        "title": person.title,
        "name": person.first_name,
        "bot": platform.bots[person.token].name,
        "start": person.start,
        "hint": person.hint,
        "about": settings.get("description vi") or settings.get("description") or "",
        "blocked": phone.blocked,
        "keyboard": phone.keyboard,
        "commands": commands_shown(platform.bots[person.token], phone.id, "vi"),
        "messages": [message_view(message) for message in phone.messages[-MOST_MESSAGES:]],
    }


def message_view(message: ShownMessage) -> Record:
    """One bubble; the page draws the entities itself, no HTML crosses over."""
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "time": f"{local(message.date):%H:%M}",
        "day": day(message.date),
        "edited": message.edited is not None,
        "silent": message.silent,
        "pinned": message.pinned,
        "reaction": message.reaction,
        "buttons": [[vars(button) for button in row] for row in message.buttons],
        "attachment": _attachment(message.raw),
    }


def _attachment(raw: Record) -> Record | None:
    if "document" in raw:
        return {"name": raw["document"]["file_name"], "size": raw["document"]["file_size"]}
    if "sticker" in raw:
        return {"name": raw["sticker"]["emoji"]}
    if "voice" in raw:
        return {"seconds": raw["voice"]["duration"]}
    if "contact" in raw:
        return {"name": f"{raw['contact']['first_name']} {raw['contact']['phone_number']}"}
    return {"width": raw["photo"][-1]["width"], "height": raw["photo"][-1]["height"]} if "photo" in raw else None


def some_photo(width: int = 32, height: int = 24) -> bytes:
    """A small PNG of a sky above a field, for trying what the bot does with photos."""
    sky = [bytes((120 + 4 * y, 170 + 3 * y, 235)) * width for y in range(2 * height // 3)]
    field = [bytes((90, 160 - 2 * y, 80)) * width for y in range(height - len(sky))]
    pixels = zlib.compress(b"".join(b"\0" + row for row in sky + field))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
