"""Who may do what, to which units. A role says what; the office's unit or cluster says to whom, on a given day.

Every conversation and command that touches others' units asks here, and asks again at the tap: an office that ended
meanwhile gives no right any more.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import CTE, bindparam, exists, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import ClusterUnit, Unit, table_of
from bot.people import CHAIR, LEAD, OFFICER, REVIEWER, VIEWER, Held, offices
from bot.units.tree import above, belonging, below, holds, parent_of

cluster_unit, unit = table_of(ClusterUnit), table_of(Unit)


class May(StrEnum):
    """What somebody may do to units other than by being their chair."""

    SEE = "see"  # who owes what, and what was answered
    FOLLOW_UP = "follow up"  # nudge, note a call, enter on a unit's behalf what it said
    REVIEW = "review"  # accept or return a report; excuse, extend, reopen a duty
    INVITE = "invite"  # codes, handing over an office
    ANNOUNCE = "announce"  # send an announcement to many; stop, correct and withdraw it
    UNITS = "units"  # import, open, close, merge, split, move
    CAMPAIGN = "campaign"  # open, change and close campaigns; confirm due days
    CALENDAR = "calendar"  # days off and swapped days


RIGHTS: dict[str, frozenset[May]] = {
    OFFICER: frozenset(May),
    REVIEWER: frozenset({May.SEE, May.FOLLOW_UP, May.REVIEW}),
    LEAD: frozenset({May.SEE, May.FOLLOW_UP}),
    VIEWER: frozenset({May.SEE}),
    CHAIR: frozenset(),
}


@dataclass(frozen=True)
class Reach:
    """Which units somebody may look at: all below one, or those of a cluster there."""

    root: int
    cluster: int | None = None


def office_for(db: Transaction, person_id: int | None, right: May, day: date) -> Held | None:
    """The office by which this person has the right on `day`: the one they chose to act in, else the first; None: no right."""
    held = offices(db, person_id, day) if person_id else []
    return next((each for each in held if right in RIGHTS.get(each.role, ())), None)


def reached(*, with_closed: bool = False) -> CTE:
    """The numbers (column `unit_id`) of the units within an office's reach on `:day`: below `:root`, and of `:cluster` if
    there is one: the fields of a `Reach`. `with_closed`: also units that were closed before, by where they stood last."""
    tree = belonging() if with_closed else below()
    inside = select(cluster_unit.c.unit_id).where(
        cluster_unit.c.cluster_id == bindparam("cluster"),
        holds(cluster_unit),
    )
    whole = bindparam("cluster", type_=cluster_unit.c.cluster_id.type).is_(None)
    return select(tree.c.unit_id).where(or_(whole, tree.c.unit_id.in_(inside))).cte("reached")


def _is_reached(*, with_closed: bool) -> Prepared[int]:
    """Whether `:unit` is one of `reached`, looked up from below: a nation's tree has 130,000 units and five levels."""
    over = above(with_closed=with_closed)
    whole = bindparam("cluster", type_=cluster_unit.c.cluster_id.type).is_(None)
    inside = exists().where(
        cluster_unit.c.unit_id == bindparam("unit"), cluster_unit.c.cluster_id == bindparam("cluster"), holds(cluster_unit)
    )
    return Prepared(select(over.c.unit_id).where(over.c.unit_id == bindparam("root"), or_(whole, inside)), int)


IS_REACHED, IS_REACHED_CLOSED = _is_reached(with_closed=False), _is_reached(with_closed=True)


def may_change(db: Transaction, held: Held, issuer_id: int | None, day: date) -> bool:
    """Whether what `issuer_id` issued is an office's to change: that unit is within its reach. None: the top unit issued it."""
    return parent_of(db, held.unit_id, day) is None if issuer_id is None else reaches(db, held, issuer_id, day)


def reach_of(held: Held) -> Reach:
    """How far an office reaches."""
    return Reach(held.unit_id, held.cluster_id)


def reaches(db: Transaction, held: Held, unit_id: int, day: date, *, with_closed: bool = False) -> bool:
    """Whether a unit is within an office's reach on `day`; `with_closed`: or was closed before, and stood there last."""
    return is_within(db, reach_of(held), unit_id, day, with_closed=with_closed)


def is_within(db: Transaction, reach: Reach, unit_id: int, day: date, *, with_closed: bool = False) -> bool:
    """Whether a unit is within a reach on `day`; `with_closed` as in `reaches`."""
    statement = IS_REACHED_CLOSED if with_closed else IS_REACHED
    return db.first(statement, unit=unit_id, day=day, **vars(reach)) is not None
