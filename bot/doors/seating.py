"""Which of several bots has room: a bot of a free plan talks with 50 people. Units of one cluster are kept together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, bindparam, func, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.doors import account, bot
from bot.models import ClusterUnit, Invite, Office, table_of
from bot.units.tree import holds

invite, office, cluster_unit = table_of(Invite), table_of(Office), table_of(ClusterUnit)

FEDERATION = bindparam("federation", type_=Big)
LIVE = and_(invite.c.bot_id.is_not(None), invite.c.used_at.is_(None), invite.c.expires_at > bindparam("now"))
WORKS = and_(bot.c.federation_id == FEDERATION, bot.c.stopped_at.is_(None))


@dataclass(frozen=True)
class Place:
    """A bot that somebody can be sent to, by the address that the platform knows it by."""

    id: int
    channel: str
    platform_id: str
    username: str
    seats: int | None


BOTS = Prepared(
    select(bot.c.id, bot.c.channel, bot.c.platform_id, bot.c.username, bot.c.seats)
    .where(WORKS, bot.c.channel == bindparam("of_channel", type_=String()))
    .order_by(bot.c.id),
    Place,
)
PEOPLE: Prepared[Any] = Prepared(
    select(account.c.bot_id, func.count(account.c.person_id.distinct()))
    .where(account.c.federation_id == FEDERATION)
    .group_by(account.c.bot_id)
)
KEPT: Prepared[Any] = Prepared(select(invite.c.bot_id, invite.c.unit_id).where(LIVE, invite.c.federation_id == FEDERATION))
IN_CLUSTER = and_(cluster_unit.c.cluster_id == bindparam("cluster", type_=Big), holds(cluster_unit))
OF_CLUSTER: Prepared[Any] = Prepared(
    select(account.c.bot_id, func.count())
    .join_from(cluster_unit, office, and_(office.c.unit_id == cluster_unit.c.unit_id, holds(office)))
    .join(account, account.c.person_id == office.c.person_id)
    .where(IN_CLUSTER)
    .group_by(account.c.bot_id)
)
KEPT_FOR_CLUSTER: Prepared[Any] = Prepared(
    select(invite.c.bot_id, func.count())
    .join_from(invite, cluster_unit, cluster_unit.c.unit_id == invite.c.unit_id)
    .where(IN_CLUSTER, LIVE)
    .group_by(invite.c.bot_id)
)
FULL = Prepared(
    select(bot.c.id).where(
        bot.c.id == bindparam("row"),
        bot.c.seats <= select(func.count(account.c.person_id.distinct())).where(account.c.bot_id == bot.c.id).scalar_subquery(),
    ),
    int,
)
LIMITED = Prepared(select(bot.c.channel).where(WORKS, bot.c.seats.is_not(None)).order_by(bot.c.id).limit(1), str)


def is_full(db: Transaction, bot_id: int) -> bool:
    """Whether a bot talks with as many people as it may."""
    return db.first(FULL, row=bot_id) is not None


def limited(db: Transaction, federation_id: int) -> str | None:
    """The channel on which the federation's bots talk with so many people and no more; None: there is none."""
    return db.first(LIMITED, federation=federation_id)


def assign(
    db: Transaction, federation_id: int, channel: str, units: Sequence[tuple[int, int | None]], now: datetime
) -> dict[int, Place | None]:
    """For each unit (with its cluster) the bot of a channel to which its chair is sent; None: none has a free seat.

    Whoever calls keeps the seat by an invite that names the bot (`Invites.issue`). A seat that was kept for one of these units
    before is free again.
    """
    places = db.all(BOTS, federation=federation_id, of_channel=channel)
    taken = Counter(dict(db.all(PEOPLE, federation=federation_id)))
    mine = {unit for unit, _cluster in units}
    taken.update(bot_id for bot_id, unit_id in db.all(KEPT, federation=federation_id, now=now) if unit_id not in mine)
    free = {each.id: len(units) if each.seats is None else max(each.seats - taken[each.id], 0) for each in places}
    found: dict[int, Place | None] = dict.fromkeys(mine)
    clusters: dict[int | None, list[int]] = {}
    for unit, cluster in units:
        clusters.setdefault(cluster, []).append(unit)
    for cluster, members in sorted(clusters.items(), key=lambda each: -len(each[1])):
        waiting = list(dict.fromkeys(each for each in members if found[each] is None))
        for place in _by_fit(places, free, _known(db, cluster, now), len(waiting)):
            here, waiting = waiting[: free[place.id]], waiting[free[place.id] :]
            found |= dict.fromkeys(here, place)
            free[place.id] -= len(here)
    return found


def _by_fit(places: Iterable[Place], free: dict[int, int], known: Counter[int], wanted: int) -> list[Place]:
    """Where most of the cluster is already, then where all of it fits most tightly, then where there is most room."""

    def rank(place: Place) -> tuple[int, bool, int]:
        room = free[place.id]
        return -known[place.id], room < wanted, room if room >= wanted else -room

    return sorted(places, key=rank)


def _known(db: Transaction, cluster: int | None, now: datetime) -> Counter[int]:
    """How many of a cluster each bot has, or keeps a seat for."""
    if cluster is None:
        return Counter()
    where = {"cluster": cluster, "day": local(now).date()}
    return Counter(dict(db.all(OF_CLUSTER, **where))) + Counter(dict(db.all(KEPT_FOR_CLUSTER, **where, now=now)))
