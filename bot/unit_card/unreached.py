"""The grassroots units in which nobody can be written to: nobody joined, every door failed, or all turned reminders off."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, exists, func, literal_column, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.doors import IS_OPEN, account, bot, chat
from bot.models import Cluster, ClusterUnit, Contact, Level, Office, Unit, table_of
from bot.people import CHAIR
from bot.privacy.consents import reminded
from bot.rights import Reach, reached
from bot.units.tree import holds

unit, level, office, contact = table_of(Unit), table_of(Level), table_of(Office), table_of(Contact)
cluster, cluster_unit = table_of(Cluster), table_of(ClusterUnit)


class Why(StrEnum):
    """Why a unit cannot be written to unasked."""

    NOBODY = "nobody"  # leads it here yet
    FAILED = "failed"  # its chairs joined, and blocked the bot or left; or the bot itself is stopped
    SILENT = "silent"  # its chairs do not want to be reminded


@dataclass(frozen=True)
class Group:
    """How many units of a cluster (None: of none) there are, by why."""

    cluster_id: int | None
    cluster: str | None
    why: Why
    units: int


@dataclass(frozen=True)
class Unreached:
    """A unit of the list, and whom the federation's list names."""

    unit_id: int
    unit: str
    why: Why
    cluster_id: int | None
    cluster: str | None
    contact: str
    phone: str


REACHED = reached()
CHAIR_HERE = and_(office.c.unit_id == unit.c.id, office.c.role == CHAIR, holds(office))
AT_A_DOOR = (
    exists(office.c.id)
    .where(CHAIR_HERE, account.c.person_id == office.c.person_id, chat.c.id == account.c.chat_id)
    .where(bot.c.id == account.c.bot_id, IS_OPEN)
)
WHY: ColumnElement[str] = case(
    (~exists(office.c.id).where(CHAIR_HERE), literal_column(f"'{Why.NOBODY}'")),
    (~AT_A_DOOR, literal_column(f"'{Why.FAILED}'")),
    (~AT_A_DOOR.where(reminded(office.c.person_id)), literal_column(f"'{Why.SILENT}'")),
)
FIRST_CLUSTER = (  # a unit in two clusters is listed once, in the first
    select(cluster_unit.c.cluster_id)
    .join_from(cluster_unit, cluster, cluster.c.id == cluster_unit.c.cluster_id)
    .where(cluster_unit.c.unit_id == unit.c.id, holds(cluster_unit))
    .order_by(cluster.c.position, cluster.c.id)
    .limit(1)
    .scalar_subquery()
)


def _rows() -> Select[Any]:
    return (
        select(unit.c.id, unit.c.name, unit.c.sort_key, WHY.label("why"), FIRST_CLUSTER.label("cluster_id"))
        .join_from(REACHED, unit, unit.c.id == REACHED.c.unit_id)
        .join(level, and_(level.c.id == unit.c.level_id, level.c.is_grassroots))
        .where(holds(unit))
    )


ROWS = _rows().cte("found").prefix_with("MATERIALIZED")  # else its sub-selects run again wherever a column of theirs is named
COUNTS = Prepared(
    select(ROWS.c.cluster_id, cluster.c.name, ROWS.c.why, func.count())
    .outerjoin_from(ROWS, cluster, cluster.c.id == ROWS.c.cluster_id)
    .where(ROWS.c.why.is_not(None))
    .group_by(ROWS.c.cluster_id, cluster.c.name, cluster.c.position, ROWS.c.why)
    .order_by(cluster.c.position.is_(None), cluster.c.position, ROWS.c.cluster_id),
    lambda row, name, why, units: Group(row, name, Why(why), units),
)
PAGE = Prepared(
    select(
        ROWS.c.id, ROWS.c.name, ROWS.c.why, ROWS.c.cluster_id, cluster.c.name.label("cluster"), contact.c.name, contact.c.phone
    )
    .outerjoin_from(ROWS, cluster, cluster.c.id == ROWS.c.cluster_id)
    .outerjoin(contact, contact.c.unit_id == ROWS.c.id)
    .where(ROWS.c.why == bindparam("wanted"))
    .where(
        func.coalesce(ROWS.c.cluster_id, 0)
        == func.coalesce(bindparam("of_cluster", type_=Big), func.coalesce(ROWS.c.cluster_id, 0))
    )
    .order_by(cluster.c.position.is_(None), cluster.c.position, ROWS.c.cluster_id, ROWS.c.sort_key, ROWS.c.id)
    .limit(bindparam("at_most"))
    .offset(bindparam("skipped")),
    lambda *told: Unreached(told[0], told[1], Why(told[2]), told[3], told[4], told[5] or "", told[6] or ""),
)


def groups(db: Transaction, reach: Reach, day: date) -> list[Group]:
    """How many units within reach cannot be written to, by cluster and why; those in no cluster come last."""
    return db.all(COUNTS, day=day, **vars(reach))


def listed(
    db: Transaction, reach: Reach, day: date, why: Why, of_cluster: int | None, *, first: int, at_most: int
) -> list[Unreached]:
    """A page of them: from the `first` (0) on, by cluster and name; `of_cluster` None: all, 0: those in none."""
    return db.all(PAGE, wanted=why, of_cluster=of_cluster, skipped=first, at_most=at_most, day=day, **vars(reach))
