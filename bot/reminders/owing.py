"""Owes each person one digest a day of what stands in no digest yet, as far as the week's cap lets it.

The outbox row holds nothing but the person's number; the text is written when it is sent. Until then, what comes later the
same day goes into it. From its writing on it is `left`: what comes then goes into another one, so nothing falls between.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.dialects import postgresql

from bot import doors, pauses
from bot.calendar import Calendar
from bot.calendar.corrections import all_of
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.hours import allowed_from
from bot.models import Account, Federation, Outbox, Person, Reminder, table_of
from bot.post import outbox as post
from bot.reminders import week
from bot.reminders.letter import DIGEST, fresh, key
from bot.reminders.subjects import CAP
from bot.reminders.week import AFTER, UPTO, Recent

reminder, outbox, account = table_of(Reminder), table_of(Outbox), table_of(Account)
person, federation = table_of(Person), table_of(Federation)

SLICE, ALONE = 1_000, 800  # people for whom digests are owed in one transaction; where everybody else waits for it
MOST_A_DAY = 20  # digests of one person on one day: more than any cap

NEW = and_(reminder.c.outbox_id.is_(None), reminder.c.dropped.is_(None))
# Of each two thousand numbers of people the first thousand are one lane's, the others the other one's: two who write at the
# same time seldom write on the same page.
THOUSAND = reminder.c.person_id // literal_column(str(SLICE), Big)
IN_LANE = THOUSAND % bindparam("lanes", type_=Big) == bindparam("lane", type_=Big)
IN_SLICE = and_(NEW, reminder.c.person_id > AFTER, reminder.c.person_id <= UPTO, IN_LANE)


def _said(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", String())


@dataclass(frozen=True)
class Group:
    """Some people whose digests leave at the same moment of the day: how many, and the highest of their numbers."""

    federation_id: int
    remind_at: int | None
    weekly_cap: int
    people: int
    last: int


@dataclass(frozen=True)
class Lane:
    """Some of the people: lane `number`, from 0, `of` so many. No two lanes touch the same rows."""

    number: int
    of: int

    @property
    def slice(self) -> int:
        """How many of them at a time."""
        return SLICE if self.of > 1 else ALONE


WAITS = Prepared(select(reminder.c.person_id).where(NEW).order_by(reminder.c.person_id).limit(1), int)
WAITING = select(reminder.c.person_id, reminder.c.federation_id).distinct().where(NEW)


def _groups(people: Select[Any]) -> Prepared[Group]:
    new = people.subquery("new")
    return Prepared(
        select(new.c.federation_id, person.c.remind_at, federation.c.weekly_cap, func.count(), func.max(new.c.person_id))
        .join_from(new, person, person.c.id == new.c.person_id)
        .join(federation, federation.c.id == new.c.federation_id)
        .group_by(new.c.federation_id, person.c.remind_at, federation.c.weekly_cap)
        .order_by(new.c.federation_id, person.c.remind_at),
        Group,
    )


GROUPS = _groups(
    WAITING.where(reminder.c.person_id > AFTER, IN_LANE).order_by(reminder.c.person_id).limit(bindparam("size", type_=Big))
)
REACHED = _groups(WAITING.where(doors.preferred(reminder.c.person_id).is_not(None)))
OF_GROUP = and_(
    IN_SLICE,
    reminder.c.federation_id == bindparam("federation", type_=Big),
    or_(
        bindparam("is_alone", type_=Big) == 1,  # mostly all of them are one group
        exists().where(
            person.c.id == reminder.c.person_id, func.coalesce(person.c.remind_at, -1) == bindparam("minute", type_=Big)
        ),
    ),
)
# The state is compared in a way that no index is good for: PostgreSQL takes the one of what waits for empty until it has
# counted, and would read it whole for each person.
OPEN = and_(
    outbox.c.key == key(reminder.c.person_id),
    func.lower(outbox.c.state) == "waiting",
    outbox.c.body == fresh(reminder.c.person_id),
)
# A digest that is being written waits for us, or we for it: afterwards it is seen to have left.
whoever = select(reminder.c.person_id).distinct().where(OF_GROUP).subquery()
LOCK: Prepared[Any] = Prepared(
    select(outbox.c.id)
    .join_from(whoever, outbox, outbox.c.key == key(whoever.c.person_id))
    .order_by(outbox.c.id)
    .with_for_update(of=outbox)
)


CAP_IT: Prepared[tuple[()]] = Prepared(
    update(reminder).where(OF_GROUP, week.is_full(select(outbox.c.id).where(OPEN).exists())).values(dropped=CAP)
)


def _rows() -> Select[Any]:
    each = select(reminder.c.person_id).distinct().where(OF_GROUP).subquery()
    return select(
        account.c.federation_id,
        account.c.bot_id,
        account.c.chat_id,
        key(each.c.person_id),
        literal_column(str(post.REMINDER), Big),
        _said(DIGEST),
        fresh(each.c.person_id),
        _said("waiting"),
        literal_column("0", Big),
        literal_column("0", Big),
        bindparam("opening", type_=UtcDateTime()),
    ).join_from(each, account, account.c.id == doors.preferred(each.c.person_id))


OWE: Prepared[tuple[()]] = Prepared(
    postgresql.insert(outbox).from_select(post.COLUMNS, _rows().where(true())).on_conflict_do_nothing(index_elements=["key"])
)
# To those that have just been made: each found by its key. PostgreSQL takes the last numbers for hardly any, and would begin
# with them; not where they are reckoned with.
ATTACH_NEW: Prepared[tuple[()]] = Prepared(
    update(reminder)
    .where(
        IN_SLICE,
        reminder.c.federation_id == outbox.c.federation_id,
        outbox.c.key == key(reminder.c.person_id),
        outbox.c.id + literal_column("0") > bindparam("before", type_=Big),
    )
    .values(outbox_id=outbox.c.id)
)
ITS_DIGEST = select(outbox.c.id).where(OPEN).correlate(reminder)
ATTACH: Prepared[tuple[()]] = Prepared(  # to those that were there
    update(reminder).where(OF_GROUP, ITS_DIGEST.exists()).values(outbox_id=ITS_DIGEST.scalar_subquery())
)
REST = Prepared(  # people with a digest of that key who are in none yet
    select(reminder.c.person_id).where(OF_GROUP, exists().where(outbox.c.key == key(reminder.c.person_id))).limit(1),
    int,
)
STATEMENTS: tuple[Prepared[Any], ...] = (GROUPS, CAP_IT, OWE, ATTACH_NEW, REST, LOCK, ATTACH)  # of a slice


def anything_waits(db: Transaction) -> bool:
    """Whether there is anything in the ledger that stands in no digest yet."""
    return db.first(WAITS) is not None


def next_opening(db: Transaction, now: datetime) -> datetime | None:
    """The first instant after `now` at which something that stands in no digest yet can leave, to somebody who can be reached:
    what was taken out of a digest waits for one like what has just come."""
    groups = db.all(REACHED)
    calendars = all_of(db, (each.federation_id for each in groups))
    openings = (_opening(db, each, calendars[each.federation_id], now) for each in groups)
    return min((each for each in openings if each > now), default=None)


def owe_slice(db: Transaction, now: datetime, lane: Lane, after: int, recent: Recent) -> int | None:
    """Owe digests to the next people of the lane after the number `after`; returns the last of them, None where nobody was
    left. `recent` is the same for all slices of a tick."""
    where = {"after": after, "lane": lane.number, "lanes": lane.of}
    groups = db.all(GROUPS, **where, size=lane.slice)
    where["upto"] = max((each.last for each in groups), default=after)
    where["is_alone"] = int(len(groups) == 1)
    calendars = all_of(db, (each.federation_id for each in groups))
    for group in groups:
        _owe_group(db, group, _opening(db, group, calendars[group.federation_id], now), where, recent)
    return where["upto"] if sum(each.people for each in groups) == lane.slice else None


def _opening(db: Transaction, group: Group, days: Calendar, now: datetime) -> datetime:
    leaves = max(now, pauses.until(db, group.federation_id, now) or now)  # what comes in a pause is one digest at its end
    return allowed_from(leaves, days, group.remind_at)


def _owe_group(db: Transaction, group: Group, opening: datetime, where: dict[str, int], recent: Recent) -> None:
    day = local(opening).date()
    full = week.values(db, group.federation_id, group.weekly_cap, day, recent)
    of = {**where, "federation": group.federation_id, "minute": -1 if group.remind_at is None else group.remind_at}
    for n in range(1, MOST_A_DAY + 1):
        suffix = f"/{day.isoformat()}" + (f"/{n}" if n > 1 else "")
        db.run(CAP_IT, **of, **full, suffix=suffix)
        before = db.all(week.NEWEST)[0]
        db.run(OWE, **of, suffix=suffix, opening=opening)
        db.run(ATTACH_NEW, **of, suffix=suffix, before=before)
        if not db.all(REST, **of, suffix=suffix):
            return
        if db.dialect.name == "postgresql":
            db.all(LOCK, **of, suffix=suffix)
        db.run(ATTACH, **of, suffix=suffix)
        if not db.all(REST, **of, suffix=suffix):
            return
