"""At which door a person is written to: the account preferred last, else the oldest, among those that can be reached."""

from sqlalchemy import CTE, func, select

from bot.models import Account, Bot, Chat, table_of

account, chat, bot = table_of(Account), table_of(Chat), table_of(Bot)


def open_doors() -> CTE:
    """One row for each person whom some open chat of a working bot reaches: `person_id`, `federation_id`, `account_id`,
    `bot_id`, `chat_id`, `linked_at`; the door that person prefers."""
    by_preference = (account.c.preferred_at.is_(None), account.c.preferred_at.desc(), account.c.id)
    place = func.row_number().over(partition_by=account.c.person_id, order_by=by_preference).label("place")
    each = (
        select(
            account.c.person_id,
            account.c.federation_id,
            account.c.id.label("account_id"),
            account.c.bot_id,
            account.c.chat_id,
            account.c.linked_at,
            place,
        )
        .join_from(account, chat, chat.c.id == account.c.chat_id)
        .join(bot, bot.c.id == account.c.bot_id)
        .where(chat.c.closed_at.is_(None), bot.c.stopped_at.is_(None))
        .subquery()
    )
    return select(*(column for column in each.c if column.name != "place")).where(each.c.place == 1).cte("door")
