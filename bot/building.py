"""Builds the application from its settings: the same for `run`, the playground, the tests and the benchmarks."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select

from bot import situation
from bot.application import Application, Entrance
from bot.asking.script import Scripts
from bot.asking.turn import Turns
from bot.channels.telegram import reading
from bot.channels.telegram.telegram import Telegram
from bot.clock import Clock
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.models import Bot, Federation, table_of, written
from bot.post.delivery import Render
from bot.post.inbox import Door
from bot.post.pace import Pace
from bot.reminders import digest
from bot.reminders.tick import DIGEST, tick

TEMPLATES: Mapping[str, Render] = {DIGEST: digest.render, situation.STATUS: situation.render_status}
READERS = {"telegram": reading.read}

federation, bot = table_of(Federation), table_of(Bot)


class NoFederation(Exception):
    """The database holds no federation, so there is nobody to serve."""


def telegram_door(db: Transaction, platform_id: str, username: str) -> Door:
    """The door of a Telegram bot; a new bot belongs to the only federation there is. Raises NoFederation."""
    known = db.connection.execute(
        select(bot.c.id, bot.c.federation_id).where(bot.c.channel == "telegram", bot.c.platform_id == platform_id)
    ).one_or_none()
    if known:
        return Door(known.id, known.federation_id, "telegram")
    owner = db.connection.execute(select(federation.c.id)).scalars().first()
    if owner is None:
        raise NoFederation
    row = Bot(federation_id=owner, channel="telegram", platform_id=platform_id, username=username)
    db.session.add(row)
    db.session.flush()
    return Door(written(row.id), owner, "telegram")


def application(
    database: Database,
    clock: Clock,
    scripts: Scripts,
    entrances: Sequence[Entrance],
    pace: Callable[[], Pace] = Pace,
) -> Application:
    """The parts, joined."""
    turns = Turns(scripts, READERS, clock)
    return Application(database, clock, turns, entrances, tick, TEMPLATES, pace)


async def telegram_entrance(database: Database, telegram: Telegram, username: str) -> Entrance:
    """The entrance of an open Telegram client."""
    door = await database.transact(lambda db: telegram_door(db, telegram.platform_id, username))
    return Entrance(door, telegram)
