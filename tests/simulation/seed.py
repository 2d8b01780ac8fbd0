"""A walk from its seed to its verdict."""

import random
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bot.database.engine import open_engine
from bot.reminders import owing
from bot.reminders.matters import MATTERS
from tests.simulation.facts import Entry, History
from tests.simulation.judging.oracle import judge
from tests.simulation.killing import folder, nursery, open_file
from tests.simulation.store import Store
from tests.simulation.walk import YEARS, Walk
from tests.support.databases import open_new

KILLED = 20  # every so many seeds
LEDGER = (
    "SELECT r.rung_id, r.matter_id, r.due_on, r.person_id, r.dropped, r.outbox_id, o.state"
    " FROM reminder r LEFT JOIN outbox o ON o.id = r.outbox_id"
)


@dataclass(frozen=True)
class Walked:
    """A walk that is over: all that its judge needs. It can be pickled."""

    seed: int
    seconds: float
    stops: int
    idle: int
    deaths: int
    cap: int
    history: History
    ledger: list[Entry]


@dataclass(frozen=True)
class Result:
    """What came of one seed."""

    seed: int
    seconds: float
    stops: int
    idle: int
    deaths: int
    counts: dict[str, int]
    digests: int
    reminders: int
    required: int
    reasons: dict[str, int]
    complaints: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def run(seed: int, years: int = YEARS) -> Result:
    """Walk one seed and judge it."""
    return judged(walk(seed, years))


def walk(seed: int, years: int = YEARS) -> Walked:
    """Walk one seed: most in a database in memory, every twentieth in a file with servers that are killed."""
    chance = random.Random(seed)  # noqa: S311  no secret: the same walk at every run
    if seed % KILLED:
        return _walked(seed, Walk(in_memory(), chance, years))
    with folder() as place:
        database = place / "walk.db"
        database.write_bytes(schema())
        with nursery(database, random.Random(seed)) as lives:  # noqa: S311
            return _walked(seed, Walk(open_file(database), chance, years, lives))


def _walked(seed: int, way: Walk) -> Walked:
    begun = time.monotonic()
    _compile(way.store)
    history, entries = way.run(), ledger(way.store)
    way.store.close()
    deaths = way.nursery.deaths if way.nursery else 0
    return Walked(seed, round(time.monotonic() - begun, 2), way.stops, way.idle, deaths, way.cap, history, entries)


def judged(walked: Walked) -> Result:
    """Let the oracle judge it."""
    verdict = judge(walked.history, walked.ledger, walked.cap)
    return Result(
        walked.seed,
        walked.seconds,
        walked.stops,
        walked.idle,
        walked.deaths,
        verdict.counts,
        verdict.digests,
        verdict.reminders,
        verdict.required,
        dict(verdict.reasons),
        tuple(f"seed {walked.seed}: {each}" for each in verdict.complaints),
    )


def _compile(store: Store) -> None:
    """A tick spends a piece on a statement that is not compiled yet: without this a process's first seed would go another way."""
    for statement in (*(each.entering.enter for each in MATTERS.values()), *owing.STATEMENTS):
        statement.warm(store.connection.dialect)


def ledger(store: Store) -> list[Entry]:
    """The ledger as it is at the end."""
    rows = store.cursor().execute(LEDGER).fetchall()
    return [Entry(rung, matter, date.fromisoformat(due), *rest) for rung, matter, due, *rest in rows]


def in_memory() -> Store:
    """An empty database that lives until it is closed."""
    store = Store(open_engine("sqlite://"))
    driver: Any = store.connection.connection.driver_connection
    driver.deserialize(schema())
    return store


@cache
def schema() -> bytes:
    """An SQLite file with empty tables: loading it takes a moment, making the tables a tenth of a second."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "schema.db"
        engine = open_new(f"sqlite:///{file}")
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            driver.execute("PRAGMA journal_mode=DELETE")
        engine.dispose()
        return file.read_bytes()
