"""What a bot may still send in the month of an instant, as the wall clock in Viet Nam has it. Replies count, too."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, bindparam, func, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Bot, Spending, table_of

bot, spending = table_of(Bot), table_of(Spending)

LEFT: Prepared[Any] = Prepared(
    select(bot.c.monthly_messages - func.coalesce(spending.c.messages, 0))
    .outerjoin(spending, and_(spending.c.bot_id == bot.c.id, spending.c.month == bindparam("this_month", type_=String())))
    .where(bot.c.id == bindparam("row"), bot.c.monthly_messages.is_not(None))
)


def left(db: Transaction, bot_id: int, now: datetime) -> int | None:
    """Messages that the bot may still send this month, 0 at least; None: any number."""
    found = db.first(LEFT, row=bot_id, this_month=f"{local(now):%Y-%m}")
    return None if found is None else max(int(found[0]), 0)
