"""What the notice at the door promises: whoever holds no office any more is kept for twelve months, and then erased."""

from datetime import date, datetime

from sqlalchemy import Date, bindparam, exists, or_, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Office, Person, table_of
from bot.privacy.erasing import erase
from bot.privacy.traces import ERASED

office, person = table_of(Office), table_of(Person)
newer = office.alias("newer")

UNASKED = ""  # stands for the update in which somebody asks to be erased: there was none
LAST_DAY = bindparam("last_day", type_=Date)
LEFT = Prepared(
    select(person.c.id)
    .join_from(office, person, person.c.id == office.c.person_id)
    .where(office.c.valid_to.is_not(None), office.c.valid_to < LAST_DAY, person.c.name != ERASED)
    .where(~exists().where(newer.c.person_id == person.c.id, or_(newer.c.valid_to.is_(None), newer.c.valid_to >= LAST_DAY)))
    .limit(1),
    int,
)


def expire(db: Transaction, now: datetime) -> bool:
    """Erase one person whose last office ended over twelve months ago; returns whether there was one. A part of every tick."""
    found = db.first(LEFT, last_day=a_year_before(local(now).date()))
    if found is not None:
        erase(db, found, UNASKED, now)
    return found is not None


def a_year_before(day: date) -> date:
    """The same day of the year before; 28 February for a leap day."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
