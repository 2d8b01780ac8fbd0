"""A copy, in memory, of what reminders are derived from: one federation's, read from either database in one short look."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, insert, select
from sqlmodel import SQLModel

from bot.database.engine import open_engine
from bot.database.snapshot import snapshot
from bot.database.transaction import Transaction
from bot.models import (
    Account,
    Affiliation,
    Anniversary,
    Bot,
    Campaign,
    Chat,
    Cluster,
    ClusterUnit,
    Consent,
    Duty,
    DutyChange,
    DutyRule,
    ExtensionRequest,
    Federation,
    LadderRung,
    Launch,
    Level,
    Office,
    Outbox,
    Person,
    Phase,
    PhoneCall,
    Pledge,
    Promise,
    Reminder,
    Snooze,
    SpecialDay,
    Spending,
    Unit,
    Work,
    WorkState,
    metadata,
    table_of,
)
from bot.reminders.letter import DIGEST

MODELS: tuple[type[SQLModel], ...] = (
    Level,
    Cluster,
    Unit,
    Affiliation,
    ClusterUnit,
    SpecialDay,
    Campaign,
    Phase,
    Anniversary,
    LadderRung,
    DutyRule,
    Duty,
    DutyChange,
    Launch,
    Pledge,
    Work,
    WorkState,
    Snooze,
    Promise,
    PhoneCall,
    ExtensionRequest,
    Person,
    Office,
    Bot,
    Spending,
    Chat,
    Account,
    Consent,
)
LATELY = timedelta(days=400)  # whoever was told a day longer ago is not told that it moved
LOAD = 5_000  # rows at a time


def copy(source: Engine, federation_id: int, now: datetime) -> Engine:
    """The copy; it lives as long as the engine. Nobody who writes to `source` waits meanwhile."""
    with snapshot(source) as connection:
        rows = _read(connection, federation_id, now - LATELY)
    return _made(rows)


def copy_within(db: Transaction, federation_id: int, now: datetime) -> Engine:
    """The same of what this transaction sees, its own writing included."""
    db.flush()
    return _made(_read(db.connection, federation_id, now - LATELY))


def _made(rows: dict[Table, list[dict[str, Any]]]) -> Engine:
    made = open_engine("sqlite://")
    with made.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")  # files, plans and conversations that rows point at stay behind
    metadata.create_all(made)
    with made.begin() as connection:
        for table, found in rows.items():
            for first in range(0, len(found), LOAD):
                connection.execute(insert(table), found[first : first + LOAD])
    return made


def _read(connection: Connection, federation_id: int, since: datetime) -> dict[Table, list[dict[str, Any]]]:
    federation, reminder, outbox = table_of(Federation), table_of(Reminder), table_of(Outbox)
    wanted = {
        federation: select(federation).where(federation.c.id == federation_id),
        **{table: select(table).where(_of(table) == federation_id) for table in map(table_of, MODELS)},
        reminder: select(reminder).where(_of(reminder) == federation_id, reminder.c.fires_at >= since),
        outbox: select(outbox).where(_of(outbox) == federation_id, outbox.c.kind == DIGEST, outbox.c.not_before >= since),
    }
    return {table: [dict(row) for row in connection.execute(each).mappings()] for table, each in wanted.items()}


def _of(table: Table) -> "Column[int]":
    return table.c.federation_id
