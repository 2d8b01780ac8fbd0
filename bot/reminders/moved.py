"""Tells those who were told an earlier day that it is another one now: once each time a day is left for another.

Such a row of the ledger has no rung. In its place stands the earlier day, so that its key is the duty, both days and the
person. Where a day is left for another a second time (A, B, A, B), it is that same row, which is told once more.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Date,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.dialects import postgresql

from bot.arming import running
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.models import Campaign, Outbox, Reminder, table_of
from bot.reminders.entering import passed
from bot.reminders.hearing import NOT_CLOSED, OWED, UNIT_LIVES, duty, has_to_do, hears, unit

reminder, outbox, campaign = table_of(Reminder), table_of(Outbox), table_of(Campaign)
SLICE = 1_000  # duties looked at in one transaction


def rung_for(old: date) -> int:
    """What stands in place of a rung, for a day that was `old` before."""
    return -old.toordinal()


def old_day(rung_id: int) -> date | None:
    """The earlier day that stands in place of a rung; None for a rung."""
    return date.fromordinal(-rung_id) if rung_id < 0 else None


newer = reminder.alias("newer")
earlier, since = outbox.alias("earlier"), outbox.alias("since")


def _told_otherwise(*columns: Any) -> Select[Any]:
    """Whoever was told another day than the one that holds, and nothing since, and still has to do with the unit: a digest
    leaves the others out, and it would be owed them anew at each tick. What could not be sent told nothing; yet if it was about
    the day that holds, it is not tried again."""
    told_since = exists().where(
        newer.c.matter_id == reminder.c.matter_id,
        newer.c.person_id == reminder.c.person_id,
        newer.c.outbox_id > reminder.c.outbox_id,
        newer.c.dropped.is_(None),
        newer.c.is_duty,
        since.c.id == newer.c.outbox_id,
        or_(newer.c.due_on == duty.c.due_on, since.c.state.in_([literal_column("'waiting'"), literal_column("'sent'")])),
    )
    runs = exists().where(campaign.c.id == duty.c.campaign_id, running())
    # A sum, which no index is good for: else SQLite begins with the ledger of all the years, not with what is still owed.
    about = reminder.c.matter_id == duty.c.id + literal_column("0", Big)
    matters = and_(reminder.c.is_duty, not_(told_since), hears(reminder.c.person_id), has_to_do(reminder.c.person_id))
    return (
        select(*columns)
        .join_from(duty, unit, unit.c.id == duty.c.unit_id)
        .join(reminder, and_(about, reminder.c.federation_id == duty.c.federation_id))
        .join(outbox, and_(outbox.c.id == reminder.c.outbox_id, outbox.c.state == "sent"))
        .where(duty.c.id > bindparam("after", type_=Big), duty.c.id <= bindparam("upto", type_=Big), OWED, NOT_CLOSED, UNIT_LIVES)
        .where(duty.c.due_on.is_not(None), runs, reminder.c.dropped.is_(None))
        .where(case((reminder.c.due_on != duty.c.due_on, matters), else_=false()))  # the rest is looked at for those alone
    )


BOUNDARY = Prepared(
    select(duty.c.id)
    .where(duty.c.id > bindparam("after", type_=Big))
    .order_by(duty.c.id)
    .limit(1)
    .offset(bindparam("size", type_=Big)),
    int,
)
LAST = Prepared(select(func.coalesce(func.max(duty.c.id), 0)), int)
PAIRS: Prepared[Any] = Prepared(_told_otherwise(reminder.c.due_on, duty.c.due_on.label("new")).distinct())
NAMES = ("federation_id", "matter_id", "rung_id", "due_on", "person_id", "fires_at", "is_duty")
ITS_LETTER = literal_column("reminder.outbox_id", Big)  # of the row that is there: as a column, all rows would be looked at
TELL: Prepared[Any] = Prepared(  # rows of the ledger, or those of an earlier move between the same days
    postgresql.insert(reminder)
    .from_select(
        NAMES,
        _told_otherwise(
            duty.c.federation_id,
            duty.c.id,
            bindparam("rung", type_=Big),
            duty.c.due_on,
            reminder.c.person_id,
            bindparam("now", type_=UtcDateTime()),
            true(),
        )
        .distinct()
        .where(reminder.c.due_on == bindparam("old", type_=Date), duty.c.due_on == bindparam("new", type_=Date)),
    )
    .on_conflict_do_update(
        index_elements=["matter_id", "rung_id", "due_on", "person_id"],
        set_={"outbox_id": None, "dropped": null(), "fires_at": bindparam("now", type_=UtcDateTime())},
        where=or_(
            passed(reminder),
            and_(reminder.c.dropped.is_(None), exists().where(earlier.c.id == ITS_LETTER, earlier.c.state != "waiting")),
        ),
    )
)


def tell_slice(db: Transaction, now: datetime, after: int) -> int | None:
    """Look at the next duties after the number `after`; returns the last of them, None where none was left."""
    upto = db.first(BOUNDARY, after=after, size=SLICE - 1)
    end = db.all(LAST)[0] if upto is None else upto  # a number without end would let SQLite begin with the ledger
    where = {"after": after, "upto": end, "day": local(now).date(), "there": now}
    for old, new in db.all(PAIRS, **where):
        db.run(TELL, **where, old=old, new=new, rung=rung_for(old), now=now)
    return upto
