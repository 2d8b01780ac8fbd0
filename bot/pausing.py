"""Pausing a federation: a storm, a day of mourning. Replies are always given, and officers get their messages; chairs hear
nothing that they did not ask for until the pause ends, and then once, of everything that is still owed."""

from datetime import date, datetime, timedelta

from bot import calendar, operations, pauses
from bot.clock import local
from bot.database.transaction import Transaction
from bot.models import Federation
from bot.pauses import Pause
from bot.reminders import regrouping

LONGEST = 60  # days


def is_paused(db: Transaction, federation_id: int, today: date) -> bool:
    """Whether the federation has stopped writing to chairs unasked on this day."""
    return standing(db, federation_id, today) is not None


def standing(db: Transaction, federation_id: int, today: date) -> Pause | None:
    """The pause that is on."""
    pause = pauses.of(db, federation_id)
    return pause if pause is not None and pause.covers(today) else None


def pause(db: Transaction, federation_id: int, last: date, reason: str, now: datetime, person_id: int | None = None) -> Pause:
    """Stop from today to `last`, both included, or let the pause that is on last until then; write it to the log. Raises
    ValueError where it ends in the past or lasts for more than LONGEST days."""
    today = local(now).date()
    before = standing(db, federation_id, today)
    first = before.first if before else today
    if last < today or (last - first).days >= LONGEST:
        raise ValueError("a pause of these days is impossible")
    _set(db, federation_id, first, last, reason, now)
    deed = "federation.pause_moved" if before else "federation.pause"
    until = last.isoformat()
    operations.record(db, federation_id, deed, now, person_id=person_id, valid_on=first, until=until, reason=reason)
    return Pause(federation_id, first, last, reason)


def lift(db: Transaction, federation_id: int, now: datetime, person_id: int | None = None, *, today: bool) -> datetime | None:
    """End the pause: `today`, or with the next morning on which people may be written to. Returns the instant from which
    messages leave again; None where there was no pause. One that began today is as if it never was."""
    day = local(now).date()
    before = standing(db, federation_id, day)
    if before is None:
        return None
    last = day - timedelta(days=1) if today else day
    if last < before.first:
        _set(db, federation_id, None, None, "", now)
    else:
        _set(db, federation_id, before.first, last, before.reason, now)
    operations.record(db, federation_id, "federation.pause_lifted", now, person_id=person_id, valid_on=last + timedelta(days=1))
    return max(now, Pause(federation_id, before.first, last, "").ends(calendar.of(db, federation_id)))


def _set(db: Transaction, federation_id: int, first: date | None, last: date | None, reason: str, now: datetime) -> None:
    row = db.session.get_one(Federation, federation_id, with_for_update=True, populate_existing=True)
    row.paused_from, row.paused_until, row.paused_reason = first, last, reason
    db.session.add(row)
    db.session.flush()
    regrouping.regroup(db, federation_id, now)
