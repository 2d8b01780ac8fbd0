"""Who carries out units of work: one thread on SQLite, several on PostgreSQL.

On SQLite all work that is waiting shares one commit, because a commit is one wait for the disk; each piece of work has a
savepoint of its own, so that one that fails undoes only itself. Nobody is told "done" before the commit.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from psycopg.errors import DeadlockDetected, SerializationFailure
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from bot.database.checkpoints import Checkpoints
from bot.database.transaction import Transaction

T = TypeVar("T")
Work = Callable[[Transaction], T]

LONGEST_GROUP = 64  # pieces of work in one commit: bounds how long the first one waits


class Database(Protocol):
    """Where work is carried out, each piece in one transaction."""

    engine: Engine

    async def transact(self, work: Work[T]) -> T:
        """Carry out `work` and return what it returned, once it is on disk. What it raises is raised here, and undone."""
        ...

    def close(self) -> None:
        """Finish what is waiting and let go of the database."""
        ...


@dataclass(eq=False)
class _Job:
    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[Any]
    result: Any = None
    failure: BaseException | None = None


class OneWriter:
    """SQLite: one thread, one connection, group commit."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._checkpoints = Checkpoints(engine.url.database or ":memory:")
        self._has_traces = True  # an earlier run may have been killed before it could empty the log
        self._thread = threading.Thread(target=self._write, name="writer", daemon=True)
        self._thread.start()

    async def transact(self, work: Work[T]) -> T:
        loop = asyncio.get_running_loop()
        job = _Job(work, loop, loop.create_future())
        self._jobs.put(job)
        return await job.done  # type: ignore[no-any-return]

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()
        self._checkpoints.close()
        self.engine.dispose()

    def _write(self) -> None:
        """One connection for as long as it works: opening one for each commit costs more than the commit's SQL."""
        with ExitStack() as opened:
            connection: Connection | None = None
            while (job := self._jobs.get()) is not None:
                group = [job]
                try:
                    connection = connection or _opened(self.engine, opened)
                    self._commit(connection, group)
                except BaseException as failure:  # noqa: BLE001  whoever waits for the work is told
                    opened.close()
                    connection = None
                    for each in group:
                        each.failure = failure
                _tell(group)

    def _commit(self, connection: Connection, group: list[_Job]) -> None:
        transaction = Transaction(connection)
        transaction.begin()
        _carry_out(transaction, group[0])
        while len(group) < LONGEST_GROUP and (following := self._waiting()) is not None:
            group.append(following)
            _carry_out(transaction, following)
        transaction.close()
        transaction.commit()
        self._checkpoints.committed()
        if self._has_traces or transaction.is_erasing:
            with self._checkpoints.held():
                self._has_traces = not _emptied(connection)

    def _waiting(self) -> _Job | None:
        try:
            job = self._jobs.get_nowait()
        except queue.Empty:
            return None
        if job is None:
            self._jobs.put(None)  # the order to close stays for the loop
        return job


class ManyWriters:
    """PostgreSQL: a few threads, each piece of work in a transaction of its own."""

    ATTEMPTS = 4  # a deadlock or a serialisation failure is undone and tried again

    def __init__(self, engine: Engine, threads: int = 6) -> None:
        self.engine = engine
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="writer")

    async def transact(self, work: Work[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._write, work)

    def close(self) -> None:
        self._threads.shutdown()
        self.engine.dispose()

    def _write(self, work: Work[T]) -> T:
        for attempt in range(1, self.ATTEMPTS + 1):
            try:
                return self._once(work)
            except (OperationalError, DeadlockDetected, SerializationFailure) as failure:
                if attempt == self.ATTEMPTS or not _worth_repeating(failure):
                    raise
        raise AssertionError("unreachable")

    def _once(self, work: Work[T]) -> T:
        with self.engine.connect() as connection, connection.begin():
            transaction = Transaction(connection)
            result = work(transaction)
            transaction.flush()
            transaction.close()
            return result


def writer_for(engine: Engine) -> Database:
    """The way of writing that suits the database."""
    return OneWriter(engine) if engine.dialect.name == "sqlite" else ManyWriters(engine)


def _opened(engine: Engine, until: ExitStack) -> Connection:
    """A connection that leaves the checkpoints to their own thread."""
    connection = until.enter_context(engine.connect())
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA wal_autocheckpoint=0")
    return connection


def _emptied(connection: Connection) -> bool:
    """Move the log of writes into the database, where what was deleted is overwritten, and cut it to nothing. False if another
    process reads from the log just now; it is not waited for: the next commit tries again."""
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout=0")
    try:
        (is_busy, *_pages) = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        driver.execute(f"PRAGMA busy_timeout={patience}")
    return not is_busy


def _worth_repeating(failure: BaseException) -> bool:
    cause = failure.orig if isinstance(failure, OperationalError) else failure
    return isinstance(cause, DeadlockDetected | SerializationFailure)


def _carry_out(transaction: Transaction, job: _Job) -> None:
    try:
        with transaction.savepoint():
            job.result = job.work(transaction)
    except Exception as failure:  # noqa: BLE001  it is raised again where the work was asked for
        job.failure = failure


def _tell(group: list[_Job]) -> None:
    """Wake whoever waits, once for the whole group. A loop that was closed meanwhile has nobody left who waits."""
    for loop in {job.loop for job in group}:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, [job for job in group if job.loop is loop])


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.done.done():  # cancelled: nobody waits any more
            continue
        if job.failure is not None:
            job.done.set_exception(job.failure)
        else:
            job.done.set_result(job.result)
