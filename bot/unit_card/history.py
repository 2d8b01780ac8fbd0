"""What happened to one unit's duties last: launches, pledges, reports, notes, reviews, and what officers decided."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, case, exists, false, literal_column, select, union_all

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Duty, DutyChange, HeldLaunch, Launch, Note, OnBehalf, Phase, Pledge, Report, Review, table_of
from bot.reports.filed import WITHDRAWN

duty, phase, on_behalf = table_of(Duty), table_of(Phase), table_of(OnBehalf)
launch, held, pledge, report, note = (table_of(each) for each in (Launch, HeldLaunch, Pledge, Report, Note))
review, change = table_of(Review), table_of(DutyChange)

SHOWN = 5
GIVEN, TAKEN_BACK = "given", "taken back"


@dataclass(frozen=True)
class Event:
    """Something that happened to a duty. `deed`: given or taken back by the unit, the outcome of a launch (held, postponed,
    cancelled, withdrawn), a reviewer's verdict, or an officer's decision as `DutyChange` keeps it. `version` counts what was
    given and is 0 elsewhere; `for_unit`: an officer entered it."""

    at: datetime
    kind: str
    occurrence: int
    phase: str
    deed: str
    version: int
    for_unit: bool


ENTERED = exists().where(on_behalf.c.duty_id == duty.c.id)
NO_VERSION: ColumnElement[int] = literal_column("0", duty.c.occurrence.type)


def _unless(is_back: ColumnElement[bool]) -> ColumnElement[str]:
    return case((is_back, literal_column(f"'{TAKEN_BACK}'", String)), else_=literal_column(f"'{GIVEN}'", String))


def _rows(table: Any, deed: Any, version: Any, for_unit: ColumnElement[bool]) -> Select[Any]:
    return select(
        table.c.recorded_at.label("at"),
        *(duty.c[name] for name in ("kind", "occurrence")),
        phase.c.name.label("phase"),
        deed.label("deed"),
        version.label("version"),
        for_unit.label("for_unit"),
    ).where(duty.c.unit_id == bindparam("of_unit"), phase.c.id == duty.c.phase_id)


def _given(table: Any, deed: ColumnElement[str]) -> Select[Any]:
    """The versions of what the unit gave, of a table that has them."""
    rows = _rows(table, deed, table.c.version, ENTERED.where(on_behalf.c.version == table.c.version))
    return rows.where(table.c.duty_id == duty.c.id)


_EVENTS = union_all(
    _given(launch, _unless(launch.c.day.is_(None))),
    _given(pledge, _unless(pledge.c.is_withdrawn)),
    _given(report, _unless(report.c.state == literal_column(f"'{WITHDRAWN}'", String))),
    _given(note, _unless(note.c.words == literal_column("''", String))),
    _given(held, held.c.outcome),
    _rows(review, review.c.verdict, NO_VERSION, false()).where(review.c.report_id == report.c.id, report.c.duty_id == duty.c.id),
    _rows(change, change.c.deed, NO_VERSION, false()).where(change.c.duty_id == duty.c.id),
).subquery()
LAST = Prepared(
    select(*_EVENTS.c).order_by(_EVENTS.c.at.desc(), _EVENTS.c.version.desc()).limit(SHOWN),
    Event,
)


def last_events(db: Transaction, unit_id: int) -> list[Event]:
    """The last five events of a unit, in all its campaigns, the newest first."""
    return db.all(LAST, of_unit=unit_id)
