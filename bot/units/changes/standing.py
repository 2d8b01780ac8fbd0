"""Rows of `affiliation`: a unit stands somewhere on each day of its life, and nowhere on any other.

An entry for a day changes the days from it on, up to the next change that is known already, which stays in force.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Affiliation, table_of
from bot.units.changes.entry import Entry, Impossible, Known, there

affiliation = table_of(Affiliation)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stand:
    """A unit under a parent from one day to another; `valid_to` None: with no end in sight."""

    id: int
    unit_id: int
    parent_id: int
    valid_from: date
    valid_to: date | None


ROWS = select(
    affiliation.c.id, affiliation.c.unit_id, affiliation.c.parent_id, affiliation.c.valid_from, affiliation.c.valid_to
).where(or_(affiliation.c.valid_to.is_(None), affiliation.c.valid_to >= bindparam("day")))
OF_UNIT = Prepared(ROWS.where(affiliation.c.unit_id == bindparam("unit")).order_by(affiliation.c.valid_from), Stand)
OF_PARENT = Prepared(ROWS.where(affiliation.c.parent_id == bindparam("parent")).order_by(affiliation.c.id), Stand)
ADD = insert_new(affiliation, "federation_id", "unit_id", "parent_id", "valid_from", "valid_to")
TURN: Prepared[Any] = Prepared(
    update(affiliation).where(affiliation.c.id == bindparam("row")).values(parent_id=bindparam("parent"))
)
CUT: Prepared[Any] = Prepared(
    update(affiliation).where(affiliation.c.id == bindparam("row")).values(valid_to=bindparam("last_day"))
)
DROP: Prepared[Any] = Prepared(delete(affiliation).where(affiliation.c.id == bindparam("row")))


def stands(db: Transaction, unit_id: int, day: date) -> list[Stand]:
    """Where the unit stands on `day` and afterwards, in order of time. The top stands nowhere."""
    return db.all(OF_UNIT, unit=unit_id, day=day)


def standing_on(db: Transaction, unit: Known, day: date) -> Stand:
    """Where a unit that is there on `day` stands. Raises Impossible for the top."""
    found = stands(db, unit.id, day)
    if not found:
        raise Impossible(_("{unit} là đơn vị cao nhất nên không chuyển hoặc tách được.").format(unit=unit.name))
    return found[0]


def children(db: Transaction, unit_id: int, day: date) -> list[Stand]:
    """What stands under the unit on `day` or afterwards."""
    return db.all(OF_PARENT, parent=unit_id, day=day)


def add(db: Transaction, entry: Entry, unit_id: int, parent_id: int, first: date, last: date | None) -> None:
    """Let a unit stand under `parent_id` from `first` to `last`."""
    values = {"unit_id": unit_id, "parent_id": parent_id, "valid_from": first, "valid_to": last}
    db.run(ADD, federation_id=entry.federation_id, **values)


def turn(db: Transaction, entry: Entry, stand: Stand, parent: Known, day: date) -> None:
    """From `day` on the unit stands under `parent`, until this row ends. Raises Impossible: a circle, or a parent that is not
    there all that time."""
    first = max(stand.valid_from, day)
    there(db, entry, parent.id, first, stand.valid_to)
    if _leads_to(db, parent.id, stand.unit_id, first, stand.valid_to):
        text = _("{parent} đang ở dưới chính đơn vị này nên không thể làm công đoàn cấp trên của nó.")
        raise Impossible(text.format(parent=parent.name))
    if stand.valid_from >= day:
        db.run(TURN, row=stand.id, parent=parent.id)
        return
    db.run(CUT, row=stand.id, last_day=day - DAY)
    add(db, entry, stand.unit_id, parent.id, day, stand.valid_to)


def end(db: Transaction, unit_id: int, last: date) -> None:
    """After `last` the unit stands nowhere."""
    for each in stands(db, unit_id, last + DAY):
        if each.valid_from > last:
            db.run(DROP, row=each.id)
        else:
            db.run(CUT, row=each.id, last_day=last)


def _leads_to(db: Transaction, start: int, wanted: int, first: date, last: date | None) -> bool:
    """Whether `wanted` is `start` or above it on any day from `first` to `last`."""
    to_climb = [(start, first, last)]
    while to_climb:
        at, since, until = to_climb.pop()
        if at == wanted:
            return True
        to_climb += [
            (each.parent_id, max(since, each.valid_from), _earlier(until, each.valid_to))
            for each in stands(db, at, since)
            if until is None or each.valid_from <= until
        ]
    return False


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((each for each in (one, other) if each is not None), default=None)
