"""How long a tick takes for a nation: 127,000 chairs, 30 days of honour, a report with all its rungs, and a year of history.

`idle_s`: a tick when nothing comes due; `full_s`: the one in which 127,000 digests come due, `rows` of the ledger; `after_s`: the
next one, for which nothing is left; `sweep_s`: one that looks through the last month again; `lock_ms`: how long the full one
holds the database at a time (SQLite), or keeps a turn waiting that runs meanwhile (PostgreSQL: 99 of 100 turns, on a second such
morning, which takes `busy_s`). Keys of PostgreSQL begin with `pg_`. One line of JSON; exit code 1 when a bar is missed.

    make bench-tick
    make bench-tick ARGS=--quick  2,000 chairs
"""

import asyncio
import json
import resource
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime, timedelta
from typing import Self

from sqlalchemy import Engine, text

from bot import migrations
from bot.campaigns import keep
from bot.campaigns.plan import Plan, PlanAnniversary, PlanPhase
from bot.clock import instant
from bot.commands.federation import establish
from bot.database.engine import open_engine
from bot.database.steps import carry_out
from bot.database.transaction import Transaction
from bot.database.writers import T, Work, writer_for
from bot.models import Bot
from bot.reminders.tick import LANES, Ticks
from tests.benchmarks.scale import NATION
from tests.support import databases

FEW = 2_000
DUE = date(2026, 6, 15)  # a Monday; the rung three days before it is 12/6
EARLY = DUE - timedelta(days=50)  # one chair is reminded before, so that all statements are compiled when it matters
COMES = datetime(2026, 6, 12, 0, 30, tzinfo=UTC)  # 7:30 in Viet Nam
AGAIN = datetime(2026, 6, 15, 0, 30, tzinfo=UTC)  # the due day's own morning
HISTORY = 8  # rows of the ledger that every chair has from before
EVENTS = 30
QUICK = {"idle_s": 2.0, "full_s": 3.0, "rss_mb": 300.0}  # on a machine that does other things, too
BARS = {"idle_s": 0.1, "full_s": 3.0, "lock_ms": 50.0, "rss_mb": 300.0}
SERVER = {"shared_buffers": "1GB"}  # what README asks for where a nation is on it
SERIES = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
LONG_AGO = "2026-01-05 01:00:00.000000"
WAITING = """SELECT count(*) FROM reminder r JOIN outbox o ON o.id = r.outbox_id
WHERE o.state = 'waiting' AND CAST(r.due_on AS VARCHAR(10)) = :due"""
TABLES: tuple[str, ...] = (
    (
        "INSERT INTO unit (federation_id, name, folded, sort_key, level_id, valid_from) {series}"
        "SELECT 1, 'Trường số ' || i, 'truong so ' || i, 'k' || i, (SELECT max(id) FROM level), '2020-01-01' FROM n"
    ),
    "INSERT INTO person (federation_id, name, language) {series}SELECT 1, 'Chủ tịch ' || i, 'vi' FROM n",
    "INSERT INTO chat (federation_id, bot_id, address, language, wrong_codes) {series}SELECT 1, 1, '' || i, 'vi', 0 FROM n",
    (
        "INSERT INTO office (federation_id, person_id, unit_id, role, title, is_deputy, valid_from) "
        "SELECT 1, p.id, u.id, 'chair', 'Chủ tịch', {false}, '2025-01-01' "
        "FROM person p JOIN unit u ON u.name = 'Trường số ' || p.id"
    ),
    (
        "INSERT INTO account (federation_id, bot_id, platform_id, person_id, chat_id, linked_at) "
        "SELECT 1, 1, '' || id, id, id, '{then}' FROM person"
    ),
    (
        "INSERT INTO consent (federation_id, person_id, purpose, notice, text_hash, evidence, given_at) "
        "SELECT 1, id, 'reminders', '', '', '', '{then}' FROM person"
    ),
    (
        "INSERT INTO duty (federation_id, campaign_id, unit_id, phase_id, kind, occurrence, due_on, grace_days) "
        "SELECT 1, 1, unit_id, 1, 'report', 1, '{due}', 0 FROM office ORDER BY id"
    ),
    (
        "INSERT INTO duty (federation_id, campaign_id, unit_id, phase_id, kind, occurrence, due_on, grace_days) "
        "SELECT 1, 1, min(unit_id), 1, 'pledge', 1, '{early}', 0 FROM office"
    ),
    (
        "INSERT INTO outbox (federation_id, bot_id, chat_id, key, priority, kind, body, state, revision, attempts, not_before) "
        "SELECT 1, 1, p.id, 'digest/' || p.id || '/2025-0' || h.i || '-01', 1, 'digest', '{{}}', 'sent', 0, 0, '{then}' "
        "FROM person p CROSS JOIN (SELECT id AS i FROM ladder_rung ORDER BY id LIMIT {history}) h"
    ),
    (
        "INSERT INTO reminder (federation_id, matter_id, rung_id, due_on, person_id, fires_at, outbox_id, is_duty) "
        "SELECT 1, 1000000 + p.id, h.i, '2025-12-01', p.id, '{then}', (p.id - 1) * {history} + h.i, true "
        "FROM person p CROSS JOIN (SELECT id AS i FROM ladder_rung ORDER BY id LIMIT {history}) h"
    ),
)


