"""One tick: enter what has come into the ledger, and owe each person one digest of it.

A tick is a row of short pieces of work, so that a nation's reminders come due without anybody waiting for the database.
Whoever has all the time there is (tests, a rehearsal) runs them in one transaction. Doing it twice changes nothing, nor do
several replicas at once: each piece waits for its lock, and finds done what another one did. On PostgreSQL two pieces may
run at the same time, for it works in a process of its own for each connection.
"""

import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, func, literal_column, select, true

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.steps import SideBySide, Steps, run
from bot.database.transaction import Transaction
from bot.hours import opening
from bot.reminders import moved, owing
from bot.reminders.coming import next_moment, next_stop
from bot.reminders.matters import SLICE
from bot.reminders.owing import Lane
from bot.reminders.planning import Job, plan
from bot.reminders.week import Recent

__all__ = ["Ticks", "next_moment", "next_stop", "steps", "tick"]

EVE = timedelta(seconds=30)  # before the opening of a morning; a tick comes every 20 s
SWEEP = timedelta(minutes=10)  # how often all of the last month is looked through, where that takes long
FEW = 100  # pieces: so few are looked through every time
MOST = 2**62  # more than any row's number
TOGETHER = 16  # jobs of small tables in one transaction
AHEAD = 8  # slices whose ends are looked for in one piece: 10 ms


