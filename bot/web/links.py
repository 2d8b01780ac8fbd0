"""Personal links: `/c/SECRET` opens one person's web chat. Good for 90 days from its last use, and revocable."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.models import WebLink, table_of
from bot.post.outbox import Address
from bot.web.keys import Keys, new_secret

web_link = table_of(WebLink)

KIND = "link"
DAYS, MAIL_DAYS = 90, 14  # a link in a mail lies about longer than anybody needs it
LONGEST = 100  # characters of a secret; longer ones are not even looked up


@dataclass(frozen=True)
class Link:
    """A link that is good today."""

    id: int
    federation_id: int
    chat_id: int
    expires_at: datetime


FIND = Prepared(
    select(web_link.c.id, web_link.c.federation_id, web_link.c.chat_id, web_link.c.expires_at).where(
        web_link.c.secret_hash == bindparam("hash"), web_link.c.expires_at > bindparam("now"), web_link.c.revoked_at.is_(None)
    ),
    Link,
)
ADD = insert_new(web_link, "federation_id", "chat_id", "secret_hash", "made_at", "expires_at")
USED: Prepared[tuple[()]] = Prepared(
    update(web_link).where(web_link.c.id == bindparam("row")).values(used_at=bindparam("now"), expires_at=bindparam("until"))
)
REVOKE: Prepared[tuple[()]] = Prepared(
    update(web_link).where(web_link.c.id == bindparam("row"), web_link.c.revoked_at.is_(None)).values(revoked_at=bindparam("now"))
)
REVOKE_ALL: Prepared[tuple[()]] = Prepared(
    update(web_link)
    .where(web_link.c.chat_id == bindparam("whose"), web_link.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("now"))
)


def issue(db: Transaction, keys: Keys, to: Address, now: datetime, days: int = DAYS) -> str:
    """A new link to this chat; its secret exists only in what is returned here."""
    secret = new_secret()
    values = {"secret_hash": keys.hash(KIND, secret), "made_at": now, "expires_at": now + timedelta(days=days)}
    db.run(ADD, federation_id=to.federation_id, chat_id=to.chat_id, **values)
    return secret


def find(db: Transaction, keys: Keys, secret: str, now: datetime) -> Link | None:
    """The link with this secret; None where it is wrong, revoked or expired, which nobody is told apart."""
    return db.first(FIND, hash=keys.hash(KIND, secret[:LONGEST]), now=now)


def use(db: Transaction, link: Link, now: datetime) -> None:
    """It was used, so it is good for longer."""
    db.run(USED, row=link.id, now=now, until=max(link.expires_at, now + timedelta(days=DAYS)))


def replace(db: Transaction, keys: Keys, link: Link, to: Address, now: datetime) -> str:
    """A new link instead of this one, which is good no more."""
    db.run(REVOKE, row=link.id, now=now)
    return issue(db, keys, to, now)


def revoke_all(db: Transaction, chat_id: int, now: datetime) -> None:
    """None of the links to this chat is good any more."""
    db.run(REVOKE_ALL, whose=chat_id, now=now)


def address_of(public_url: str, secret: str) -> str:
    """The link as people get it."""
    return f"{public_url.rstrip('/')}/c/{secret}"
