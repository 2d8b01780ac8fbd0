"""What a person sees in the private chat with a bot."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.playground.telegram.entities import Entity, as_html

Record = dict[str, Any]


@dataclass(frozen=True)
class Button:
    """An inline button: it has data, a link or a text to copy."""

    text: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    copy: str | None = None


@dataclass
class ShownMessage:
    """A message as it stands: `raw` is Telegram's own Message, the rest is beside it."""

    raw: Record
    silent: bool = False
    pinned: bool = False
    editable: bool = True
    reaction: str | None = None

    @property
    def id(self) -> int:
        return int(self.raw["message_id"])

    @property
    def from_bot(self) -> bool:
        return bool(self.raw["from"]["is_bot"])

    @property
    def text(self) -> str:
        """The visible text or caption."""
        return str(self.raw.get("text", self.raw.get("caption", "")))

    @property
    def entities(self) -> list[Entity]:
        return list(self.raw.get("entities") or self.raw.get("caption_entities") or [])

    @property
    def html(self) -> str:
        return as_html(self.text, self.entities)

    @property
    def date(self) -> datetime:
        return datetime.fromtimestamp(self.raw["date"], UTC)

    @property
    def edited(self) -> datetime | None:
        at = self.raw.get("edit_date")
        return datetime.fromtimestamp(at, UTC) if at else None

    @property
    def kind(self) -> str:
        """`text`, or what is attached."""
        return next((kind for kind in ("photo", "document", "sticker", "voice", "contact") if kind in self.raw), "text")

    @property
    def buttons(self) -> list[list[Button]]:
        """The inline buttons, row by row."""
        rows = self.raw.get("reply_markup", {}).get("inline_keyboard", [])
        return [[_button(button) for button in row] for row in rows]

    @property
    def labels(self) -> list[str]:
        """What is written on the inline buttons, in reading order."""
        return [button.text for row in self.buttons for button in row]


def _button(raw: Record) -> Button:
    copied = raw.get("copy_text", {}).get("text")
    return Button(raw["text"], raw.get("callback_data"), raw.get("url"), raw.get("style"), copied)


@dataclass(eq=False)
class Screen:
    """One chat of one person: its messages, its keyboard, what popped up."""

    user: Record
    chat: Record
    shown: dict[int, ShownMessage] = field(default_factory=dict)
    markup: Record | None = None
    toasts: list[tuple[str, str]] = field(default_factory=list)
    alerts: list[str] = field(default_factory=list)
    blocked: bool = False
    started: bool = False
    actions: list[str] = field(default_factory=list)
    watchers: list[asyncio.Event] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.chat["id"])

    @property
    def messages(self) -> list[ShownMessage]:
        """All that is there, oldest first."""
        return [message for _, message in sorted(self.shown.items())]

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the reply keyboard as it stands; empty when there is none."""
        rows = (self.markup or {}).get("keyboard", [])
        return [[button if isinstance(button, str) else button["text"] for button in row] for row in rows]

    def changed(self) -> None:
        """Wake whoever waits for this chat."""
        for watcher in self.watchers:
            watcher.set()

    async def wait_for(self, predicate: Callable[[ShownMessage], bool], timeout: float = 5.0) -> ShownMessage:  # noqa: ASYNC109
        """The newest message that satisfies, now or as soon as one does; TimeoutError says what was there instead."""
        watcher = asyncio.Event()
        self.watchers.append(watcher)
        try:
            async with asyncio.timeout(timeout):
                while True:
                    watcher.clear()
                    for message in reversed(self.messages):
                        if predicate(message):
                            return message
                    await watcher.wait()
        except TimeoutError:
            seen = [message.text for message in self.messages[-3:]]
            raise TimeoutError(f"no such message within {timeout} s; the last ones: {seen}") from None
        finally:
            self.watchers.remove(watcher)
