"""A bot to which several people write at once, and whose files come when we say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.telegram import reading
from bot.post import inbox, uploads
from bot.post.message import Message, Option
from bot.post.uploads import Awaited
from tests.support.talking import Heard, Talk

MOST = 100  # files on their way at once


@dataclass(frozen=True)
class Button:
    """A button on somebody's phone, with the text it stands under."""

    label: str
    data: str
    text: str

    @classmethod
    def of(cls, option: Option, message: Message) -> "Button":
        return cls(option.label, option.data, message.text)


class Crowd(Talk):
    """Several people with the same bot."""

    def tap_button(self, user: int, button: Button) -> Heard:
        """A press on any button, wherever it came from."""
        self.last[user] = Heard(button.text, (button.label,), {button.label: button.data}, ())
        return self.tap_data(user, button.data, button.label)

    def tap_together(self, presses: Sequence[tuple[int, Button]]) -> None:
        """Presses that arrive before any of them is answered; they are answered in this order."""
        arrivals = [reading.arrival(self._press(user, button)) for user, button in presses]
        self.do(lambda db: inbox.store(db, self.door, arrivals, self.clock.now()))
        self.take()

    def waiting(self) -> list[Awaited]:
        """The files that wait to be fetched."""
        return self.do(lambda db: uploads.due(db, self.door.bot_id, self.clock.now(), MOST))

    def bring(self, came: Sequence[tuple[Awaited, bytes | None]]) -> Heard:
        """Files come, or with None turn out to be gone; what was said then."""
        before, now = self._newest(), self.clock.now()
        for awaited, content in came:
            if content is None:
                self.do(lambda db, each=awaited: uploads.give_up(db, each, now, is_too_big=False))  # type: ignore[misc]
            else:
                self.do(lambda db, each=awaited, held=content: uploads.arrive(db, each, held, now))  # type: ignore[misc]
        self.take()
        return self._heard(before)

    def _press(self, user: int, button: Button) -> dict[str, Any]:
        """The update of a press."""
        self._update += 1
        row = [{"text": button.label, "callback_data": button.data}]
        under = {**self._message(user), "text": button.text, "reply_markup": {"inline_keyboard": [row]}}
        query = {"id": str(self._update), "from": self._person(user), "message": under, "data": button.data}
        return {"update_id": self._update, "callback_query": query}
