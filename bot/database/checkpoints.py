"""Brings SQLite's log of writes into the database in a thread of its own, so that no commit waits for it.

SQLite would do it inside the commit that makes the log too long: a fifth of the time of a nation's morning, and 15 ms for
whoever is next (measured). A checkpoint that waits for nobody stops no writer (sqlite.org/wal.html, “Checkpointing”).
"""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger(__name__)

LONG = 4 * 1024 * 1024  # bytes: what SQLite itself thinks long; a log that was longer is cut to this when it begins anew
LATER = 0.2  # seconds until it is made: often enough for each to be short, for all who write wait for the same disk


class Checkpoints:
    """The checkpoints of the database in the file `path`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._log = Path(f"{path}-wal")
        self._is_long = threading.Event()
        self._is_over = threading.Event()
        self._at_work = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
        self._thread.start()

    def committed(self) -> None:
        """Something was committed: if the log has become long, a checkpoint is made soon."""
        if _size(self._log) > LONG:
            self._is_long.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """None is made inside; one that is being made is waited for."""
        with self._at_work:
            yield

    def make(self) -> None:
        """One that waits for nobody: what others still read or write meanwhile is left to the next one. Raises
        sqlite3.Error, for example when the disk is full."""
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        finally:
            connection.close()

    def close(self) -> None:
        """Wait for the one that is being made, and make no more: SQLite makes the last one when the database is closed."""
        self._is_over.set()
        self._is_long.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._is_over.is_set():
            self._is_long.wait()
            if self._is_over.wait(LATER):
                return
            self._is_long.clear()
            with self._at_work:
                self._try()

    def _try(self) -> None:
        try:
            self.make()
        except sqlite3.Error as failure:  # the log keeps everything
            log.warning("no checkpoint, the next commit asks for another one: %s", failure)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0
