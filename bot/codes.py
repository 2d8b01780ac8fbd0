"""Giving out invites: one code in a message, or a printed sheet for a cluster.

Both are made at the moment of sending: a code in clear exists only in the message that carries it, never in the database.
Sent again, it is another code, and the one before is good no more.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import and_, bindparam, exists, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import seating, telling
from bot.encoding import decode, encode
from bot.i18n import _, show_day
from bot.invites import DAYS, PRINTED_DAYS, Invites, Seat
from bot.models import Bot, Cluster, ClusterUnit, Contact, Level, Office, Outbox, Unit, table_of
from bot.people import CHAIR
from bot.post import outbox as post
from bot.post.message import DOCX, File, Message
from bot.post.outbox import Address, Letter
from bot.rights import Reach, reached
from bot.units.tree import holds

bot, cluster, cluster_unit, contact = table_of(Bot), table_of(Cluster), table_of(ClusterUnit), table_of(Contact)
level, office, outbox, unit = table_of(Level), table_of(Office), table_of(Outbox), table_of(Unit)

WEB = "web"  # the channel that has no app
CODE, SHEET = "code", "code-sheet"
CHAIR_TITLE = "Chủ tịch công đoàn"


@dataclass(frozen=True)
class Empty:
    """A grassroots unit that nobody leads here yet, and who the federation's list says does."""

    federation_id: int
    unit_id: int
    unit: str
    name: str | None
    title: str | None
    cluster_id: int | None
    cluster: str | None

    def seat(self) -> Seat:
        return Seat(0, self.federation_id, self.unit_id, self.unit, CHAIR, self.title or CHAIR_TITLE, self.name or "")


REACHED = reached()
IN_CLUSTER = and_(cluster_unit.c.unit_id == unit.c.id, holds(cluster_unit))
EMPTY = Prepared(
    select(
        unit.c.federation_id,
        unit.c.id,
        unit.c.name.label("unit"),
        contact.c.name,
        contact.c.title,
        cluster.c.id.label("cluster_id"),
        cluster.c.name.label("cluster"),
    )
    .join_from(unit, REACHED, REACHED.c.unit_id == unit.c.id)
    .join(level, and_(level.c.id == unit.c.level_id, level.c.is_grassroots))
    .outerjoin(contact, contact.c.unit_id == unit.c.id)
    .outerjoin(cluster_unit, IN_CLUSTER)
    .outerjoin(cluster, cluster.c.id == cluster_unit.c.cluster_id)
    .where(~exists().where(office.c.unit_id == unit.c.id, office.c.role == CHAIR, holds(office)))
    .order_by(cluster.c.position, unit.c.sort_key, unit.c.id),
    Empty,
)
USERNAME: Prepared[Any] = Prepared(
    select(bot.c.channel, bot.c.username)
    .join_from(outbox, bot, bot.c.id == outbox.c.bot_id)
    .where(outbox.c.id == bindparam("letter"))
)
ANY_USERNAME: Prepared[Any] = Prepared(
    select(bot.c.username).where(bot.c.federation_id == bindparam("federation"), bot.c.channel == "telegram")
)


def not_joined(db: Transaction, reach: Reach, day: date) -> list[Empty]:
    """The grassroots units within reach that have no chair here, by cluster and name. One in two clusters comes twice."""
    return db.all(EMPTY, day=day, **vars(reach))


def send_code(db: Transaction, to: Address, key: str, seat: Seat, now: datetime) -> None:
    """Owe an officer, or a chair who hands over, a message with a new code for the seat."""
    post.put(db, to, key, CODE, encode(asdict(seat)), now, post.REPLY)


def send_sheet(
    db: Transaction,
    to: Address,
    key: str,
    reach: Reach,
    of_cluster: int | None,
    now: datetime,
    channel: str = "",
) -> None:
    """Owe an officer a printable sheet of codes for the units of a cluster (None: of none) that nobody leads here yet; with a
    `channel` its QR codes open those of its bots that have room, or the web chat."""
    told = {**asdict(reach), "of_cluster": of_cluster, "channel": channel}
    post.put(db, to, key, SHEET, encode(told), now, post.REPLY)


def render_code(invites: Invites, address: str, db: Transaction, letter: Letter, now: datetime) -> Message:
    """The message with the code; see `send_code`. `address` is where the web chat is; empty: there is none."""
    seat = Seat(**decode(letter.body))
    place = _place(db, seat, now)
    secrets = invites.issue(db, seat, now, bot_id=place.id if place else None)
    text = _("🔑 Mã mời: {code}\n👤 {name}\n🏫 {unit}").format(code=secrets.code, name=_whose(seat), unit=seat.unit)
    if link := _link(username_for(db, letter), secrets.token):
        text += "\n🔗 " + link
    if place and (link := telling.address_of(place, secrets.token, address)):
        text += "\n💬 " + link
    if link := web_link(address, secrets.token):
        text += "\n🌐 " + link
    until = show_day(local(now + timedelta(days=DAYS)).date())
    return Message(text + "\n\n" + _("Dùng một lần, đến {day}. Xin chuyển cho đúng người.").format(day=until))


