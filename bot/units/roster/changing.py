"""Writes what a list says otherwise of units that are there. Renaming, moving and clusters go the way of any such entry."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, update
from sqlalchemy.dialects import postgresql

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Contact, Unit, table_of
from bot.units import changes, names
from bot.units.changes import groups as changes_groups
from bot.units.changes.entry import Entry
from bot.units.changes.people import Figure, set_figure
from bot.units.roster.grouping import Groups
from bot.units.roster.header import Meaning
from bot.units.roster.known import Known
from bot.units.roster.plan import Changed
from bot.units.roster.reading import Row

CHAIR_TITLE = "Chủ tịch công đoàn"

unit, contact = table_of(Unit), table_of(Contact)

SET: Prepared[Any] = Prepared(
    update(unit)
    .where(unit.c.id == bindparam("row"))
    .values(code=bindparam("new_code"), level_id=bindparam("level"), bloc_id=bindparam("bloc"))
)
TOLD = ("name", "title", "phone")
SET_CONTACT: Prepared[Any] = Prepared(
    postgresql.insert(contact)
    .values({each: bindparam(each) for each in ("federation_id", "unit_id", *TOLD)})
    .on_conflict_do_update(index_elements=["unit_id"], set_={each: bindparam(each) for each in TOLD})
)


def place_of(unit_or_line: Known | Row, opened: Mapping[str, int]) -> int:
    """The number of a unit that was there or has just been opened."""
    return unit_or_line.id if isinstance(unit_or_line, Known) else opened[unit_or_line.key]


def contact_of(row: Row, known: Known | None = None) -> dict[str, str]:
    """Who leads the unit: as the line says, else as it was."""
    title = row.title or (known.title if known else "") or CHAIR_TITLE
    return {
        "name": row.chair or (known.chair if known else ""),
        "title": title,
        "phone": row.phone or (known.phone if known else ""),
    }


def change(db: Transaction, entry: Entry, changed: Sequence[Changed], groups: Groups, opened: Mapping[str, int]) -> None:
    """Write the changes; `opened` are the numbers of new units by their lines' keys. Raises `Impossible`."""
    for each in changed:
        about = {change.meaning for change in each.changes}
        row, known = each.row, each.known
        if Meaning.NAME in about:
            names.rename(db, entry, known.id, row.name)
        if each.parent is not None:
            changes.move(db, entry, known.id, place_of(each.parent, opened))
        if Meaning.CLUSTER in about:
            changes_groups.join_cluster(db, entry, known.id, groups.cluster(row.cluster))
        if about & {Meaning.CODE, Meaning.LEVEL, Meaning.BLOC}:
            level = groups.level(each.rank) if each.rank else known.level_id
            bloc = groups.bloc(row.bloc) if Meaning.BLOC in about else known.bloc_id
            db.run(SET, row=known.id, new_code=row.code or known.code, level=level, bloc=bloc)
        if about & {Meaning.CHAIR, Meaning.TITLE, Meaning.PHONE}:
            db.run(SET_CONTACT, federation_id=entry.federation_id, unit_id=known.id, **contact_of(row, known))
        if about & {Meaning.MEMBERS, Meaning.WOMEN}:
            set_figure(db, entry, known.id, entry.day, _figure(row, known))


def _figure(row: Row, known: Known) -> Figure:
    members = known.members if row.members is None else row.members
    women = known.women if row.women is None else row.women
    return Figure(members, women)
