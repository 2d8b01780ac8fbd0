"""Reads pledges back: what holds, and every version before it."""

from typing import Any

import sqlmodel
from sqlalchemy import bindparam, select
from sqlmodel import col

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.kinds import PLEDGE
from bot.models import Duty, Indicator, Pledge, PledgeLine, Title, table_of, written
from bot.models import Work as WorkRow
from bot.pledges.contents import Line, Offer, Promised, Work

duty, line, title = table_of(Duty), table_of(PledgeLine), table_of(Title)
indicator, work = table_of(Indicator), table_of(WorkRow)


def _line(name: str | None, title_id: int | None, label: str | None, indicator_id: int | None, *rest: Any) -> Line:
    unit, lowest, highest, people, collectives, amount = rest
    offer = Offer(name or label or "", title_id, indicator_id, unit or "", lowest, highest)
    return Line(offer, people, collectives, amount)


LINES = Prepared(
    select(
        title.c.name,
        line.c.title_id,
        indicator.c.label,
        line.c.indicator_id,
        *(indicator.c[column] for column in ("unit", "lowest", "highest")),
        *(line.c[column] for column in ("people", "collectives", "amount")),
    )
    .join_from(line, title, title.c.id == line.c.title_id, isouter=True)
    .outerjoin(indicator, indicator.c.id == line.c.indicator_id)
    .where(line.c.pledge_id == bindparam("pledge"))
    .order_by(line.c.id),
    _line,
)
WORKS = Prepared(
    select(*(work.c[column] for column in ("name", "kind", "value", "finish_on", "anniversary_id", "wants_plaque")))
    .where(work.c.pledge_id == bindparam("pledge"))
    .order_by(work.c.position),
    Work,
)
OF_UNIT = Prepared(
    select(duty.c.id)
    .where(duty.c.unit_id == bindparam("of_unit"), duty.c.phase_id == bindparam("of_phase"), duty.c.kind == PLEDGE)
    .order_by(duty.c.occurrence.desc()),
    int,
)


def pledge_of(db: Transaction, duty_id: int) -> Promised | None:
    """What a duty's pledge says now; None where nothing is pledged."""
    newest = sqlmodel.select(Pledge).where(Pledge.duty_id == duty_id, col(Pledge.is_latest), ~col(Pledge.is_withdrawn))
    row = db.session.exec(newest).one_or_none()
    return read(db, row) if row else None


def promised(db: Transaction, unit_id: int, phase_id: int) -> Promised | None:
    """What a unit has pledged for a phase; `amounts` and `titles` have it by indicator and by title."""
    found = [pledge_of(db, duty_id) for duty_id in db.all(OF_UNIT, of_unit=unit_id, of_phase=phase_id)]
    return next((each for each in found if each), None)


def history(db: Transaction, duty_id: int) -> list[Promised]:
    """Every version of a duty's pledge, oldest first; those that were taken back too."""
    rows = db.session.exec(sqlmodel.select(Pledge).where(Pledge.duty_id == duty_id).order_by(col(Pledge.version))).all()
    return [read(db, each) for each in rows]


def read(db: Transaction, row: Pledge) -> Promised:
    """A version with its lines and works."""
    number = written(row.id)
    return Promised(
        pledge_id=number,
        duty_id=row.duty_id,
        version=row.version,
        is_withdrawn=row.is_withdrawn,
        person_id=row.person_id,
        recorded_at=row.recorded_at,
        lines=db.all(LINES, pledge=number),
        works=db.all(WORKS, pledge=number),
        benefit=row.benefit,
        is_signed=row.is_signed,
        signed_on=row.signed_on,
        reason=row.reason,
    )
