"""How many an audience reaches, at which doors, and what that costs: shown before anything is confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, select

from bot.announcements.audience import Audience, account, conditions, holders, office, reached_ids, unit
from bot.clock import local
from bot.database.transaction import Transaction
from bot.doors import name_of, preferred
from bot.models import Bot, table_of
from bot.quota import left
from bot.quota.admitting import reserved
from bot.rights import Reach

bot = table_of(Bot)

CHUNK = 2_500  # units in one statement, 50 ms on SQLite: that long a reply may wait


@dataclass(frozen=True)
class DoorCount:
    """How many chats a bot reaches. `left`: messages it may still send this month, `kept` of them for replies and reminders;
    None: any number."""

    name: str
    chats: int
    left: int | None
    kept: int = 0


@dataclass(frozen=True)
class Count:
    """How many units an audience has, how many of them nobody can be reached in, and the chats at each door."""

    units: int
    unreached: int
    doors: tuple[DoorCount, ...]
    parts: int = 1  # messages that each chat gets

    @property
    def chats(self) -> int:
        return sum(each.chats for each in self.doors)


def chunks(ids: list[int]) -> Iterator[list[int]]:
    """The units, so many at a time."""
    return (ids[first : first + CHUNK] for first in range(0, len(ids), CHUNK))


def recipients(audience: Audience) -> Select[Any]:
    """`unit_id`, `person_id`, `chat_id` of everybody with an office in those units of `:chunk` that the audience means; a unit
    without anybody has one row without a person, and a person who cannot be reached has no chat."""
    offices = unit.outerjoin(office, holders(audience)).outerjoin(account, account.c.id == preferred(office.c.person_id))
    among = unit.c.id.in_(bindparam("chunk", expanding=True, literal_execute=True))
    columns = (unit.c.id.label("unit_id"), office.c.person_id, account.c.chat_id)
    return select(*columns).distinct().select_from(offices).where(among, *conditions(audience))


def count(db: Transaction, audience: Audience, federation_id: int, reach: Reach, now: datetime) -> Count:
    """To whom an announcement would go if it started now."""
    day = local(now).date()
    chats: dict[int, set[int]] = {}
    units: set[int] = set()
    met: set[int] = set()
    for unit_id, _person, chat_id, bot_id in _found(db, audience, federation_id, reach, day):
        units.add(unit_id)
        if chat_id is not None:
            chats.setdefault(bot_id, set()).add(chat_id)
            met.add(unit_id)
    return Count(len(units), len(units) - len(met), tuple(_doors(db, chats, federation_id, now)))


def is_empty(db: Transaction, audience: Audience, federation_id: int, reach: Reach, now: datetime) -> bool:
    """Whether an audience means no unit at all."""
    return next(_found(db, audience, federation_id, reach, local(now).date()), None) is None


def _found(db: Transaction, audience: Audience, federation_id: int, reach: Reach, day: date) -> Iterator[Any]:
    db.flush()
    wanted = recipients(audience).add_columns(account.c.bot_id)
    for chunk in chunks(reached_ids(db, audience, reach, day)):
        where = {"chunk": chunk, "day": day, "federation": federation_id}
        yield from db.connection.execute(wanted, where).all()


def _doors(db: Transaction, chats: dict[int, set[int]], federation_id: int, now: datetime) -> Iterator[DoorCount]:
    """Bots of one channel that may send any number are one door."""
    free: dict[str, int] = {}
    metered = []
    for bot_id, channel in db.connection.execute(select(bot.c.id, bot.c.channel).order_by(bot.c.id)):
        if bot_id not in chats:
            continue
        name, found, most = name_of(channel), len(chats[bot_id]), left(db, bot_id, now)
        if most is None:
            free[name] = free.get(name, 0) + found
        else:
            metered.append(DoorCount(name, found, most, min(reserved(db, bot_id, federation_id, now), most)))
    yield from (DoorCount(name, found, None) for name, found in free.items())
    yield from metered
