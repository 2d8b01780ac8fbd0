"""Where each kind of duty keeps its versions, and how an earlier one comes to hold again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import SQLModel

from bot import held, launches, notes
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.held import inviting
from bot.models import HeldLaunch, Launch, Note, Pledge, Report, table_of
from bot.pledges import keeping

OF_KIND: dict[str, type[SQLModel]] = {LAUNCH: Launch, HELD: HeldLaunch, PLEDGE: Pledge, REPORT: Report, NOTE: Note}
TABLES: dict[str, Any] = {kind: table_of(model) for kind, model in OF_KIND.items()}
NEWEST = {
    kind: Prepared(select(func.coalesce(func.max(table.c.version), 0)).where(table.c.duty_id == bindparam("of_duty")), int)
    for kind, table in TABLES.items()
}
HOLDING = {
    kind: Prepared(select(table.c.version).where(table.c.duty_id == bindparam("of_duty"), table.c.is_latest), int)
    for kind, table in TABLES.items()
}
RECORDED: dict[str, Prepared[datetime]] = {
    kind: Prepared(
        select(table.c.recorded_at).where(table.c.duty_id == bindparam("of_duty"), table.c.version == bindparam("number")),
        lambda at: at,
    )
    for kind, table in TABLES.items()
}
ROW_THAT_HOLDS = {
    kind: Prepared(select(table.c.id).where(table.c.duty_id == bindparam("of_duty"), table.c.is_latest), int)
    for kind, table in TABLES.items()
}
OF_ROW: dict[str, Prepared[tuple[int, int]]] = {
    kind: Prepared(
        select(table.c.duty_id, table.c.version).where(
            table.c.federation_id == bindparam("federation"), table.c.id == bindparam("row")
        )
    )
    for kind, table in TABLES.items()
}


def newest(db: Transaction, kind: str, duty_id: int) -> int:
    """The highest number that a version of the duty has, whatever became of it; 0: there is none."""
    return db.all(NEWEST[kind], of_duty=duty_id)[0]


def holding(db: Transaction, kind: str, duty_id: int) -> int:
    """The version that holds; 0: none does."""
    return db.first(HOLDING[kind], of_duty=duty_id) or 0


def recorded_at(db: Transaction, kind: str, duty_id: int, version: int) -> datetime | None:
    """When a version was written; None: there is none of that number."""
    return db.first(RECORDED[kind], of_duty=duty_id, number=version)


def _relaunch(db: Transaction, duty_id: int, version: int, person_id: int, now: datetime) -> bool:
    """Officers who were invited to a model launch hear of the day that holds again."""
    said = launches.restore(db, duty_id, version, person_id, now)
    inviting.invite(db, db.all(ROW_THAT_HOLDS[LAUNCH], of_duty=duty_id)[0], now)
    return said is not None and said.day is not None


# Write the version of that number anew; 0: that nothing holds any more. What comes back is true if anything does. A report is not
# among them: its version before comes to hold again as it is (`bot.reports.writing.take_back`).
RESTORE: dict[str, Callable[[Transaction, int, int, int, datetime], object]] = {
    LAUNCH: _relaunch,
    HELD: held.take_back,
    PLEDGE: keeping.restore,
    NOTE: notes.take_back,
}


def of_row(db: Transaction, federation_id: int, kind: str, row: int) -> tuple[int, int] | None:
    """The duty and the version that a row of this kind says something about."""
    return db.first(OF_ROW[kind], federation=federation_id, row=row)
