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
    select(unit.c.name.label("unit"), contact.c.name, contact.c.title, contact.c.phone)
    .join_from(unit, contact, contact.c.unit_id == unit.c.id, isouter=True)
    .where(unit.c.id == bindparam("row"), unit.c.federation_id == bindparam("federation"))
)


def chair_seat(db: Transaction, federation_id: int, unit_id: int, title: str) -> Seat:
    """The seat of the unit's chair, for an invite; `title` where the list names none. Raises LookupError for no such unit."""
    name, person, its_title, _phone = _listed(db, federation_id, unit_id)
    return Seat(0, federation_id, unit_id, name, CHAIR, its_title or title, person or "")


def listed(db: Transaction, federation_id: int, unit_id: int) -> tuple[str, str, str]:
    """A unit's name, and whom to call there under which number: empty where the list does not say. Raises LookupError for no
    such unit."""
    name, person, _title, phone = _listed(db, federation_id, unit_id)
    return name, person or "", phone or ""


def _listed(db: Transaction, federation_id: int, unit_id: int) -> tuple[str, str | None, str | None, str | None]:
    found = db.first(LISTED, row=unit_id, federation=federation_id)
    if found is None:
        raise LookupError(f"no unit {unit_id} in this federation")
    name, person, title, phone = found
    return name, person, title, phone
