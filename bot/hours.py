"""When people may be written to unasked: 7:30 to 20:00, not on Sundays, public holidays and Tết."""

from datetime import date, datetime, time, timedelta

from bot.clock import instant, local
from bot.vietnamese.days_off import day_off, next_working_day

OPENS, CLOSES = time(7, 30), time(20, 0)


def allowed(now: datetime) -> datetime:
    """`now` if people may be written to, else the next moment when they may."""
    here = local(now)
    if not day_off(here.date()) and OPENS <= here.time() < CLOSES:
        return now
    morning = here.date() if here.time() < OPENS else here.date() + timedelta(days=1)
    return opening(next_working_day(morning))


def opening(day: date) -> datetime:
    """The first moment of `day` when people may be written to."""
    return instant(day, OPENS.hour, OPENS.minute)