def build(engine: Engine, count: int) -> None:
    """A federation of so many units with a chair each, all of whom owe a report."""
    migrations.upgrade(engine)
    whole = PlanPhase(name="Đợt 1", start=date(2026, 1, 1), end=date(2026, 12, 31), start_precision="day", end_precision="day")
    honoured = tuple(PlanAnniversary(name=f"Ngày {n}", date=DUE + timedelta(days=60 + n)) for n in range(EVENTS))
    with engine.begin() as connection:
        db = Transaction(connection)
        establish(db, "Tổng Liên đoàn", "TLĐ", "", ("Trung ương", "Công đoàn cơ sở"), date(2020, 1, 1))
        db.session.add(Bot(federation_id=1, channel="telegram", platform_id="1", username="b"))
        keep(
            db,
            1,
            Plan("Thi đua", "Tổng Liên đoàn", phases=(whole,), anniversaries=honoured),
            "2026",
            is_open=True,
            armed_at=instant(date(2026, 1, 1)),
        )
        db.flush()
        values = {"series": SERIES.format(count=count), "due": DUE, "early": EARLY, "then": LONG_AGO, "history": HISTORY}
        values["false"] = "false" if engine.dialect.name == "postgresql" else "0"
        for statement in TABLES:
            connection.exec_driver_sql(statement.format(**values))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("ANALYZE")


class Bench:
    """One database, and the ticks of one process on it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writer = writer_for(engine)
        self.ticks = Ticks(1 if engine.dialect.name == "sqlite" else LANES)
        self.longest = 0.0  # seconds of one transaction

    def tick(self, now: datetime) -> float:
        """A tick as the application runs it, piece by piece; returns its seconds."""
        begun = time.perf_counter()
        asyncio.run(carry_out(self, self.ticks.steps(now)))
        return time.perf_counter() - begun

    async def transact(self, work: Work[T]) -> T:
        """As the application does it, and timed."""
        begun = time.perf_counter()
        result = await self._writer.transact(work)
        self.longest = max(self.longest, time.perf_counter() - begun)
        return result

    def close(self) -> None:
        """Let go of the database."""
        self._writer.close()

    def count(self) -> int:
        """Reminders that stand in a digest that waits."""
        with self.engine.connect() as connection:
            return int(connection.execute(text(WAITING), {"due": DUE.isoformat()}).scalar_one())


class Turning:
    """Writes as a turn does, again and again, and notes how long each took; on PostgreSQL, beside the tick."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.waits: list[float] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._turn)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    @property
    def worst(self) -> float:
        """What 99 of 100 turns did not exceed, in milliseconds."""
        return sorted(self.waits)[int(len(self.waits) * 0.99)] * 1000

    def _turn(self) -> None:
        number = 0
        with self.engine.connect() as connection:
            while not self._over.wait(0.005):
                number += 1
                begun = time.perf_counter()
                with connection.begin():
                    chat = 1 + number * 37 % FEW
                    connection.exec_driver_sql(f"UPDATE chat SET question = '{number}' WHERE id = {chat}")  # noqa: S608
                    connection.exec_driver_sql(f"UPDATE duty SET grace_days = {number % 2} WHERE id = {chat}")  # noqa: S608
                self.waits.append(time.perf_counter() - begun)


def measure(engine: Engine, count: int) -> dict[str, float]:
    """A quiet day, the morning on which all comes due, and the hours after it."""
    build(engine, count)
    bench = Bench(engine)
    bench.tick(COMES - timedelta(days=60))  # a process that has just begun looks through everything
    idle = min(bench.tick(COMES - timedelta(days=60) + timedelta(seconds=20 * n)) for n in range(1, 4))
    bench.tick(COMES - timedelta(days=45))
    ticked = bench.ticks
    ticked._ticked = ticked._swept = COMES - timedelta(seconds=20)  # noqa: SLF001  as if it had ticked all the time
    bench.longest = 0.0
    full = bench.tick(COMES)
    found = {"full_s": full, "lock_ms": bench.longest * 1000}
    told = bench.count()
    after = bench.tick(COMES + timedelta(seconds=20))
    bench.longest = 0.0
    swept = bench.tick(COMES + timedelta(minutes=15))
    found |= {"idle_s": idle, "after_s": after, "rows": told, "sweep_s": swept, "sweep_lock_ms": bench.longest * 1000}
    if engine.dialect.name == "postgresql":
        ticked._ticked = ticked._swept = AGAIN - timedelta(seconds=20)  # noqa: SLF001
        with Turning(engine) as turning:
            found["busy_s"] = bench.tick(AGAIN)
        found["lock_ms"] = turning.worst
    bench.close()
    return {name: round(value, 4) for name, value in found.items()}


def main() -> int:
    count = FEW if "--quick" in sys.argv else NATION
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/tick.db")
        found = measure(engine, count)
    with databases.postgres_server(**SERVER) as server:
        engine = open_engine(databases.new_database(server, "tick"))
        found |= {f"pg_{name}": value for name, value in measure(engine, count).items()}
    found["rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    print(json.dumps(found))  # noqa: T201
    bars = QUICK if count == FEW else BARS
    missed = [f"{name}: {value}" for name, value in found.items() if value > bars.get(name.removeprefix("pg_"), float("inf"))]
    if found["rows"] != count or found["pg_rows"] != count:
        missed.append(f"rows: {found['rows']} and {found['pg_rows']} instead of {count}")
    for each in missed:
        print(f"missed: {each}", file=sys.stderr)  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
