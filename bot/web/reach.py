"""Whether the bot can reach a person. Somebody whose only door is a web chat that nothing wakes must look at it themselves;
who has not looked for three days counts as not reached, and their unit belongs on the list of calls."""

from datetime import datetime, timedelta

from sqlalchemy import CTE, ColumnElement, and_, bindparam, exists, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Account, Bot, Chat, Contact, Office, Person, PushSubscription, WebSession, table_of
from bot.people import CHAIR
from bot.web.chats import CHANNEL

account, bot, chat, contact = table_of(Account), table_of(Bot), table_of(Chat), table_of(Contact)
office, person = table_of(Office), table_of(Person)
subscription, web_session = table_of(PushSubscription), table_of(WebSession)

LOOKS = timedelta(days=3)


def _has_mail() -> ColumnElement[bool]:
    listed = exists().where(
        office.c.person_id == person.c.id,
        office.c.role == CHAIR,
        contact.c.unit_id == office.c.unit_id,
        contact.c.name == person.c.name,
        contact.c.email != "",
    )
    return or_(and_(person.c.email.is_not(None), person.c.email != ""), listed)


def wakes() -> ColumnElement[bool]:
    """For statements over `chat`, `bot` and `person`: what is sent to the chat is noticed, at `:looked_since`, which is three
    days before now: any door that is no web chat, or one with a push, a mail address, or a look since."""
    return or_(
        bot.c.channel != CHANNEL,
        exists().where(subscription.c.chat_id == chat.c.id, subscription.c.failed_at.is_(None)),
        exists().where(
            web_session.c.chat_id == chat.c.id,
            web_session.c.revoked_at.is_(None),
            web_session.c.seen_at > bindparam("looked_since", type_=web_session.c.seen_at.type),
        ),
        _has_mail(),
    )


def reached_people() -> CTE:
    """The persons (columns `person_id`, `federation_id`) whom some open door reaches, see `wakes`."""
    return (
        select(account.c.person_id, account.c.federation_id)
        .distinct()
        .join_from(account, chat, chat.c.id == account.c.chat_id)
        .join(bot, bot.c.id == account.c.bot_id)
        .join(person, person.c.id == account.c.person_id)
        .where(chat.c.closed_at.is_(None), bot.c.stopped_at.is_(None), wakes())
        .cte("reached_person")
    )


REACHED = reached_people()
IS_REACHED = Prepared(select(REACHED.c.person_id).where(REACHED.c.person_id == bindparam("whose")), int)


def is_reachable(db: Transaction, person_id: int, now: datetime) -> bool:
    """Whether what is sent to a person comes to their notice."""
    return db.first(IS_REACHED, whose=person_id, looked_since=now - LOOKS) is not None
