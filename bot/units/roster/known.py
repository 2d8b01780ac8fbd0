"""What the federation has, to compare a list with: units, where they stand, their contacts and figures. A query for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Affiliation, Bloc, Cluster, ClusterUnit, Contact, Headcount, Level, Unit, table_of
from bot.rights import Reach
from bot.units.tree import below, counted, holds

unit, affiliation, contact, headcount = table_of(Unit), table_of(Affiliation), table_of(Contact), table_of(Headcount)
level, bloc, cluster, cluster_unit = table_of(Level), table_of(Bloc), table_of(Cluster), table_of(ClusterUnit)


@dataclass(slots=True)
class Known:
    """A unit as it is today."""

    id: int
    code: str | None
    name: str
    folded: str
    level_id: int
    bloc_id: int | None
    parent_id: int | None
    valid_from: date
    cluster_id: int | None = None
    chair: str = ""
    title: str = ""
    phone: str = ""
    members: int | None = None
    women: int | None = None


@dataclass(frozen=True)
class Rank:
    """A level of the tree."""

    id: int
    name: str
    depth: int
    is_grassroots: bool


@dataclass
class Existing:
    """The units within reach, and the federation's levels, blocs and clusters."""

    root: Known
    units: dict[int, Known]
    ranks: dict[int, Rank]
    blocs: Mapping[int, str]
    clusters: Mapping[int, str]
    codes_elsewhere: set[str] = field(default_factory=set)


def _within(*columns: Any) -> tuple[Select[Any], Any]:
    reach = below()
    return select(*columns).select_from(reach), reach


def _units() -> Prepared[Known]:
    named = (unit.c.id, unit.c.code, unit.c.name, unit.c.folded)
    rows, reach = _within(*named, unit.c.level_id, unit.c.bloc_id, affiliation.c.parent_id, unit.c.valid_from)
    rows = rows.join(unit, and_(unit.c.id == reach.c.unit_id, holds(unit)))
    rows = rows.outerjoin(affiliation, and_(affiliation.c.unit_id == unit.c.id, holds(affiliation)))
    return Prepared(rows.where(unit.c.federation_id == bindparam("federation")), Known)


def _contacts() -> Prepared[Any]:
    rows, reach = _within(contact.c.unit_id, contact.c.name, contact.c.title, contact.c.phone)
    return Prepared(rows.join(contact, contact.c.unit_id == reach.c.unit_id))


def _headcounts() -> Prepared[Any]:
    rows, reach = _within(unit.c.id, headcount.c.members, headcount.c.women)
    return Prepared(rows.join(unit, unit.c.id == reach.c.unit_id).join(headcount, counted()))


def _clustered() -> Prepared[Any]:
    rows, reach = _within(cluster_unit.c.unit_id, cluster_unit.c.cluster_id)
    rows = rows.join(cluster_unit, and_(cluster_unit.c.unit_id == reach.c.unit_id, holds(cluster_unit)))
    return Prepared(rows.order_by(cluster_unit.c.id))


UNITS, CONTACTS, HEADCOUNTS, CLUSTERED = _units(), _contacts(), _headcounts(), _clustered()
OF_FEDERATION: Any = bindparam("federation")
RANKS = Prepared(
    select(level.c.id, level.c.name, level.c.depth, level.c.is_grassroots)
    .where(level.c.federation_id == OF_FEDERATION)
    .order_by(level.c.depth, level.c.id),
    Rank,
)
BLOCS: Prepared[Any] = Prepared(select(bloc.c.id, bloc.c.name).where(bloc.c.federation_id == OF_FEDERATION).order_by(bloc.c.id))
CLUSTERS: Prepared[Any] = Prepared(
    select(cluster.c.id, cluster.c.name).where(cluster.c.federation_id == OF_FEDERATION).order_by(cluster.c.id)
)
CODES: Prepared[Any] = Prepared(
    select(unit.c.id, unit.c.code).where(unit.c.federation_id == OF_FEDERATION, unit.c.code.is_not(None))
)


def load(db: Transaction, federation_id: int, reach: Reach, day: date) -> Existing:
    """What stands below the unit of an office on `day`, that unit included. Raises LookupError if the unit does not exist."""
    # Sorted here: to spare itself the sort, SQLite would walk all units for each one that is reached.
    found = sorted(db.all(UNITS, federation=federation_id, root=reach.root, day=day), key=lambda each: each.id)
    units = {each.id: each for each in found}
    if reach.root not in units:
        raise LookupError("the unit that is to stand above the list does not exist on this day")
    _add_details(db, units, {"root": reach.root, "day": day})
    return Existing(
        units[reach.root],
        units,
        {each.id: each for each in db.all(RANKS, federation=federation_id)},
        dict(db.all(BLOCS, federation=federation_id)),
        dict(db.all(CLUSTERS, federation=federation_id)),
        {code.casefold() for row, code in db.all(CODES, federation=federation_id) if row not in units},
    )


def _add_details(db: Transaction, units: dict[int, Known], where: dict[str, Any]) -> None:
    for row, chair, title, phone in db.all(CONTACTS, **where):
        if known := units.get(row):
            known.chair, known.title, known.phone = chair, title, phone
    for row, members, women in db.all(HEADCOUNTS, **where):
        if known := units.get(row):
            known.members, known.women = members, women
    for row, of_cluster in db.all(CLUSTERED, **where):
        if known := units.get(row):
            known.cluster_id = of_cluster
