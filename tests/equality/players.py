"""One person at one door, who knows what the screen shows and nothing else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.channels.telegram import reading as telegram
from bot.channels.zalo import reading as zalo
from bot.post.message import Message
from tests.equality.town import TELEGRAM, ZALO, Town, address_at
from tests.web.browser import Page

LINE = r"^(\w{1,3})\. (.*)$"
OWN_NUMBER = re.compile(r"^\d+\. ")
UPLOAD = re.compile(r"https://thidua\.example(/t/\S+)")
MOST_PAGES = 20  # of a list, to look for a label on


class Tap(str):
    """Choose what has this label, or whose label begins so; of several, what was shown last."""

    __slots__ = ()


class Copy(str):
    """Type what is like this pattern, of all that was shown the last; wherever it was: it may have been copied by hand."""

    __slots__ = ()


class OnPaper(str):
    """Type the code that came on paper."""

    __slots__ = ()


@dataclass(frozen=True)
class File:
    """Send a file; one that is a picture goes as a photo."""

    name: str
    content: bytes

    @property
    def is_photo(self) -> bool:
        return self.content.startswith(b"\xff\xd8\xff")


Deed = str | File  # what is no Tap is typed


class NotShown(LookupError):
    """There is nothing of this label on the screen."""


class Player:
    """Somebody at a door."""

    door = ""

    def __init__(self, town: Town, number: int) -> None:
        self.town = town
        self.number = number
        self.address = address_at(self.door, number)
        self.heard = ""  # what was said to the last deed

    def play(self, deed: Deed) -> str:
        """Do it; returns what was said then."""
        before = set(self.seen())
        if isinstance(deed, Tap):
            self.tap(deed)
        elif isinstance(deed, File):
            self.send(deed)
        elif isinstance(deed, Copy):
            self.say(re.findall(deed, "\n".join(self.town.memory))[-1])
        elif isinstance(deed, OnPaper):
            self.say(self.town.code)
        else:
            self.say(deed)
        self.town.settle(self.door)
        self.heard = "\n".join(text for number, text in self.seen().items() if number not in before)
        self.town.memory.append(self.heard)
        return self.heard

    def seen(self) -> dict[str, str]:
        """What the bot said here, by the numbers of its messages."""
        raise NotImplementedError

    def tap(self, wanted: str) -> None:
        """Choose something."""
        raise NotImplementedError

    def say(self, text: str) -> None:
        """Type."""
        raise NotImplementedError

    def send(self, file: File) -> None:
        """Send a file or a photo."""
        raise NotImplementedError

    def next_number(self) -> int:
        """A number for an update that no other has."""
        self.town.updates += 1
        return self.town.updates


class OnTelegram(Player):
    """Buttons are pressed."""

    door = TELEGRAM

    @property
    def shown(self) -> list[Message]:
        """The chat."""
        return self.town.screens[self.door].shown.get(self.address, [])

    def seen(self) -> dict[str, str]:
        return {f"{n}": each.text for n, each in enumerate(self.shown, 1)}

    def tap(self, wanted: str) -> None:
        buttons = [(n, each.label, each.data) for n, one in enumerate(self.shown, 1) for row in one.options for each in row]
        n, found, data = buttons[latest(wanted, [each[1] for each in buttons])]
        button = {"text": found, "callback_data": data}
        under = {**self._message(n), "text": self.shown[n - 1].text, "reply_markup": {"inline_keyboard": [[button]]}}
        query = {"id": "1", "from": self._person, "message": under, "data": data}
        self._update({"callback_query": query})

    def say(self, text: str) -> None:
        self._update({"message": {**self._message(0), "text": text}})

    def send(self, file: File) -> None:
        number = f"file-{self.next_number()}"
        self.town.screens[self.door].files[number] = file.content
        told = {"file_id": number, "file_size": len(file.content)}
        content = {"photo": [told]} if file.is_photo else {"document": {**told, "file_name": file.name}}
        self._update({"message": {**self._message(0), **content}})

    @property
    def _person(self) -> dict[str, object]:
        return {"id": self.number, "is_bot": False, "first_name": "Person", "language_code": "vi"}

    def _message(self, number: int) -> dict[str, object]:
        chat = {"id": self.number, "type": "private", "first_name": "Person"}
        return {"message_id": number or self.next_number(), "date": 1, "chat": chat, "from": self._person}

    def _update(self, content: dict[str, object]) -> None:
        self.town.arrive(self.door, telegram.arrival({"update_id": self.next_number(), **content}))


class OnZalo(Player):
    """What stands before a line is typed."""

    door = ZALO

    @property
    def texts(self) -> list[str]:
        """The chat, oldest first."""
        return [each.text for each in self.town.screens[self.door].shown.get(self.address, [])]

    def seen(self) -> dict[str, str]:
        return {f"{n}": text for n, text in enumerate(self.texts, 1)}

    def tap(self, wanted: str) -> None:
        for _page in range(MOST_PAGES):
            try:
                lines = [found for text in self.texts for found in re.findall(LINE, text, re.MULTILINE)]
                self.say(lines[latest(wanted, [each[1] for each in lines])][0])
            except NotShown:
                if not self.texts or "xem thêm" not in self.texts[-1]:
                    raise
                self.say("xem thêm")
                self.town.settle(self.door)
            else:
                return

    def say(self, text: str) -> None:
        self._update("message.text.received", {"text": text})

    def send(self, file: File) -> None:
        if not file.is_photo:
            path = UPLOAD.findall("\n".join(self.texts))[-1]
            self.town.loop.run_until_complete(self._hand_in(path, file))
            return
        url = f"https://photos.zdn.vn/{self.next_number()}.jpg"
        self.town.screens[self.door].files[url] = file.content
        self._update("message.image.received", {"photo_url": url})

    async def _hand_in(self, path: str, file: File) -> None:
        async with self.town.browser() as browser:
            form = Page((await browser.get(path)).text).forms["form 0"]
            answer = await browser.post(path, data=form.fields, files={"file": (file.name, file.content)})
            answer.raise_for_status()

    def _update(self, event: str, content: dict[str, object]) -> None:
        person = {"id": self.address, "display_name": "Person", "is_bot": False}
        chat = {"id": self.address, "chat_type": "PRIVATE"}
        message = {"from": person, "chat": chat, "message_id": f"{self.next_number():x}", "date": 1, **content}
        self.town.arrive(self.door, zalo.arrival({"event_name": event, "message": message}))


def latest(label: str, shown: Sequence[str]) -> int:
    """Where the label stands last; or where one stands that begins so; or with another number than its own, as where what is
    typed is the number."""
    bare = OWN_NUMBER.sub("", label)
    for fits in (label.__eq__, lambda each: each.startswith(label), lambda each: bool(bare) and each.startswith(bare)):
        places = [n for n, each in enumerate(shown) if fits(each)]
        if places:
            return places[-1]
    raise NotShown(f"{label!r} is not among {list(shown)[-12:]}")
