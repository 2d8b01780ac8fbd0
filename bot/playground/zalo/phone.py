"""What a person does in Zalo. Nothing else arrives at a bot: no taps, no files, no “blocked”."""

from bot.playground.zalo.bot import FakeZaloBot, Line, Record, Room

VOICE, STICKER = "https://f2-voice-aac-dl.zdn.vn/example.aac", "0e078a2fb66a5f34067b"
STICKER_URL = "https://zalo-api.zadn.vn/api/emoticon/oasticker?eid=1&size=130"


class ZaloPhone:
    """A person's chat with one bot."""

    def __init__(self, bot: FakeZaloBot, room: Room) -> None:
        self.bot = bot
        self.room = room

    @property
    def said(self) -> list[str]:
        """What the bot said here, in order."""
        return self.room.said

    def say(self, text: str) -> None:
        """Send a text."""
        self._send("text", "message.text.received", text, {"text": text})

    def send_photo(self, url: str, caption: str = "") -> None:
        """Send a photo that lies at `url`."""
        facts = {"message_type": "CHAT_PHOTO", self.bot.options.image_field: url}
        self._send("photo", "message.image.received", caption, facts | ({"caption": caption} if caption else {}), url)

    def send_voice(self) -> None:
        """Send a voice note."""
        self._send("voice", "message.voice.received", "", {"message_type": "CHAT_VOICE", "voice_url": VOICE})

    def send_sticker(self) -> None:
        """Send a sticker."""
        self._send("sticker", "message.sticker.received", "👍", {"sticker": STICKER, "url": STICKER_URL})

    def send_file(self, name: str) -> None:
        """Send a document: the bot hears that something came, and not what."""
        self._withheld(name)

    def say_protected(self, text: str) -> None:
        """A text by somebody whom the law protects: the bot hears the same."""
        self._withheld(text)

    def block(self, *, blocked: bool) -> None:
        """Let the bot write here no more, or again; it hears nothing of that."""
        self.room.blocked = blocked

    def say_again(self) -> None:
        """Zalo brings the last update once more."""
        self.bot.push(self.bot.queue[-1])

    def mention(self, person: str, text: str) -> None:
        """In a group: somebody speaks to the bot by its name."""
        self._send("text", "message.text.received", text, {"text": text}, person=person)

    def _withheld(self, text: str) -> None:
        if self.bot.options.unsupported_message:
            self._send("unsupported", "message.unsupported.received", text, {})
            return
        self._show("unsupported", text, "")
        self.bot.push({"event_name": "message.unsupported.received"})

    def _send(self, kind: str, event: str, text: str, facts: Record, url: str = "", person: str = "") -> None:
        line = self._show(kind, text, url)
        chat = {"chat_type": "GROUP" if self.room.is_group else "PRIVATE", "id": self.room.id}
        sender = {"id": person or self.room.id, "is_bot": False, "display_name": person or self.room.name}
        message = {"date": self.bot.milliseconds(), "chat": chat, "message_id": line.id, "from": sender, **facts}
        self.bot.push({"event_name": event, "message": message})

    def _show(self, kind: str, text: str, url: str) -> Line:
        line = Line(self.bot.number(), is_mine=True, kind=kind, text=text, date=self.bot.now(), url=url)
        self.bot.show(self.room, line)
        return line
