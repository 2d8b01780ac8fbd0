"""How a message looks: plain facts for the templates. People's words stay text; only links and commands become more."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.clock import local
from bot.i18n import show_day
from bot.post.message import BOLD, ITALIC, LINK, Style
from bot.web.messages import Line

# A bare address, or a command as the bot writes it in a sentence: “và 12 việc khác: /conthieu”.
SPECIAL = re.compile(r"(?P<link>https?://[^\s<>\"“”]{1,500}[^\s<>\"“”.,;:!?)])|(?<![\w/])(?P<command>/[a-z]{2,32})(?![\w/])")
SHOWN = ("image/jpeg", "image/png", "image/webp", "image/gif")  # what a page shows; everything else is handed over as a file
SIGNATURES = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"GIF8": "image/gif"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: `kind` is text, bold, italic, link or command."""

    kind: str
    text: str
    url: str = ""


@dataclass(frozen=True)
class Bubble:
    """A message as it is drawn."""

    id: int
    key: str
    revision: int
    is_ours: bool
    pieces: tuple[Piece, ...]
    options: list[list[dict[str, str]]]
    file: dict[str, Any] | None
    time: str
    day: str
    stamp: str


def draw(line: Line) -> Bubble:
    """The message with its time on a Vietnamese wall clock."""
    body, at = line.body, local(line.made_at)
    styles = [Style(**each) for each in body.get("styles", ())]
    file = body.get("file")
    if file is not None:
        file = {**file, "is_image": file["type"] in SHOWN}
    return Bubble(
        line.id,
        line.key,
        line.revision,
        line.is_ours,
        tuple(pieces(body["text"], styles, commands=line.is_ours)),
        body.get("options", []),
        file if line.document_id else None,
        f"{at:%H:%M}",
        show_day(at.date()),
        at.isoformat(timespec="seconds"),
    )


def pieces(text: str, styles: Sequence[Style], *, commands: bool) -> list[Piece]:
    """The text in stretches; between styled ones addresses and, where the bot speaks, commands are found."""
    raw = text.encode("utf-16-le", "surrogatepass")
    found: list[Piece] = []
    end = 0
    for style in sorted(styles, key=lambda each: each.start):
        if style.start < end or style.kind not in {BOLD, ITALIC, LINK}:
            continue
        found += _plain(_cut(raw, end, style.start), commands=commands)
        end = style.start + style.length
        found.append(Piece(style.kind, _cut(raw, style.start, end), style.url if _is_address(style.url) else ""))
    return [each for each in [*found, *_plain(_cut(raw, end, len(raw) // 2), commands=commands)] if each.text]


def _cut(raw: bytes, start: int, end: int) -> str:
    return raw[start * 2 : end * 2].decode("utf-16-le", "replace")


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _plain(text: str, *, commands: bool) -> list[Piece]:
    found: list[Piece] = []
    end = 0
    for match in SPECIAL.finditer(text):
        if match["command"] and not commands:
            continue
        found.append(Piece("text", text[end : match.start()]))
        found.append(Piece("link", match[0], match[0]) if match["link"] else Piece("command", match[0]))
        end = match.end()
    return [*found, Piece("text", text[end:])]


def moment(at: datetime) -> str:
    """An instant in the list of devices."""
    here = local(at)
    return f"{here:%H:%M}, {show_day(here.date())}"


def kind_of(content: bytes, claimed: str) -> str:
    """What a file is: a picture by its first bytes, else what was claimed, unless that was a picture."""
    for signature, kind in SIGNATURES.items():
        if content.startswith(signature):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream" if claimed.startswith("image/") and claimed in SHOWN else claimed
