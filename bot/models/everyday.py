"""The everyday around a campaign: launches that were held, notes, works on their way, entries on behalf, officers' absences."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.database.types import Big
from bot.models.base import belongs, instant, link, number, owned, row_id


class HeldLaunch(SQLModel, table=True):
    """What became of a launch. Rows are only added: the highest version of a duty (of kind held) is what holds."""

    __tablename__ = "held_launch"
    __table_args__ = (
        owned(),
        belongs(),
        link("duty_id", "duty"),
        link("document_id", "document"),
        link("person_id", "person"),
        UniqueConstraint("duty_id", "version"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = number()
    version: int
    is_latest: bool
    outcome: str = Field(description="held, postponed, cancelled, or withdrawn: none of them holds any more")
    day: date | None = Field(default=None, description="the day it was held, or the day it is put off to")
    present: int | None = Field(default=None, description="people who were there")
    members: int | None = Field(default=None, description="people the unit had on that day, as far as was known")
    opened_by: str = Field(default="", description="who gave the word for the launch, in the chair's words")
    reason: str = Field(default="", description="why it was put off or cancelled")
    document_id: int | None = Field(default=None, sa_type=Big, description="a photo of it")
    person_id: int | None = Field(default=None, sa_type=Big)
    recorded_at: datetime = instant()


class Note(SQLModel, table=True):
    """A quarterly note: five lines at most. Rows are only added: the highest version of a duty is what holds."""

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
    is_late: bool = Field(default=False, description="whether the first version came after due day and grace")
    words: str = Field(sa_column=Column(Text, nullable=False), description="a line each; empty: taken back")
    person_id: int | None = Field(default=None, sa_type=Big)
    recorded_at: datetime = instant()


class WorkState(SQLModel, table=True):
    """How far a pledged work has come. Rows are only added: the highest version of a work is what holds."""

    __tablename__ = "work_state"
    __table_args__ = (
        owned(),
        belongs(),
        link("work_id", "work"),
        link("document_id", "document"),
        link("person_id", "person"),
        UniqueConstraint("work_id", "version"),
        Index(None, "day"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    work_id: int = number()
    version: int
    is_latest: bool
    state: str = Field(description="finished, later, dropped, or open: taken back")
    day: date | None = Field(default=None, description="the day it was finished, or will be")
    value: int | None = Field(default=None, sa_type=Big, description="đồng, that it came to")
    reason: str = ""
    document_id: int | None = Field(default=None, sa_type=Big, description="a photo of it")
    person_id: int | None = Field(default=None, sa_type=Big)
    recorded_at: datetime = instant()


class OnBehalf(SQLModel, table=True):
    """An officer entered something for a unit, from a call or a paper; the chair can object, and it is taken back."""

    __tablename__ = "on_behalf"
    __table_args__ = (
        owned(),
        belongs(),
        link("duty_id", "duty"),
        link("entered_by", "person"),
        link("document_id", "document"),
        link("objected_by", "person"),
        UniqueConstraint("duty_id", "version"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    duty_id: int = Field(sa_type=Big, description="what was entered; its kind says whether a launch, a pledge, a report …")
    version: int = Field(description="of what was entered")
    before: int | None = Field(default=None, description="the version that held until then, and does again after an objection")
    entered_by: int = Field(sa_type=Big, description="the officer")
    source: str = Field(description="call, or paper")
    document_id: int | None = Field(default=None, sa_type=Big, description="a photo of the paper")
    recorded_at: datetime = instant()
    objected_by: int | None = Field(default=None, sa_type=Big, description="the person of the unit who said it is not so")
    objected_at: datetime | None = instant(nullable=True)


class Taking(SQLModel, table=True):
    """An officer has something open in hand, so that another one sees it: for a while, the newest one holds."""

    __table_args__ = (owned(), belongs(), link("person_id", "person"), UniqueConstraint("federation_id", "kind", "subject_id"))
    id: int | None = row_id()
    federation_id: int = number()
    kind: str = Field(description="report, inquiry, extension or request")
    subject_id: int = Field(sa_type=Big, description="the row's number")
    person_id: int = Field(sa_type=Big, description="who has it in hand")
    taken_at: datetime = instant()


class Absence(SQLModel, table=True):
    """An officer is away from one day to another, and somebody has the rights of the office meanwhile."""

    __table_args__ = (
        owned(),
        belongs(),
        link("office_id", "office"),
        link("stand_in_id", "person"),
        Index(None, "office_id"),
        Index(None, "stand_in_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    office_id: int = number()
    stand_in_id: int = Field(sa_type=Big, description="who stands in")
    valid_from: date
    valid_to: date = Field(description="the last day; before valid_from: taken back")
