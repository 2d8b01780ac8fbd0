"""What units are called, and were called on an earlier day: the log of renamings remembers it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, or_, select, update

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.i18n import _
from bot.models import Operation, Unit, table_of
from bot.units import tree
from bot.units.changes.entry import Effect, Entry, Impossible, begin, log, there
from bot.units.changes.opening import fitting_name
from bot.units.tree import Standing
from bot.vietnamese.folding import fold, sort_key

operation, unit = table_of(Operation), table_of(Unit)
RENAMED = "unit.rename"

RENAMINGS: Prepared[Any] = Prepared(
    select(operation.c.unit_id, operation.c.valid_on, operation.c.details)
    .where(operation.c.federation_id == bindparam("federation"), operation.c.deed == RENAMED)
    .where(or_(bindparam("unit", type_=operation.c.unit_id.type).is_(None), operation.c.unit_id == bindparam("unit")))
    .order_by(operation.c.valid_on, operation.c.id)
)
CALL: Prepared[Any] = Prepared(
    update(unit)
    .where(unit.c.id == bindparam("row"))
    .values(name=bindparam("new_name"), folded=bindparam("bare"), sort_key=bindparam("order"))
)


def rename(db: Transaction, entry: Entry, unit_id: int, name: str) -> Effect:
    """From the entry's day on, which is not ahead, the unit has another name. Raises Impossible."""
    begin(db, entry)
    known = there(db, entry, unit_id, entry.day, entry.day)
    if entry.day > local(entry.now).date():
        raise Impossible(_("Tên mới chỉ ghi được từ hôm nay hoặc một ngày đã qua."))
    before = names_on(db, entry.federation_id, entry.day, unit_id).get(unit_id, known.name)
    after = fitting_name(db, entry, name, tree.parent_of(db, unit_id, entry.day))
    log(db, entry, RENAMED, unit_id, before=before, after=after)
    latest = _told(db.all(RENAMINGS, federation=entry.federation_id, unit=unit_id), date.max)[unit_id]
    db.run(CALL, row=unit_id, new_name=latest, bare=fold(latest), order=sort_key(latest))
    return Effect()


def names_on(db: Transaction, federation_id: int, day: date, unit_id: int | None = None) -> dict[int, str]:
    """The names that renamed units had on `day`; a unit that never changed its name is not in it."""
    return _told(db.all(RENAMINGS, federation=federation_id, unit=unit_id), day)


def as_of(db: Transaction, federation_id: int, day: date, root: int | None = None) -> list[Standing]:
    """The tree of `day` as `bot.units.tree` has it, with the names that units had then."""
    then = names_on(db, federation_id, day)
    return [replace(each, name=then.get(each.unit_id, each.name)) for each in tree.as_of(db, federation_id, day, root)]


def _told(renamings: Iterable[Any], day: date) -> dict[int, str]:
    names: dict[int, str] = {}
    for row, since, details in renamings:
        told = decode(details)
        names.setdefault(row, told["before"])
        if since <= day:
            names[row] = told["after"]
    return names
