"""Files: kept under our own number, whatever they were called."""

from datetime import datetime

from sqlalchemy import Column, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from bot.models.base import belongs, instant, link, number, owned, row_id


class Document(SQLModel, table=True):
    """A file that is kept. Its name is only what people see: it never becomes a path."""

    __table_args__ = (owned(), belongs(), Index(None, "federation_id", "sha256"))
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    media_type: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sha256: str = Field(description="hexadecimal, of the content")
    made_at: datetime = instant()


class Upload(SQLModel, table=True):
    """A file somebody sent, which is fetched from the platform outside any turn; then it comes back as an update."""

    __table_args__ = (
        owned(),
        belongs(),
        link("bot_id", "bot"),
        link("chat_id", "chat"),
        link("document_id", "document"),
        Index(
            "ix_upload_waiting",
            "bot_id",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )
    id: int | None = row_id()
    federation_id: int = number()
    bot_id: int = number()
    chat_id: int = number()
    sender: str = Field(description="the platform's id of who sent it")
    file_id: str = Field(description="the platform's name for the file")
    name: str
    media_type: str
    size: int = Field(default=0, description="bytes, as the platform says; 0: unknown")
    question: str = Field(description="what it answers: draft and key, as 5.file")
    state: str = Field(default="waiting", description="waiting, fetched or failed")
    attempts: int = 0
    not_before: datetime = instant()
    document_id: int | None = number(nullable=True)
    received_at: datetime = instant()
