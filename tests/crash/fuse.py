"""Counts the points at which the application may die, and kills it at one of them.

A point lies before and after every statement of the database's driver (BEGIN, SAVEPOINT and COMMIT included) and before and
after every call of the platform.
"""

import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event, make_url

from bot.channels.telegram.request import AiohttpRequest
from bot.database.engine import open_engine

SHOWN = 60  # characters of a statement in the trace


class Fuse:
    """Writes down every point in the file `trace`; at the `deadly`-th the process is gone. 0 never comes."""

    def __init__(self, trace: int, deadly: int) -> None:
        self._trace = trace
        self._deadly = deadly
        self._count = 0
        self._lock = threading.Lock()  # the writer's thread and the loop's pass here side by side

    def point(self, name: str) -> None:
        """Pass a point, or die here."""
        with self._lock:
            self._count += 1
            os.write(self._trace, f"{name}\n".encode())
            if self._count == self._deadly:
                os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def around(self, name: str) -> Iterator[None]:
        """A point before and a point after."""
        name = " ".join(name.split())[:SHOWN]
        self.point(f"before {name}")
        yield
        self.point(f"after {name}")


class Fused:
    """Where the one fuse of this process is found by the classes below: drivers and PTB make their objects themselves."""

    fuse: ClassVar[Fuse]


class SqliteCursor(Fused, sqlite3.Cursor):
    """Connection.execute comes by here too."""

    def execute(self, sql: str, parameters: Any = (), /) -> "SqliteCursor":
        with self.fuse.around(sql):
            super().execute(sql, parameters)
        return self

    def executemany(self, sql: str, parameters: Any, /) -> "SqliteCursor":
        with self.fuse.around(sql):
            super().executemany(sql, parameters)
        return self


class SqliteConnection(Fused, sqlite3.Connection):
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(factory or SqliteCursor)

    def commit(self) -> None:
        with self.fuse.around("COMMIT"):
            super().commit()

    def rollback(self) -> None:
        if not self.in_transaction:
            return  # the pool's habit, after every commit
        with self.fuse.around("ROLLBACK"):
            super().rollback()


class PostgresCursor(Fused, psycopg.Cursor[Any]):
    def execute(self, query: Any, *values: Any, **options: Any) -> "PostgresCursor":
        with self.fuse.around(str(query)):
            super().execute(query, *values, **options)
        return self

    def executemany(self, query: Any, *values: Any, **options: Any) -> None:
        with self.fuse.around(str(query)):
            super().executemany(query, *values, **options)


class PostgresConnection(Fused, psycopg.Connection[Any]):
    def commit(self) -> None:
        with self.fuse.around("COMMIT"):
            super().commit()

    def rollback(self) -> None:
        if self.info.transaction_status is TransactionStatus.IDLE:
            return  # likewise
        with self.fuse.around("ROLLBACK"):
            super().rollback()


class Request(Fused, AiohttpRequest):
    """PTB's way to the platform: `do_request` is one call, getUpdates included."""

    async def do_request(self, url: str, *values: Any, **options: Any) -> tuple[int, bytes]:
        with self.fuse.around(url.rpartition("/")[2]):
            return await super().do_request(url, *values, **options)


def fused_engine(url: str) -> Engine:
    """The application's engine, on drivers that pass the fuse."""
    if make_url(url).get_backend_name() == "sqlite":
        return open_engine(url, factory=SqliteConnection)
    engine = open_engine(url, cursor_factory=PostgresCursor)
    event.listen(engine, "do_connect", _connect)  # SQLAlchemy would call psycopg.connect, which knows no other class
    return engine


def _connect(_dialect: Any, _record: Any, values: tuple[Any, ...], options: dict[str, Any]) -> PostgresConnection:
    return PostgresConnection.connect(*values, **options)
