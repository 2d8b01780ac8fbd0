"""Saying something about an announcement to officers: to its author, and to those who may agree to it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot import rights
from bot.announcements import keeping
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import preferred
from bot.i18n import speaking
from bot.models import Account, Announcement, Office, Person, table_of
from bot.people import in_force
from bot.post import outbox
from bot.post.message import Message
from bot.post.outbox import REPLY, Address
from bot.rights import May

office, account, person = table_of(Office), table_of(Account), table_of(Person)

HOLDERS: Prepared[Any] = Prepared(
    select(office.c.person_id)
    .distinct()
    .join_from(office, person, person.c.id == office.c.person_id)
    .where(office.c.federation_id == bindparam("federation"), in_force(), office.c.person_id != bindparam("besides"))
    .order_by(office.c.person_id)
)
DOOR: Prepared[Any] = Prepared(
    select(account.c.federation_id, account.c.bot_id, account.c.chat_id, person.c.language)
    .join_from(person, account, account.c.id == preferred(person.c.id))
    .where(person.c.id == bindparam("who"))
)


def door_of(db: Transaction, person_id: int) -> Address | None:
    """Where a person is written to; None: nowhere."""
    found = db.first(DOOR, who=person_id)
    return Address(*found[:3]) if found else None


def say(db: Transaction, person_id: int, key: str, now: datetime, make: Callable[[], Message]) -> None:
    """Owe a person a message in their language, once per `key`; whom no bot reaches finds it in their list."""
    found = db.first(DOOR, who=person_id)
    if found is None:
        return
    with speaking(found[3]):
        outbox.queue(db, Address(*found[:3]), key, make(), now, REPLY)


def others(db: Transaction, row: Announcement, day: date) -> list[int]:
    """Who else may let this announcement go: officers with the right, above its unit or in it, whom a bot reaches."""
    found = []
    for (person_id,) in db.all(HOLDERS, federation=row.federation_id, besides=row.person_id, day=day):
        held = rights.office_for(db, person_id, May.ANNOUNCE, day)
        if held and keeping.is_over(db, held, row, day) and door_of(db, person_id):
            found.append(person_id)
    return found


def may_still(db: Transaction, row: Announcement, now: datetime) -> bool:
    """Whether its author still holds an office by which it may be sent."""
    day = local(now).date()
    held = rights.office_for(db, row.person_id, May.ANNOUNCE, day)
    return held is not None and keeping.is_over(db, held, row, day)
