"""Everything a unit has given: launches, what became of them, pledges, works, notes and reports, in the version that holds."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, null, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import kinds
from bot.models import Campaign, Duty, HeldLaunch, Launch, Note, Phase, Pledge, Report, table_of
from bot.works.standing import OF_WORK, OPEN, state, work

campaign, duty, phase = table_of(Campaign), table_of(Duty), table_of(Phase)
launch, held, pledge = table_of(Launch), table_of(HeldLaunch), table_of(Pledge)
note, report = table_of(Note), table_of(Report)

LAUNCH, HELD, PLEDGE, NOTE, REPORT = kinds.LAUNCH, kinds.HELD, kinds.PLEDGE, kinds.NOTE, kinds.REPORT
WORKS = "works"
ORDER = (LAUNCH, HELD, PLEDGE, WORKS, NOTE, REPORT)  # within a phase


@dataclass(frozen=True)
class Entry:
    """Something a unit gave, by its kind and the number of its `row`; of works, the pledge's. `day` of a launch or of what
    became of it; `state` of a report, or what became of a launch; `code` of a report's receipt; `count` of works of which
    something was said."""

    kind: str
    row: int
    campaign_id: int
    campaign: str
    phase: str
    place: int
    occurrence: int
    recorded_at: datetime
    day: date | None
    state: str | None
    code: str | None
    count: int | None

    @property
    def key(self) -> str:
        return f"{self.kind} {self.row}"


def _rows(table: Any, day: Any = None, status: Any = None, code: Any = None) -> Select[Any]:
    """The rows of a table of versions that hold, of `:unit` in `:federation`."""
    columns = [
        table.c.id.label("row"),
        campaign.c.id.label("campaign_id"),
        campaign.c.title,
        phase.c.name,
        phase.c.position,
        duty.c.occurrence,
        table.c.recorded_at,
        *(null().label(name) if column is None else column.label(name) for name, column in (("day", day), ("state", status))),
        null().label("code") if code is None else code.label("code"),
    ]
    return (
        select(*columns)
        .join_from(table, duty, duty.c.id == table.c.duty_id)
        .join(campaign, campaign.c.id == duty.c.campaign_id)
        .join(phase, phase.c.id == duty.c.phase_id)
        .where(duty.c.federation_id == bindparam("federation"), duty.c.unit_id == bindparam("of_unit"), table.c.is_latest)
    )


_PLEDGES = _rows(pledge).where(pledge.c.is_withdrawn.is_(False))
_TOLD = and_(OF_WORK, state.c.state != OPEN)
STATEMENTS: dict[str, Prepared[Any]] = {
    LAUNCH: Prepared(_rows(launch, launch.c.day).where(launch.c.day.is_not(None))),
    HELD: Prepared(_rows(held, held.c.day, held.c.outcome).where(held.c.outcome != "withdrawn")),
    PLEDGE: Prepared(_PLEDGES),
    NOTE: Prepared(_rows(note).where(note.c.words != "")),
    REPORT: Prepared(_rows(report, None, report.c.state, report.c.receipt)),
    WORKS: Prepared(
        _PLEDGES.add_columns(func.count(state.c.id).label("count"))
        .join(work, work.c.pledge_id == pledge.c.id)
        .join(state, _TOLD)
        .group_by(pledge.c.id, campaign.c.id, phase.c.id, duty.c.id)
    ),
}


def of_unit(db: Transaction, federation_id: int, unit_id: int) -> list[Entry]:
    """What a unit of the federation has given, the newest campaign first, in the order of its phases. Ask for rights before."""
    found = [
        Entry(kind, *columns, *(() if kind == WORKS else (None,)))
        for kind, statement in STATEMENTS.items()
        for columns in db.all(statement, federation=federation_id, of_unit=unit_id)
    ]
    return sorted(found, key=lambda each: (-each.campaign_id, each.place, each.occurrence, ORDER.index(each.kind), each.row))


def find(db: Transaction, federation_id: int, unit_id: int, key: str) -> Entry | None:
    """The entry of that key, if the unit gave it and it still holds."""
    return next((each for each in of_unit(db, federation_id, unit_id) if each.key == key), None)
