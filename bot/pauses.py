"""Pauses as they stand: from a day until a day, nothing is sent that nobody asked for. `bot.pausing` begins and ends them.

The end of a pause is a morning: the opening of the first day on which people may be written to after its last day. Until then
nothing leaves, so that nothing arrives at midnight.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, select

from bot import calendar
from bot.calendar import Calendar
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.hours import opening
from bot.models import Bot, Federation, table_of

federation, bot = table_of(Federation), table_of(Bot)


@dataclass(frozen=True)
class Pause:
    """Both days are included."""

    federation_id: int
    first: date
    last: date
    reason: str

    def covers(self, day: date) -> bool:
        """Whether `day` is one of its days."""
        return self.first <= day <= self.last

    def ends(self, days: Calendar) -> datetime:
        """The instant from which messages leave again."""
        return opening(days.next_allowed(self.last + timedelta(days=1)))


_PAUSES = select(federation.c.id, federation.c.paused_from, federation.c.paused_until, federation.c.paused_reason).where(
    federation.c.paused_from.is_not(None), federation.c.paused_until.is_not(None)
)
OF_FEDERATION = Prepared(_PAUSES.where(federation.c.id == bindparam("owner")), Pause)
OF_BOT = Prepared(_PAUSES.join(bot, bot.c.federation_id == federation.c.id).where(bot.c.id == bindparam("of_bot")), Pause)


def of(db: Transaction, federation_id: int) -> Pause | None:
    """The pause of a federation: one to come, the one that is on, or the last one that was."""
    return db.first(OF_FEDERATION, owner=federation_id)


def until(db: Transaction, federation_id: int, now: datetime) -> datetime | None:
    """The instant until which nothing is sent unasked; None: there is no pause at `now`."""
    return _end(db, of(db, federation_id), now)


def is_bot_paused(db: Transaction, bot_id: int, now: datetime) -> bool:
    """Whether this bot sends nothing unasked at `now`."""
    return _end(db, db.first(OF_BOT, of_bot=bot_id), now) is not None


def resumed(db: Transaction, federation_id: int, day: date) -> Pause | None:
    """The pause after which `day` is the first one on which people are written to again; None for every other day."""
    pause = of(db, federation_id)
    if pause is None or pause.last >= day:
        return None
    return pause if local(pause.ends(calendar.of(db, federation_id))).date() == day else None


def _end(db: Transaction, pause: Pause | None, now: datetime) -> datetime | None:
    if pause is None or now < instant(pause.first):
        return None
    end = pause.ends(calendar.of(db, pause.federation_id))
    return end if now < end else None
