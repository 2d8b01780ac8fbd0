"""The ways in, as they are told: a line for each door, with a link where the platform knows any."""

from datetime import datetime

from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import NAMES, bot, linking, listing, name_of, seating
from bot.doors.seating import Place
from bot.encoding import decode, encode
from bot.i18n import _
from bot.invites import Invites, Seat
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REPLY, Address, Letter

LINKING, FULL = "door-link", "door-full"  # the templates

WEB = "web"

# By channel; {bot} is the platform's number of the bot, {name} the one it is found by. Zalo's is not documented, and works.
LINKS = {"telegram": "https://t.me/{name}?start={token}", "zalo": "https://zalo.me/{bot}", "web": "{pages}/i/{token}"}
CHANNELS = Prepared(
    select(bot.c.channel).distinct().where(bot.c.federation_id == bindparam("federation"), bot.c.stopped_at.is_(None)), str
)


def channels(db: Transaction, federation_id: int) -> list[str]:
    """The channels on which the federation has a bot that works, in the order in which they are named."""
    there = set(db.all(CHANNELS, federation=federation_id))
    return [each for each in NAMES if each in there]


def apps(db: Transaction, federation_id: int) -> list[str]:
    """Those that people have an app for."""
    return [each for each in channels(db, federation_id) if each != WEB]


def seated(db: Transaction, federation_id: int, channel: str) -> str:
    """The channel if it must be said which of its bots has room; else nothing: one bot takes everybody."""
    is_one = channel == "telegram" and seating.limited(db, federation_id) != channel
    return "" if is_one or channel not in NAMES else channel


def address_of(place: Place, token: str, pages: str) -> str:
    """Where somebody opens a door; empty where nobody can say. `pages` is where the program's own pages are."""
    wanted = {"telegram": place.username, "zalo": place.platform_id, "web": pages}
    if not wanted.get(place.channel):
        return ""
    return LINKS[place.channel].format(bot=place.platform_id, name=place.username, token=token, pages=pages)


def others(db: Transaction, person_id: int, federation_id: int) -> list[str]:
    """The channels that a person does not use yet."""
    known = {each.channel for each in listing.of_person(db, person_id)}
    return [each for each in channels(db, federation_id) if each not in known]


def send_link(db: Transaction, to: Address, key: str, person_id: int, now: datetime) -> None:
    """Owe a person a code with which they come in at another door."""
    outbox.put(db, to, key, LINKING, encode({"person": person_id}), now, REPLY)


def send_elsewhere(db: Transaction, to: Address, key: str, seat: Seat, now: datetime) -> None:
    """Owe somebody who has an invite, and finds the bot full, a way in at another door."""
    outbox.put(db, to, key, FULL, encode(vars(seat)), now, REPLY)


def render_link(invites: Invites, pages: str, db: Transaction, letter: Letter, now: datetime) -> Message:
    """The message with the code; see `send_link`."""
    person_id = decode(letter.body)["person"]
    made = linking.issue(db, invites, letter.federation_id, person_id, now)
    lines = _ways(db, letter, others(db, person_id, letter.federation_id), made.token, pages, now)
    text = _("🔑 Mã kết nối: {code}\nDùng một lần, trong {minutes} phút.").format(code=made.code, minutes=linking.MINUTES)
    how = _("Mở một trong các nơi sau và nhắn mã này ở đó:") + "\n" + "\n".join(lines)
    return Message("\n\n".join([text, how, _("Xin đừng đưa mã cho ai.")]))


def render_elsewhere(invites: Invites, pages: str, db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The message with a new invite; see `send_elsewhere`. None where no door has room: then the old one stays good."""
    wanted = channels(db, letter.federation_id)
    if not _ways(db, letter, wanted, "", pages, now):
        return None
    seat = Seat(**decode(letter.body))
    made = invites.issue(db, seat, now)
    text = _("🔑 Mã mời mới của {unit}: {code}\nMã cũ không còn tác dụng. Xin mở nơi sau và nhắn mã này ở đó:")
    lines = _ways(db, letter, wanted, made.token, pages, now)
    return Message(text.format(unit=seat.unit, code=made.code) + "\n" + "\n".join(lines))


def _ways(db: Transaction, letter: Letter, wanted: list[str], token: str, pages: str, now: datetime) -> list[str]:
    """A line for each of these channels that has room; of the same channel another bot may have."""
    lines = []
    for channel in wanted:
        place = seating.assign(db, letter.federation_id, channel, [(0, None)], now)[0]
        if place is None or (channel == WEB and not pages):
            continue
        address = address_of(place, token, pages) or place.username or _("hỏi cán bộ công đoàn")
        lines.append(f"• {name_of(channel)}: {address}")
    return lines
