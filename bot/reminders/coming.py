"""When a tick will find something for somebody: what whoever walks through time stops at."""

import heapq
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count, groupby
from typing import Any

from sqlalchemy import Date, and_, bindparam, exists, func, select

from bot import pauses
from bot.calendar import Calendar
from bot.calendar.corrections import all_of
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import UtcDateTime
from bot.duties.filling import BEFOREHAND
from bot.hours import allowed, allowed_from
from bot.models import WAITING, Campaign, DutyRule, Outbox, Person, Phase, table_of
from bot.reminders import owing
from bot.reminders.days import Days, Due
from bot.reminders.hearing import duty
from bot.reminders.ladder import Rung, fires_at, open_rungs
from bot.reminders.matters import MATTERS
from bot.reminders.subjects import DUTIES, PHASE_END, PHASE_START, SNOOZE

outbox, person = table_of(Outbox), table_of(Person)
phase, campaign, rule = table_of(Phase), table_of(Campaign), table_of(DutyRule)

AHEAD = timedelta(days=3 * 366)  # as far as anything is planned

LEAVING = Prepared(  # digests that wait for their hour
    select(func.min(outbox.c.not_before)).where(
        outbox.c.state == WAITING, outbox.c.kind == "digest", outbox.c.not_before > bindparam("now", type_=UtcDateTime())
    ),
    lambda each: each,
)
FILLING = Prepared(  # phases in which nobody owes anything yet
    select(func.min(phase.c.starts_on))
    .join_from(phase, campaign, and_(campaign.c.id == phase.c.campaign_id, campaign.c.is_open))
    .where(phase.c.starts_on > bindparam("horizon", type_=Date))
    .where(exists().where(rule.c.campaign_id == campaign.c.id), ~exists().where(duty.c.phase_id == phase.c.id)),
    lambda each: each,
)


def next_moment(db: Transaction, now: datetime) -> datetime | None:
    """The next instant after `now` at which something is told to somebody, as far as is known now: if nothing changes until
    then, a tick at that instant makes a digest leave. A phase that does not count yet is not known: see `next_stop`."""
    best = min((each for each in (db.all(LEAVING, now=now)[0], owing.next_opening(db, now)) if each), default=None)
    days = Days(db)
    rungs = [each for each in open_rungs(db) if (each.subject, each.audience) in MATTERS]
    calendars = all_of(db, (each.federation_id for each in rungs))
    ends = {each: pauses.until(db, each, now) for each in calendars}
    order, heap = count(), list[_Line]()
    for _key, group in groupby(rungs, lambda each: (each.campaign_id, each.subject)):
        steps = list(group)
        calendar = calendars[steps[0].federation_id]
        due = _ahead(days, steps, calendar, now)
        heap += [_Line(step, calendar, iter(due), now, next(order), ends[step.federation_id]) for step in steps]
    heap = [line for line in heap if line.advance()]
    heapq.heapify(heap)
    while heap and (best is None or heap[0].at < best):
        line = heap[0]
        found = _first_told(db, line, now)
        if found is not None and (best is None or found < best):
            best = found
        heapq.heapreplace(heap, line) if line.advance() else heapq.heappop(heap)
    return best


def next_stop(db: Transaction, now: datetime) -> datetime | None:
    """`next_moment`, or before it the instant at which a phase begins to count, so that its duties come to be."""
    return min((each for each in (next_moment(db, now), next_filling(db, now)) if each), default=None)


def next_filling(db: Transaction, now: datetime) -> datetime | None:
    """The next instant at which a phase begins to count."""
    starts = db.all(FILLING, horizon=local(now).date() + BEFOREHAND)[0]
    return instant(starts - BEFOREHAND) if starts else None


class _Line:
    """One rung and the days ahead on which it may fall, in order of time."""

    def __init__(
        self, step: Rung, calendar: Calendar, ahead: Iterator[Due], now: datetime, number: int, pause: datetime | None
    ) -> None:
        self.step, self.calendar, self.ahead, self.now, self.number = step, calendar, ahead, now, number
        self.pause = pause  # until when nothing is told
        self.due: Due
        self.fires: datetime
        self.at: datetime

    def advance(self) -> bool:
        """Go to the next day whose rung is still to come; False: there is none."""
        for due in self.ahead:
            self.due = due
            self.fires = due.at or fires_at(self.step, due.day, self.calendar)
            self.at = allowed(self.fires, self.calendar)
            if self.at > self.now:
                self.at = max(self.at, self.pause or self.at)
                return True
        return False

    def __lt__(self, other: "_Line") -> bool:
        return (self.at, self.number) < (other.at, other.number)


def _ahead(days: Days, steps: list[Rung], calendar: Calendar, now: datetime) -> list[Due]:
    if steps[0].subject == SNOOZE:
        return days.snoozed(now - AHEAD, now + AHEAD)
    today = local(now).date()
    low = calendar.morning_before(today - timedelta(days=1)) - timedelta(days=max(0, *(each.days for each in steps)))
    return days.due(steps[0].campaign_id, steps[0].subject, low, today + AHEAD)


def _first_told(db: Transaction, line: _Line, now: datetime) -> datetime | None:
    """When the first of those whom this rung concerns is written to; None: there is nobody."""
    minutes = db.all(MATTERS[line.step.subject, line.step.audience].entering.minutes, **_values(line, now))
    return min((allowed_from(line.at, line.calendar, each if each >= 0 else None) for each in minutes), default=None)


def _values(line: _Line, now: datetime) -> dict[str, Any]:
    step, day = line.step, local(line.at).date()
    return {
        "campaign": step.campaign_id,
        "of_kind": DUTIES.get(step.subject),
        "due": line.due.day,
        "fires": line.fires,
        "phase": line.due.matter if step.subject in (PHASE_START, PHASE_END) else None,
        "there": line.fires,
        "there_day": local(line.fires).date(),
        "since": now,
        "now": line.at,
        "day": day,
        "subject": step.subject,
        "old": None,
        "behind": 0,
        "rung": step.id,
        "matter": line.due.matter,
        "after": 0,
        "upto": 2**62,
    }
