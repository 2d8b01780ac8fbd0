"""Who leads a unit, as the federation's list says."""

from typing import Any

from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.invites import Seat
from bot.models import Contact, Unit, table_of
from bot.people import CHAIR

contact, unit = table_of(Contact), table_of(Unit)

LISTED: Prepared[Any] = Prepared(
    select(unit.c.name.label("unit"), contact.c.name, contact.c.title)
    .join_from(unit, contact, contact.c.unit_id == unit.c.id, isouter=True)
    .where(unit.c.id == bindparam("row"), unit.c.federation_id == bindparam("federation"))
)


def chair_seat(db: Transaction, federation_id: int, unit_id: int, title: str) -> Seat:
    """The seat of the unit's chair, for an invite; `title` where the list names none. Raises LookupError for no such unit."""
    found = db.first(LISTED, row=unit_id, federation=federation_id)
    if found is None:
        raise LookupError(f"no unit {unit_id} in this federation")
    name, person, listed = found
    return Seat(0, federation_id, unit_id, name, CHAIR, listed or title, person or "")
