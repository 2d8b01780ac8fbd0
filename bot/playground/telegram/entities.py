"""Text with entities: offsets and lengths are UTF-16 units, as everywhere on Telegram."""

import html
import re
from typing import Any

from bot.playground.telegram.refusal import bad_request

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
COMMAND = re.compile(r"(?:(?<=\s)|^)/[A-Za-z0-9_]{1,64}(?:@\w+)?")
DATE_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
SCHEMES = ("http://", "https://", "tg://", "ton://", "mailto:", "tel:")
MARKS = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "code": "code", "spoiler": "tg-spoiler"}
MARKS |= {"pre": "pre", "blockquote": "blockquote", "expandable_blockquote": "blockquote"}

type_of_tag = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline"}
type_of_tag |= {"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre"}
type_of_tag |= {"span": "spoiler", "tg-spoiler": "spoiler", "blockquote": "blockquote", "a": "text_link"}
type_of_tag |= {"tg-emoji": "custom_emoji", "tg-time": "date_time"}

Entity = dict[str, Any]


def units(text: str) -> int:
    """How long Telegram finds a text."""
    return len(text) if text.isascii() else len(text) + len(ASTRAL.findall(text))


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text an entity covers."""
    if text.isascii():
        return text[offset : offset + length]
    return text.encode("utf-16-le")[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def commands_in(text: str) -> list[Entity]:
    """The `/commands` Telegram marks in what a person wrote."""
    found = COMMAND.finditer(text) if "/" in text else ()
    return [{"type": "bot_command", "offset": units(text[: m.start()]), "length": units(m[0])} for m in found]


def link(address: str) -> str | None:
    """An address Telegram would make a link of, or None."""
    address = address.strip()
    if address.lower().startswith(SCHEMES):
        return address
    return f"http://{address}" if re.fullmatch(r"[^\s/:]+\.[^\s/:]+(/\S*)?", address) else None


def entity_of(tag: str, attributes: dict[str, str], inside: str) -> Entity | None:
    """What a closed tag says about the text inside it; None: nothing."""
    entity: Entity = {"type": type_of_tag[tag]}
    if tag == "a":
        url = link(attributes.get("href") or inside)
        return entity | {"url": url} if url else None
    if tag == "tg-emoji":
        return entity | {"custom_emoji_id": attributes.get("emoji-id", "")}
    if tag == "tg-time":
        return entity | _date_time(attributes)
    if tag == "code" and attributes.get("class", "").startswith("language-"):
        return entity | {"language": attributes["class"][len("language-") :]}
    if tag == "blockquote" and "expandable" in attributes:
        return {"type": "expandable_blockquote"}
    return entity


def _date_time(attributes: dict[str, str]) -> Entity:
    if not re.fullmatch(r"\d{1,12}", attributes.get("unix", "")):
        raise bad_request("can't parse entities: Invalid date_time unix time specified")
    if not DATE_FORMAT.fullmatch(attributes.get("format", "")):
        raise bad_request("can't parse entities: Invalid date_time format specified")
    return {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format", "")}


def tidy(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Space around a message goes, and entities with nothing inside."""
    kept = text.strip()
    lead, end = units(text) - units(text.lstrip()), units(kept)
    clipped = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        start, stop = max(entity["offset"] - lead, 0), min(entity["offset"] + entity["length"] - lead, end)
        if stop > start:
            clipped.append(entity | {"offset": start, "length": stop - start})
    return kept, _blocks_of_code(clipped)


def _blocks_of_code(entities: list[Entity]) -> list[Entity]:
    """`<pre><code class="language-x">` is one entity; a language without its block is nothing."""
    places = {(e["offset"], e["length"]): e for e in entities if e["type"] == "pre"}
    kept = []
    for entity in entities:
        language = entity.pop("language", None) if entity["type"] == "code" else None
        block = places.get((entity["offset"], entity["length"])) if language else None
        if block is None:
            kept.append(entity)
        else:
            block["language"] = language
    return kept


def as_html(text: str, entities: list[Entity]) -> str:
    """The same text as HTML that Telegram would read back."""
    opened = {e["offset"]: "" for e in entities}
    closed = dict.fromkeys((e["offset"] + e["length"] for e in entities), "")
    for entity in entities:
        start, stop = _tags(entity)
        opened[entity["offset"]] += start
        closed[entity["offset"] + entity["length"]] = stop + closed[entity["offset"] + entity["length"]]
    places = sorted({0, units(text), *opened, *closed})
    parts = []
    for place, following in zip(places, [*places[1:], None], strict=True):
        text_here = "" if following is None else cut(text, place, following - place)
        parts += [closed.get(place, ""), opened.get(place, ""), html.escape(text_here)]
    return "".join(parts) if entities else html.escape(text)


def _tags(entity: Entity) -> tuple[str, str]:
    if entity["type"] == "text_link":
        return f'<a href="{html.escape(entity["url"])}">', "</a>"
    if entity["type"] == "date_time":
        return f'<tg-time unix="{entity["unix_time"]}" format="{entity["date_time_format"]}">', "</tg-time>"
    mark = MARKS.get(entity["type"])
    return (f"<{mark}>", f"</{mark}>") if mark else ("", "")
