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
GROUP = -5  # the chat of several people


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

    def begin(self, update: int) -> None:
        """Nobody has said anything yet; the platform's numbers go on from `update`, for the marks of questions depend on them."""
        self.last.clear()
        self._update = update

    @property
    def update(self) -> int:
        """The number of the last update."""
        return self._update

    def tap_button(self, user: int, button: Button) -> Heard:
        """A press on any button, wherever it came from."""
        self.last[user] = Heard(button.text, (button.label,), {button.label: button.data}, ())
        return self.tap_data(user, button.data, button.label)

    def change(self, user: int, number: int, words: str) -> Heard:
        """Somebody changes the message of that number."""
        return self.send(user, {"edited_message": {**self._message(user), "message_id": number, "edit_date": 2, "text": words}})

    def pass_on(self, user: int, words: str) -> Heard:
        """Somebody sends on what another one wrote."""
        return self.say(user, words, forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "Lan"})

    def reply(self, user: int, words: str, button: Button) -> Heard:
        """Somebody answers the message that the button stands under."""
        row = [{"text": button.label, "callback_data": button.data}]
        under = {"message_id": 5, "date": 1, "text": button.text, "reply_markup": {"inline_keyboard": [row]}}
        return self.say(user, words, reply_to_message=under)

    def meet(self, user: int, words: str) -> Heard:
        """Somebody takes the bot into a group and writes there; what the bot says to that there."""
        chat, sender = {"id": GROUP, "type": "group", "title": "Công đoàn"}, self._person(user)
        came = {"old_chat_member": {"status": "left"}, "new_chat_member": {"status": "member"}}
        self.send(user, {"my_chat_member": {"chat": chat, "from": sender, "date": 1, **came}})
        return self.send(user, {"message": {"message_id": 3, "date": 1, "chat": chat, "from": sender, "text": words}})

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
