"""Web chats: a stranger's begins when they press the first button, a known person's when a link to it is asked for."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.models import Account, Bot, Chat, Federation, Person, table_of
from bot.post.inbox import ADD_CHAT, FIND_CHAT, Door
from bot.post.outbox import Address

account, bot, chat = table_of(Account), table_of(Bot), table_of(Chat)
federation, person = table_of(Federation), table_of(Person)

CHANNEL = "web"
ADDRESS = 9  # random bytes of an address: it opens nothing, and only has to be unlike all others

DOOR = Prepared(
    select(bot.c.id, bot.c.federation_id, bot.c.channel)
    .where(bot.c.federation_id == bindparam("federation"), bot.c.channel == bindparam("of_channel"), bot.c.stopped_at.is_(None))
    .order_by(bot.c.id)
    .limit(1),
    Door,
)
OF_PERSON = Prepared(
    select(account.c.federation_id, account.c.bot_id, account.c.chat_id)
    .join_from(account, bot, bot.c.id == account.c.bot_id)
    .where(account.c.person_id == bindparam("person"), bot.c.channel == CHANNEL)
    .order_by(account.c.id)
    .limit(1),
    Address,
)
LANGUAGE: Prepared[Any] = Prepared(select(person.c.language).where(person.c.id == bindparam("row")))
LINK = insert_new(account, "federation_id", "bot_id", "platform_id", "person_id", "chat_id", "linked_at")


@dataclass(frozen=True)
class Owner:
    """Whose chat it is: nobody's yet (`person_id` None), or a person's; and in which language it is led."""

    federation_id: int
    bot_id: int
    chat_id: int
    address: str
    language: str
    federation: str
    contact: str
    person_id: int | None

    @property
    def to(self) -> Address:
        return Address(self.federation_id, self.bot_id, self.chat_id)


OWNER = Prepared(
    select(
        chat.c.federation_id,
        chat.c.bot_id,
        chat.c.id,
        chat.c.address,
        func.coalesce(person.c.language, chat.c.language),
        federation.c.name,
        federation.c.contact,
        account.c.person_id,
    )
    .join_from(chat, federation, federation.c.id == chat.c.federation_id)
    .outerjoin(account, (account.c.bot_id == chat.c.bot_id) & (account.c.platform_id == chat.c.address))
    .outerjoin(person, person.c.id == account.c.person_id)
    .where(chat.c.id == bindparam("row")),
    Owner,
)


def door(db: Transaction, federation_id: int, channel: str = CHANNEL) -> Door | None:
    """The federation's bot of this channel; None where it has none."""
    return db.first(DOOR, federation=federation_id, of_channel=channel)


def owner(db: Transaction, chat_id: int) -> Owner | None:
    """Whose chat this is."""
    return db.first(OWNER, row=chat_id)


def sure_owner(db: Transaction, chat_id: int) -> Owner:
    """The same, of a chat that is there. Raises LookupError if it is not."""
    found = owner(db, chat_id)
    if found is None:
        raise LookupError(f"there is no chat {chat_id}")
    return found


def begin(db: Transaction, at: Door, language: str, address: str = "") -> tuple[Address, str]:
    """A chat of its own for somebody new, or the one with this `address`; with its address on the web door."""
    address = address or secrets.token_hex(ADDRESS)
    db.run(ADD_CHAT, federation_id=at.federation_id, bot_id=at.bot_id, address=address, language=language, wrong_codes=0)
    chat_id = db.first(FIND_CHAT, bot_id=at.bot_id, address=address)
    if chat_id is None:
        raise LookupError("the chat that was just written is not there")
    return Address(at.federation_id, at.bot_id, chat_id), address


def of_person(db: Transaction, person_id: int) -> Address | None:
    """The web chat of a person who has one."""
    return db.first(OF_PERSON, person=person_id)


def for_person(db: Transaction, federation_id: int, person_id: int, now: datetime) -> Address | None:
    """The web chat of a person, made if they had none; None where the federation has no web door."""
    if found := of_person(db, person_id):
        return found
    at = door(db, federation_id)
    if at is None:
        return None
    (language,) = db.first(LANGUAGE, row=person_id) or ("vi",)
    to, address = begin(db, at, language)
    db.run(
        LINK,
        federation_id=federation_id,
        bot_id=at.bot_id,
        platform_id=address,
        person_id=person_id,
        chat_id=to.chat_id,
        linked_at=now,
    )
    return to
