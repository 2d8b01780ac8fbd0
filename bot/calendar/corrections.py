"""The calendar of a federation, read with the corrections of its officers; `correcting` writes them."""

from collections.abc import Iterable

from sqlalchemy import bindparam, select

from bot.calendar.days import Calendar, Correction
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import SpecialDay, table_of

special = table_of(SpecialDay)

CORRECTIONS = Prepared(
    select(special.c.day, special.c.is_off, special.c.name)
    .where(special.c.federation_id == bindparam("federation"))
    .order_by(special.c.day),
    Correction,
)


def of(db: Transaction, federation_id: int) -> Calendar:
    """The calendar of a federation as it is now: one query. Load it once for a piece of work and pass it along."""
    return Calendar({each.day: each for each in db.all(CORRECTIONS, federation=federation_id)})


def all_of(db: Transaction, federation_ids: Iterable[int]) -> dict[int, Calendar]:
    """The calendars of several federations, each loaded once."""
    return {each: of(db, each) for each in sorted(set(federation_ids))}
