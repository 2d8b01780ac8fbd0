"""Reading the log of what was done (`bot.operations` writes it): within an officer's reach, the newest first, page by page."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import Operation, Person, Unit, table_of
from bot.people import Held
from bot.rights import reach_of, reached
from bot.units.tree import parent_of
from bot.vietnamese.folding import fold

operation, person, unit = table_of(Operation), table_of(Person), table_of(Unit)

PAGE = 10  # entries in one message: more is a wall on a small screen
MOST = 8  # people on buttons


@dataclass(frozen=True)
class Entry:
    """One thing that was done: by whom (None: on the command line), to which unit, holding from which day."""

    id: int
    deed: str
    person_id: int | None
    name: str | None
    unit: str | None
    valid_on: date | None
    details: str
    recorded_at: datetime


def _entries() -> Select[Any]:
    return (
        select(
            *(operation.c.id, operation.c.deed, operation.c.person_id, person.c.name, unit.c.name.label("unit")),
            *(operation.c.valid_on, operation.c.details, operation.c.recorded_at),
        )
        .join_from(operation, person, person.c.id == operation.c.person_id, isouter=True)
        .outerjoin(unit, unit.c.id == operation.c.unit_id)
        .where(operation.c.federation_id == bindparam("federation"))
        .order_by(operation.c.id.desc())
    )


def _is(column: Any, name: str) -> Any:
    """The column is what is asked for, or nothing is."""
    wanted = bindparam(name, type_=column.type)
    return or_(wanted.is_(None), column == wanted)


WITHIN = reached(with_closed=True)
# What concerns no single unit is the whole federation's: only its top office reads that.
NEWEST = Prepared(
    _entries()
    .where(
        or_(
            operation.c.unit_id.in_(select(WITHIN.c.unit_id)),
            operation.c.unit_id.is_(None) & (bindparam("is_top", type_=operation.c.id.type) == 1),
        ),
        operation.c.id < bindparam("before_row"),
        _is(operation.c.person_id, "of_person"),
        _is(operation.c.unit_id, "of_unit"),
    )
    .limit(PAGE + 1),
    Entry,
)
LAST = Prepared(
    _entries().where(operation.c.deed == bindparam("of_deed"), operation.c.details == bindparam("told")).limit(1), Entry
)
DOERS: Prepared[Any] = Prepared(
    select(person.c.id, person.c.name)
    .distinct()
    .join_from(operation, person, person.c.id == operation.c.person_id)
    .where(operation.c.federation_id == bindparam("federation"))
    .where(or_(operation.c.unit_id.in_(select(WITHIN.c.unit_id)), operation.c.unit_id.is_(None)))
    .order_by(person.c.name, person.c.id)
)
LATEST = 2**62  # no row has such a number


def newest(
    db: Transaction,
    federation_id: int,
    held: Held,
    day: date,
    *,
    before: int = LATEST,
    person_id: int | None = None,
    unit_id: int | None = None,
) -> tuple[list[Entry], bool]:
    """A page of what was done within an office's reach, older than the entry `before`, by one person, to one unit; and whether
    there is more."""
    is_top = int(held.cluster_id is None and parent_of(db, held.unit_id, day) is None)
    wanted = {"before_row": before, "of_person": person_id, "of_unit": unit_id, "is_top": is_top, "day": day}
    found = db.all(NEWEST, federation=federation_id, **wanted, **vars(reach_of(held)))
    return found[:PAGE], len(found) > PAGE


def doers(db: Transaction, federation_id: int, held: Held, words: str, day: date) -> list[tuple[int, str]]:
    """Who did anything within an office's reach and has these words in their name: number and name."""
    said = fold(words)
    found = db.all(DOERS, federation=federation_id, day=day, **vars(reach_of(held)))
    return [(row, name) for row, name in found if said and said in fold(name)][:MOST]


def last(db: Transaction, federation_id: int, deed: str, **details: Any) -> Entry | None:
    """When a deed with exactly these details was done last, and by whom."""
    return db.first(LAST, federation=federation_id, of_deed=deed, told=encode(details))
