"""Devices that are let in: a cookie each, kept as a keyed hash. 30 days without a look, or 180 in all, end it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.models import PushSubscription, WebSession, table_of
from bot.post.outbox import Address
from bot.web import links
from bot.web.keys import Keys, new_secret

web_session, subscription = table_of(WebSession), table_of(PushSubscription)

KIND = "session"
IDLE, LONGEST = timedelta(days=30), timedelta(days=180)
LONGEST_DEVICE = 120  # characters
BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser", "Samsung"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
SEEN = timedelta(seconds=20)  # a look is noted at most this often


@dataclass(frozen=True)
class Session:
    """A device that is let in to a chat."""

    id: int
    federation_id: int
    chat_id: int
    device: str
    made_at: datetime
    seen_at: datetime


COLUMNS = tuple(web_session.c[name] for name in ("id", "federation_id", "chat_id", "device", "made_at", "seen_at"))
ALIVE = (
    web_session.c.revoked_at.is_(None)
    & (web_session.c.expires_at > bindparam("now"))
    & (web_session.c.seen_at > bindparam("idle_since"))
)
FIND = Prepared(select(*COLUMNS).where(web_session.c.secret_hash == bindparam("hash"), ALIVE), Session)
BY_ID = Prepared(select(*COLUMNS).where(web_session.c.id == bindparam("row"), ALIVE), Session)
LISTED = Prepared(
    select(*COLUMNS).where(web_session.c.chat_id == bindparam("whose"), ALIVE).order_by(web_session.c.seen_at.desc()), Session
)
KNOWN = Prepared(
    select(web_session.c.id).where(web_session.c.chat_id == bindparam("whose"), web_session.c.revoked_at.is_(None)).limit(1), int
)
IS_KNOWN = Prepared(
    select(web_session.c.id).where(
        web_session.c.chat_id == bindparam("whose"),
        web_session.c.secret_hash == bindparam("hash"),
        web_session.c.revoked_at.is_(None),
    ),
    int,
)
ADD = insert_new(web_session, "federation_id", "chat_id", "secret_hash", "device", "made_at", "seen_at", "expires_at")
NOTE: Prepared[tuple[()]] = Prepared(
    update(web_session).where(web_session.c.id == bindparam("row")).values(seen_at=bindparam("now"))
)
REVOKE: Prepared[tuple[()]] = Prepared(
    update(web_session)
    .where(web_session.c.id == bindparam("row"), web_session.c.chat_id == bindparam("whose"), web_session.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)
SILENCE: Prepared[tuple[()]] = Prepared(
    update(subscription)
    .where(subscription.c.session_id == bindparam("row"), subscription.c.failed_at.is_(None))
    .values(failed_at=bindparam("now"))
)
LOOKED: Prepared[Any] = Prepared(
    select(func.max(web_session.c.seen_at)).where(web_session.c.chat_id == bindparam("whose"), web_session.c.revoked_at.is_(None))
)


def begin(db: Transaction, keys: Keys, to: Address, device: str, now: datetime) -> str:
    """Let a device in; returns the secret of its cookie."""
    secret = new_secret()
    values = {"secret_hash": keys.hash(KIND, secret), "device": _plain(device), "made_at": now, "seen_at": now}
    db.run(ADD, federation_id=to.federation_id, chat_id=to.chat_id, expires_at=now + LONGEST, **values)
    return secret


def find(db: Transaction, keys: Keys, secret: str, now: datetime) -> Session | None:
    """The session of a cookie, while it lasts."""
    return db.first(FIND, hash=keys.hash(KIND, secret), now=now, idle_since=now - IDLE) if secret else None


def lasts(db: Transaction, session_id: int, now: datetime) -> bool:
    """Whether a session that was found before still lasts."""
    return db.first(BY_ID, row=session_id, now=now, idle_since=now - IDLE) is not None


def is_known(db: Transaction, keys: Keys, secret: str, chat_id: int) -> bool:
    """Whether this device was let in to this chat before and never shut out; its time may have run out."""
    return bool(secret) and db.first(IS_KNOWN, hash=keys.hash(KIND, secret), whose=chat_id) is not None


def has_devices(db: Transaction, chat_id: int) -> bool:
    """Whether any device was let in to this chat and never shut out."""
    return db.first(KNOWN, whose=chat_id) is not None


def note(db: Transaction, session: Session, now: datetime) -> None:
    """Somebody looks at the chat on this device."""
    if now - session.seen_at > SEEN:
        db.run(NOTE, row=session.id, now=now)


def looked(db: Transaction, chat_id: int) -> datetime | None:
    """When somebody last looked at the chat, on any device; None: never."""
    found = db.first(LOOKED, whose=chat_id)
    return found[0] if found else None


def listed(db: Transaction, chat_id: int, now: datetime) -> list[Session]:
    """The devices that are let in, the one used last first."""
    return db.all(LISTED, whose=chat_id, now=now, idle_since=now - IDLE)


def revoke(db: Transaction, chat_id: int, session_id: int, now: datetime) -> bool:
    """Shut a device out. The links that it may remember are good no more either. False: it is none of this chat's."""
    if not db.run(REVOKE, row=session_id, whose=chat_id, now=now):
        return False
    db.run(SILENCE, row=session_id, now=now)
    links.revoke_all(db, chat_id, now)
    return True


def leave(db: Transaction, session: Session, now: datetime) -> None:
    """The person goes: this device is forgotten, their links stay good."""
    db.run(REVOKE, row=session.id, whose=session.chat_id, now=now)
    db.run(SILENCE, row=session.id, now=now)


def called(device: str) -> str:
    """A short name for what a browser says of itself, for people: “Chrome, Android”; empty if it says nothing we know."""
    found = (next((name for sign, name in known if sign in device), "") for known in (BROWSERS, SYSTEMS))
    return ", ".join(each for each in found if each)


def _plain(device: str) -> str:
    """What a browser calls itself, on one line."""
    return " ".join("".join(each for each in device if each.isprintable()).split())[:LONGEST_DEVICE]
