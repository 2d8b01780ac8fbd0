"""Reading at length without anybody waiting: one moment of the database, seen through a connection of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the database of `engine` as it is now, whatever is written meanwhile, and can write nothing.

    SQLite: beside the writer's connection, whose log lets both go on (sqlite.org/wal.html); the database must be a file.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            yield connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return
    if not engine.url.database:
        raise ValueError("a database in memory has one connection, and that is the writer's")
    reader = create_engine(engine.url, poolclass=NullPool)
    event.listen(reader, "connect", _prepare)
    event.listen(reader, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    with reader.connect() as connection:
        yield connection


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing before a SELECT, so each would see another moment
    connection.execute("PRAGMA busy_timeout=30000")
    connection.execute("PRAGMA query_only=ON")
