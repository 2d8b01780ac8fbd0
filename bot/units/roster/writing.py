"""Writes an import down, thousands of rows at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Table, insert

from bot import operations
from bot.database.transaction import Transaction
from bot.duties.filling import fill
from bot.models import Affiliation, ClusterUnit, Contact, Headcount, Unit, table_of
from bot.units.changes.entry import Entry
from bot.units.roster.changing import change, contact_of, place_of
from bot.units.roster.grouping import Groups
from bot.units.roster.known import Existing, Known
from bot.units.roster.plan import New, Plan
from bot.units.roster.reading import Row
from bot.vietnamese.folding import fold, sort_key

DEED = "unit.import"

unit, affiliation, contact = table_of(Unit), table_of(Affiliation), table_of(Contact)
headcount, cluster_unit = table_of(Headcount), table_of(ClusterUnit)


@dataclass(frozen=True)
class Import:
    """Which list it is and when it holds: new units exist from `since` on, what changes in others changes on `entry.day`."""

    entry: Entry
    file: str
    since: date


def apply(db: Transaction, plan: Plan, existing: Existing, of: Import) -> None:
    """Open the new units, change what the list says otherwise, give the new ones their duties, and log it in one line.

    Undecided lines and lines with errors are left out. An import without anything new writes nothing. Raises
    `bot.units.changes.Impossible` for a change that the books do not allow; whoever calls it undoes the transaction then.
    """
    if plan.is_empty:
        return
    db.flush()
    groups = Groups(db, of.entry.federation_id, existing)
    opened = _open(db, plan.new, groups, of)
    change(db, of.entry, plan.changed, groups, opened)
    entry, counts = of.entry, {"new": len(plan.new), "changed": len(plan.changed), "same": len(plan.same)}
    operations.record(
        db,
        entry.federation_id,
        DEED,
        entry.now,
        person_id=entry.person_id,
        unit_id=existing.root.id,
        valid_on=of.since,
        file=of.file,
        counts=counts,
    )
    fill(db, of.entry.federation_id, of.entry.day)


def _open(db: Transaction, new: Sequence[New], groups: Groups, of: Import) -> dict[str, int]:
    """Open the units; returns the number of each by its line's key."""
    if not new:
        return {}
    own = {"federation_id": of.entry.federation_id}
    begins = _begins(new, of.since)
    since = [{**own, "valid_from": begins[each.row.key], "valid_to": None} for each in new]
    numbered = insert(unit).returning(unit.c.id, sort_by_parameter_order=True)
    units = [{**day, **_unit(each, groups)} for each, day in zip(new, since, strict=True)]
    ids = db.connection.execute(numbered, units).scalars().all()
    opened = dict(zip((each.row.key for each in new), ids, strict=True))
    all_of_it = list(zip((each.row for each in new), ids, since, strict=True))
    parents = (place_of(each.parent, opened) for each in new)
    _add(db, affiliation, ({**day, "unit_id": id_, "parent_id": next(parents)} for _row, id_, day in all_of_it))
    listed = ((row, id_) for row, id_, _day in all_of_it if row.chair or row.phone)
    _add(db, contact, ({**own, "unit_id": id_, **contact_of(row)} for row, id_ in listed))
    counted = (each for each in all_of_it if each[0].members is not None or each[0].women is not None)
    _add(db, headcount, ({**own, **_figure(row), "unit_id": id_, "since": day["valid_from"]} for row, id_, day in counted))
    placed = (each for each in all_of_it if each[0].cluster)
    _add(db, cluster_unit, ({**day, "cluster_id": groups.cluster(row.cluster), "unit_id": id_} for row, id_, day in placed))
    return opened


def _begins(new: Sequence[New], since: date) -> dict[str, date]:
    """From when each unit exists: none before the one above it. Parents come before their children."""
    begins: dict[str, date] = {}
    for each in new:
        above = each.parent.valid_from if isinstance(each.parent, Known) else begins[each.parent.key]
        begins[each.row.key] = max(since, above)
    return begins


def _figure(row: Row) -> dict[str, int | None]:
    return {"members": row.members, "women": row.women}


def _unit(each: New, groups: Groups) -> dict[str, Any]:
    row = each.row
    names = {"name": row.name, "folded": fold(row.name), "sort_key": sort_key(row.name), "code": row.code or None}
    return {**names, "level_id": groups.level(each.rank), "bloc_id": groups.bloc(row.bloc) if row.bloc else None}


def _add(db: Transaction, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    if batch := list(rows):
        db.connection.execute(insert(table), batch)
