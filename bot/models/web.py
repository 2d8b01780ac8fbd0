"""The web chat: personal links, the devices they opened, what was said there, and where else such a person can be reached."""

from datetime import datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.models.base import belongs, instant, link, number, owned, row_id


class WebLink(SQLModel, table=True):
    """A personal link `/c/SECRET`, stored as a keyed hash. Opened on a new device it asks for a code and is replaced."""

    __tablename__ = "web_link"
    __table_args__ = (owned(), belongs(), link("chat_id", "chat"), UniqueConstraint("secret_hash"), Index(None, "chat_id"))
    id: int | None = row_id()
    federation_id: int = number()
    chat_id: int = number()
    secret_hash: str
    made_at: datetime = instant()
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)
    revoked_at: datetime | None = instant(nullable=True)


class WebSession(SQLModel, table=True):
    """A device that is let in, by the hash of its cookie."""

    __tablename__ = "web_session"
    __table_args__ = (owned(), belongs(), link("chat_id", "chat"), UniqueConstraint("secret_hash"), Index(None, "chat_id"))
    id: int | None = row_id()
    federation_id: int = number()
    chat_id: int = number()
    secret_hash: str
    device: str = Field(default="", description="as the browser calls itself, cut short: to recognise it in the list")
    made_at: datetime = instant()
    seen_at: datetime = instant()
    expires_at: datetime = instant()
    revoked_at: datetime | None = instant(nullable=True)


class WebMessage(SQLModel, table=True):
    """A line of a web chat, of either side."""

    __tablename__ = "web_message"
    __table_args__ = (
        owned(),
        belongs(),
        link("chat_id", "chat"),
        link("document_id", "document"),
        Index(None, "chat_id", "id"),
        UniqueConstraint("chat_id", "key"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    chat_id: int = number()
    key: str = Field(description="given by whoever writes, so that nothing stands there twice")
    is_ours: bool = Field(description="said by the bot")
    body: str = Field(sa_column=Column(Text, nullable=False), description="JSON: the message")
    document_id: int | None = number(nullable=True)
    revision: int = Field(default=0, description="grows when it is edited")
    made_at: datetime = instant()


class PushSubscription(SQLModel, table=True):
    """A browser that can be woken (Web Push, RFC 8030)."""

    __tablename__ = "push_subscription"
    __table_args__ = (
        owned(),
        belongs(),
        link("chat_id", "chat"),
        link("session_id", "web_session"),
        UniqueConstraint("endpoint"),
        Index(None, "chat_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    chat_id: int = number()
    session_id: int = number()
    endpoint: str
    keys: str = Field(description="JSON: p256dh and auth, as the browser gave them")
    made_at: datetime = instant()
    failed_at: datetime | None = instant(nullable=True)


class UploadTicket(SQLModel, table=True):
    """A one-time link under which a file is handed in for the open question of a chat that cannot carry files."""

    __tablename__ = "upload_ticket"
    __table_args__ = (owned(), belongs(), link("chat_id", "chat"), UniqueConstraint("secret_hash"), Index(None, "chat_id"))
    id: int | None = row_id()
    federation_id: int = number()
    chat_id: int = number()
    sender: str
    secret_hash: str
    question: str = Field(description="the place it is for, as in an upload")
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)
