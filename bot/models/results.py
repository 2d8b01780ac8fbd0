"""What a unit pledges and reports, and what becomes of it: versions, evidence, reviews, nominations."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.database.types import Big
from bot.models.base import belongs, instant, link, number, owned, row_id


class Pledge(SQLModel, table=True):
    """What a unit pledged (giao ước thi đua). Rows are only added: the highest version of a duty is what holds."""

    __table_args__ = (
        owned(),
        belongs(),
        link("duty_id", "duty"),
        link("person_id", "person"),
        UniqueConstraint("duty_id", "version"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = number()
    version: int
    is_latest: bool
    is_withdrawn: bool = Field(default=False, description="taken back within ten minutes, with nothing before it: none holds")
    benefit: str = Field(default="", description="one more benefit for members, in the chair's words")
    is_signed: bool | None = Field(default=None, description="signed with the employer; None: not said")
    signed_on: date | None = None
    reason: str = Field(default="", description="why it was amended")
    person_id: int | None = Field(default=None, sa_type=Big)
    recorded_at: datetime = instant()


class PledgeLine(SQLModel, table=True):
    """How many of a title, or how much of an indicator, a pledge promises."""

    __tablename__ = "pledge_line"
    __table_args__ = (
        owned(),
        belongs(),
        link("pledge_id", "pledge"),
        link("title_id", "title"),
        link("indicator_id", "indicator"),
        Index(None, "pledge_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    pledge_id: int = number()
    title_id: int | None = Field(default=None, sa_type=Big)
    indicator_id: int | None = Field(default=None, sa_type=Big)
    people: int | None = Field(default=None, description="individuals, for a title")
    collectives: int | None = Field(default=None, description="collectives, for a title")
    amount: float | None = Field(default=None, description="for an indicator, in its unit; whole numbers are exact to 9e15")


class Work(SQLModel, table=True):
    """A work, product or task (công trình, sản phẩm, phần việc) that a pledge promises."""

    __table_args__ = (
        owned(),
        belongs(),
        link("pledge_id", "pledge"),
        link("anniversary_id", "anniversary"),
        Index(None, "pledge_id"),
        Index(None, "finish_on"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    pledge_id: int = number()
    position: int
    name: str
    kind: str = Field(description="work, product or task")
    value: int | None = Field(default=None, sa_type=Big, description="đồng")
    finish_on: date | None = None
    anniversary_id: int | None = Field(default=None, sa_type=Big, description="the anniversary it honours")
    wants_plaque: bool = False


class Report(SQLModel, table=True):
    """A version of what a unit reported. The first complete version decides whether it was on time; the highest holds.

    `state`: waiting for review, asked (an officer has a question), returned, or approved.
    """

    __table_args__ = (
        owned(),
        belongs(),
        link("duty_id", "duty"),
        link("person_id", "person"),
        UniqueConstraint("duty_id", "version"),
        UniqueConstraint("federation_id", "receipt"),
        Index(None, "federation_id", "state"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = number()
    version: int
    is_latest: bool
    state: str = "waiting"
    receipt: str = Field(description="the code on the receipt, good for `thidua receipt`")
    is_late: bool = Field(default=False, description="whether the first complete version came after due day and grace")
    grade: str = Field(default="", description="the unit's own assessment")
    words: str = Field(default="", sa_column=Column(Text, nullable=False), description="difficulties and proposals, freely")
    person_id: int | None = Field(default=None, sa_type=Big)
    recorded_at: datetime = instant()


class Figure(SQLModel, table=True):
    """An answer to one indicator. Zero, “không có” and “chưa làm” are three answers: `state` is given, none or not_yet."""

    __table_args__ = (
        owned(),
        belongs(),
        link("report_id", "report"),
        link("indicator_id", "indicator"),
        UniqueConstraint("report_id", "indicator_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    report_id: int = number()
    indicator_id: int = number()
    state: str
    amount: float | None = Field(default=None, description="in the indicator's unit; whole numbers are exact to 9e15")
    words: str = Field(default="", sa_column=Column(Text, nullable=False), description="for an indicator of kind text")
    doubt: str = Field(default="", description="the check that the chair answered with “giữ nguyên”, by its code")


class Evidence(SQLModel, table=True):
    """A photo or file with a report."""

    __table_args__ = (
        owned(),
        belongs(),
        link("report_id", "report"),
        link("document_id", "document"),
        Index(None, "report_id"),
        Index(None, "document_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    report_id: int = number()
    document_id: int = number()


class Review(SQLModel, table=True):
    """What was said to one version of a report: approved, returned or asked by an officer; answered by the unit; or undone,
    which takes an approval back. Rows are only added."""

    __table_args__ = (owned(), belongs(), link("report_id", "report"), link("person_id", "person"), Index(None, "report_id"))
    id: int | None = row_id()
    federation_id: int = number()
    report_id: int = number()
    level: int = Field(default=1, description="1: the first reviewer; 2: the second, where a campaign has two levels")
    verdict: str
    comment: str = ""
    due_on: date | None = Field(default=None, description="until when the correction is asked for")
    person_id: int | None = Field(default=None, sa_type=Big)
    recorded_at: datetime = instant()


class ReviewItem(SQLModel, table=True):
    """One answer that a return asks to mend: the key of its question in the report, and why."""

    __tablename__ = "review_item"
    __table_args__ = (owned(), belongs(), link("review_id", "review"), Index(None, "review_id"))
    id: int | None = row_id()
    federation_id: int = number()
    review_id: int = number()
    question: str = Field(description="the key of the question in the report's conversation")
    reason: str


class ExtensionRequest(SQLModel, table=True):
    """A chair asks for more time; an officer decides."""

    __tablename__ = "extension_request"
    __table_args__ = (owned(), belongs(), link("duty_id", "duty"), link("person_id", "person"), Index(None, "duty_id"))
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = number()
    until: date
    reason: str
    person_id: int | None = Field(default=None, sa_type=Big)
    asked_at: datetime = instant()
    decision: str | None = Field(default=None, description="granted or refused; None: waiting")
    decided_by: int | None = Field(default=None, sa_type=Big, description="person")
    decided_at: datetime | None = instant(nullable=True)


class Nomination(SQLModel, table=True):
    """Somebody or some group put forward for commendation (người tốt, việc tốt). The name is erasable."""

    __table_args__ = (
        owned(),
        belongs(),
        link("phase_id", "phase"),
        link("unit_id", "unit"),
        link("person_id", "person"),
        Index(None, "phase_id"),
        Index(None, "unit_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    phase_id: int = number()
    unit_id: int = number()
    is_collective: bool
    name: str
    reason: str
    state: str = Field(default="proposed", description="proposed, chosen, declined, or withdrawn by the unit")
    answer: str = Field(default="", description="why it was declined, as the unit reads it")
    person_id: int | None = Field(default=None, sa_type=Big, description="who put them forward")
    recorded_at: datetime = instant()
    decided_by: int | None = Field(default=None, sa_type=Big, description="person")
    decided_at: datetime | None = instant(nullable=True)


class Inquiry(SQLModel, table=True):
    """A free question to the officers (☎️ Gặp cán bộ), and its answer."""

    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("person_id", "person"),
        link("chat_id", "chat"),
        Index(None, "federation_id", "answered_at"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int | None = number(nullable=True)
    person_id: int | None = Field(default=None, sa_type=Big)
    chat_id: int = number()
    bot_id: int = number()
    words: str = Field(sa_column=Column(Text, nullable=False))
    asked_at: datetime = instant()
    answer: str = Field(default="", sa_column=Column(Text, nullable=False))
    answered_by: int | None = Field(default=None, sa_type=Big, description="person")
    answered_at: datetime | None = instant(nullable=True)


class DataRequest(SQLModel, table=True):
    """A person's request about their own data, to be answered within 2 working days (Decree 356/2025/NĐ-CP)."""

    __tablename__ = "data_request"
    __table_args__ = (owned(), belongs(), Index(None, "federation_id", "done_at"))
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int | None = Field(default=None, sa_type=Big, description="no foreign key: the row outlives an erased person")
    kind: str = Field(description="correct or erase")
    words: str = ""
    asked_at: datetime = instant()
    due_on: date
    done_at: datetime | None = instant(nullable=True)
    answer: str = ""
