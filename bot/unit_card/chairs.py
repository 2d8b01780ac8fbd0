"""Who leads a unit here, at which doors they are, and when they were last seen there."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.doors import BY_PREFERENCE, IS_OPEN, account, bot, chat, name_of
from bot.models import Inbox, Office, Person, WebSession, table_of
from bot.people import CHAIR
from bot.privacy.consents import reminded
from bot.units.tree import holds

office, person, inbox, web_session = table_of(Office), table_of(Person), table_of(Inbox), table_of(WebSession)


@dataclass(frozen=True)
class Door:
    """A door of a chair, the preferred one first. `is_open`: what is sent there arrives. `seen_at`: their last word, or their
    last look; None: longer ago than the platforms' updates are kept (`bot.post.inbox`: a week, or a month)."""

    name: str
    is_open: bool
    seen_at: datetime | None


@dataclass(frozen=True)
class Chair:
    """Somebody who leads the unit, or stands in for the chair. `is_reminded`: they agreed to be written to unasked."""

    name: str
    title: str
    is_reminded: bool
    doors: tuple[Door, ...]


WROTE = select(func.max(inbox.c.received_at)).where(inbox.c.chat_id == chat.c.id).scalar_subquery()
LOOKED = select(func.max(web_session.c.seen_at)).where(web_session.c.chat_id == chat.c.id).scalar_subquery()
CHAIRS: Prepared[Any] = Prepared(
    select(
        office.c.id,
        person.c.name,
        office.c.title,
        reminded(office.c.person_id).label("is_reminded"),
        bot.c.channel,
        IS_OPEN.label("is_open"),
        WROTE.label("wrote"),
        LOOKED.label("looked"),
    )
    .join_from(office, person, person.c.id == office.c.person_id)
    .outerjoin(account, account.c.person_id == person.c.id)
    .outerjoin(chat, chat.c.id == account.c.chat_id)
    .outerjoin(bot, bot.c.id == account.c.bot_id)
    .where(office.c.unit_id == bindparam("of_unit"), office.c.role == CHAIR, holds(office))
    .order_by(office.c.is_deputy, office.c.id, *BY_PREFERENCE)
)


def chairs(db: Transaction, unit_id: int, day: date) -> list[Chair]:
    """Those who lead the unit on `day`, deputies last."""
    found: dict[int, list[Any]] = {}
    for office_id, *told in db.all(CHAIRS, of_unit=unit_id, day=day):
        found.setdefault(office_id, []).append(told)
    return [Chair(rows[0][0], rows[0][1], bool(rows[0][2]), _doors(rows)) for rows in found.values()]


def first_name(people: list[Chair]) -> str:
    """Whom to ask for on the phone: the chair, else a deputy; empty: nobody joined."""
    return people[0].name if people else ""


def _doors(rows: list[Any]) -> tuple[Door, ...]:
    doors = []
    for *_whose, channel, is_open, wrote, looked in rows:
        if channel is not None:
            seen = [each for each in (wrote, looked) if each]
            doors.append(Door(name_of(channel), bool(is_open), max(seen) if seen else None))
    return tuple(doors)
