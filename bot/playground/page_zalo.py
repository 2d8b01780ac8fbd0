"""The Zalo phones of the page: what they show, and what a person does there. Nothing can be pressed, everything is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.clock import local
from bot.playground.page_deeds import body_of
from bot.playground.page_view import MOST_MESSAGES, day, some_photo
from bot.playground.telegram.screen import Record
from bot.playground.zalo import ZaloPhone, ZaloPlatform
from bot.playground.zalo.bot import Line

UNDER = "/zalo-api"  # the path below which fake Zalo is served
SHOWN = {"voice": "voice", "sticker": "sticker", "unsupported": "text"}


@dataclass(frozen=True)
class ZaloOnPage:
    """A person whose Zalo the page shows. `number` tells the phones of the page apart."""

    token: str
    number: int
    title: str
    name: str
    hint: str

    @property
    def chat(self) -> str:
        """The chat's id, as Zalo's look."""
        return f"{self.number:020x}"


class ZaloDeeds:
    """The Zalo phones of a play."""

    def __init__(self, platform: ZaloPlatform, people: Sequence[ZaloOnPage]) -> None:
        self.platform = platform
        self.people = {person.number: person for person in people}

    def touched(self, events: Sequence[Record]) -> list[int]:
        """The phones that look different now."""
        chats = {(event.get("token"), event.get("chat")) for event in events if event["op"] in ("line", "blocked")}
        return [number for number, person in self.people.items() if (person.token, person.chat) in chats]

    def number_of(self, event: Record) -> int | None:
        """Whose chat an event of fake Zalo is about."""
        found = (number for number, each in self.people.items() if (each.token, each.chat) == (event["token"], event["chat"]))
        return next(found, None)

    def views(self) -> list[Record]:
        """All phones as they stand."""
        return [self.view(number) for number in self.people]

    def view(self, number: int) -> Record:
        """One phone as it stands, in the shape of the others."""
        person, phone = self.people[number], self.phone(number)
        return {
            "skin": "zalo",
            "user": number,
            "title": person.title,
            "name": person.name,
            "bot": self.platform.bots[person.token].name,
            "start": "",
            "hint": person.hint,
            "about": "",
            "blocked": phone.room.blocked,
            "keyboard": [],
            "commands": [],
            "messages": [_shown(each) for each in phone.room.lines[-MOST_MESSAGES:]],
        }

    def phone(self, number: int) -> ZaloPhone:
        """The phone of a person on the page."""
        person = self.people[number]
        return self.platform.phone(person.token, person.chat, person.name)

    async def act(self, request: web.Request) -> web.StreamResponse:
        """Do on a phone what the person at the page did."""
        number = request.match_info["number"]
        if not number.isdecimal() or int(number) not in self.people:
            raise web.HTTPNotFound
        phone, body = self.phone(int(number)), await body_of(request)
        deeds: dict[str, Callable[[], None]] = {
            "say": lambda: phone.say(str(body["text"])),
            "sticker": phone.send_sticker,
            "voice": phone.send_voice,
            "photo": lambda: self._photo(request, phone),
            "file": lambda: phone.send_file(str(body["name"])),
            "protected": lambda: phone.say_protected("(chữ của người được bảo vệ)"),
            "block": lambda: self._block(int(number), blocked=bool(body["on"])),
        }
        deed = deeds.get(request.match_info["action"])
        if deed is None:
            raise web.HTTPNotFound
        try:
            deed()
        except KeyError as fault:
            return web.json_response({"error": str(fault)}, status=409)
        return web.json_response({})

    async def attachment(self, request: web.Request) -> web.StreamResponse:
        """A picture in a chat."""
        number, message = request.match_info["number"], request.match_info["message"]
        person = self.people.get(int(number)) if number.isdecimal() else None
        lines = self.phone(person.number).room.lines if person else []
        url = next((each.url for each in lines if each.id == message), "")
        content = self.platform.photos.get(url.rpartition("/")[2])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content, content_type="image/png", headers={"X-Content-Type-Options": "nosniff"})

    def _photo(self, request: web.Request, phone: ZaloPhone) -> None:
        phone.send_photo(f"{request.url.origin()}{UNDER}/{self.platform.keep_photo(some_photo())}")

    def _block(self, number: int, *, blocked: bool) -> None:
        person = self.people[number]
        self.phone(number).block(blocked=blocked)
        self.platform.publish({"op": "blocked", "token": person.token, "chat": person.chat})


def _shown(line: Line) -> Record:
    """One bubble, as those of the other phones are told."""
    return {
        "id": line.id,
        "mine": line.is_mine,
        "kind": "photo" if line.kind == "photo" else SHOWN.get(line.kind, "text"),
        "text": f"📄 {line.text}" if line.kind == "unsupported" else "" if line.kind == "sticker" else line.text,
        "entities": [],
        "time": f"{local(line.date):%H:%M}",
        "day": day(line.date),
        "edited": False,
        "silent": False,
        "pinned": False,
        "reaction": None,
        "buttons": [],
        "attachment": {"name": "👍", "seconds": 5, "width": 32, "height": 24},
    }
