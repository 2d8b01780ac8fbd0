"""When people may be written to unasked: 7:30 to 20:00, not on Sundays, holidays, Tết and a federation's own days off."""

from datetime import date, datetime, time, timedelta

from bot.calendar import Calendar
from bot.clock import instant, local

OPENS, CLOSES = time(7, 30), time(20, 0)


def allowed(now: datetime, calendar: Calendar) -> datetime:
    """`now` if people may be written to, else the next moment when they may."""
    here = local(now)
    if not calendar.off(here.date()) and OPENS <= here.time() < CLOSES:
        return now
    morning = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return opening(calendar.next_allowed(morning))


def opening(day: date) -> datetime:
    """The first moment of `day` when people may be written to."""
    return instant(day, OPENS.hour, OPENS.minute)


def allowed_from(now: datetime, calendar: Calendar, minute: int | None) -> datetime:
    """As `allowed`, for somebody who wants to be written to from so many minutes after midnight on (Vietnamese time)."""
    opens = allowed(now, calendar)
    if minute is None:
        return opens
    latest = CLOSES.hour * 60 + CLOSES.minute - 1
    return max(opens, instant(local(opens).date()) + timedelta(minutes=min(minute, latest)))
