"""What stands in a digest: the rows of the ledger with their rungs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from sqlalchemy import and_, bindparam, exists, select

from bot.calendar import Calendar
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.hours import allowed
from bot.models import Campaign, LadderRung, Outbox, Reminder, table_of
from bot.pauses import Pause
from bot.post.message import Option
from bot.privacy.consents import reminded
from bot.reminders.ladder import LATEST
from bot.reminders.subjects import CLOSED, MOVED, OFF, OLD, STOPPED

reminder, rung, campaign, outbox = table_of(Reminder), table_of(LadderRung), table_of(Campaign), table_of(Outbox)
later, later_rung = reminder.alias("later"), rung.alias("later_rung")
told, its_rung, letter = reminder.alias("told"), rung.alias("its_rung"), outbox.alias("letter")

LATE = timedelta(hours=24)  # so much after its hour a reminder is said to be late


@dataclass(frozen=True)
class Reading:
    """A digest that is being written: whose, and when."""

    letter: int
    person_id: int
    now: datetime
    today: date
    days: Calendar
    joined_at: datetime | None
    pause: Pause | None = None  # that is over since this morning

    def was_kept_back(self, fires_at: datetime) -> bool:
        """Whether what was to be told at that instant fell into the pause that is over since this morning."""
        return self.pause is not None and self.pause.covers(local(fires_at).date())

    def is_late(self, fires_at: datetime) -> bool:
        """Whether what was to be told at that instant is told late: nobody is told late what came before they joined."""
        was_there = self.joined_at is not None and self.joined_at <= fires_at
        return was_there and self.now - allowed(fires_at, self.days) > LATE


class RowKey(NamedTuple):
    """Which row of a person's it is."""

    matter_id: int
    rung_id: int
    due_on: date


ROW_KEY = (reminder.c.matter_id.label("of_matter"), reminder.c.rung_id.label("of_rung"), reminder.c.due_on.label("of_day"))


@dataclass(frozen=True)
class OfRow:
    """What holds now about the matter of a row; the columns `ROW_KEY` come first."""

    of_matter: int
    of_rung: int
    of_day: date

    @property
    def row(self) -> RowKey:
        return RowKey(self.of_matter, self.of_rung, self.of_day)


@dataclass(frozen=True)
class Row:
    """A row of the ledger. `subject`, `audience`, `days`, `is_on` (the rung) and `is_open` (the campaign) are None where
    there is no rung."""

    matter_id: int
    rung_id: int
    due_on: date
    fires_at: datetime
    subject: str | None
    audience: str | None
    days: int | None
    is_on: bool | None
    is_open: bool | None
    is_wanted: bool
    is_behind: bool
    is_told: bool

    @property
    def key(self) -> RowKey:
        return RowKey(self.matter_id, self.rung_id, self.due_on)

    def problem(self, now: datetime) -> str | None:
        """Why nothing comes of it, whatever it is about."""
        if not self.is_wanted:
            return STOPPED
        if self.rung_id > 0 and not self.is_on:
            return OFF
        if self.is_open is False:
            return CLOSED
        if self.is_told:
            # A day off or a ladder that was changed this morning made another rung come on it as well, perhaps by another office.
            return OLD
        is_old = self.days is not None and self.days < 0 and self.is_behind and now - self.fires_at >= LATEST
        return OLD if is_old else None


@dataclass(frozen=True)
class Line:
    """Something that is told. Lines of one `key` are one; `text` where there is room, `short` where there is none."""

    key: tuple[str, int]
    rank: int  # what is late and due first, then what is ahead, then greetings
    day: date
    text: str
    short: str
    fires_at: datetime
    button: Option | None = None
    unit: str = ""
    duty_id: int | None = None  # of what can be put off
    about: str = ""  # tells its button from another one that says the same


Judged = tuple[list[Line], dict[RowKey, str]]  # what is told, and of the other rows why they are not

ROWS = Prepared(
    select(
        reminder.c.matter_id,
        reminder.c.rung_id,
        reminder.c.due_on,
        reminder.c.fires_at,
        rung.c.subject,
        rung.c.audience,
        rung.c.days,
        rung.c.is_on,
        campaign.c.is_open,
        reminded(reminder.c.person_id).label("is_wanted"),
        exists()
        .where(
            later.c.matter_id == reminder.c.matter_id,
            later.c.due_on == reminder.c.due_on,
            later.c.person_id == reminder.c.person_id,
            later.c.fires_at > reminder.c.fires_at,
            later_rung.c.id == later.c.rung_id,  # of the same ladder: another table's row may have the same number and day
            later_rung.c.campaign_id == rung.c.campaign_id,
            later_rung.c.subject == rung.c.subject,
            later_rung.c.audience == rung.c.audience,
        )
        .label("is_behind"),
        exists()
        .where(
            told.c.matter_id == reminder.c.matter_id,
            told.c.due_on == reminder.c.due_on,
            told.c.person_id == reminder.c.person_id,
            told.c.dropped.is_(None),
            its_rung.c.id == told.c.rung_id,
            its_rung.c.campaign_id == rung.c.campaign_id,
            its_rung.c.subject == rung.c.subject,
            letter.c.id == told.c.outbox_id,
            letter.c.id != reminder.c.outbox_id,
            letter.c.state == "sent",
            letter.c.settled_at >= bindparam("morning", type_=UtcDateTime()),
        )
        .label("is_told"),
    )
    .join_from(reminder, rung, and_(rung.c.id == reminder.c.rung_id), isouter=True)
    .outerjoin(campaign, campaign.c.id == rung.c.campaign_id)
    .where(reminder.c.person_id == bindparam("person", type_=Big), reminder.c.outbox_id == bindparam("letter", type_=Big))
    .where(reminder.c.dropped.is_(None))
    .order_by(reminder.c.due_on, reminder.c.fires_at, reminder.c.rung_id, reminder.c.matter_id),
    Row,
)


Fact = TypeVar("Fact", bound=OfRow)


def judge(
    reading: Reading,
    rows: Iterable[Row],
    facts: Iterable[Fact],
    problem: Callable[[Row, Fact | None, Reading], str | None],
    line: Callable[[Row, Fact, Reading], Line],
) -> Judged:
    """What is told of the rows by their facts, and of each other one by which `problem` it is not."""
    found = {each.row: each for each in facts}
    lines: dict[tuple[str, int], Line] = {}
    dropped: dict[RowKey, str] = {}
    for row in rows:
        fact = found.get(row.key)
        reason = row.problem(reading.now) or problem(row, fact, reading)
        if reason or fact is None:
            dropped[row.key] = reason or MOVED
        else:
            told = line(row, fact, reading)
            lines[told.key] = told
    return list(lines.values()), dropped


def read(db: Transaction, reading: Reading) -> list[Row]:
    """The rows of the digest that have not been dropped, by day."""
    return db.all(ROWS, person=reading.person_id, letter=reading.letter, morning=instant(reading.today, 0))
