"""Checkpoints of SQLite beside the writing: the log stays short, the database gets everything, nobody waits for it."""

import asyncio
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.database.checkpoints import LATER, LONG, Checkpoints
from bot.database.transaction import Transaction
from bot.database.writers import OneWriter
from bot.models import Federation
from tests.support.databases import open_new

PIECE = 200_000  # characters in one transaction
PIECES = 2 * LONG // PIECE
SOON = 10.0  # seconds


def _add(db: Transaction, size: int = PIECE) -> None:
    db.session.add(Federation(name="x" * size, short_name="", contact=""))
    db.flush()


def _add_little(db: Transaction) -> None:
    _add(db, 1)


def _erase(db: Transaction) -> None:
    _add_little(db)
    db.leave_no_trace()


async def _write_much(database: OneWriter) -> None:
    for _ in range(PIECES):
        await database.transact(_add)


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.database.checkpoints.LATER", 0.05)


@pytest.mark.usefixtures("_at_once")
async def test_a_long_log_is_brought_into_the_database_and_cut(tmp_path: Path) -> None:
    database = OneWriter(open_new(f"sqlite:///{tmp_path}/a.db"))
    log = tmp_path / "a.db-wal"
    await _write_much(database)
    async with asyncio.timeout(SOON):
        while log.stat().st_size > LONG:  # it begins anew with the first commit after all of it was brought over
            await asyncio.sleep(0.05)
            await database.transact(_add_little)
    shutil.copyfile(tmp_path / "a.db", tmp_path / "without_its_log.db")
    database.close()
    with closing(sqlite3.connect(tmp_path / "without_its_log.db")) as copy:
        assert copy.execute("SELECT count(*) FROM federation WHERE length(name) = ?", (PIECE,)).fetchone() == (PIECES,)


async def test_no_commit_makes_a_checkpoint_itself(tmp_path: Path) -> None:
    database = OneWriter(open_new(f"sqlite:///{tmp_path}/a.db"))
    found = await database.transact(lambda db: db.connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar())
    database.close()
    assert found == 0


@pytest.mark.usefixtures("_at_once")
async def test_erasing_waits_for_the_checkpoint_that_is_under_way_and_leaves_an_empty_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = OneWriter(open_new(f"sqlite:///{tmp_path}/a.db"))
    begun, goes_on, order = threading.Event(), threading.Event(), list[str]()
    make = Checkpoints.make

    def make_slowly(checkpoints: Checkpoints) -> None:
        begun.set()
        goes_on.wait(SOON)
        make(checkpoints)
        order.append("checkpoint")

    monkeypatch.setattr(Checkpoints, "make", make_slowly)
    await _write_much(database)
    await asyncio.to_thread(begun.wait, SOON)
    asyncio.get_running_loop().call_later(0.2, goes_on.set)
    await database.transact(_erase)
    order.append("erased")
    assert order[:2] == ["checkpoint", "erased"]
    assert (tmp_path / "a.db-wal").stat().st_size == 0
    database.close()


@pytest.mark.usefixtures("_at_once")
async def test_a_full_disk_stops_no_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = OneWriter(open_new(f"sqlite:///{tmp_path}/a.db"))
    failed, loop = asyncio.Event(), asyncio.get_running_loop()

    def fail(_: Checkpoints) -> None:
        loop.call_soon_threadsafe(failed.set)
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(Checkpoints, "make", fail)
        await _write_much(database)
        async with asyncio.timeout(SOON):
            await failed.wait()
    async with asyncio.timeout(SOON):
        while (tmp_path / "a.db-wal").stat().st_size > LONG:  # the next one does it
            await asyncio.sleep(0.05)
            await database.transact(_add_little)
    database.close()


async def test_closing_does_not_wait_for_a_checkpoint_that_has_not_begun(tmp_path: Path) -> None:
    database = OneWriter(open_new(f"sqlite:///{tmp_path}/a.db"))
    await _write_much(database)  # asks for one
    begun = time.monotonic()
    await asyncio.wait_for(asyncio.to_thread(database.close), SOON)
    assert time.monotonic() - begun < LATER
    assert not (tmp_path / "a.db-wal").exists()
