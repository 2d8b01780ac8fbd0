"""What a federation decides about the bot: how people are addressed, whom units ask, where the web chat is found, how often
somebody is reminded in a week. Names and contact are kept by `bot.setup.naming`."""

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select

from bot import addressing, operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Federation, table_of

federation = table_of(Federation)

SETTINGS = "federation.settings"  # the deed in the log
CHANGEABLE = ("address_form", "public_url", "weekly_cap")

FORM = Prepared(select(federation.c.address_form).where(federation.c.id == bindparam("owner")), str)
URL = Prepared(select(federation.c.public_url).where(federation.c.id == bindparam("owner")), str)


def form_of(db: Transaction, federation_id: int) -> str:
    """How this federation's people are addressed, in the middle of a sentence."""
    return db.first(FORM, owner=federation_id) or addressing.USUAL


def public_url(db: Transaction, federation_id: int) -> str:
    """Where the federation says that its web chat is found; empty: as the server was told."""
    return db.first(URL, owner=federation_id) or ""


def is_address(words: str) -> bool:
    """Whether people can open it: https, a name with a dot, and nothing behind it. Personal links open people's chats, so
    nothing without https will do."""
    try:
        parts = urlsplit(words)
        name, _port = parts.hostname or "", parts.port
    except ValueError:
        return False
    is_bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme == "https" and "." in name and not any(each.isspace() for each in words) and is_bare


def change(db: Transaction, federation_id: int, name: str, value: str | int, now: datetime, person_id: int | None) -> None:
    """Set one of CHANGEABLE, and write to the log what it was before. Ask for rights before; raises KeyError for another."""
    if name not in CHANGEABLE:
        raise KeyError(name)
    home = db.session.get_one(Federation, federation_id, with_for_update=True, populate_existing=True)
    before = getattr(home, name)
    setattr(home, name, value)
    db.session.add(home)
    db.session.flush()
    told = {"setting": name, "before": before, "after": value}
    operations.record(db, federation_id, SETTINGS, now, person_id=person_id, valid_on=None, unit_id=None, **told)
