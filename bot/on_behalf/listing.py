"""Objections that an officer should look at: a while long, as long as nobody has entered anything since."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select

from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Duty, Person, Phase, Unit, table_of
from bot.on_behalf.entries import Entry, entry, entry_rows, on_behalf
from bot.on_behalf.versions import TABLES
from bot.people import Held
from bot.rights import reach_of, reached

SHOWN = timedelta(days=14)

person, unit = table_of(Person), table_of(Unit)
duty, phase, campaign = table_of(Duty), table_of(Phase), table_of(Campaign)
officer, later = person.alias("officer"), on_behalf.alias("later")


@dataclass(frozen=True)
class Objected:
    """An entry that the unit says is not right. `officer` entered it, `person` said so."""

    duty_id: int
    kind: str
    occurrence: int
    phase: str
    unit_id: int
    unit: str
    officer: str
    person: str
    objected_at: datetime


def holds() -> ColumnElement[bool]:
    """For statements over `on_behalf` and `duty`: the version that was entered is the one that holds."""
    of_kind = [
        and_(
            duty.c.kind == kind,
            exists().where(table.c.duty_id == on_behalf.c.duty_id, table.c.version == on_behalf.c.version, table.c.is_latest),
        )
        for kind, table in TABLES.items()
    ]
    return or_(*of_kind)


WITHIN = reached()
ANOTHER_SINCE = exists().where(later.c.duty_id == on_behalf.c.duty_id, later.c.recorded_at > on_behalf.c.objected_at)
OBJECTED = Prepared(
    select(
        on_behalf.c.duty_id,
        duty.c.kind,
        duty.c.occurrence,
        phase.c.name.label("phase"),
        unit.c.id,
        unit.c.name,
        officer.c.name.label("officer"),
        person.c.name.label("person"),
        on_behalf.c.objected_at,
    )
    .join_from(on_behalf, duty, and_(duty.c.id == on_behalf.c.duty_id, duty.c.excused_on.is_(None)))
    .join(WITHIN, WITHIN.c.unit_id == duty.c.unit_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(officer, officer.c.id == on_behalf.c.entered_by)
    .join(person, person.c.id == on_behalf.c.objected_by)
    .where(on_behalf.c.federation_id == bindparam("federation"))
    .where(on_behalf.c.objected_at >= bindparam("since", type_=on_behalf.c.objected_at.type))
    .where(or_(duty.c.done_at.is_(None), duty.c.done_at <= on_behalf.c.objected_at), ~ANOTHER_SINCE)
    .order_by(on_behalf.c.objected_at, on_behalf.c.id),
    Objected,
)


def _of_unit(kind: str, table: Any) -> Prepared[tuple[str, Entry]]:
    """The rows of a table of versions that were entered for `:of_unit` and hold, each as its kind and number, with the entry."""
    same = and_(table.c.duty_id == on_behalf.c.duty_id, table.c.version == on_behalf.c.version, table.c.is_latest)
    its = and_(duty.c.id == on_behalf.c.duty_id, duty.c.kind == kind)
    rows = entry_rows().add_columns(table.c.id.label("row")).join(duty, its).join(table, same)
    rows = rows.where(duty.c.federation_id == bindparam("federation"), duty.c.unit_id == bindparam("of_unit"))
    return Prepared(rows, lambda *columns: (f"{kind} {columns[-1]}", entry(*columns[:-1])))


OF_UNIT = {kind: _of_unit(kind, table) for kind, table in TABLES.items()}


def of_unit(db: Transaction, federation_id: int, unit_id: int) -> dict[str, Entry]:
    """What was entered for a unit and holds, by kind and number of the row in which it stands: “launch 5”."""
    return dict(found for each in OF_UNIT.values() for found in db.all(each, federation=federation_id, of_unit=unit_id))


def objections(db: Transaction, federation_id: int, held: Held, now: datetime) -> list[Objected]:
    """Those of the last two weeks within an office's reach after which nothing was entered, the oldest first."""
    return db.all(OBJECTED, federation=federation_id, day=local(now).date(), since=now - SHOWN, **vars(reach_of(held)))
