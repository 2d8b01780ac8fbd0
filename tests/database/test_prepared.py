"""Statements as they reach the driver."""

from pathlib import Path
from typing import Any

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, bindparam, select

from bot.database.engine import open_engine
from bot.database.prepared import Prepared
from tests.support.talking import transaction

task = Table(
    "task",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("state", String),
    Column("name", String),
    Index("ix_task_open", "id", sqlite_where=Column("state", String) == "it's open"),
)


class Driver:
    """Keeps what it is given to run."""

    rowcount = 0

    def execute(self, sql: str, parameters: Any, /) -> None:
        self.sql, self.parameters = sql, parameters

    def fetchall(self) -> list[Any]:
        return []


def test_words_that_never_change_find_their_index_and_values_are_given(tmp_path: Path) -> None:
    """SQLite takes a partial index only where the word is written out; what is given at run time never becomes SQL."""
    engine = open_engine(f"sqlite:///{tmp_path}/words.db")
    task.metadata.create_all(engine)
    wanted = Prepared(select(task.c.name).where(task.c.state == "it's open", task.c.name == bindparam("called")), str)
    driver, name = Driver(), "x' OR '1' = '1"
    with transaction(engine) as db:
        db.connection.execute(task.insert().values([{"state": "it's open", "name": name}, {"state": "done", "name": "other"}]))
        assert db.all(wanted, called=name) == [name]
        wanted.execute(driver, db.connection.dialect, {"called": name})
        plan = db.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {driver.sql}", tuple(driver.parameters)).all()
    engine.dispose()
    assert "state = 'it''s open'" in driver.sql
    assert list(driver.parameters) == [name]
    assert any("ix_task_open" in row[-1] for row in plan), plan
