"""Queues the morning line: once for each officer's chat and day, between half past seven and noon."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, exists, literal, or_, select

from bot.acting import actor
from bot.calendar.corrections import all_of
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import Account, Bot, Chat, Federation, Office, Outbox, Person, table_of
from bot.people import OFFICER, REVIEWER, in_force
from bot.post import outbox as post
from bot.post.outbox import REST, Address
from bot.privacy.consents import reminded

TEMPLATE = "morning"
OPENS, NOON = time(7, 30), time(12)  # a line about the morning that comes later helps nobody

office, person, outbox, federation = table_of(Office), table_of(Person), table_of(Outbox), table_of(Federation)
account, chat, bot = table_of(Account), table_of(Chat), table_of(Bot)

AT_ONCE = 500  # officers a tick: a tick must not hold the database for more than 50 ms

FEDERATIONS = Prepared(select(federation.c.id), int)
KEY = literal(f"{TEMPLATE}/", String) + cast(account.c.chat_id, String) + literal("/", String) + bindparam("stamp", type_=String)
TOLD = exists().where(account.c.person_id == person.c.id, outbox.c.key == KEY)
WAITING: Prepared[int] = Prepared(
    select(person.c.id)
    .distinct()
    .join_from(office, person, person.c.id == actor())
    .where(office.c.federation_id == bindparam("federation"), or_(office.c.role == OFFICER, office.c.role == REVIEWER))
    .where(in_force(), reminded(person.c.id), ~TOLD)
    .limit(AT_ONCE),
    int,
)
DOOR: Prepared[Any] = Prepared(
    select(account.c.bot_id, account.c.chat_id)
    .join_from(account, chat, and_(chat.c.id == account.c.chat_id, chat.c.closed_at.is_(None)))
    .join(bot, and_(bot.c.id == account.c.bot_id, bot.c.stopped_at.is_(None)))
    .where(account.c.person_id == bindparam("whose"))
    .order_by(account.c.preferred_at.is_(None), account.c.preferred_at.desc(), account.c.id)
    .limit(1)
)


def owe(db: Transaction, now: datetime) -> None:
    """Queue the line of this morning for every officer and reviewer who wants to be reminded and has none yet. Doing it twice
    changes nothing."""
    here = local(now)
    if not OPENS <= here.time() < NOON:
        return
    owners = db.all(FEDERATIONS)
    calendars = all_of(db, owners)
    for owner in owners:
        if not calendars[owner].off(here.date()):
            _owe(db, owner, here.date().isoformat(), now)


def _owe(db: Transaction, federation_id: int, stamp: str, now: datetime) -> None:
    for person_id in db.all(WAITING, federation=federation_id, day=local(now).date(), stamp=stamp):
        if door := db.first(DOOR, whose=person_id):
            to = Address(federation_id, *door)
            post.put(db, to, f"{TEMPLATE}/{to.chat_id}/{stamp}", TEMPLATE, encode({"person": person_id, "day": stamp}), now, REST)
