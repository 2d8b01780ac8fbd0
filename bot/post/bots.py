"""Bots stop when the platform does not take their token any more, and work again once it does."""

import logging
from datetime import datetime

from sqlalchemy import bindparam, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Bot, table_of

log = logging.getLogger(__name__)

bot = table_of(Bot)

STOP: Prepared[tuple[()]] = Prepared(
    update(bot).where(bot.c.id == bindparam("row")).values(stopped_at=bindparam("now"), problem=bindparam("reason"))
)


def stop(db: Transaction, bot_id: int, now: datetime, reason: str) -> None:
    """This bot reaches nobody from now on (`bot.doors` leaves it out); whoever runs the program reads it in the log."""
    log.error("bot %s was stopped: %s", bot_id, reason)
    db.run(STOP, row=bot_id, now=now, reason=reason)


def work_again(db: Transaction, bot_id: int) -> None:
    """The platform takes its token."""
    db.run(STOP, row=bot_id, now=None, reason=None)


KNOWN = Prepared(select(bot.c.id).where(bot.c.id == bindparam("row")), int)


def is_known(db: Transaction, bot_id: int) -> bool:
    """Whether the bot is there; it goes with its federation when a demo is erased."""
    return db.first(KNOWN, row=bot_id) is not None
