"""Putting a unit into a cluster, from a day on, and into a bloc."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, or_, select, update

from bot.database.prepared import Prepared, insert_new
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Bloc, Cluster, ClusterUnit, Unit, table_of
from bot.units.changes.entry import Effect, Entry, Impossible, begin, log, there
from bot.units.changes.standing import DAY

unit, bloc, cluster, cluster_unit = table_of(Unit), table_of(Bloc), table_of(Cluster), table_of(ClusterUnit)

HOLDING: Prepared[Any] = Prepared(
    select(cluster_unit.c.id, cluster_unit.c.valid_from, cluster_unit.c.valid_to)
    .where(cluster_unit.c.unit_id == bindparam("unit"), cluster_unit.c.valid_from <= bindparam("day"))
    .where(or_(cluster_unit.c.valid_to.is_(None), cluster_unit.c.valid_to >= bindparam("day")))
)
NEXT: Prepared[date | None] = Prepared(
    select(func.min(cluster_unit.c.valid_from)).where(
        cluster_unit.c.unit_id == bindparam("unit"), cluster_unit.c.valid_from > bindparam("day")
    ),
    lambda day: day,
)
ADD = insert_new(cluster_unit, "federation_id", "cluster_id", "unit_id", "valid_from", "valid_to")
TURN: Prepared[Any] = Prepared(
    update(cluster_unit).where(cluster_unit.c.id == bindparam("row")).values(cluster_id=bindparam("cluster"))
)
CUT: Prepared[Any] = Prepared(
    update(cluster_unit).where(cluster_unit.c.id == bindparam("row")).values(valid_to=bindparam("last_day"))
)
IN_BLOC: Prepared[Any] = Prepared(update(unit).where(unit.c.id == bindparam("row")).values(bloc_id=bindparam("bloc")))
BLOC = Prepared(select(bloc.c.id).where(bloc.c.federation_id == bindparam("federation"), bloc.c.id == bindparam("row")), int)
CLUSTER = Prepared(
    select(cluster.c.id).where(cluster.c.federation_id == bindparam("federation"), cluster.c.id == bindparam("row")), int
)


def join_cluster(db: Transaction, entry: Entry, unit_id: int, cluster_id: int) -> Effect:
    """From the entry's day on the unit is in this cluster and in no other, until a change that is known already."""
    begin(db, entry)
    known = there(db, entry, unit_id, entry.day, entry.day)
    if db.first(CLUSTER, federation=entry.federation_id, row=cluster_id) is None:
        raise Impossible(_("Không tìm thấy cụm này trong danh sách."))
    held = db.first(HOLDING, unit=unit_id, day=entry.day)
    if held and held[1] == entry.day:
        db.run(TURN, row=held[0], cluster=cluster_id)
    else:
        following = db.all(NEXT, unit=unit_id, day=entry.day)[0]
        last = held[2] if held else following - DAY if following else known.valid_to
        if held:
            db.run(CUT, row=held[0], last_day=entry.day - DAY)
        values = {"cluster_id": cluster_id, "unit_id": unit_id, "valid_from": entry.day, "valid_to": last}
        db.run(ADD, federation_id=entry.federation_id, **values)
    log(db, entry, "unit.cluster", unit_id, cluster=cluster_id)
    return Effect()


def put_in_bloc(db: Transaction, entry: Entry, unit_id: int, bloc_id: int) -> Effect:
    """The unit belongs to this bloc. A bloc has no days: it only says which contents of a plan are for the unit."""
    begin(db, entry)
    there(db, entry, unit_id, entry.day, entry.day)
    if db.first(BLOC, federation=entry.federation_id, row=bloc_id) is None:
        raise Impossible(_("Không tìm thấy khối này trong danh sách."))
    db.run(IN_BLOC, row=unit_id, bloc=bloc_id)
    log(db, entry, "unit.bloc", unit_id, bloc=bloc_id)
    return Effect()
