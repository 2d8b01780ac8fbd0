"""Invites: how somebody proves to hold an office. A long token in the link and QR, six characters to type.

Both are stored as HMAC with the server's key, because a plain hash of six characters falls in minutes. Single use; 7 days,
30 on printed sheets. Wrong, used and expired codes get the same answer, so that guessing teaches nothing.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, func, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Account, Chat, Invite, Unit, table_of

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without 0 O 1 I L, which people mix up
CODE = 6  # characters
TOKEN = re.compile(r"[A-Za-z0-9_-]{24,64}")  # what a deep link may carry
DAYS = 7
PRINTED_DAYS = 30  # for printed sheets
TRIES, LOCKED = 5, timedelta(hours=1)
BRAKE = 100  # wrong codes in an hour, of all the chats of a bot that nobody knows, until none of them may try a code

invite, unit = table_of(Invite), table_of(Unit)
chat, account = table_of(Chat), table_of(Account)


@dataclass(frozen=True)
class Secrets:
    """The two secrets of an invite; they exist only until they are printed."""

    token: str
    code: str


@dataclass(frozen=True)
class Seat:
    """What an invite is for."""

    id: int
    federation_id: int
    unit_id: int
    unit: str
    role: str
    title: str
    name: str  # as the federation's list has it; empty where it has none
    cluster_id: int | None = None
    replaces_id: int | None = None  # the office that ends when this one is taken: a handover
    is_deputy: bool = False  # stands in for the chair


SEAT = select(
    invite.c.id,
    invite.c.federation_id,
    invite.c.unit_id,
    unit.c.name,
    invite.c.role,
    invite.c.title,
    invite.c.name.label("whose"),
    invite.c.cluster_id,
    invite.c.replaces_id,
    invite.c.is_deputy,
)
FREE = SEAT.join_from(invite, unit, unit.c.id == invite.c.unit_id).where(
    invite.c.used_at.is_(None), invite.c.expires_at > bindparam("now")
)
BY_SECRET = Prepared(FREE.where((invite.c.token_hash == bindparam("hash")) | (invite.c.code_hash == bindparam("hash"))), Seat)
BY_ID = Prepared(FREE.where(invite.c.id == bindparam("row")), Seat)
USE: Prepared[tuple[()]] = Prepared(
    update(invite)
    .where(invite.c.id == bindparam("row"), invite.c.used_at.is_(None), invite.c.expires_at > bindparam("now"))
    .values(used_at=bindparam("now"))
)
USED_BY: Prepared[tuple[()]] = Prepared(update(invite).where(invite.c.id == bindparam("row")).values(used_by=bindparam("whom")))
WITHDRAW: Prepared[tuple[()]] = Prepared(
    update(invite)
    .where(invite.c.unit_id == bindparam("unit"), invite.c.role == bindparam("of_role"), invite.c.title == bindparam("of_title"))
    .where(invite.c.is_deputy == bindparam("of_deputy"))
    .where(invite.c.used_at.is_(None), invite.c.expires_at > bindparam("now"))
    .values(expires_at=bindparam("now"))
)
LOCK: Prepared[Any] = Prepared(select(chat.c.wrong_codes, chat.c.locked_until).where(chat.c.id == bindparam("row")))
TRIED = Prepared(
    select(func.coalesce(func.sum(chat.c.wrong_codes), 0))
    .where(chat.c.bot_id == bindparam("bot"), chat.c.locked_until > bindparam("now"))
    .where(~exists().where(account.c.chat_id == chat.c.id)),
    int,
)
COUNT: Prepared[tuple[()]] = Prepared(
    update(chat).where(chat.c.id == bindparam("row")).values(wrong_codes=bindparam("count"), locked_until=bindparam("until"))
)


class Invites:
    """Issues and recognises invites with the server's key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def issue(self, db: Transaction, seat: Seat, now: datetime, days: int = DAYS, bot_id: int | None = None) -> Secrets:
        """Keep a seat (its `id` is ignored) for whoever brings one of the secrets within `days`, and a place in a bot if there
        is one. Secrets given out for it before, and not used, are good no more."""
        db.run(WITHDRAW, unit=seat.unit_id, of_role=seat.role, of_title=seat.title, of_deputy=seat.is_deputy, now=now)
        made = Secrets(secrets.token_urlsafe(24), "".join(secrets.choice(ALPHABET) for _ in range(CODE)))
        row = Invite(
            federation_id=seat.federation_id,
            unit_id=seat.unit_id,
            role=seat.role,
            title=seat.title,
            name=seat.name,
            cluster_id=seat.cluster_id,
            replaces_id=seat.replaces_id,
            is_deputy=seat.is_deputy,
            bot_id=bot_id,
            token_hash=self._hash(made.token),
            code_hash=self._hash(made.code),
            expires_at=now + timedelta(days=days),
        )
        db.session.add(row)
        return made

    def find(self, db: Transaction, said: str, now: datetime) -> Seat | None:
        """The seat that a code or a token opens today."""
        secret = said.strip()
        if looks_like_code(secret):
            secret = plain_code(secret)
        return db.first(BY_SECRET, hash=self._hash(secret), now=now)

    def derive(self, purpose: str) -> bytes:
        """A key of its own for another purpose, from which this one cannot be found."""
        return hmac.new(self._key, f"key for {purpose}".encode(), "sha256").digest()

    def _hash(self, secret: str) -> str:
        return hmac.new(self._key, secret.encode(), "sha256").hexdigest()


