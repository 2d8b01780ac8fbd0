"""Somebody who is known at one door comes in at another: six characters to type, or a link that carries a token.

Both are kept as hashes with the server's key, are good for 15 minutes and for one use, and are given out at the moment of
sending. Wrong ones are counted and answered as wrong invites are (`bot.invites`).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, or_, select, update

from bot import operations
from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.doors import account
from bot.invites import ALPHABET, CODE, Invites, Secrets, looks_like_code, plain_code
from bot.models import Chat, DoorCode, Person, table_of
from bot.post.outbox import Address
from bot.web.keys import Keys

door_code, person, chat = table_of(DoorCode), table_of(Person), table_of(Chat)

CODE_KIND, TOKEN_KIND = "link-code", "link-token"
MINUTES = 15


@dataclass(frozen=True)
class Found:
    """A code that is good now, and whose it is."""

    id: int
    federation_id: int
    person_id: int
    name: str
    language: str


IS_FREE = door_code.c.used_at.is_(None) & (door_code.c.expires_at > bindparam("now"))
ADD = insert_new(door_code, "federation_id", "person_id", "token_hash", "code_hash", "expires_at")
WITHDRAW: Prepared[tuple[()]] = Prepared(
    update(door_code).where(door_code.c.person_id == bindparam("whose"), IS_FREE).values(expires_at=bindparam("now"))
)
FIND = Prepared(
    select(door_code.c.id, door_code.c.federation_id, door_code.c.person_id, person.c.name, person.c.language)
    .join_from(door_code, person, person.c.id == door_code.c.person_id)
    .where(or_(door_code.c.code_hash == bindparam("code_hash"), door_code.c.token_hash == bindparam("token_hash")), IS_FREE)
    .where(door_code.c.federation_id == bindparam("federation"))
    .where(exists().where(account.c.person_id == door_code.c.person_id))  # who was erased has no door any more
    .limit(1),
    Found,
)
USE: Prepared[tuple[()]] = Prepared(
    update(door_code).where(door_code.c.id == bindparam("row"), IS_FREE).values(used_at=bindparam("now"))
)
OPEN = insert_new(account, "federation_id", "bot_id", "platform_id", "person_id", "chat_id", "linked_at")
SPEAK: Prepared[tuple[()]] = Prepared(update(chat).where(chat.c.id == bindparam("row")).values(language=bindparam("spoken")))


def issue(db: Transaction, invites: Invites, federation_id: int, person_id: int, now: datetime) -> Secrets:
    """New secrets for this person; those given out before are good no more."""
    db.run(WITHDRAW, whose=person_id, now=now)
    made = Secrets(secrets.token_urlsafe(24), "".join(secrets.choice(ALPHABET) for _ in range(CODE)))
    keys = _keys(invites)
    hashes = {"token_hash": keys.hash(TOKEN_KIND, made.token), "code_hash": keys.hash(CODE_KIND, made.code)}
    db.run(ADD, federation_id=federation_id, person_id=person_id, expires_at=now + timedelta(minutes=MINUTES), **hashes)
    return made


def find(db: Transaction, invites: Invites, federation_id: int, said: str, now: datetime) -> Found | None:
    """Whose code or token this is, if it is one of this federation that is good now."""
    keys, secret = _keys(invites), said.strip()
    code = plain_code(secret) if looks_like_code(secret) else secret
    hashes = {"code_hash": keys.hash(CODE_KIND, code), "token_hash": keys.hash(TOKEN_KIND, secret)}
    return db.first(FIND, **hashes, federation=federation_id, now=now)


def link(db: Transaction, found: Found, to: Address, sender: str, now: datetime) -> bool:
    """Whoever writes from this account, which nobody has, is that person from now on. False: the code was used meanwhile."""
    if db.run(USE, row=found.id, now=now) != 1:
        return False
    there = {"bot_id": to.bot_id, "platform_id": sender, "chat_id": to.chat_id}
    db.run(OPEN, federation_id=to.federation_id, person_id=found.person_id, linked_at=now, **there)
    db.run(SPEAK, row=to.chat_id, spoken=found.language)
    operations.record(db, to.federation_id, "door.open", now, person_id=found.person_id, bot=to.bot_id)
    return True


def _keys(invites: Invites) -> Keys:
    return Keys(invites.derive("doors"))
