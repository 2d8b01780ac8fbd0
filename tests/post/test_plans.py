"""The statements of every turn use an index: without one each turn reads a week of updates."""

from pathlib import Path

import pytest

from bot.asking.turn import NEXT, SUSPECTS
from bot.database.prepared import Prepared
from bot.post.outbox import DUE
from tests.support.databases import open_new
from tests.support.talking import transaction


@pytest.mark.parametrize(
    ("statement", "index"),
    [(NEXT, "ix_inbox_waiting"), (SUSPECTS, "ix_inbox_waiting"), (DUE, "ix_outbox_waiting"), (DUE, "ix_outbox_chat")],
)
def test_waiting_rows_are_found_by_their_index_on_sqlite(tmp_path: Path, statement: Prepared[object], index: str) -> None:
    """PostgreSQL plans by the table's size; SQLite takes a partial index only where the state is written out."""
    engine = open_new(f"sqlite:///{tmp_path}/plans.db")
    compiled = statement.statement.compile(dialect=engine.dialect)  # type: ignore[attr-defined]
    with transaction(engine) as db:
        values = (1,) * len(compiled.positiontup or ())
        rows = db.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).all()
    engine.dispose()
    assert any(index in row[-1] for row in rows), rows
    assert not any("TEMP B-TREE" in row[-1] for row in rows), rows  # nothing is sorted
