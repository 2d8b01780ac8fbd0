"""The upper units below an office, each with what stands under it."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Level, Unit, table_of
from bot.rights import Reach, reached
from bot.units.tree import holds

unit, level = table_of(Unit), table_of(Level)

WITHIN = reached()
UPPER: Prepared[Any] = Prepared(
    select(unit.c.id, unit.c.name)
    .join_from(WITHIN, unit, unit.c.id == WITHIN.c.unit_id)
    .join(level, level.c.id == unit.c.level_id)
    .where(holds(unit), level.c.is_grassroots.is_(False), unit.c.id != bindparam("own"))
    .order_by(level.c.depth, unit.c.sort_key, unit.c.id)
)


def branches(db: Transaction, reach: Reach, day: date) -> list[tuple[int, str]]:
    """Number and name of each unit within reach that has units below it by its level, but for the office's own."""
    return [(row, name) for row, name in db.all(UPPER, day=day, own=reach.root, **vars(reach))]
