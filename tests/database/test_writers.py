"""Units of work: all or nothing, each on its own, none lost, on both databases."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Engine, bindparam, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from bot.database.engine import open_engine
from bot.database.hold import Hold
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.writers import Database, writer_for
from bot.models import Federation, Halt, table_of
from tests.support.databases import open_new

halt, federation = table_of(Halt), table_of(Federation)
NOON = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)

ADD: Prepared[tuple[()]] = Prepared(insert(halt).values(scope=bindparam("scope"), until=bindparam("until")))
ALL: Prepared[tuple[str, datetime]] = Prepared(select(halt.c.scope, halt.c.until).order_by(halt.c.scope))


@pytest.fixture
async def database(engine: Engine) -> AsyncIterator[Database]:
    writer = writer_for(engine)
    yield writer
    writer.close()


async def test_work_that_fails_undoes_only_itself(database: Database) -> None:
    async def add(name: str) -> None:
        def work(db: Transaction) -> None:
            db.run(ADD, scope=name, until=NOON)
            if name == "bad":
                raise ValueError(name)

        await database.transact(work)

    done = await asyncio.gather(*(add(name) for name in ("a", "bad", "b", "a")), return_exceptions=True)
    assert [type(each) for each in done].count(ValueError) == 1
    assert [type(each).__name__ for each in done if each is not None and not isinstance(each, ValueError)] in (
        ["IntegrityError"],
        ["UniqueViolation"],
    )
    assert [scope for scope, _ in await database.transact(lambda db: db.all(ALL))] == ["a", "b"]


async def test_a_thousand_increments_side_by_side_are_a_thousand(database: Database) -> None:
    await database.transact(lambda db: db.session.add(Federation(id=1, name="0", short_name="", contact="")))
    read = Prepared(select(federation.c.name).where(federation.c.id == 1).with_for_update(), int)
    write: Prepared[tuple[()]] = Prepared(update(federation).where(federation.c.id == 1).values(name=bindparam("new")))

    def increment(db: Transaction) -> None:
        (count,) = db.all(read)
        db.run(write, new=str(count + 1))

    await asyncio.gather(*(database.transact(increment) for _ in range(1000)))
    assert await database.transact(lambda db: db.all(read)) == [1000]


def _increment(path: Path, times: int) -> None:
    engine = open_engine(f"sqlite:///{path}")
    for _ in range(times):
        with engine.begin() as connection:
            count = int(connection.execute(select(federation.c.name)).scalar_one())
            connection.execute(update(federation).values(name=str(count + 1)))
    engine.dispose()


def test_two_processes_on_one_sqlite_file_lose_no_update(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    engine = open_new(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(insert(federation).values(name="0", short_name="", contact=""))
    engine.dispose()
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_increment, args=(path, 100)) for _ in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        assert connection.execute(select(federation.c.name)).scalar_one() == "200"
    engine.dispose()


async def test_instants_come_back_aware_and_in_utc(database: Database) -> None:
    hanoi = timezone(timedelta(hours=7))
    await database.transact(lambda db: db.run(ADD, scope="x", until=NOON.astimezone(hanoi)))
    assert await database.transact(lambda db: db.all(ALL)) == [("x", NOON)]
    with pytest.raises((ValueError, StatementError)):
        await database.transact(lambda db: db.run(ADD, scope="y", until=NOON.replace(tzinfo=None)))


async def test_a_row_of_another_federation_cannot_be_named(database: Database) -> None:
    def work(db: Transaction) -> None:
        for number in (1, 2):
            db.session.add(Federation(id=number, name=str(number), short_name="", contact=""))
        db.flush()
        db.connection.execute(text("INSERT INTO bot (id, federation_id, channel, platform_id, username) VALUES (1,1,'t','1','')"))
        db.connection.execute(
            text("INSERT INTO chat (federation_id, bot_id, address, language, wrong_codes) VALUES (2, 1, '5', 'vi', 0)")
        )

    with pytest.raises(IntegrityError):
        await database.transact(work)


async def test_sqlite_is_set_up_not_to_lose_an_acknowledged_commit(tmp_path: Path) -> None:
    engine = open_new(f"sqlite:///{tmp_path}/set.db")
    with engine.connect() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}
    engine.dispose()


def test_a_hold_is_one_owner_s_until_it_is_dropped(engine: Engine) -> None:
    first, second, other = Hold(engine, "poll-1"), Hold(engine, "poll-1"), Hold(engine, "poll-2")
    assert first.take()
    assert first.take()
    assert not second.take()
    assert other.take()
    first.drop()
    assert second.take()
    second.drop()
    other.drop()


def _hold_for_ever(url: str, ready: "multiprocessing.synchronize.Event") -> None:
    hold = Hold(open_engine(url), "poll-1")
    assert hold.take()
    ready.set()
    multiprocessing.Event().wait()


def test_a_hold_falls_when_its_owner_is_killed(engine: Engine) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    url = engine.url.render_as_string(hide_password=False)
    owner = context.Process(target=_hold_for_ever, args=(url, ready))
    owner.start()
    assert ready.wait(20)
    mine = Hold(engine, "poll-1")
    assert not mine.take()
    owner.kill()
    owner.join()
    deadline = 50
    while not mine.take() and deadline:
        deadline -= 1
        multiprocessing.Event().wait(0.1)
    assert deadline
    mine.drop()


def test_a_hold_that_was_dropped_while_it_was_being_taken_is_not_kept(engine: Engine) -> None:
    """A task is cancelled while a thread asks the database: what comes back late must not stay locked."""
    late, next_one = Hold(engine, "poll-1"), Hold(engine, "poll-1")
    late.drop()
    assert not late.take()
    assert next_one.take()
    next_one.drop()
