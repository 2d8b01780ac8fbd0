"""Builds the application from its settings: the same for `run`, the playground, the tests and the benchmarks."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select

from bot import announcements, codes, documents, history, inquiries, mornings, situation
from bot.announcements import progress, wording
from bot.application import Application, Entrance
from bot.asking.script import Scripts
from bot.asking.turn import Turns
from bot.campaigns.events import all_undated
from bot.channels.channel import Channel
from bot.channels.telegram import reading
from bot.channels.telegram.telegram import Telegram
from bot.channels.web import reading as web_reading
from bot.channels.zalo import reading as zalo_reading
from bot.channels.zalo.zalo import Zalo
from bot.charts import sending as chart
from bot.clock import Clock, local
from bot.consolidated_report import sending as consolidated_report
from bot.database.steps import Steps, run
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.doors import ABILITIES, PLANS, telling
from bot.duties import filling
from bot.follow_up import nudging
from bot.held import inviting
from bot.invites import Invites
from bot.models import Bot, Federation, table_of, written
from bot.post import bots
from bot.post.carrying import Render
from bot.post.inbox import Door
from bot.post.pace import Pace
from bot.privacy import expiring, exporting
from bot.rehearsing import sending as rehearsal
from bot.reminders import digest
from bot.reminders import tick as reminders
from bot.reminders.events import ask_for_events
from bot.reminders.letter import DIGEST
from bot.setup import leaving
from bot.sheets.table import sending as table
from bot.unit_card import code_list
from bot.units.roster import template as unit_template
from bot.web import alerts, asking
from bot.web.keys import Keys

READERS = {"telegram": reading.read, "zalo": zalo_reading.read, "web": web_reading.read}

federation, bot = table_of(Federation), table_of(Bot)


class NoFederation(Exception):
    """The database holds no federation, so there is nobody to serve."""


def templates(invites: Invites, address: str = "") -> Mapping[str, Render]:
    """What is written when it is sent, by the name it has in the outbox. `address` is where the program's own pages are."""
    keys = Keys(invites.derive("web"))
    return {
        **asking.templates(keys, address),
        **alerts.templates(keys, address),
        telling.LINKING: partial(telling.render_link, invites, address),
        telling.FULL: partial(telling.render_elsewhere, invites, address),
        DIGEST: digest.render,
        announcements.TEMPLATE: wording.render,
        announcements.PROGRESS: progress.render,
        inquiries.TEMPLATE: inquiries.render,
        exporting.TEMPLATE: exporting.render,
        situation.STATUS: situation.render_status,
        documents.TEMPLATE: documents.render,
        codes.CODE: partial(codes.render_code, invites, address),
        codes.SHEET: partial(codes.render_sheet, invites, address),
        code_list.TEMPLATE: partial(code_list.render, invites, address),
        unit_template.TEMPLATE: unit_template.render,
        nudging.TEMPLATE: nudging.render,
        inviting.TEMPLATE: inviting.render,
        table.TEMPLATE: table.render,
        consolidated_report.TEMPLATE: consolidated_report.render,
        rehearsal.CALENDAR: rehearsal.render,
        rehearsal.SUMMARY: rehearsal.render_summary,
        chart.TEMPLATE: chart.render,
        mornings.TEMPLATE: mornings.render,
        history.TEMPLATE: history.render,
    }


def tick(db: Transaction, now: datetime) -> None:
    """What becomes due as time goes by: duties of a phase that begins to count, questions to officers, reminders."""
    run(db, steps(now, reminders.steps(now)))


def steps(now: datetime, reminding: Steps) -> Steps:
    """The same in pieces, each for a transaction of its own; `reminding` are those of the reminders."""
    yield lambda db: filling.fill_new(db, local(now).date())
    yield lambda db: ask_for_events(db, now, all_undated(db))
    yield from reminding
    yield from announcements.steps(now)
    yield lambda db: mornings.owe(db, now)
    yield lambda db: leaving.erase_left(db, now)
    yield lambda db: expiring.expire(db, now)


def door(db: Transaction, channel: str, platform_id: str, username: str) -> Door:
    """The door of a bot that the platform knows; a new bot belongs to the only federation there is. Raises NoFederation."""
    known = db.connection.execute(
        select(bot.c.id, bot.c.federation_id, bot.c.stopped_at).where(bot.c.channel == channel, bot.c.platform_id == platform_id)
    ).one_or_none()
    if known:
        if known.stopped_at is not None:
            bots.work_again(db, known.id)
        return Door(known.id, known.federation_id, channel)
    owner = db.connection.execute(select(federation.c.id)).scalars().first()
    if owner is None:
        raise NoFederation
    row = Bot(federation_id=owner, channel=channel, platform_id=platform_id, username=username)
    row.seats, row.monthly_messages = PLANS.get(channel, (None, None))
    db.session.add(row)
    db.session.flush()
    return Door(written(row.id), owner, channel)


def telegram_door(db: Transaction, platform_id: str, username: str) -> Door:
    """The door of a Telegram bot. Raises NoFederation."""
    return door(db, "telegram", platform_id, username)


def application(
    database: Database,
    clock: Clock,
    scripts: Scripts,
    entrances: Sequence[Entrance],
    invites: Invites,
    pace: Callable[[], Pace] = Pace,
    address: str = "",
) -> Application:
    """The parts, joined. `address` is where the program's own pages are, for links; empty: it has none."""
    turns = Turns(scripts, READERS, clock, ABILITIES, address)
    ticks = reminders.Ticks(1 if database.engine.dialect.name == "sqlite" else reminders.LANES)
    return Application(
        database, clock, turns, entrances, lambda now: steps(now, ticks.steps(now)), templates(invites, address), pace
    )


async def telegram_entrance(database: Database, telegram: Telegram, username: str) -> Entrance:
    """The entrance of an open Telegram client."""
    return await _entrance(database, "telegram", telegram.platform_id, username, telegram)


async def zalo_entrance(database: Database, zalo: Zalo) -> Entrance:
    """The entrance of one of the federation's Zalo bots; it connects when it begins to receive."""
    return await _entrance(database, "zalo", zalo.platform_id, "", zalo)


async def _entrance(database: Database, channel: str, platform_id: str, name: str, client: Channel) -> Entrance:
    there = await database.transact(lambda db: door(db, channel, platform_id, name))
    return Entrance(there, client)
