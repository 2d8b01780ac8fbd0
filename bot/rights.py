"""Who may do what, to which units. A role says what; the office's unit or cluster says to whom, on a given day.

Every conversation and command that touches others' units asks here, and asks again at the tap: an office that ended
meanwhile gives no right any more.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import CTE, bindparam, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import ClusterUnit, Unit, table_of
from bot.people import CHAIR, LEAD, OFFICER, REVIEWER, VIEWER, Held, offices
from bot.units.tree import below

cluster_unit, unit = table_of(ClusterUnit), table_of(Unit)


class May(StrEnum):
    """What somebody may do to units other than by being their chair."""

    SEE = "see"  # who owes what, and what was answered
    FOLLOW_UP = "follow up"  # nudge, note a call
    REVIEW = "review"  # accept or return a report; excuse, extend, reopen a duty
    INVITE = "invite"  # codes, handing over an office
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


def office_for(db: Transaction, person_id: int | None, right: May, day: date) -> Held | None:
    """The office by which this person has the right on `day`: the one they chose to act in, else the first; None: no right."""
    held = offices(db, person_id, day) if person_id else []
    return next((each for each in held if right in RIGHTS.get(each.role, ())), None)


def reached() -> CTE:
    """The numbers (column `unit_id`) of the units within an office's reach on `:day`: below `:root`, and of `:cluster` if
    there is one. The office's parameters are `scope(held)`."""
    tree = below()
    inside = select(cluster_unit.c.unit_id).where(
        cluster_unit.c.cluster_id == bindparam("cluster"),
        cluster_unit.c.valid_from <= bindparam("day"),
        or_(cluster_unit.c.valid_to.is_(None), cluster_unit.c.valid_to >= bindparam("day")),
    )
    whole = bindparam("cluster", type_=cluster_unit.c.cluster_id.type).is_(None)
    return select(tree.c.unit_id).where(or_(whole, tree.c.unit_id.in_(inside))).cte("reached")


REACHED = reached()
IS_REACHED = Prepared(select(REACHED.c.unit_id).where(REACHED.c.unit_id == bindparam("unit")), int)


def scope(held: Held) -> dict[str, int | None]:
    """What `reached` needs to know of an office."""
    return {"root": held.unit_id, "cluster": held.cluster_id}


def reaches(db: Transaction, held: Held, unit_id: int, day: date) -> bool:
    """Whether a unit is within an office's reach on `day`."""
    return db.first(IS_REACHED, unit=unit_id, day=day, **scope(held)) is not None
