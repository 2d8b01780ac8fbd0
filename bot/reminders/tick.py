"""One tick: enter what has come into the ledger, and owe each person one digest of it.

A tick is a row of short pieces of work, so that a nation's reminders come due without anybody waiting for the database.
Whoever has all the time there is (tests, a rehearsal) runs them in one transaction. Doing it twice changes nothing, nor do
several replicas at once: each piece waits for the lock of all, and finds done what another one did.
"""

import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, bindparam, func, literal_column, select, true

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.steps import Steps, run
from bot.database.transaction import Transaction
from bot.hours import opening
from bot.reminders import moved, owing
from bot.reminders.coming import next_moment, next_stop
from bot.reminders.matters import SLICE
from bot.reminders.owing import DIGEST, MOST
from bot.reminders.planning import Job, plan

__all__ = ["DIGEST", "Ticks", "next_moment", "next_stop", "steps", "tick"]

EVE = timedelta(seconds=30)  # before the opening of a morning; a tick comes every 20 s
SWEEP = timedelta(minutes=10)  # how often all of the last month is looked through, where that takes long
FEW = 100  # pieces: so few are looked through every time


def _said(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", String())


# A piece looks at some thousand rows, each found by an index. PostgreSQL overrates what the conditions let through, or has not
# counted yet, and then reads whole tables for every piece: 22 s for a sweep of a nation instead of 5 (measured).
BY_INDEX = ("enable_seqscan", "enable_hashjoin", "enable_mergejoin", "jit")
LOCK: Prepared[Any] = Prepared(
    select(
        func.pg_advisory_xact_lock(bindparam("key", type_=Integer)),
        *(func.set_config(_said(each), _said("off"), true()) for each in BY_INDEX),  # for this transaction
    )
)
ALL = zlib.crc32(b"reminders") & 0x7FFFFFFF


def tick(db: Transaction, now: datetime) -> None:
    """Queue everything that is due by `now`, in this transaction. Doing it twice changes nothing."""
    run(db, steps(now))


def steps(now: datetime, since: datetime | None = None) -> Steps:
    """The pieces of a tick, each for a transaction of its own; each is given to whoever runs them, and takes back what it
    returned. With `since`, only what has come after that instant is entered: for one who looked at all else before."""
    jobs: list[Job] = yield partial(_plan, now=_eve(now), since=since)
    for statement in (*(job.matter.entering.enter for job in jobs), *(owing.STATEMENTS if jobs else ())):
        if not statement.is_warm:  # each in a piece of its own: they are long
            yield partial(_warm, statement=statement)
    for job in jobs:
        after: int | None = 0
        while after is not None:
            after = yield partial(_enter, job=job, after=after)
    if since is None:
        yield from _slices(moved.tell_slice, now)
    yield from _slices(owing.owe_slice, now)


def _eve(now: datetime) -> datetime:
    """How far a tick looks. Just before people may be written to, what comes right at that moment is entered as well: a digest
    that waits for the morning leaves with it, and not a moment before the tick that would have added to it."""
    opens = opening(local(now).date())
    return opens if opens - EVE <= now < opens else now


class Ticks:
    """The ticks of a process that goes on. A small federation is looked through every time; a large one now and then, and in
    between only what has come since the tick before. What it remembers is lost with it; another one begins by looking through
    everything."""

    def __init__(self) -> None:
        self._swept: datetime | None = None
        self._ticked: datetime | None = None
        self._pieces = 0  # of the last look through everything

    def steps(self, now: datetime) -> Steps:
        """The pieces of the next tick."""
        is_new = self._swept is None or self._ticked is None or not timedelta(0) <= now - self._swept < SWEEP
        is_sweep = is_new or self._pieces <= FEW
        result, pieces, work = None, 0, steps(now, None if is_sweep else self._ticked)
        with suppress(StopIteration):
            while True:
                result = yield work.send(result)
                pieces += 1
        self._ticked = now
        if is_sweep:
            self._swept, self._pieces = now, pieces


def _slices(look: Callable[[Transaction, datetime, int], int | None], now: datetime) -> Steps:
    after: int | None = 0
    while after is not None:
        after = yield partial(_locked, look=look, now=now, after=after)


def _plan(db: Transaction, now: datetime, since: datetime | None) -> list[Job]:
    return plan(db, now, since)


def _warm(db: Transaction, statement: Prepared[Any]) -> None:
    statement.warm(db.dialect)


def _enter(db: Transaction, job: Job, after: int) -> int | None:
    _lock(db)
    boundary = job.matter.boundary
    upto = db.first(boundary, **job.values, after=after, size=SLICE - 1) if boundary else None
    db.run(job.matter.entering.enter, **job.values, after=after, upto=MOST if upto is None else upto)
    return upto


def _locked(db: Transaction, look: Callable[[Transaction, datetime, int], int | None], now: datetime, after: int) -> int | None:
    _lock(db)
    return look(db, now, after)


def _lock(db: Transaction) -> None:
    if db.dialect.name == "postgresql":
        db.all(LOCK, key=ALL)
