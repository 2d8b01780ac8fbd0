"""New codes for several units at once, as a text to be passed on; written when it is sent, as `bot.codes` does."""

from dataclasses import asdict
from datetime import datetime, timedelta

from bot import codes
from bot.clock import local
from bot.codes import Ways
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.i18n import _, show_day
from bot.invites import DAYS, Invites
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REPLY, Address, Letter
from bot.rights import Reach

TEMPLATE = "code-list"
A_MESSAGE = 15  # units: each has a name, a code and a link, and a message holds 4,096 characters
MOST = 60  # units: more than four such messages are a flood, and a printed sheet is better


def send_list(db: Transaction, to: Address, key: str, reach: Reach, units: list[int], channel: str, now: datetime) -> None:
    """Owe an officer new codes for these units, as far as nobody leads them when it is sent; at most 60. `channel` as in
    `codes.send_sheet`."""
    for number, first in enumerate(range(0, len(units[:MOST]), A_MESSAGE)):
        told = {**asdict(reach), "units": units[:MOST][first : first + A_MESSAGE], "channel": channel}
        outbox.put(db, to, f"{key}/{number}", TEMPLATE, encode(told), now, REPLY)


def render(invites: Invites, address: str, db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The text with the codes; None when everybody has joined meanwhile. `address` is where the web chat is; empty: none."""
    wanted = decode(letter.body)
    listed, channel = wanted.pop("units"), wanted.pop("channel")
    empty = {each.unit_id: each for each in codes.not_joined(db, Reach(**wanted), local(now).date())}
    units = [empty[each] for each in listed if each in empty]
    if not units:
        return None
    username = "" if channel == codes.WEB and address else codes.username_for(db, letter)
    ways = Ways(username, address, "" if channel == codes.WEB else channel)
    issued = codes.issue(invites, db, units, ways, now, DAYS)
    lines = [f"🏫 {each.unit}: {code}" + (f"\n{link}" if link else "") for each, code, link in issued]
    until = show_day(local(now + timedelta(days=DAYS)).date())
    text = _("🔑 Mã mời mới. Dùng một lần, đến {day}. Xin chuyển cho đúng người.").format(day=until)
    return Message("\n".join([text, "", *lines]))
