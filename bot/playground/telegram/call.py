"""One call of one method by one bot."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.parameters import Parameters
from bot.playground.telegram.refusal import Refusal, bad_request
from bot.playground.telegram.screen import Record, Screen, ShownMessage


@dataclass(slots=True)
class Call:
    """Who calls, with what, when; and the steps that many methods share."""

    bot: FakeBot
    parameters: Parameters
    now: datetime

    def chat(self) -> Screen:
        """The chat meant by chat_id; one that this bot never saw does not exist."""
        if not self.parameters.text("chat_id"):
            raise bad_request("chat_id is empty")
        screen = self.bot.screens.get(self.parameters.number("chat_id"))
        if screen is None:
            raise bad_request("chat not found")
        return screen

    def reachable_chat(self) -> Screen:
        """The chat, if the bot may write there."""
        screen = self.chat()
        if screen.blocked:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if not screen.started:
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        return screen

    def message(self, screen: Screen, purpose: str) -> ShownMessage:
        """The message meant by message_id."""
        shown = screen.shown.get(self.parameters.number("message_id"))
        if shown is None:
            raise bad_request(f"message to {purpose} not found")
        return shown

    def show(self, screen: Screen, message: ShownMessage) -> None:
        """Put a message on the screen, new or changed."""
        marks: Record = {"silent": message.silent, "pinned": message.pinned}
        marks |= {"editable": message.editable, "reaction": message.reaction}
        key = f"m/{self.bot.token}/{screen.id}/{message.id}"
        self.bot.record(key, "message", chat=screen.id, raw=message.raw, marks=marks)

    def set(self, name: str, value: Any) -> None:
        """Remember something about the bot itself."""
        self.bot.record(f"s/{self.bot.token}/{name}", "set", name=name, value=value)


def same(one: Record, other: Record, *names: str) -> bool:
    """Whether two messages agree in these fields."""
    return all(json.dumps(one.get(name), sort_keys=True) == json.dumps(other.get(name), sort_keys=True) for name in names)


Method = Callable[[Call], Any] | Callable[[Call], Awaitable[Any]]
