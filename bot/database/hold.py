"""One process at a time for what must not be done twice: polling a bot, delivering its messages.

The hold is the operating system's or PostgreSQL's own lock, not a row with a date: it falls the moment its owner dies, so a
process that is started again after a SIGKILL goes on at once.
"""

import asyncio
import sqlite3
import threading
import time
import zlib
from contextlib import suppress

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

CHECKED = 5.0  # seconds for which a session that answered is believed to be alive


class Hold:
    """The right to do `name`, for as long as this process lives and the database answers."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self._file: sqlite3.Connection | None = None
        self._session: psycopg.Connection | None = None
        self._checked = 0.0
        self._given_up = False
        self._deciding = threading.Lock()

    async def ours(self) -> bool:
        """Whether this process may go on; asks the database at most every few seconds."""
        if self._file is not None or (self._session is not None and time.monotonic() - self._checked < CHECKED):
            return True
        return await asyncio.to_thread(self.take)

    def take(self) -> bool:
        """Try to get the hold, or check that it is still ours. Never waits."""
        if self.engine.dialect.name == "sqlite":
            return self._take_file()
        return self._take_session()

    def drop(self) -> None:
        """Let others have it, for good: a take that is under way in a thread comes to nothing."""
        with self._deciding:
            self._given_up = True
            self._let_go()

    def _let_go(self) -> None:
        for lock in (self._file, self._session):
            if lock is not None:
                _release(lock)
        self._file = self._session = None

    def _keep(self, lock: sqlite3.Connection | psycopg.Connection) -> bool:
        """Keep what was taken, unless it was dropped meanwhile."""
        with self._deciding:
            if self._given_up:
                _release(lock)
            elif isinstance(lock, sqlite3.Connection):
                self._file = lock
            else:
                self._session, self._checked = lock, time.monotonic()
            return not self._given_up

    def _take_file(self) -> bool:
        if self._file is not None:
            return True
        path = self.engine.url.database
        if not path or path == ":memory:":
            return True  # nobody else can open it
        lock = sqlite3.connect(f"{path}.{self.name}.lock", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            lock.close()
            return False
        return self._keep(lock)

    def _take_session(self) -> bool:
        with suppress(DBAPIError, psycopg.Error):
            if self._session is None:
                return self._open_session()
            self._session.execute("SELECT 1")
            self._checked = time.monotonic()
            return True
        self._let_go()
        return False

    def _open_session(self) -> bool:
        address = self.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        session = psycopg.connect(address, autocommit=True)
        row = session.execute("SELECT pg_try_advisory_lock(%s)", [zlib.crc32(self.name.encode())]).fetchone()
        if not row or not row[0]:
            session.close()
            return False
        return self._keep(session)


def _release(lock: sqlite3.Connection | psycopg.Connection) -> None:
    """Let go at once: PostgreSQL keeps the lock of a closed session until its process has noticed."""
    if isinstance(lock, psycopg.Connection):
        with suppress(psycopg.Error):
            lock.execute("SELECT pg_advisory_unlock_all()")
    lock.close()
