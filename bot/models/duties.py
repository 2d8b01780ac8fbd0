"""Who owes what until when, what was answered, and what was reminded of."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.database.types import Big
from bot.models.base import belongs, instant, link, number, owned, row_id


class DutyRule(SQLModel, table=True):
    """What a campaign asks of every grassroots unit, and how the due day follows: proposed, then confirmed by an officer.

    Until it is confirmed nobody has a due day by it. `anchor` says what `days` are counted from: the phase's `start` or
    `end`, the end of each `quarter`, or a `day` that is named.
    """

    __tablename__ = "duty_rule"
    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), link("phase_id", "phase"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    phase_id: int | None = Field(default=None, sa_type=Big, description="None: every phase")
    kind: str = Field(description="launch, held, pledge, report or note; see bot.duties.kinds")
    anchor: str
    days: int = Field(default=0, description="days after the anchor; negative is before")
    day: date | None = Field(default=None, description="the day itself, where the anchor is a day")
    shifts: bool = Field(default=False, description="a day off moves to the next working day (Civil Code 2015, art. 148.5)")
    grace_days: int = Field(default=0, description="days after the due day that still count as on time")
    close_days: int | None = Field(default=None, description="days after the due day on which it closes; None: never")
    origin: str = Field(description="plan: quoted; rule: derived; officer: decided")
    source: str = Field(default="", description="the plan's words, the rule's, or who decided")
    confirmed_at: datetime | None = instant(nullable=True)
    confirmed_by: str | None = None


class Duty(SQLModel, table=True):
    """Something a unit owes in a campaign. Where its due date comes from is kept with it; none is ever invented."""

    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        link("unit_id", "unit"),
        link("phase_id", "phase"),
        UniqueConstraint("campaign_id", "unit_id", "kind", "phase_id", "occurrence"),
        Index(None, "unit_id"),
        Index(None, "due_on"),
        Index(None, "phase_id"),
        Index(
            "ix_duty_owed",  # the due days on which anything is owed still, and what it is, without reading the rest
            "campaign_id",
            "kind",
            "due_on",
            "id",
            sqlite_where=text("done_at IS NULL AND excused_on IS NULL"),
            postgresql_where=text("done_at IS NULL AND excused_on IS NULL"),
        ),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    unit_id: int = number()
    phase_id: int = number()
    kind: str
    occurrence: int = 1
    due_on: date | None = None
    due_origin: str | None = Field(default=None, description="plan, rule or officer")
    due_source: str | None = Field(default=None, description="the plan's words, the rule's name, or who decided")
    grace_days: int = 0
    closes_on: date | None = Field(default=None, description="the last day on which it can be done")
    done_at: datetime | None = instant(nullable=True)
    excused_on: date | None = None


class DutyChange(SQLModel, table=True):
    """What an officer did to one unit's duty, and why. Rows are only added; the newest says why the duty is as it is."""

    __tablename__ = "duty_change"
    __table_args__ = (owned(), belongs(), link("duty_id", "duty"), link("person_id", "person"), Index(None, "duty_id"))
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = number()
    deed: str = Field(description="excused, extended, reopened or received (on paper)")
    before: str | None = None
    after: str | None = None
    reason: str
    person_id: int | None = Field(default=None, sa_type=Big, description="who; None: on the command line")
    recorded_at: datetime = instant()


class Launch(SQLModel, table=True):
    """What a unit said about its launch. Rows are only added: the highest version of a duty is what holds."""

    __table_args__ = (
        owned(),
        belongs(),
        link("duty_id", "duty"),
        link("person_id", "person"),
        UniqueConstraint("duty_id", "version"),
        Index(None, "day"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = number()
    version: int
    is_latest: bool = Field(description="kept beside the versions, so that a tick finds what holds without comparing")
    day: date | None = Field(default=None, description="None: withdrawn")
    place: str = Field(default="", description="time, place and form, in the chair's words")
    people: int | None = Field(default=None, description="people expected; None: not known yet")
    person_id: int | None = number(nullable=True)
    recorded_at: datetime = instant()


class Reminder(SQLModel, table=True):
    """The ledger of reminders: one row per matter, rung, due day and person can ever exist.

    The matter is a duty, a launch's duty, a work, a phase, an anniversary, a snooze or a promise: the rung's subject says
    which. A row waits until it is put into a digest (`outbox_id`); one that leads to no message keeps the reason. No
    foreign keys: 127,000 rows at a tick take 2.2 s without and 5.6 s with them on PostgreSQL; no number of its own: a twelfth of
    the time (measured).
    """

    __table_args__ = (
        Index(
            "ix_reminder_told",
            "person_id",
            "outbox_id",
            sqlite_where=text("outbox_id IS NOT NULL"),
            postgresql_where=text("outbox_id IS NOT NULL"),
        ),
        Index(
            "ix_reminder_waiting",  # what stands in no digest yet, among years of what was told
            "person_id",
            sqlite_where=text("outbox_id IS NULL AND dropped IS NULL"),
            postgresql_where=text("outbox_id IS NULL AND dropped IS NULL"),
        ),
    )
    matter_id: int = number(primary_key=True)
    rung_id: int = Field(
        sa_type=Big, primary_key=True, description="below 0: no rung, but that the day was another one; see bot.reminders.moved"
    )
    due_on: date = Field(primary_key=True)
    person_id: int = number(primary_key=True)
    federation_id: int = number()
    is_duty: bool = Field(default=False, description="a duty's due day was told; its rung may be off the ladder since")
    fires_at: datetime = instant()
    outbox_id: int | None = number(nullable=True)
    dropped: str | None = Field(default=None, description="why no message came of it; see bot.reminders.ladder")


class Snooze(SQLModel, table=True):
    """“Nhắc lại sau”: a person does not want to hear of a duty until an instant, and is reminded once then."""

    __table_args__ = (
        owned(),
        belongs(),
        link("person_id", "person"),
        link("duty_id", "duty"),
        Index(None, "person_id"),
        Index(None, "until"),
        {"sqlite_autoincrement": True},  # the ledger carries the number: it must never be given again
    )
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = number()
    duty_id: int | None = Field(default=None, sa_type=Big, description="None: everything that waits")
    until: datetime = instant()
    made_at: datetime = instant()


class Promise(SQLModel, table=True):
    """“Thứ Sáu tôi nộp”: the day a person named for a duty. It is followed up once; the newest of a duty holds."""

    __table_args__ = (
        owned(),
        belongs(),
        link("person_id", "person"),
        link("duty_id", "duty"),
        Index(None, "duty_id"),
        Index(None, "day"),
        {"sqlite_autoincrement": True},  # the ledger carries the number: it must never be given again
    )
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = number()
    duty_id: int = number()
    day: date
    said: str = Field(description="in the person's words")
    made_at: datetime = instant()


class PhoneCall(SQLModel, table=True):
    """What came of a call to a unit that did not answer: “đã gọi”."""

    __tablename__ = "phone_call"
    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("duty_id", "duty"),
        link("person_id", "person"),
        Index(None, "unit_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    duty_id: int | None = number(nullable=True)
    person_id: int = Field(sa_type=Big, description="who called")
    outcome: str = Field(description="reached, promised, no answer or wrong number")
    note: str = ""
    made_at: datetime = instant()


class Nudge(SQLModel, table=True):
    """An officer asked a unit for a duty with one tap: once per unit in 24 hours."""

    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("duty_id", "duty"),
        link("person_id", "person"),
        Index(None, "unit_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    duty_id: int = number()
    person_id: int = Field(sa_type=Big, description="who asked")
    made_at: datetime = instant()
