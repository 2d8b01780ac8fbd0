"""What stands at the head of a unit's card: name, code, where it belongs, and whom the federation's list names."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Affiliation, Bloc, Cluster, ClusterUnit, Contact, Headcount, Level, Unit, table_of
from bot.units.tree import counted, holds

unit, level, bloc, cluster = table_of(Unit), table_of(Level), table_of(Bloc), table_of(Cluster)
affiliation, cluster_unit, contact = table_of(Affiliation), table_of(ClusterUnit), table_of(Contact)
headcount = table_of(Headcount)
upper = unit.alias("upper")


@dataclass(frozen=True)
class About:
    """A unit on a day; what nobody knows is None. `closed_on`: its last day. `contact` and `phone` as the list has them."""

    unit_id: int
    name: str
    code: str | None
    level: str
    is_grassroots: bool
    closed_on: date | None
    parent: str | None
    bloc: str | None
    cluster: str | None
    members: int | None
    contact: str | None
    phone: str | None


ABOUT = Prepared(
    select(
        unit.c.id,
        unit.c.name,
        unit.c.code,
        level.c.name.label("level"),
        level.c.is_grassroots,
        unit.c.valid_to,
        upper.c.name.label("parent"),
        bloc.c.name.label("bloc"),
        cluster.c.name.label("cluster"),
        headcount.c.members,
        contact.c.name.label("contact"),
        contact.c.phone,
    )
    .join_from(unit, level, level.c.id == unit.c.level_id)
    .outerjoin(affiliation, and_(affiliation.c.unit_id == unit.c.id, holds(affiliation)))
    .outerjoin(upper, upper.c.id == affiliation.c.parent_id)
    .outerjoin(bloc, bloc.c.id == unit.c.bloc_id)
    .outerjoin(cluster_unit, and_(cluster_unit.c.unit_id == unit.c.id, holds(cluster_unit)))
    .outerjoin(cluster, cluster.c.id == cluster_unit.c.cluster_id)
    .outerjoin(headcount, counted())
    .outerjoin(contact, contact.c.unit_id == unit.c.id)
    .where(unit.c.id == bindparam("row"), unit.c.federation_id == bindparam("federation"))
    .order_by(cluster.c.position, cluster.c.id),
    About,
)


def about(db: Transaction, federation_id: int, unit_id: int, day: date) -> About | None:
    """The head of a unit's card; of several clusters the first. None: there is no such unit in this federation."""
    return db.first(ABOUT, row=unit_id, federation=federation_id, day=day)
