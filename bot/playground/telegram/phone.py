"""What a person does: write, press, send things, block."""

import base64
from collections.abc import Sequence
from typing import Any

from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.entities import Entity, commands_in, cut, units
from bot.playground.telegram.screen import Button, Record, Screen

LONGEST_MESSAGE = 4096


class Phone(Screen):
    """A person's private chat with one bot; as strict as the app: what is not on the screen cannot be pressed."""

    def __init__(self, user: Record, chat: Record, bot: FakeBot) -> None:
        super().__init__(user, chat)
        self.bot = bot

    def say(self, text: str, entities: Sequence[Entity] = ()) -> int:
        """Send a text and return its message id; the app splits what is too long, then it is the last one's. `entities`: what
        is bold or a link in it, for a text that is not too long."""
        sent = 0
        for start in range(0, max(units(text), 1), LONGEST_MESSAGE):
            part = cut(text, start, LONGEST_MESSAGE)
            marked = [*entities, *commands_in(part)]
            sent = self._send(text=part, **({"entities": marked} if marked else {}))
        return sent

    def start(self, payload: str = "") -> int:
        """Press Start, as behind a link t.me/<bot>?start=payload; someone who had blocked the bot lets it in again."""
        if self.blocked:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def tap(self, message_id: int, label_or_data: str) -> str:
        """Press an inline button; the id of the callback query. KeyError: there is no such button."""
        button = self._button(message_id, label_or_data)
        if button.data is None:
            raise KeyError(f"{label_or_data!r} sends nothing to the bot")
        return self.tap_data(message_id, button.data)

    def tap_data(self, message_id: int, data: str) -> str:
        """Send any callback data for a message, as a forged client could."""
        self._may_send()
        query_id, now = str(self.bot.next_query), self.bot.now()
        self.bot.record(f"q/{self.bot.token}/{query_id}", "query", id=query_id, chat=self.id, at=now.timestamp())
        shown = self.shown.get(message_id)
        message = shown.raw if shown else {"chat": self.chat, "message_id": message_id, "date": 0}
        query = {"id": query_id, "from": self.user, "message": message, "chat_instance": str(self.id * 7919), "data": data}
        self.bot.push({"callback_query": query})
        return query_id

    def press(self, label: str) -> int:
        """Press a button of the reply keyboard. KeyError: it is not there."""
        for button in (button for row in (self.markup or {}).get("keyboard", []) for button in row):
            if isinstance(button, dict) and button["text"] == label and button.get("request_contact"):
                return self.share_contact()
            if label in (button, button.get("text") if isinstance(button, dict) else None):
                return self.say(label)
        raise KeyError(f"{label!r} is not on the keyboard {self.keyboard}")

    def share_contact(self, phone_number: str = "84900000000", *, own: bool = True) -> int:
        """Share one's own contact, or somebody else's."""
        contact = {"phone_number": phone_number, "first_name": self.user["first_name"] if own else "Người khác"}
        return self._send(contact=contact | {"user_id": self.id if own else self.id + 1})

    def send_sticker(self, emoji: str = "👍") -> int:
        file = self._store("sticker.webp", "image/webp", b"RIFF")
        return self._send(
            sticker=file
            | {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": emoji}
        )

    def send_voice(self, seconds: int = 5) -> int:
        file = self._store("voice.ogg", "audio/ogg", b"OggS")
        return self._send(voice=file | {"duration": seconds, "mime_type": "audio/ogg"})

    def send_photo(self, content: bytes = b"\xff\xd8\xff\xe0", caption: str = "", album: str = "") -> int:
        """Send a photo; photos of one `album` come as separate messages with one media_group_id."""
        file = self._store("photo.jpg", "image/jpeg", content)
        facts: Record = {"photo": [file | {"width": 90, "height": 67}, file | {"width": 1280, "height": 960}]}
        facts |= {"media_group_id": album} if album else {}
        return self._send(**facts, **({"caption": caption} if caption else {}))

    def send_document(
        self, name: str, content: bytes = b"", mime: str = "application/octet-stream", caption: str = "", size: int | None = None
    ) -> int:
        """Send a file; `size` pretends that it is bigger than its content."""
        file = self._store(name, mime, content, size)
        document = file | {"file_name": name, "mime_type": mime}
        return self._send(document=document, **({"caption": caption} if caption else {}))

    def edit(self, message_id: int, text: str) -> None:
        """Change a text one has sent."""
        message = self.shown[message_id]
        raw = message.raw | {"text": text, "edit_date": int(self.bot.now().timestamp())}
        self.bot.record(f"m/{self.bot.token}/{self.id}/{message_id}", "message", chat=self.id, raw=raw)
        self.bot.push({"edited_message": raw})

    def block(self) -> None:
        """Block the bot: what it sends is refused with 403 from now on."""
        self._member("member", "kicked", blocked=True)

    def unblock(self) -> None:
        self._member("kicked", "member", blocked=False)

    def _member(self, old: str, new: str, *, blocked: bool) -> None:
        if self.blocked == blocked:
            return
        self.bot.record(f"b/{self.bot.token}/{self.id}", "block", chat=self.id, blocked=blocked)
        before, after = self._membership(old), self._membership(new)
        date = int(self.bot.now().timestamp())
        facts = {"chat": self.chat, "from": self.user, "date": date, "old_chat_member": before, "new_chat_member": after}
        self.bot.push({"my_chat_member": facts})

    def _membership(self, status: str) -> Record:
        return {"user": self.bot.user, "status": status} | ({"until_date": 0} if status == "kicked" else {})

    def _button(self, message_id: int, label_or_data: str) -> Button:
        message = self.shown.get(message_id)
        rows = message.buttons if message else []
        for button in (button for row in rows for button in row):
            if label_or_data in (button.text, button.data):
                return button
        raise KeyError(f"message {message_id} has no button {label_or_data!r}: {message.labels if message else 'not there'}")

    def _may_send(self) -> None:
        if self.blocked:
            raise RuntimeError("a person who has blocked the bot cannot write to it: unblock() or start() first")

    def _send(self, **facts: Any) -> int:
        self._may_send()
        number, date = self.bot.next_message, int(self.bot.now().timestamp())
        raw = {"message_id": number, "from": self.user, "chat": self.chat, "date": date, **facts}
        self.bot.record(f"m/{self.bot.token}/{self.id}/{number}", "message", chat=self.id, raw=raw)
        self.bot.push({"message": raw})
        return number

    def _store(self, name: str, mime: str, content: bytes, size: int | None = None) -> Record:
        return store(self.bot, name, mime, content, size)


def store(bot: FakeBot, name: str, mime: str, content: bytes, size: int | None = None) -> Record:
    """Keep a file on Telegram's side; what a message says of it."""
    number = len(bot.files) + 1
    file_id, length = f"BQACAgUAAxk{bot.id}-{number}", len(content) if size is None else size
    encoded = base64.b64encode(content).decode()
    bot.record(f"f/{bot.token}/{file_id}", "file", id=file_id, name=name, mime=mime, content=encoded, size=length)
    return {"file_id": file_id, "file_unique_id": f"AgAD{number}", "file_size": length}
