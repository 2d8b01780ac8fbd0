"""The text of a digest, made when it is sent and checked against what holds then."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, bindparam, exists, func, select, update

from bot import calendar, pauses
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big
from bot.hours import allowed_from
from bot.models import Account, Chat, Federation, Office, Outbox, Person, Reminder, table_of
from bot.post.message import Message
from bot.post.outbox import Letter
from bot.reminders import week
from bot.reminders.digest.composing import compose
from bot.reminders.digest.duties import of_duties
from bot.reminders.digest.events import of_events
from bot.reminders.digest.launches import of_launches
from bot.reminders.digest.rows import Line, Reading, Row, RowKey, read
from bot.reminders.digest.works import of_works
from bot.reminders.letter import day_of, left, person_of
from bot.reminders.subjects import CAP
from bot.reminders.week import Room
from bot.units.tree import holds

__all__ = ["render"]

reminder, outbox, person = table_of(Reminder), table_of(Outbox), table_of(Person)
federation, account, office, chat = table_of(Federation), table_of(Account), table_of(Office), table_of(Chat)
LETTER = bindparam("letter", type_=Big)

LEAVE: Prepared[tuple[()]] = Prepared(
    update(outbox).where(outbox.c.id == LETTER).values(body=left(bindparam("person", type_=Big)))
)
MINE = (reminder.c.person_id == bindparam("person", type_=Big), reminder.c.outbox_id == LETTER)


@dataclass(frozen=True)
class Whom:
    """What matters of the person who is written to."""

    remind_at: int | None
    weekly_cap: int
    joined_at: datetime | None
    newest_office: date | None
    key: str  # of the digest
    is_shut_out: bool  # the chat was closed while the digest was on its way

    @property
    def there_since(self) -> datetime | None:
        """From when on all that is told to this person now could have been told to them."""
        if self.joined_at is None or self.newest_office is None:
            return self.joined_at
        return max(self.joined_at, instant(self.newest_office))


WHOM = Prepared(
    select(
        person.c.remind_at,
        federation.c.weekly_cap,
        select(func.min(account.c.linked_at)).where(account.c.person_id == person.c.id).scalar_subquery().label("joined_at"),
        select(func.max(office.c.valid_from))
        .where(office.c.person_id == person.c.id, holds(office))
        .scalar_subquery()
        .label("since"),
        select(outbox.c.key).where(outbox.c.id == LETTER).scalar_subquery().label("key"),
        exists().where(chat.c.id == bindparam("chat", type_=Big), chat.c.closed_at.is_not(None)).label("is_shut_out"),
    )
    .join_from(person, federation, federation.c.id == person.c.federation_id)
    .where(person.c.id == bindparam("person", type_=Big)),
    Whom,
)
RELEASE: Prepared[tuple[()]] = Prepared(update(reminder).where(*MINE).values(outbox_id=None))
DROP: Prepared[tuple[()]] = Prepared(
    update(reminder)
    .where(reminder.c.matter_id == bindparam("matter_id", type_=Big), reminder.c.rung_id == bindparam("rung_id", type_=Big))
    .where(reminder.c.due_on == bindparam("due_on", type_=Date), reminder.c.person_id == bindparam("person", type_=Big))
    .values(dropped=bindparam("why"))
)


def render(db: Transaction, letter: Letter, now: datetime) -> Message | None:
    """The digest as it is true at this moment; None when nothing of it holds any more, or when the person may not be written
    to now or not there, or the week is over in which it had a place: what stood in it then goes into another one, at the next
    tick."""
    person_id = person_of(letter.body)
    days = calendar.of(db, letter.federation_id)
    db.run(LEAVE, letter=letter.id, person=person_id)
    today = local(now).date()
    whom = db.all(WHOM, person=person_id, letter=letter.id, chat=letter.chat_id, day=today)[0]
    is_quiet = allowed_from(now, days, whom.remind_at) != now or pauses.until(db, letter.federation_id, now) is not None
    has_lost_its_place = week.week_of(day_of(whom.key)) < week.week_of(today)
    if is_quiet or whom.is_shut_out or has_lost_its_place:
        db.run(RELEASE, letter=letter.id, person=person_id)
        return None
    pause = pauses.resumed(db, letter.federation_id, today)
    reading = Reading(letter.id, person_id, now, today, days, whom.there_since, pause)
    rows = read(db, reading)
    lines: list[Line] = []
    dropped: dict[RowKey, str] = {}
    for judge in (of_duties, of_launches, of_works, of_events):
        told, not_told = judge(db, reading, rows)
        lines += told
        dropped |= not_told
    left_over = [each for each in rows if each.key not in dropped]
    room = week.room_on(db, letter.federation_id, whom.weekly_cap, reading.today)
    if left_over and not _has_place(db, reading, left_over, room):
        dropped |= {each.key: CAP for each in left_over}
        lines = []
    for row, why in dropped.items():
        db.run(DROP, **row._asdict(), person=person_id, why=why)
    return compose(lines, reading, left_over) if lines else None


def _has_place(db: Transaction, reading: Reading, rows: list[Row], room: Room) -> bool:
    """Whether the week's cap still lets it leave: its last place is for one that holds something due that day, and what was
    due may have been done since it was given the place."""
    if any(room.due_from <= each.due_on <= reading.today for each in rows):
        return True
    return week.others_of_week(db, reading.person_id, reading.letter, reading.today) < room.cap - 1
