"""Column types that mean the same on both databases."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

# SQLite numbers rows only in a column of type INTEGER; PostgreSQL's INTEGER ends at 2,147,483,647.
Big = BigInteger().with_variant(Integer, "sqlite")

LENGTH = len("2026-01-02 03:04:05.000000")  # behind it stands the zone

# SQLite compares byte by byte; PostgreSQL would sort by the server's language.
Bytewise = String().with_variant(String(collation="C"), "postgresql")


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, stored in UTC. A naive one is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def bind_processor(self, dialect: Dialect) -> Any:
        """On SQLite write the text at once: SQLAlchemy's way over its own DateTime takes four times as long."""
        return _to_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _to_text(value: datetime | None) -> str | None:
    """As SQLAlchemy's DateTime writes it on SQLite."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return utc.isoformat(" ", "microseconds")[:LENGTH]
