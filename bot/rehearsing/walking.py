"""Walks through a year on a copy: the tick at every instant at which anything can come due, and every digest at its hour."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, func, select, union

from bot import doors
from bot.calendar import Calendar
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.steps import run
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.duties import filling
from bot.i18n import speaking
from bot.models import WAITING, Bot, ClusterUnit, LadderRung, Office, Outbox, Phase, Reminder, Snooze, Unit, table_of
from bot.post import outbox as post
from bot.post.outbox import Letter
from bot.rehearsing.deeds import Done, do
from bot.rehearsing.findings import Line, Told
from bot.reminders import digest
from bot.reminders.ladder import open_rungs
from bot.reminders.letter import person_of
from bot.reminders.tick import steps

outbox, reminder, rung, snooze = table_of(Outbox), table_of(Reminder), table_of(LadderRung), table_of(Snooze)
phase, bot = table_of(Phase), table_of(Bot)

DAY = timedelta(days=1)
SOON = timedelta(seconds=20)  # between two ticks of the program: by then what came at an instant has left
MANY = 500  # letters read at a time

LEAVING = Prepared(select(func.min(outbox.c.not_before)).where(outbox.c.state == WAITING), lambda at: at)
LINES = Prepared(
    select(rung.c.campaign_id, rung.c.subject, rung.c.audience, rung.c.days, reminder.c.matter_id, reminder.c.due_on)
    .join_from(reminder, rung, rung.c.id == reminder.c.rung_id, isouter=True)
    .where(reminder.c.person_id == bindparam("person", type_=Big), reminder.c.outbox_id == bindparam("letter", type_=Big))
    .where(reminder.c.dropped.is_(None))
    .order_by(reminder.c.due_on, reminder.c.fires_at, reminder.c.rung_id, reminder.c.matter_id),
    Line,
)
PUT_OFF = Prepared(
    select(snooze.c.until)
    .distinct()
    .where(snooze.c.until > bindparam("start", type_=UtcDateTime()), snooze.c.until <= bindparam("end", type_=UtcDateTime())),
    lambda until: until,
)
BOTS: Prepared[Any] = Prepared(select(bot.c.id, bot.c.channel).order_by(bot.c.id))
_CHANGING = [table_of(each) for each in (Unit, Office, ClusterUnit)]
FROM = Prepared(  # days on which somebody comes, goes, or moves
    union(*(select(each.c.valid_from.label("day")) for each in _CHANGING)), lambda day: day
)
UNTIL = Prepared(
    union(*(select(each.c.valid_to.label("day")).where(each.c.valid_to >= bindparam("first", type_=Date)) for each in _CHANGING)),
    lambda day: day,
)
PHASES = Prepared(select(phase.c.starts_on).where(phase.c.starts_on.is_not(None)), lambda day: day)


def walk(db: Transaction, calendar: Calendar, start: datetime, end: datetime, deeds: Sequence[Done]) -> Iterator[Told | Done]:
    """Every message from `start` until before `end`, in order; and every deed of `deeds` that could not be done.

    A tick looks through all of the last month only where people, units or phases change; in between nothing but a rung's
    instant brings anything new.
    """
    changes = {start, *_changes(db, start, end)}
    ticks = sorted({*changes, *_mornings(db, calendar, start, end)})
    waiting = sorted((each for each in deeds if each.at < end), key=lambda each: each.at)
    channels = dict(db.all(BOTS))
    now, ticked = start, start
    while now < end:
        while waiting and waiting[0].at <= now:
            deed = waiting.pop(0)
            if not do(db, deed):
                yield deed
        if ticks and ticks[0] <= now:
            filling.fill_new(db, local(now).date())
            run(db, steps(now, None if ticks.pop(0) in changes else ticked))
            ticked = now
        yield from _deliver(db, channels, now + SOON)
        now = min([*ticks[:1], *(each.at for each in waiting[:1]), *(each for each in db.all(LEAVING) if each), end])


def _mornings(db: Transaction, calendar: Calendar, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which a rung may come: the hours of all ladders, on every day on which people may be written to."""
    minutes = {each.minute for each in open_rungs(db)}
    for day in _days(local(start).date(), local(end).date()):
        if not calendar.off(day):
            yield from (at for minute in minutes if start < (at := instant(day) + timedelta(minutes=minute)) < end)


def _changes(db: Transaction, start: datetime, end: datetime) -> Iterator[datetime]:
    """The instants at which something else changes by itself: what was put off comes back, an office or a unit begins or ends,
    a phase begins to count."""
    yield from db.all(PUT_OFF, start=start, end=end)
    days = {*db.all(FROM), *(day + DAY for day in db.all(UNTIL, first=local(start).date()))}
    days |= {day - filling.BEFOREHAND for day in db.all(PHASES)}
    yield from (instant(day) for day in days if start < instant(day) < end)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + n * DAY for n in range((last - first).days + 1))


def _deliver(db: Transaction, channels: dict[int, str], now: datetime) -> Iterator[Told]:
    """Send what is due, as `bot.post.delivery` would."""
    for number, channel in channels.items():
        is_typed = not doors.abilities_of(channel).has_buttons
        while letters := post.due(db, number, now, MANY):
            for letter in letters:
                with speaking(letter.language, typing=is_typed):
                    told = _told(db, letter, number, now)
                if told is not None:
                    yield told


def _told(db: Transaction, letter: Letter, bot_id: int, now: datetime) -> Told | None:
    message = digest.render(db, letter, now)
    if message is None:
        post.drop(db, letter, now)
        return None
    post.mark_sent(db, letter, "", now)
    person = person_of(letter.body)
    return Told(now, person, bot_id, tuple(db.all(LINES, person=person, letter=letter.id)), message.text)
