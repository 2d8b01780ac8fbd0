"""Who stands in where nobody has joined yet: a chair with one door for every unit without one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, exists, func, insert, not_, or_, select
from sqlmodel import col

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Account, Bot, Chat, Consent, Level, Office, Person, Unit, table_of, written
from bot.people import CHAIR
from bot.privacy.consents import REMINDERS

unit, level, office, account, person, chat = (table_of(each) for each in (Unit, Level, Office, Account, Person, Chat))

NOBODY = ""  # the platform's id of a bot that stands in until one is connected

EMPTY: Prepared[Any] = Prepared(  # grassroots units that will exist, and have no chair
    select(unit.c.id, unit.c.valid_from)
    .join_from(unit, level, level.c.id == unit.c.level_id)
    .where(level.c.is_grassroots, or_(unit.c.valid_to.is_(None), unit.c.valid_to >= bindparam("first")))
    .where(unit.c.valid_from <= bindparam("last"))
    .where(
        ~exists().where(
            office.c.unit_id == unit.c.id,
            office.c.role == CHAIR,
            not_(office.c.is_deputy),
            or_(office.c.valid_to.is_(None), office.c.valid_to >= bindparam("first")),
        )
    )
    .order_by(unit.c.id),
)
SEATED: Prepared[Any] = Prepared(
    select(account.c.bot_id, func.count(account.c.person_id.distinct())).group_by(account.c.bot_id),
)
NEWEST = {table: Prepared(select(func.coalesce(func.max(table.c.id), 0)), int) for table in (person, chat)}


@dataclass(frozen=True)
class StandIns:
    """The numbers of those who stand in, and for how many units no bot had a seat left."""

    people: frozenset[int]
    without_seat: int


def seat(db: Transaction, federation_id: int, now: datetime, last: date) -> StandIns:
    """Let somebody stand in, from `now` on, for every unit that exists until `last` and has no chair; returns who."""
    bots = _bots(db, federation_id)
    empty = db.all(EMPTY, first=local(now).date(), last=last)
    seats = _seats(bots, dict(db.all(SEATED)))
    taken = list(zip(empty, seats, strict=False))
    first_person, first_chat = (db.all(NEWEST[each])[0] + 1 for each in (person, chat))
    owner: dict[str, Any] = {"federation_id": federation_id}
    rows: dict[type[sqlmodel.SQLModel], list[dict[str, Any]]] = {each: [] for each in (Person, Chat, Account, Consent, Office)}
    for place, ((unit_id, opens), bot_id) in enumerate(taken):
        who = {"person_id": first_person + place}
        where = {"bot_id": bot_id, "chat_id": first_chat + place}
        sign = f"stand-in/{unit_id}"
        agreed = {"purpose": REMINDERS, "notice": "", "text_hash": "", "evidence": "", "given_at": now}
        rows[Person].append({**owner, "id": who["person_id"], "name": "", "language": "vi"})
        chat_row = {"id": where["chat_id"], "bot_id": bot_id, "address": sign, "language": "vi", "wrong_codes": 0}
        rows[Chat].append({**owner, **chat_row})
        rows[Account].append({**owner, **who, **where, "platform_id": sign, "linked_at": now})
        rows[Consent].append({**owner, **who, **agreed})
        since = max(opens, local(now).date())
        rows[Office].append(
            {**owner, **who, "unit_id": unit_id, "role": CHAIR, "title": "", "is_deputy": False, "valid_from": since}
        )
    for model, values in rows.items():
        if values:
            db.connection.execute(insert(table_of(model)), values)
    numbers = range(first_person, first_person + len(taken))
    return StandIns(frozenset(numbers), len(empty) - len(taken))


def _bots(db: Transaction, federation_id: int) -> Sequence[Bot]:
    """The bots that work; those with a limit of seats first. Before the first one is connected, one without limits."""
    wanted = sqlmodel.select(Bot).where(Bot.federation_id == federation_id, col(Bot.stopped_at).is_(None))
    found = db.session.exec(wanted.order_by(col(Bot.seats).is_(None), col(Bot.id))).all()
    if found:
        return found
    only = Bot(federation_id=federation_id, channel="telegram", platform_id=NOBODY)
    db.session.add(only)
    db.session.flush()
    return [only]


def _seats(bots: Sequence[Bot], seated: dict[int, int]) -> Iterator[int]:
    """The bot of each seat that is free: first of the bots that have few, then without end of one that takes anybody."""
    for each in bots:
        number = written(each.id)
        free = None if each.seats is None else each.seats - seated.get(number, 0)
        while free is None or free > 0:
            yield number
            free = None if free is None else free - 1
