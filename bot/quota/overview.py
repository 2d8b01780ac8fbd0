"""How the bots stand this month: people, messages, and what is to come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.doors import NAMES, bot, name_of
from bot.quota.forecast import forecast, people_of, replies_to_come
from bot.quota.ledger import left

BOTS: Prepared[Any] = Prepared(
    select(bot.c.id, bot.c.channel, bot.c.platform_id, bot.c.username, bot.c.seats, bot.c.monthly_messages, bot.c.stopped_at)
    .where(bot.c.federation_id == bindparam("federation", type_=Big))
    .order_by(bot.c.id)
)


@dataclass(frozen=True)
class Standing:
    """One bot. `sent` and `monthly` are this month's messages; `expected` those of the whole month, if people go on answering as
    they did; `seats`, `monthly`, `sent` and `expected` are None where nothing is counted."""

    name: str
    address: str
    people: int
    seats: int | None
    sent: int | None
    monthly: int | None
    expected: int | None
    is_stopped: bool

    @property
    def short(self) -> int:
        """How many messages will be missing."""
        return max((self.expected or 0) - self.monthly, 0) if self.monthly is not None else 0


def standings(db: Transaction, federation_id: int, now: datetime) -> list[Standing]:
    """Every bot that people talk with, in the order in which they were connected."""
    return [_standing(db, row, now) for row in db.all(BOTS, federation=federation_id) if row[1] in NAMES]


def _standing(db: Transaction, row: Any, now: datetime) -> Standing:
    bot_id, channel, platform_id, username, seats, monthly, stopped_at = row
    still = left(db, bot_id, now)
    sent = None if monthly is None or still is None else monthly - still
    expected = None if sent is None else sent + forecast(db, bot_id, now).messages + replies_to_come(db, bot_id, now)
    people = people_of(db, bot_id)
    return Standing(
        name_of(channel), username or platform_id, people, seats, sent, monthly, expected, is_stopped=stopped_at is not None
    )
