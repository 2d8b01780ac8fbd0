"""Browsers that can be woken (Web Push). Where one may be is a short list: what a browser names is called by this program, and
must not make it call a machine of ours (T15 of RELIABILITY: server-side request forgery)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import decode, encode
from bot.models import PushSubscription, table_of
from bot.web.sessions import Session

subscription = table_of(PushSubscription)

# The push services of Chrome, Firefox, Safari and Edge; a leading dot: and every name below it.
SERVICES = ("fcm.googleapis.com", ".push.services.mozilla.com", ".push.apple.com", ".notify.windows.com")
LONGEST = 1000  # characters of an address
KEY = re.compile(r"[A-Za-z0-9_=-]{16,200}")


@dataclass(frozen=True)
class Subscribed:
    """A browser to be woken: where, and the keys to write to it."""

    id: int
    endpoint: str
    keys: dict[str, str]


def _subscribed(row: int, endpoint: str, keys: str) -> Subscribed:
    return Subscribed(row, endpoint, decode(keys))


COLUMNS = ("federation_id", "chat_id", "session_id", "endpoint", "keys", "made_at")
ADD: Prepared[tuple[()]] = Prepared(
    postgresql.insert(subscription)
    .values({name: bindparam(name) for name in COLUMNS})
    .on_conflict_do_update(
        index_elements=["endpoint"],
        set_={name: bindparam(f"new_{name}") for name in COLUMNS} | {"failed_at": None},
    )
)
LISTED = Prepared(
    select(subscription.c.id, subscription.c.endpoint, subscription.c["keys"])
    .where(subscription.c.chat_id == bindparam("whose"), subscription.c.failed_at.is_(None))
    .order_by(subscription.c.id),
    _subscribed,
)
FAIL: Prepared[tuple[()]] = Prepared(
    update(subscription).where(subscription.c.id == bindparam("row")).values(failed_at=bindparam("now"))
)


def add(db: Transaction, session: Session, told: Any, now: datetime, services: Sequence[str] = SERVICES) -> bool:
    """Wake this browser from now on; `told` is what it says of itself, which is not to be trusted. False: it cannot be."""
    keys = told.get("keys") if isinstance(told, dict) else None
    endpoint = told.get("endpoint") if isinstance(told, dict) else None
    if not isinstance(keys, dict) or not isinstance(endpoint, str) or not is_service(endpoint, services):
        return False
    kept = {name: keys.get(name) for name in ("p256dh", "auth")}
    if not all(isinstance(each, str) and KEY.fullmatch(each) for each in kept.values()):
        return False
    values: dict[str, Any] = {"federation_id": session.federation_id, "chat_id": session.chat_id, "session_id": session.id}
    values |= {"endpoint": endpoint, "keys": encode(kept), "made_at": now}
    db.run(ADD, **values, **{f"new_{name}": value for name, value in values.items()})
    return True


def is_service(endpoint: str, services: Sequence[str] = SERVICES) -> bool:
    """Whether an address belongs to a push service: https, its usual port, no name and password in it."""
    if len(endpoint) > LONGEST or not endpoint.isascii() or not endpoint.isprintable() or "\\" in endpoint:
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    usual = parts.scheme == "https" and port in {None, 443} and "@" not in parts.netloc
    return usual and any(host == each or (each.startswith(".") and host.endswith(each)) for each in services)


def listed(db: Transaction, chat_id: int) -> list[Subscribed]:
    """The browsers of a chat that can be woken."""
    return db.all(LISTED, whose=chat_id)


def fail(db: Transaction, row: int, now: datetime) -> None:
    """This one is gone for good."""
    db.run(FAIL, row=row, now=now)