def _said(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", String())


# A piece looks at some thousand rows, each found by an index. PostgreSQL overrates what the conditions let through, or has not
# counted yet, and then reads whole tables for every piece: 22 s for a sweep of a nation instead of 5 (measured).
# And it would gather and sort all that waits for each thousand of it: 40 ms (measured).
BY_INDEX = ("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_mergejoin", "enable_sort", "jit")
# Nor does a plan depend on where a slice begins: to make one for each took a twentieth of a nation's morning.
HOW = dict.fromkeys(BY_INDEX, "off") | {"plan_cache_mode": "force_generic_plan"}
SETTINGS = [func.set_config(_said(name), _said(value), true()) for name, value in HOW.items()]  # for this transaction
# Whoever owes digests to the people of a lane has its lock to themselves. Whoever enters something, side by side with others
# who enter, shares the locks of all lanes: the ledger's key keeps them apart, and nobody owes what is being entered.
LANES = 2
KEYS = tuple(zlib.crc32(b"reminders/%d" % number) & 0x7FFFFFFF for number in range(LANES))  # always in this order


def _locking(lock: Callable[[Any], ColumnElement[Any]], keys: tuple[int, ...]) -> Prepared[Any]:
    """Locks until the end of the transaction, and its settings, in one round trip."""
    locks = (lock(literal_column(str(key), Integer)).label(f"lock{number}") for number, key in enumerate(keys))
    return Prepared(select(*locks, *SETTINGS))


LOCK = _locking(func.pg_advisory_xact_lock, KEYS)
SHARE = _locking(func.pg_advisory_xact_lock_shared, KEYS)
LOCK_LANE = tuple(_locking(func.pg_advisory_xact_lock, (key,)) for key in KEYS)


def tick(db: Transaction, now: datetime) -> None:
    """Queue everything that is due by `now`, in this transaction. Doing it twice changes nothing."""
    run(db, steps(now))


def steps(now: datetime, since: datetime | None = None, lanes: int = 1) -> Steps:
    """The pieces of a tick, each for a transaction of its own; each is given to whoever runs them, and takes back what it
    returned. With `since`, only what has come after that instant is entered: for one who looked at all else before. `lanes`, 1 or
    LANES: how many pieces may run at the same time; more than one only where each has a transaction of its own."""
    small, large = yield partial(_plan, now=_eve(now), since=since)
    jobs: list[Job] = [*small, *large]
    for statement in (*(job.matter.entering.enter for job in jobs), *(owing.STATEMENTS if jobs else ())):
        if not statement.is_warm:  # each in a piece of its own: they are long
            yield partial(_warm, statement=statement)
    for first in range(0, len(small), TOGETHER):
        yield partial(_enter_all, jobs=small[first : first + TOGETHER], lanes=lanes)
    for job in large:
        yield from _entering(job, lanes)
    if since is None:
        yield from _telling(now)
    yield from _owing(now, lanes)


def _eve(now: datetime) -> datetime:
    """How far a tick looks. Just before people may be written to, what comes right at that moment is entered as well: a digest
    that waits for the morning leaves with it, and not a moment before the tick that would have added to it."""
    opens = opening(local(now).date())
    return opens if opens - EVE <= now < opens else now


class Ticks:
    """The ticks of a process that goes on. A small federation is looked through every time; a large one now and then, and in
    between only what has come since the tick before. What it remembers is lost with it; another one begins by looking through
    everything. `lanes`: see `steps`."""

    def __init__(self, lanes: int = 1) -> None:
        self._lanes = lanes
        self._swept: datetime | None = None
        self._ticked: datetime | None = None
        self._pieces = 0  # of the last look through everything

    def steps(self, now: datetime) -> Steps:
        """The pieces of the next tick."""
        is_new = self._swept is None or self._ticked is None or not timedelta(0) <= now - self._swept < SWEEP
        is_sweep = is_new or self._pieces <= FEW
        result, pieces, work = None, 0, steps(now, None if is_sweep else self._ticked, self._lanes)
        with suppress(StopIteration):
            while True:
                result = yield work.send(result)
                pieces += 1
        self._ticked = now
        if is_sweep:
            self._swept, self._pieces = now, pieces


def _entering(job: Job, lanes: int) -> Steps:
    after: int | None = 0
    while after is not None:
        ends = yield partial(_begin, job=job, after=after, lanes=lanes)
        slices = [partial(_enter, job=job, after=low, upto=high, lanes=lanes) for low, high in pairwise((after, *ends))]
        for first in range(0, len(slices), lanes):
            yield SideBySide(tuple(slices[first : first + lanes]))
        after = ends[-1] if ends else None


def _telling(now: datetime) -> Steps:
    after: int | None = 0
    while after is not None:
        after = yield partial(_tell, now=now, after=after)


def _owing(now: datetime, lanes: int) -> Steps:
    if not (yield owing.anything_waits):
        return
    recent: Recent = {}
    places = {Lane(number, lanes): 0 for number in range(lanes)}
    while places:
        looks = tuple(partial(_owe, now=now, lane=lane, after=after, recent=recent) for lane, after in places.items())
        ends = yield SideBySide(looks)
        places = {lane: end for lane, end in zip(places, ends, strict=True) if end is not None}


def _plan(db: Transaction, now: datetime, since: datetime | None) -> tuple[list[Job], list[Job]]:
    """What has come: of small tables, whose jobs are done together, and of those that are gone through in slices."""
    jobs = plan(db, now, since)
    last = {each: db.all(each)[0] for each in dict.fromkeys(job.matter.last for job in jobs)}
    small = [job for job in jobs if last[job.matter.last] <= SLICE]
    return small, [job for job in jobs if last[job.matter.last] > SLICE]


def _warm(db: Transaction, statement: Prepared[Any]) -> None:
    statement.warm(db.dialect)


def _begin(db: Transaction, job: Job, after: int, lanes: int) -> list[int | None]:
    """The last numbers of the next slices; None: what is left is the last one. If that is all there is, it is entered."""
    ends: list[int | None] = []
    end: int | None = after
    while end is not None and len(ends) < AHEAD:
        boundary = job.matter.boundary
        end = db.first(boundary, **job.values, after=end, size=SLICE - 1) if boundary else None
        ends.append(end)
    if ends == [None]:
        _enter(db, job, after, None, lanes)
        return []
    return ends


def _enter(db: Transaction, job: Job, after: int, upto: int | None, lanes: int) -> None:
    lock(db, LOCK if lanes == 1 else SHARE)
    db.run(job.matter.entering.enter, **job.values, after=after, upto=MOST if upto is None else upto)


def _enter_all(db: Transaction, jobs: list[Job], lanes: int) -> None:
    lock(db, LOCK if lanes == 1 else SHARE)
    for job in jobs:
        db.run(job.matter.entering.enter, **job.values, after=0, upto=MOST)


def _tell(db: Transaction, now: datetime, after: int) -> int | None:
    lock(db)
    return moved.tell_slice(db, now, after)


def _owe(db: Transaction, now: datetime, lane: Lane, after: int, recent: Recent) -> int | None:
    lock(db, LOCK if lane.of == 1 else LOCK_LANE[lane.number])
    return owing.owe_slice(db, now, lane, after, recent)


def lock(db: Transaction, how: Prepared[Any] = LOCK) -> None:
    """Wait on PostgreSQL for those who enter and owe elsewhere, by default for all of them; on SQLite one writes at a time."""
    if db.dialect.name == "postgresql":
        db.all(how)
