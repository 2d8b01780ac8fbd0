"""What came in and what goes out: bots, chats, inbox, drafts, outbox."""

from datetime import datetime

from sqlalchemy import Column, ForeignKeyConstraint, Index, String, Text, UniqueConstraint, literal_column, text
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field, SQLModel

from bot.database.types import Bytewise
from bot.models.base import belongs, instant, link, number, owned, row_id

# Written out, never bound: SQLite uses the partial indices below only for a literal, and reads the whole table otherwise.
WAITING: ColumnElement[str] = literal_column("'waiting'", String())


class Bot(SQLModel, table=True):
    """One of a federation's bots. Its token lies outside the database, found by the platform's id."""

    __table_args__ = (owned(), belongs(), UniqueConstraint("channel", "platform_id"))
    id: int | None = row_id()
    federation_id: int = number()
    channel: str
    platform_id: str
    username: str = ""
    seats: int | None = Field(default=None, description="people it may talk with; None: any number")
    monthly_messages: int | None = Field(default=None, description="messages it may send in a month; None: any number")
    stopped_at: datetime | None = instant(nullable=True)  # the platform refuses its token
    problem: str | None = None


class Spending(SQLModel, table=True):
    """What a bot has sent in a month (Vietnamese time): messages that were accepted, and those that may have arrived."""

    __table_args__ = (owned(), belongs(), link("bot_id", "bot"), UniqueConstraint("bot_id", "month"))
    id: int | None = row_id()
    federation_id: int = number()
    bot_id: int = number()
    month: str = Field(description="2026-11")
    messages: int = 0


class Chat(SQLModel, table=True):
    """An address, and its focus: the draft it is on, the open question, and the options last offered there."""

    __table_args__ = (owned(), belongs(), link("bot_id", "bot"), UniqueConstraint("bot_id", "address"))
    id: int | None = row_id()
    federation_id: int = number()
    bot_id: int = number()
    address: str
    language: str = "vi"
    closed_at: datetime | None = instant(nullable=True)
    closed_reason: str | None = None
    draft_id: int | None = number(nullable=True)
    question: str | None = None
    offered: str | None = Field(default=None, sa_column=Column(Text), description="JSON: number to stable key")
    pushed: str | None = Field(
        default=None, sa_column=Column(Text), description="JSON: what the chat was offered in writing; see bot.post.offered"
    )
    wrong_codes: int = 0
    locked_until: datetime | None = instant(nullable=True)


class Inbox(SQLModel, table=True):
    """An update as it arrived. The key is unique, so an update delivered twice is one row."""

    __table_args__ = (
        belongs(),
        link("bot_id", "bot"),
        ForeignKeyConstraint(["federation_id", "chat_id"], ["chat.federation_id", "chat.id"]),
        UniqueConstraint("bot_id", "key"),
        Index("ix_inbox_waiting", "id", sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'")),
        Index(None, "chat_id"),
        Index(None, "done_at"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    bot_id: int = number()
    key: str
    chat_id: int | None = number(nullable=True)
    sender: str | None = None
    body: str | None = Field(sa_column=Column(Text), description="raw JSON; erased 72 hours after it is done")
    state: str = Field(description="waiting, done or dead")
    crashes: int = 0
    problem: str | None = None
    received_at: datetime = instant()
    done_at: datetime | None = instant(nullable=True)


class Draft(SQLModel, table=True):
    """A conversation that has not reached its end. It belongs to a person, a script and a subject, and never expires."""

    __table_args__ = (
        owned(),
        belongs(),
        UniqueConstraint("owner", "script", "subject"),
        {"sqlite_autoincrement": True},  # buttons carry the number: it must never be given again
    )
    id: int | None = row_id()
    federation_id: int = number()
    owner: str = Field(description="person/7; before somebody is known, chat/3")
    script: str
    subject: str
    answers: str = Field(sa_column=Column(Text, nullable=False), description="JSON: key to answer, in order")
    changed_at: datetime = instant()


class Outbox(SQLModel, table=True):
    """A message that is owed. The key is unique, so nothing is queued twice.

    No foreign keys: 127,000 rows at a tick take 1.4 s less of PostgreSQL's time without them, a third of what they took, and
    lock no chat (measured). Chats and bots are never deleted, and what is not of its chat's own federation and bot is never
    sent: `bot.post.outbox.due`.
    """

    __table_args__ = (
        UniqueConstraint("key"),
        Index(
            "ix_outbox_waiting",
            "bot_id",
            "priority",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_outbox_chat", "chat_id", "state", "priority", "id"),  # what a chat waits for, and all that it ever got
        Index(
            "ix_outbox_announcement_id",
            "announcement_id",
            sqlite_where=text("announcement_id IS NOT NULL"),
            postgresql_where=text("announcement_id IS NOT NULL"),
        ),
    )
    id: int | None = row_id()
    federation_id: int = number()
    bot_id: int = number()
    chat_id: int = number()
    announcement_id: int | None = number(nullable=True)
    key: str = Field(sa_type=Bytewise)
    priority: int = Field(description="0 reply, 1 reminder, 2 the rest")
    kind: str = Field(description="send; edit: change a message that is there; or the name of a template")
    body: str = Field(sa_column=Column(Text, nullable=False), description="JSON: the message, or the template's arguments")
    state: str = Field(default="waiting", description="waiting, held, sent, dead or dropped")
    revision: int = Field(default=0, description="grows when a template must be rendered anew")
    attempts: int = 0
    not_before: datetime = instant()
    sent_as: str | None = Field(default=None, description="the platform's id of the message")
    problem: str | None = None
    settled_at: datetime | None = instant(nullable=True)


class Halt(SQLModel, table=True):
    """A platform said "not before": for one chat, or for everything that is not a reply. All replicas keep it."""

    scope: str = Field(primary_key=True, description="chat/5 or bot/1")
    until: datetime = instant()


class Heartbeat(SQLModel, table=True):
    """The last time the program was seen at work, for `thidua health`."""

    name: str = Field(primary_key=True)
    at: datetime = instant()
