"""On which days anything is due: found by jumping through an index from day to day, however many rows a day has."""

from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Date, String, bindparam, func, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.models import Anniversary, Duty, Launch, Phase, Promise, Snooze, Work, WorkState, table_of
from bot.reminders.subjects import ANNIVERSARY, DUTIES, LAUNCH, PHASE_END, PHASE_START, PROMISE, SNOOZE, WORK
from bot.works.standing import LATER

duty, launch, work, work_state = table_of(Duty), table_of(Launch), table_of(Work), table_of(WorkState)
phase, anniversary = table_of(Phase), table_of(Anniversary)
snooze, promise = table_of(Snooze), table_of(Promise)

LOW, HIGH = bindparam("low", type_=Date), bindparam("high", type_=Date)


class Due(NamedTuple):
    """A day on which something is due. `matter`: the one row of the campaign that it is about; `at`: the instant itself,
    where it does not follow from the day."""

    day: date
    matter: int | None = None
    at: datetime | None = None


def _jumping(day: "Column[date]", *where: ColumnElement[bool]) -> Prepared[date]:
    """The different values of `day` from `:low` to `:high`, in order."""
    first = select(func.min(day).label("day")).where(*where, day >= LOW).cte("days", recursive=True)
    following = select(func.min(day)).where(*where, day > first.c.day).scalar_subquery()
    days = first.union_all(select(following).where(first.c.day < HIGH))
    return Prepared(select(days.c.day).where(days.c.day.is_not(None), days.c.day <= HIGH), lambda each: each)


DUTY_DAYS = _jumping(
    duty.c.due_on,
    duty.c.campaign_id == bindparam("campaign", type_=Big),
    duty.c.kind == bindparam("of_kind", type_=String()),
    duty.c.done_at.is_(None),
    duty.c.excused_on.is_(None),
)
LAUNCH_DAYS = _jumping(launch.c.day)
WORK_DAYS = _jumping(work.c.finish_on)
LATER_DAYS = _jumping(work_state.c.day, work_state.c.state == LATER, work_state.c.is_latest)
PROMISE_DAYS = _jumping(promise.c.day)


def _events(row: Any, day: Any) -> Prepared[Due]:
    wanted = select(day, row.c.id).where(row.c.campaign_id == bindparam("campaign", type_=Big), day >= LOW, day <= HIGH)
    return Prepared(wanted.order_by(day, row.c.id), Due)


EVENTS = {
    PHASE_START: _events(phase, phase.c.starts_on),
    PHASE_END: _events(phase, phase.c.ends_on),
    ANNIVERSARY: _events(anniversary, anniversary.c.day),
}
SNOOZES = Prepared(
    select(snooze.c.until)
    .distinct()
    .where(snooze.c.until >= bindparam("first", type_=UtcDateTime()), snooze.c.until <= bindparam("last", type_=UtcDateTime()))
    .order_by(snooze.c.until),
    lambda at: Due(local(at).date(), at=at),
)


class Days:
    """The days of one look at the data, each list read once."""

    def __init__(self, db: Transaction) -> None:
        self._db = db
        self._read: dict[Any, list[Due]] = {}

    def due(self, campaign_id: int, subject: str, low: date, high: date) -> list[Due]:
        """The days from `low` to `high` on which something of this subject is due in a campaign, in order. For launches,
        works and promises in any campaign: whether it is this one is known when the rows are read."""
        if subject in EVENTS:
            return self._db.all(EVENTS[subject], campaign=campaign_id, low=low, high=high)
        if subject in DUTIES:
            days = self._db.all(DUTY_DAYS, campaign=campaign_id, of_kind=DUTIES[subject], low=low, high=high)
            return [Due(day) for day in days]
        if subject == WORK:
            both = [*self._shared(WORK_DAYS, low, high), *self._shared(LATER_DAYS, low, high)]
            return sorted(set(both), key=lambda each: each.day)
        return self._shared({LAUNCH: LAUNCH_DAYS, PROMISE: PROMISE_DAYS}[subject], low, high)

    def snoozed(self, first: datetime, last: datetime) -> list[Due]:
        """The instants from `first` to `last` until which something was put off."""
        key = (SNOOZE, first, last)
        if key not in self._read:
            self._read[key] = self._db.all(SNOOZES, first=first, last=last)
        return self._read[key]

    def _shared(self, statement: Prepared[date], low: date, high: date) -> list[Due]:
        key = (id(statement), low, high)
        if key not in self._read:
            self._read[key] = [Due(day) for day in self._db.all(statement, low=low, high=high)]
        return self._read[key]
