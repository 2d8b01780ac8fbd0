"""At which door a person is written to: the account preferred last, else the oldest, among those that can be reached.

`forwarding`: what goes to the next door where one fails. `linking`: how somebody who is known at one door comes in at another.
`listing`: the doors of one person. `seating`: which of several bots has room. `telling`: what is said about the ways in.
"""

from sqlalchemy import CTE, ColumnElement, ScalarSelect, and_, func, select

from bot.models import Account, Bot, Chat, table_of
from bot.post.abilities import FULL, PLAIN, Abilities

account, chat, bot = table_of(Account), table_of(Chat), table_of(Bot)
theirs = account.alias("theirs")

NAMES = {"telegram": "Telegram", "zalo": "Zalo", "web": "Web"}  # as people know the channels
# People and messages a month of the plan that is on sale (Zalo's "Basic", September 2026); `thidua quota limit` changes a bot's.
PLANS: dict[str, tuple[int, int]] = {"zalo": (50, 3_000)}
ABILITIES = {"telegram": FULL, "zalo": PLAIN, "web": FULL}

BY_PREFERENCE = (account.c.preferred_at.is_(None), account.c.preferred_at.desc(), account.c.id)
IS_OPEN = and_(chat.c.closed_at.is_(None), bot.c.stopped_at.is_(None))


def open_doors() -> CTE:
    """One row for each person whom some open chat of a working bot reaches: `person_id`, `federation_id`, `account_id`,
    `bot_id`, `chat_id`, `linked_at`; the door that person prefers."""
    place = func.row_number().over(partition_by=account.c.person_id, order_by=BY_PREFERENCE).label("place")
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
        .where(IS_OPEN)
        .subquery()
    )
    return select(*(column for column in each.c if column.name != "place")).where(each.c.place == 1).cte("door")


def preferred(person_id: ColumnElement[int]) -> ScalarSelect[int]:
    """The number of the account at which a person is written to, NULL where none can be reached: the door of `open_doors`,
    looked up row by row, for statements about some of the people at a time."""
    return (
        select(theirs.c.id)
        .join_from(theirs, chat, chat.c.id == theirs.c.chat_id)
        .where(theirs.c.person_id == person_id, chat.c.closed_at.is_(None), works(theirs.c.bot_id))
        .order_by(theirs.c.preferred_at.is_(None), theirs.c.preferred_at.desc(), theirs.c.id)
        .limit(1)
        .correlate_except(theirs, chat)
        .scalar_subquery()
    )


def works(bot_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The bot of that number is not stopped: for statements about many people, read once for all of them."""
    return bot_id.not_in(select(bot.c.id).where(bot.c.stopped_at.is_not(None)))


def name_of(channel: str) -> str:
    """What people call a bot's channel."""
    return NAMES.get(channel, channel)


def abilities_of(channel: str) -> Abilities:
    """What a bot's channel can do."""
    return ABILITIES.get(channel, FULL)