def render_sheet(invites: Invites, address: str, db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The printable sheet; see `send_sheet`. None when everybody has joined meanwhile."""
    wanted = decode(letter.body)
    of_cluster, channel = wanted.pop("of_cluster"), wanted.pop("channel", "")
    units = [each for each in not_joined(db, Reach(**wanted), local(now).date()) if each.cluster_id == of_cluster]
    if not units:
        return None
    if channel not in ("", WEB):
        return sheet(invites, db, units, "", now, address, channel)
    username = username_for(db, letter)
    return sheet(invites, db, units, "" if channel == WEB and address else username, now, address)


def sheet(
    invites: Invites, db: Transaction, units: list[Empty], username: str, now: datetime, address: str = "", channel: str = ""
) -> Message:
    """A printable sheet with a new code for each of these units of one cluster, as a message with a file. With a `channel`
    each card names the bot that has room for it; without, and without a `username`, the links lead to the web chat at
    `address`."""
    from bot.sheets.code_sheet import Card, build  # noqa: PLC0415  only whoever prints waits for python-docx

    issued = issue(invites, db, units, Ways(username, address, channel), now, PRINTED_DAYS)
    cards = [Card(each.unit, _whose(each.seat()), code, link) for each, code, link in issued]
    name = units[0].cluster or _("Chưa xếp cụm")
    until = local(now + timedelta(days=PRINTED_DAYS)).date()
    text = _("🖨 Phiếu mã mời, {cluster}: {count} đơn vị. Xin in, cắt và trao tận tay. Mã dùng một lần, đến {day}.")
    text = text.format(cluster=name, count=len(cards), day=show_day(until))
    title = _("Mã mời vào Trợ lý thi đua, {cluster}").format(cluster=name)
    return Message(text, file=File(_("Ma moi {cluster}.docx").format(cluster=name), DOCX, partial(build, title, cards, until)))


@dataclass(frozen=True)
class Ways:
    """Where the links of codes lead: a bot that has room on `channel`; without one the bot of that `username`, or else the web
    chat at `address`."""

    username: str
    address: str
    channel: str


def issue(
    invites: Invites, db: Transaction, units: list[Empty], ways: Ways, now: datetime, days: int
) -> list[tuple[Empty, str, str]]:
    """A new code for each of these units, good for so many days, with the link that carries it; empty: there is none. The ones
    before are good no more."""
    wanted = [(each.unit_id, each.cluster_id) for each in units]
    places = seating.assign(db, units[0].federation_id, ways.channel, wanted, now) if ways.channel else {}
    issued = []
    for each in units:
        place = places.get(each.unit_id)
        secrets = invites.issue(db, each.seat(), now, days, place.id if place else None)
        link = telling.address_of(place, secrets.token, ways.address) if place else _link(ways.username, secrets.token)
        issued.append((each, secrets.code, link or web_link(ways.address, secrets.token)))
    return issued


def _place(db: Transaction, seat: Seat, now: datetime) -> seating.Place | None:
    """The bot in which a seat is kept for them, where bots have so many and no more."""
    channel = seating.limited(db, seat.federation_id)
    return seating.assign(db, seat.federation_id, channel, [(seat.unit_id, None)], now)[seat.unit_id] if channel else None


def _whose(seat: Seat) -> str:
    return ", ".join(part for part in (seat.name, seat.title) if part)


def username_for(db: Transaction, letter: Letter) -> str:
    """The Telegram name behind a link: of the bot that sends the letter, or of any of the federation's bots."""
    found = db.first(USERNAME, letter=letter.id)
    if found and found[0] == "telegram":
        return str(found[1])
    return telegram_name(db, letter.federation_id)


def telegram_name(db: Transaction, federation_id: int) -> str:
    """The Telegram name of one of the federation's bots; empty before the first one was ever connected."""
    return next(iter(db.all(ANY_USERNAME, federation=federation_id)), ("",))[0]


def web_link(address: str, token: str) -> str:
    """The link by which an invite is used in a browser; empty where there is no web chat."""
    return f"{address}/i/{token}" if address else ""


def _link(username: str, token: str) -> str:
    return f"https://t.me/{username}?start={token}" if username else ""
