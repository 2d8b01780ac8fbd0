"""The log of what was done to units, people and campaigns: who, what, from which day on, and when it was entered."""

from datetime import date, datetime
from typing import Any

from bot.database.prepared import insert_new
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import Operation, table_of

ADD = insert_new(table_of(Operation), "federation_id", "deed", "unit_id", "person_id", "valid_on", "details", "recorded_at")


def record(
    db: Transaction,
    federation_id: int,
    deed: str,
    now: datetime,
    *,
    person_id: int | None = None,
    unit_id: int | None = None,
    valid_on: date | None = None,
    **details: Any,
) -> None:
    """Add a line to the log. `person_id` None: on the command line. `details` must hold no secret."""
    values = {"unit_id": unit_id, "person_id": person_id, "valid_on": valid_on, "details": encode(details)}
    db.run(ADD, federation_id=federation_id, deed=deed, recorded_at=now, **values)
