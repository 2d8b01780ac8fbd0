"""Clusters of units (cụm thi đua) on a given day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Cluster, ClusterUnit, table_of
from bot.rights import Reach, reached
from bot.units.tree import holds

cluster, cluster_unit = table_of(Cluster), table_of(ClusterUnit)


@dataclass(frozen=True)
class Named:
    """A cluster."""

    id: int
    name: str


REACHED = reached()
WITHIN = Prepared(
    select(cluster.c.id, cluster.c.name)
    .distinct()
    .join_from(cluster, cluster_unit, cluster_unit.c.cluster_id == cluster.c.id)
    .join(REACHED, REACHED.c.unit_id == cluster_unit.c.unit_id)
    .where(holds(cluster_unit))
    .order_by(cluster.c.id),
    Named,
)


def within(db: Transaction, reach: Reach, day: date) -> list[Named]:
    """The clusters that have a unit within reach on `day`."""
    return db.all(WITHIN, day=day, **vars(reach))
