"""The week's cap: how many digests somebody has in a week, by the days in their keys."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    String,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
)

from bot import pauses
from bot.clock import instant
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.models import Outbox, Reminder, table_of
from bot.post import outbox as post
from bot.reminders.letter import day_of, prefix

reminder, outbox = table_of(Reminder), table_of(Outbox)

AFTER, UPTO = bindparam("after", type_=Big), bindparam("upto", type_=Big)
LONGEST_REST = timedelta(days=31)  # a digest of this week was not made before
NEAR = 100  # rows: near enough


# A digest that a blocked chat did not take was not told to anybody; one in doubt may have been.
HAS_PLACE = and_(outbox.c.state != "dropped", or_(outbox.c.state != "dead", outbox.c.problem.startswith(post.IN_DOUBT)))


NEWEST = Prepared(select(func.coalesce(func.max(outbox.c.id), 0)), int)
AT: Prepared[Any] = Prepared(
    select(outbox.c.id, outbox.c.not_before).where(outbox.c.id >= bindparam("number", type_=Big)).order_by(outbox.c.id).limit(1)
)
mine = reminder.alias("mine")
RECENT = and_(mine.c.person_id == reminder.c.person_id, mine.c.outbox_id > bindparam("recent", type_=Big))
TOLD_OFTEN = (  # many rows of late: only then it is worth counting the digests of this week
    select(func.count()).select_from(mine).where(RECENT).correlate(reminder).scalar_subquery()
)


def _this_week() -> Any:
    """How many digests of this week the person has had or is to have, by the days in their keys."""
    lately = select(mine.c.outbox_id).distinct().where(RECENT).correlate(reminder).subquery()
    day = func.substr(outbox.c.key, func.length(prefix(reminder.c.person_id)) + 2, 10)
    days = [day == bindparam(f"day{n}", type_=String()) for n in range(7)]
    return (
        select(func.count())
        .select_from(lately.join(outbox, outbox.c.id == lately.c.outbox_id))
        .where(HAS_PLACE, or_(*days))
        .correlate(reminder)
        .scalar_subquery()
    )


today_of = reminder.alias("today_of")
HOLDS_TODAY = (
    select(literal(1))
    .where(
        today_of.c.person_id == reminder.c.person_id,
        today_of.c.person_id > AFTER,  # said again for PostgreSQL, which would gather all that waits
        today_of.c.person_id <= UPTO,
        today_of.c.outbox_id.is_(None),
        today_of.c.dropped.is_(None),
        today_of.c.due_on >= bindparam("due_from", type_=Date),
        today_of.c.due_on <= bindparam("leaves_on", type_=Date),
    )
    .exists()
)
# The last digest of a week's cap is kept for one that holds something due that day, or in the pause that is over.
KEPT = case((HOLDS_TODAY, 0), else_=1)


def is_full(has_place: ColumnElement[bool]) -> ColumnElement[bool]:
    """The week holds no other digest of the row's person, unless they have a place in it already. Values: those of `values`,
    and the slice's `:after` and `:upto`. Within a CASE, so that nothing is counted for those who are seldom told anything."""
    cap: BindParameter[int] = bindparam("cap", type_=Big)
    return case((cap - 1 <= TOLD_OFTEN, and_(_this_week() >= cap - KEPT, ~has_place)), else_=false())


def week_of(day: date) -> date:
    """The Monday of it."""
    return day - timedelta(days=day.weekday())


theirs = reminder.alias("theirs")
DAYS_OF_OTHERS = Prepared(
    select(outbox.c.key)
    .distinct()
    .join_from(theirs, outbox, outbox.c.id == theirs.c.outbox_id)
    .where(theirs.c.person_id == bindparam("person", type_=Big), theirs.c.outbox_id > bindparam("recent", type_=Big))
    .where(HAS_PLACE, outbox.c.id != bindparam("letter", type_=Big)),
    day_of,
)


def others_of_week(db: Transaction, person_id: int, letter: int, day: date) -> int:
    """How many other digests the person has in the week of `day`: sent, in doubt or waiting."""
    monday = week_of(day)
    recent = _recent(db, instant(monday) - LONGEST_REST)
    days = db.all(DAYS_OF_OTHERS, person=person_id, letter=letter, recent=recent)
    return sum(monday <= each < monday + timedelta(days=7) for each in days)


Recent = dict[datetime, int]
"""What `_recent` found, for as long as a tick lasts: it takes 20 statements."""


@dataclass(frozen=True)
class Room:
    """How many digests a week holds on a day, and from which due day on something is due, so that it gets the last place."""

    cap: int
    due_from: date


def room_on(db: Transaction, federation_id: int, weekly_cap: int, day: date) -> Room:
    """On the first day after a pause there is one place more, for what fell due in it: no day that was due is lost."""
    pause = pauses.resumed(db, federation_id, day)
    return Room(weekly_cap, day) if pause is None else Room(weekly_cap + 1, pause.first)


def values(db: Transaction, federation_id: int, weekly_cap: int, day: date, recent: Recent) -> dict[str, Any]:
    """What `is_full` is asked with for digests that leave on `day`, but for the slice."""
    monday = week_of(day)
    since = instant(monday) - LONGEST_REST
    if since not in recent:
        recent[since] = _recent(db, since)
    room = room_on(db, federation_id, weekly_cap, day)
    days = {f"day{n}": (monday + timedelta(days=n)).isoformat() for n in range(7)}
    return {**days, "recent": recent[since], "cap": room.cap, "due_from": room.due_from, "leaves_on": day}


def _recent(db: Transaction, since: datetime) -> int:
    """A number of an outbox row before which none was made at `since` or later: numbers grow, and none leaves before it is
    made. Found by halving; any row that qualifies will do."""
    low, high = 0, db.all(NEWEST)[0] + 1
    while high - low > NEAR:
        middle = (low + high) // 2
        found = db.first(AT, number=middle)
        if found is not None and found[0] < high and found[1] < since:
            low = found[0]
        else:
            high = middle
    return low
