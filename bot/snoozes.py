"""“Nhắc lại sau”: until an instant somebody does not want to hear of a duty, or of anything; then they are reminded once."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import bindparam, select

from bot.calendar import Calendar
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.hours import opening
from bot.models import Person, Snooze, table_of, written

AFTERNOON, LAST = 14, time(13)  # the hour of “chiều nay”, which is offered until one o'clock
MONDAY = 0
LONGEST = timedelta(days=60)

person, snoozed = table_of(Person), table_of(Snooze)

OWNER = Prepared(select(person.c.federation_id).where(person.c.id == bindparam("row")), int)


def snooze(db: Transaction, person_id: int, duty_id: int | None, until: datetime, now: datetime) -> int:
    """Be silent to a person about a duty until an instant, and remind them once then; None: about all that waits. Of several
    the newest holds. Returns its number."""
    federation_id = db.all(OWNER, row=person_id)[0]
    row = Snooze(federation_id=federation_id, person_id=person_id, duty_id=duty_id, until=until, made_at=now)
    db.session.add(row)
    db.session.flush()
    return written(row.id)


def this_afternoon(now: datetime, calendar: Calendar) -> datetime | None:
    """Two o'clock today; None once it is one o'clock, and on a day off."""
    here = local(now)
    if here.time() >= LAST or calendar.off(here.date()):
        return None
    return instant(here.date(), AFTERNOON)


def next_morning(now: datetime, calendar: Calendar) -> datetime:
    """Half past seven of the next day on which people are written to."""
    return morning_of(local(now).date() + timedelta(days=1), calendar)


def next_monday(now: datetime, calendar: Calendar) -> datetime:
    """Half past seven of the next Monday, or of the first day behind it on which people are written to."""
    tomorrow = local(now).date() + timedelta(days=1)
    return morning_of(tomorrow + timedelta(days=(MONDAY - tomorrow.weekday()) % 7), calendar)


def morning_of(day: date, calendar: Calendar) -> datetime:
    """Half past seven of `day`, or of the first day behind it on which people are written to."""
    return opening(calendar.next_allowed(day))