def by_id(db: Transaction, row: int, now: datetime) -> Seat | None:
    """The seat, if it is still free."""
    return db.first(BY_ID, row=row, now=now)


def use(db: Transaction, seat: Seat, now: datetime) -> bool:
    """Take the seat; False if somebody else was quicker. To be asked before anything is written for whoever takes it."""
    return db.run(USE, row=seat.id, now=now) == 1


def used_by(db: Transaction, seat: Seat, person_id: int) -> None:
    """Note who took the seat."""
    db.run(USED_BY, row=seat.id, whom=person_id)


def looks_like_code(said: str) -> bool:
    """Six characters of a code's alphabet, perhaps in small letters or with blanks or dashes between them."""
    plain = plain_code(said)
    return len(plain) == CODE and set(plain) <= set(ALPHABET)


def looks_like_secret(said: str) -> bool:
    """A code, or one long word as the link carries it; anything else is somebody talking."""
    return looks_like_code(said) or TOKEN.fullmatch(said) is not None


def is_locked(db: Transaction, chat_id: int, now: datetime) -> bool:
    """Five wrong codes within an hour close this chat's ear for an hour."""
    tried = db.first(LOCK, row=chat_id)
    return tried is not None and tried[0] >= TRIES and tried[1] is not None and tried[1] > now


def is_braked(db: Transaction, bot_id: int, now: datetime) -> bool:
    """So many wrong codes came from unknown chats of this bot within the hour that somebody must be guessing from many of
    them: codes are not looked at until the hour is over. Links are: nobody guesses 192 bits."""
    tried = db.first(TRIED, bot=bot_id, now=now)
    return tried is not None and tried >= BRAKE


def count_wrong(db: Transaction, chat_id: int, now: datetime) -> int:
    """Note a wrong code; returns how many tries are left. Tries older than an hour are forgotten."""
    tried = db.first(LOCK, row=chat_id)
    recent = tried[0] if tried and tried[1] and tried[1] > now else 0
    db.run(COUNT, row=chat_id, count=recent + 1, until=now + LOCKED)
    return max(TRIES - recent - 1, 0)


def forget_wrong(db: Transaction, chat_id: int) -> None:
    """A right code wipes the slate."""
    db.run(COUNT, row=chat_id, count=0, until=None)


def plain_code(said: str) -> str:
    """A code as it is kept: in capitals, without what people put between the characters."""
    return "".join(each for each in said.upper() if not each.isspace() and each != "-")
