"""What is said in a chat, the same on every channel: plain text and choices, never markup."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.encoding import decode, encode

LONGEST = 4096  # UTF-16 units in one Telegram message, as core.telegram.org/bots/api#sendmessage says
BOLD, ITALIC, LINK = "bold", "italic", "link"
LONGEST_CAPTION = 1024  # UTF-16 units under a file, as core.telegram.org/bots/api#senddocument says


@dataclass(frozen=True)
class Option:
    """A button, or a numbered line where there are no buttons. `data` comes back when it is chosen."""

    label: str
    data: str
    style: str = ""


@dataclass(frozen=True)
class Style:
    """A stretch of a text that is `bold`, `italic`, or a `link` to `url`. `start` and `length` are UTF-16 units."""

    kind: str
    start: int
    length: int
    url: str = ""


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"  # a Word document, as a file's media type


@dataclass(frozen=True)
class File:
    """A file to be sent. `build` gives its bytes: it is called in a thread, outside any transaction, once per attempt."""

    name: str
    media_type: str
    build: Callable[[], bytes]


@dataclass(frozen=True)
class Message:
    """Text with rows of options; `menu` are the labels that stay under the text box (None leaves them as they are).

    Only a template, which is rendered when it is sent, may hold a `file`: a message that is stored cannot.
    """

    text: str
    options: tuple[tuple[Option, ...], ...] = ()
    menu: tuple[tuple[str, ...], ...] | None = None
    silent: bool = False
    file: File | None = None
    styles: tuple[Style, ...] = ()

    def to_json(self) -> str:
        """As the outbox stores it. Raises ValueError where there is a file."""
        if self.file is not None:
            raise ValueError("a message with a file cannot be stored: queue a template")
        rows = [[vars(option) for option in row] for row in self.options]
        body = {"text": self.text, "options": rows, "menu": self.menu, "silent": self.silent}
        return encode(body | ({"styles": [vars(each) for each in self.styles]} if self.styles else {}))

    @classmethod
    def from_json(cls, body: str) -> "Message":
        raw = decode(body)
        rows = tuple(tuple(Option(**option) for option in row) for row in raw["options"])
        menu = raw["menu"] if raw["menu"] is None else tuple(tuple(row) for row in raw["menu"])
        return cls(raw["text"], rows, menu, raw["silent"], styles=tuple(Style(**each) for each in raw.get("styles", ())))


@dataclass(frozen=True)
class Tap:
    """A press on an option: its data and label, and the message it stood under. All but the data may be missing."""

    data: str
    label: str = ""
    message_id: str | None = None
    message_text: str = ""
    query_id: str = ""
    styles: tuple[Style, ...] = ()  # of the message's text


@dataclass(frozen=True)
class Sent:
    """A file as the platform announces it: still there, under its `file_id`. `size` in bytes; 0: unknown."""

    file_id: str
    name: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Stored:
    """A file that somebody sent and that is kept now: the number of its document, and its name as they sent it."""

    document_id: int
    name: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Incoming:
    """What an update says, whatever the platform. `kind` is text, tap, closed, opened, moved, or what was sent instead of text:
    sticker, voice, photo, file, contact, location, other; edited or forwarded words; added, to a group; withheld, where the
    platform keeps the content back. A `file` comes twice: as it was sent, and with the `question` it was sent for once it is
    stored. Where the platform has them: `message_id` of a text, which an edited one names again; `replied_to`, what the first
    button carries under the message that a text answers."""

    kind: str
    text: str = ""
    tap: Tap | None = None
    in_private: bool = True
    moved_to: str = ""
    file: Sent | Stored | None = None
    question: str = ""
    styles: tuple[Style, ...] = ()  # of the text
    message_id: str = ""
    replied_to: str = ""


def length(text: str) -> int:
    """How long Telegram thinks `text` is: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def split(text: str, longest: int = LONGEST) -> list[str]:
    """`text` in parts of at most `longest` UTF-16 units, cut between lines, or between the sentences or words of
    an overlong line."""
    return [part for part, _styles in split_styled(text, (), longest)]


def split_styled(text: str, styles: Sequence[Style], longest: int = LONGEST) -> list[tuple[str, tuple[Style, ...]]]:
    """The same, each part with the styles that fall into it; one that is cut goes on in the next part."""
    parts: list[tuple[str, tuple[Style, ...]]] = []
    rest, start = text, 0
    while length(rest) > longest:
        cut = _cut(rest, longest)
        part, following = rest[:cut].rstrip(), rest[cut:].lstrip()
        parts.append((part, _within(styles, start, part)))
        start += length(rest) - length(following)
        rest = following
    return [*parts, (rest, _within(styles, start, rest))] if rest or not parts else parts


def _within(styles: Sequence[Style], start: int, part: str) -> tuple[Style, ...]:
    """The styles of a text as those of its part that begins at `start`."""
    if not styles:
        return ()
    end, found = length(part), []
    for each in styles:
        first, last = max(each.start - start, 0), min(each.start + each.length - start, end)
        if first < last:
            found.append(replace(each, start=first, length=last - first))
    return tuple(found)


def _cut(text: str, longest: int) -> int:
    head = text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
    for between in ("\n", ". ", " "):
        if (place := head.rfind(between)) > 0:
            return place + len(between.rstrip())
    return len(head)


def load(body: str) -> Any:
    """The JSON of an outbox row that is not a plain message."""
    return decode(body)
