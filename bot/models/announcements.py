"""Announcements: what an officer sends to many at once, to whom it goes, and what became of each."""

from datetime import datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.database.types import Big
from bot.models.base import belongs, instant, link, number, owned, row_id


class Announcement(SQLModel, table=True):
    """An announcement. Nothing leaves before it was seen as it arrives and confirmed; its audience is worked out at the start."""

    __table_args__ = (
        owned(),
        belongs(),
        link("person_id", "person"),
        link("unit_id", "unit"),
        link("cluster_id", "cluster"),
        link("confirmed_by", "person"),
        link("follows_id", "announcement"),
        Index(None, "state"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = Field(sa_type=Big, description="who wrote it")
    unit_id: int = Field(sa_type=Big, description="the office it is sent by reaches the units below this one")
    cluster_id: int | None = Field(default=None, sa_type=Big, description="and of this cluster")
    audience: str = Field(sa_column=Column(Text, nullable=False), description="JSON; see bot.announcements.audience")
    state: str = Field(description="unconfirmed, scheduled, sending, paused, sent, cancelled or withdrawn")
    wants_acknowledgement: bool = False
    starts_at: datetime = instant()  # 60 seconds after it was confirmed at the earliest
    confirmed_by: int | None = Field(default=None, sa_type=Big, description="the second officer, above a threshold")
    confirmed_at: datetime | None = instant(nullable=True)
    follows_id: int | None = Field(default=None, sa_type=Big, description="the announcement whose silent readers this one is for")
    made_at: datetime = instant()
    queued_at: datetime | None = instant(nullable=True)  # when the last of its messages stood in the outbox
    ended_at: datetime | None = instant(nullable=True)


class AnnouncementPart(SQLModel, table=True):
    """One message of an announcement: a text, a photo or a document. Corrected, the newest version holds; version 0 is a
    correction that nobody has confirmed yet."""

    __tablename__ = "announcement_part"
    __table_args__ = (
        owned(),
        belongs(),
        link("announcement_id", "announcement"),
        link("document_id", "document"),
        UniqueConstraint("announcement_id", "position", "version"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    announcement_id: int = number()
    position: int
    version: int = 1
    text: str = Field(sa_column=Column(Text, nullable=False))
    styles: str = Field(
        default="[]", sa_column=Column(Text, nullable=False), description="JSON: what is bold, and what is a link"
    )
    document_id: int | None = number(nullable=True)


class Recipient(SQLModel, table=True):
    """A unit that an announcement is for, and its person and chat, where there are any, as they were when it started.

    How far it came is read from the outbox rows of the chat. No foreign keys: there may be 127,000 rows at once.
    """

    __table_args__ = (
        owned(),
        UniqueConstraint("announcement_id", "unit_id", "person_id"),
        Index(None, "announcement_id", "chat_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    announcement_id: int = number()
    unit_id: int = number()
    person_id: int | None = Field(default=None, sa_type=Big, description="None: nobody of the unit has joined")
    chat_id: int | None = number(nullable=True)
    acknowledged_at: datetime | None = instant(nullable=True)


class Segment(SQLModel, table=True):
    """An audience that an officer keeps under a name."""

    __table_args__ = (owned(), belongs(), link("person_id", "person"), UniqueConstraint("federation_id", "person_id", "name"))
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = number()
    name: str
    audience: str = Field(sa_column=Column(Text, nullable=False), description="JSON, as in an announcement")
    made_at: datetime = instant()
