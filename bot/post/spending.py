"""What a bot has sent in a month, where the platform counts: messages it took, and those it may have taken."""

from datetime import datetime

from sqlalchemy import bindparam, literal, select
from sqlalchemy.dialects import postgresql

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Bot, Spending, table_of

bot, spending = table_of(Bot), table_of(Spending)

_ONE = postgresql.insert(spending).from_select(
    ["federation_id", "bot_id", "month", "messages"],
    select(bot.c.federation_id, bot.c.id, bindparam("this_month", type_=spending.c.month.type), literal(1)).where(
        bot.c.id == bindparam("bot")
    ),
)
COUNT: Prepared[tuple[()]] = Prepared(
    _ONE.on_conflict_do_update(index_elements=["bot_id", "month"], set_={"messages": spending.c.messages + 1})
)


def count(db: Transaction, bot_id: int, now: datetime) -> None:
    """One more message in the month of `now`, as the wall clock in Viet Nam has it."""
    db.run(COUNT, bot=bot_id, this_month=f"{local(now):%Y-%m}")
