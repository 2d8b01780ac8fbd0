"""Builds the application from its settings: the same for `run`, the playground, the tests and the benchmarks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select

from bot import codes, documents, inquiries, situation
from bot.application import Application, Entrance
from bot.asking.script import Scripts
from bot.asking.turn import Turns
from bot.campaigns.events import all_undated
from bot.channels.telegram import reading
from bot.channels.telegram.telegram import Telegram
from bot.clock import Clock, local
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.duties import filling
from bot.invites import Invites
from bot.models import Bot, Federation, table_of, written
from bot.post.delivery import Render
from bot.post.inbox import Door
from bot.post.pace import Pace
from bot.privacy import exporting
from bot.reminders import digest
from bot.reminders import tick as reminders
from bot.reminders.events import ask_for_events
from bot.reminders.tick import DIGEST
from bot.units.roster import template as unit_template

READERS = {"telegram": reading.read}

federation, bot = table_of(Federation), table_of(Bot)


class NoFederation(Exception):
    """The database holds no federation, so there is nobody to serve."""


def templates(invites: Invites) -> Mapping[str, Render]:
    """What is written when it is sent, by the name it has in the outbox."""
    return {
        DIGEST: digest.render,
        inquiries.TEMPLATE: inquiries.render,
        exporting.TEMPLATE: exporting.render,
        situation.STATUS: situation.render_status,
        documents.TEMPLATE: documents.render,
        codes.CODE: partial(codes.render_code, invites),
        codes.SHEET: partial(codes.render_sheet, invites),
        unit_template.TEMPLATE: unit_template.render,
    }


def tick(db: Transaction, now: datetime) -> None:
    """What becomes due as time goes by: duties of a phase that begins to count, questions to officers, reminders."""
    filling.fill_new(db, local(now).date())
    ask_for_events(db, now, all_undated(db))
    reminders.tick(db, now)


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
    invites: Invites,
    pace: Callable[[], Pace] = Pace,
) -> Application:
    """The parts, joined."""
    turns = Turns(scripts, READERS, clock)
    return Application(database, clock, turns, entrances, tick, templates(invites), pace)


async def telegram_entrance(database: Database, telegram: Telegram, username: str) -> Entrance:
    """The entrance of an open Telegram client."""
    door = await database.transact(lambda db: telegram_door(db, telegram.platform_id, username))
    return Entrance(door, telegram)
