"""What has come: for every ladder and every day on which something is due, the rungs whose instant has passed."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from bot.calendar import Calendar
from bot.calendar.corrections import all_of
from bot.clock import local
from bot.database.transaction import Transaction
from bot.reminders.days import Days, Due
from bot.reminders.ladder import LATEST, REACH, Rung, fires_at, open_rungs
from bot.reminders.matters import MATTERS, Matter
from bot.reminders.subjects import ANNIVERSARY, DUTIES, LAUNCH, OLD, PHASE_END, PHASE_START, SNOOZE, WORK

OVER = frozenset({LAUNCH, WORK, PHASE_START, PHASE_END, ANNIVERSARY})  # nothing to be said before them, once they are over


class Job(NamedTuple):
    """One rung of one due day, to be entered for everybody whom it concerns; `values` are those of the statements."""

    matter: Matter
    values: dict[str, Any]


class Come(NamedTuple):
    """A rung whose instant has passed."""

    at: datetime
    rung: Rung


def plan(db: Transaction, now: datetime, since: datetime | None) -> list[Job]:
    """All that has come by `now`; with `since`, only what has come after that instant. What came longer than a month ago is
    left alone."""
    rungs = [each for each in open_rungs(db) if (each.subject, each.audience) in MATTERS]
    calendars = all_of(db, (each.federation_id for each in rungs))
    days = Days(db)
    jobs: list[Job] = []
    for _key, group in groupby(rungs, lambda each: (each.campaign_id, each.subject)):
        steps = list(group)
        calendar = calendars[steps[0].federation_id]
        for due in _due_days(days, steps, calendar, now):
            jobs += [each for each in _jobs(steps, due, calendar, now) if since is None or each.values["fires"] > since]
    return jobs


def _due_days(days: Days, steps: list[Rung], calendar: Calendar, now: datetime) -> list[Due]:
    """The days some rung of which may have come within a month."""
    if steps[0].subject == SNOOZE:
        return days.snoozed(now - REACH, now)
    today = local(now).date()
    rested = calendar.next_allowed(today + timedelta(days=1)) - timedelta(days=1)
    low = calendar.morning_before(today - REACH - timedelta(days=1)) - timedelta(days=max(0, *(each.days for each in steps)))
    high = rested - timedelta(days=min(0, *(each.days for each in steps)))
    return days.due(steps[0].campaign_id, steps[0].subject, low, high)


def _jobs(steps: list[Rung], due: Due, calendar: Calendar, now: datetime) -> Iterator[Job]:
    """The rungs of one day that have come, each audience on its own: behind a later one an earlier one may be too old."""
    moments = sorted((Come(due.at or fires_at(each, due.day, calendar), each) for each in steps), key=_order)
    came = [each for each in moments if each.at <= now]
    newest = {each.rung.audience: each for each in came}
    for place, each in enumerate(came):
        if each.at <= now - REACH:
            continue
        before = next((other.at for other in reversed(came[:place]) if other.rung.days < each.rung.days), each.at)
        yield _job(each, due, now, since=before, is_newest=newest[each.rung.audience] is each)


def _order(come: Come) -> tuple[datetime, int, int]:
    return come.at, come.rung.days, come.rung.id


def _job(come: Come, due: Due, now: datetime, *, since: datetime, is_newest: bool) -> Job:
    rung, today = come.rung, local(now).date()
    is_over = rung.subject in OVER and rung.days <= 0 and due.day < today
    is_old = is_over or (not is_newest and rung.days < 0 and now - come.at >= LATEST)
    there = now if is_newest and not is_old else come.at
    values = {
        "campaign": rung.campaign_id,
        "subject": rung.subject,
        "of_kind": DUTIES.get(rung.subject),
        "rung": rung.id,
        "due": due.day,
        "fires": come.at,
        "matter": due.matter,
        "phase": due.matter if rung.subject in (PHASE_START, PHASE_END) else None,
        "old": OLD if is_old else None,
        "behind": 0 if is_newest else 1,
        "since": since,
        "there": there,
        "there_day": local(there).date(),
        "now": now,
        "day": today,
    }
    return Job(MATTERS[rung.subject, rung.audience], values)
