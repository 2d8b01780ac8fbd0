"""Puts the web chat together: its server, and the channels behind it. Imported only where there is one, for it is heavy."""

from collections.abc import Sequence
from dataclasses import dataclass
from socket import socket

from sqlalchemy import select
from starlette.routing import BaseRoute

from bot import building, home
from bot.application import Entrance
from bot.channels.channel import Channel
from bot.channels.web.hub import Hub
from bot.channels.web.mailing import Mail
from bot.channels.web.pushing import Push
from bot.channels.web.routes import routes
from bot.channels.web.server import Server, listen
from bot.channels.web.site import Site
from bot.channels.web.web import Web
from bot.clock import Clock
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.invites import Invites
from bot.models import Bot, table_of
from bot.post import bots
from bot.post.pace import NoPace
from bot.settings import Misconfigured, Settings
from bot.web.alerts import MAILING, PUSHING
from bot.web.chats import CHANNEL
from bot.web.keys import Keys
from bot.web.subscriptions import SERVICES

bot = table_of(Bot)

PURPOSE = "web"  # what the server's key is derived for; `building.templates` derives it too
NOBODY = "mailto:nobody@localhost"  # whom push services may write to while there is no public address


@dataclass(frozen=True)
class WebDoor:
    """An open web door: its entrances, the first of them with the server, and the address under which people find it."""

    entrances: list[Entrance]
    address: str


@dataclass(frozen=True)
class Wanted:
    """How the web door is to be. `public_url` empty: the address it listens on. `frames`: which pages may show it inside of
    theirs, as in a frame-ancestors policy; `services`: where browsers may be woken; `language`: of whoever comes for the first
    time, empty for what their browser asks for."""

    host: str = "127.0.0.1"
    port: int = 0
    public_url: str = ""
    smtp_url: str = ""
    mail_from: str = ""
    frames: str = "'none'"
    services: tuple[str, ...] = SERVICES
    language: str = ""


def wanted(settings: Settings) -> Wanted | None:
    """The web door of the settings; None where they want none. Raises Misconfigured where it could not work."""
    if settings.web_port is None:
        return None
    url = (settings.public_url or "").rstrip("/")
    if url and not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise Misconfigured("THIDUA_PUBLIC_URL must begin with https://: personal links open people's chats")
    smtp = settings.smtp_url.get_secret_value() if settings.smtp_url else ""
    return Wanted(settings.web_host, settings.web_port, url, smtp, settings.mail_from or "")


async def open_web(
    database: Database,
    clock: Clock,
    invites: Invites,
    how: Wanted,
    beside: Sequence[BaseRoute] = (),
) -> WebDoor:
    """Listen, and be ready to serve. `beside`: routes of others at the same address.

    Raises NoFederation, and Misconfigured where the address is taken or the mail server's is none.
    """
    try:
        listening = listen(how.host, how.port)
    except OSError as failure:
        raise Misconfigured(f"nobody can listen on {how.host}, port {how.port}: {failure.strerror}") from None
    try:
        return await _opened(database, clock, invites, how, listening, beside)
    except BaseException:
        listening.close()
        raise


async def _opened(
    database: Database,
    clock: Clock,
    invites: Invites,
    how: Wanted,
    listening: socket,
    beside: Sequence[BaseRoute],
) -> WebDoor:
    keys, hub = Keys(invites.derive(PURPOSE)), Hub()
    door = await database.transact(lambda db: building.door(db, CHANNEL, CHANNEL, ""))
    own = await database.transact(lambda db: home.public_url(db, door.federation_id))
    url = own or how.public_url or f"http://{how.host}:{listening.getsockname()[1]}"
    push = Push(database, clock, keys, url if url.startswith("https://") else NOBODY)
    site = Site(database, clock, door, hub, keys, url, push.public_key, how.services, how.language)
    channels: list[tuple[str, Channel]] = [(PUSHING, push)]
    if mail := _mail(database, clock, how):
        channels.append((MAILING, mail))
    server = Server(listening, [*beside, *routes(site)], hub, frames=how.frames)
    entrances = [Entrance(door, Web(database, clock, door, hub), server, NoPace())]
    entrances += [await _entrance(database, name, channel) for name, channel in channels]
    if mail is None:
        await database.transact(lambda db: _stop_mail(db, clock))
    return WebDoor(entrances, url)


def _mail(database: Database, clock: Clock, how: Wanted) -> Mail | None:
    if not how.smtp_url:
        return None
    try:
        return Mail(database, clock, how.smtp_url, how.mail_from)
    except ValueError as problem:
        raise Misconfigured(f"THIDUA_SMTP_URL and THIDUA_MAIL_FROM: {problem}") from None


async def _entrance(database: Database, name: str, channel: Channel) -> Entrance:
    return Entrance(await database.transact(lambda db: building.door(db, name, name, "")), channel)


def _stop_mail(db: Transaction, clock: Clock) -> None:
    """There was a mail server once: nothing is owed to it any more."""
    found = select(bot.c.id).where(bot.c.channel == MAILING, bot.c.stopped_at.is_(None))
    for row in db.connection.execute(found).scalars().all():
        bots.stop(db, row, clock.now(), "no mail server is set")
