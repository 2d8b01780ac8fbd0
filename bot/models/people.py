"""People, the offices they hold, how they joined, and what they agreed to.

A person is known by (bot, platform's user id) and by nothing else: names, usernames and forwarded contacts prove nothing.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from bot.database.types import Big
from bot.models.base import belongs, instant, link, number, owned, row_id


class Person(SQLModel, table=True):
    """Somebody who holds or held an office. No row exists before the person agreed to the data notice."""

    __table_args__ = (owned(), belongs())
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    language: str = "vi"
    remind_at: int | None = Field(
        default=None, description="minutes after midnight from which to be reminded; None: the campaign's"
    )
    email: str | None = Field(default=None, description="given by the person, for the web door")
    acting_as: int | None = Field(default=None, sa_type=Big, description="the office chosen with /donvi; None: all they hold")


class Contact(SQLModel, table=True):
    """Who leads a unit, as the federation's list says: known before that person ever wrote to us, and good for a call."""

    __table_args__ = (owned(), belongs(), link("unit_id", "unit"), UniqueConstraint("unit_id"))
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    name: str
    title: str
    phone: str = ""
    email: str | None = None


class Office(SQLModel, table=True):
    """A person's post in a unit for a time. What its role may do, and to which units, is said in `bot.rights`.

    One that was revoked on the day it began ended the day before it began: it was never held for a whole day.
    """

    __table_args__ = (
        owned(),
        belongs(),
        link("person_id", "person"),
        link("unit_id", "unit"),
        link("cluster_id", "cluster"),
        Index(None, "person_id"),
        Index(None, "unit_id"),
        Index(
            "ix_office_valid_to",
            "valid_to",
            sqlite_where=text("valid_to IS NOT NULL"),
            postgresql_where=text("valid_to IS NOT NULL"),
        ),
        Index(
            "ix_office_cluster_id",
            "cluster_id",
            sqlite_where=text("cluster_id IS NOT NULL"),
            postgresql_where=text("cluster_id IS NOT NULL"),
        ),
    )
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = number()
    unit_id: int = number()
    cluster_id: int | None = number(nullable=True)
    role: str = Field(description="chair, officer, reviewer, viewer, or lead of a cluster")
    title: str = Field(description="as people say it: Chủ tịch công đoàn")
    is_deputy: bool = Field(default=False, description="stands in for the chair: reminded once the chair did not answer")
    valid_from: date
    valid_to: date | None = None


class Account(SQLModel, table=True):
    """A person on a platform: who writes from this account, and the chat where the bot reaches them."""

    __table_args__ = (
        owned(),
        belongs(),
        link("bot_id", "bot"),
        link("person_id", "person"),
        link("chat_id", "chat"),
        UniqueConstraint("bot_id", "platform_id"),
        Index(None, "person_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    bot_id: int = number()
    platform_id: str
    person_id: int = number()
    chat_id: int = number()
    linked_at: datetime = instant()
    preferred_at: datetime | None = instant(nullable=True)  # the account preferred last is the one that is written to first


class DoorCode(SQLModel, table=True):
    """A code by which a person who is known at one door opens another: one use, until an instant."""

    __tablename__ = "door_code"
    __table_args__ = (owned(), belongs(), link("person_id", "person"), UniqueConstraint("token_hash"), Index(None, "code_hash"))
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = number()
    token_hash: str
    code_hash: str
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)


class Invite(SQLModel, table=True):
    """A seat kept for somebody: two secrets, stored as keyed hashes, good for one use until a day."""

    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("cluster_id", "cluster"),
        link("replaces_id", "office"),
        link("used_by", "person"),
        link("bot_id", "bot"),
        Index(None, "unit_id"),
        UniqueConstraint("token_hash"),
        Index(None, "code_hash"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    cluster_id: int | None = number(nullable=True)
    is_deputy: bool = False
    replaces_id: int | None = Field(default=None, sa_type=Big, description="the office that ends when this is used: a handover")
    bot_id: int | None = Field(default=None, sa_type=Big, description="the bot in which a place is kept; see bot.doors.seating")
    role: str
    title: str
    name: str = Field(description="who the roster says it is")
    token_hash: str
    code_hash: str
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)
    used_by: int | None = number(nullable=True)


class Consent(SQLModel, table=True):
    """Proof that a person agreed to something: which text, when, and by which update; and when they took it back."""

    __table_args__ = (owned(), belongs(), link("person_id", "person"), Index(None, "person_id"))
    id: int | None = row_id()
    federation_id: int = number()
    person_id: int = number()
    purpose: str = Field(default="data", description="data: the notice at the door; reminders: to be written to unasked")
    notice: str = Field(description="version of the notice")
    text_hash: str = Field(description="SHA-256 of the text as it was shown")
    evidence: str = Field(description="the update that carried the answer")
    given_at: datetime = instant()
    withdrawn_at: datetime | None = instant(nullable=True)
