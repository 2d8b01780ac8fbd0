"""One word of a unit for each kind of duty: saying it, and reading what holds; a word is a number."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlmodel

from bot import held, launches, notes, pledges, reports
from bot.database.transaction import Transaction
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.held import Said as SaidOfHeld
from bot.launches import Undone
from bot.models import Duty, Launch, Pledge, table_of, written
from bot.on_behalf.versions import OF_KIND
from bot.pledges import Contents
from bot.reports import writing
from bot.reports.writing import Said, Withdrawn

FIRST_DAY = date(2026, 3, 5)


@dataclass(frozen=True)
class Kind:
    """How a word is said by a person, and which one holds; and how it is undone by whoever said it, where that is possible."""

    say: Callable[[Transaction, Duty, int, int, datetime], Any]
    holds: Callable[[Transaction, int], int | None]
    undo: Callable[[Transaction, int, int, datetime], bool] | None = None


def row_of(db: Transaction, kind: str, duty_id: int) -> int:
    """The row that was written last for a duty."""
    table: Any = table_of(OF_KIND[kind])
    wanted = sqlmodel.select(table.c.id).where(table.c.duty_id == duty_id).order_by(table.c.id.desc())
    return int(db.connection.execute(wanted).scalars().first() or 0)


def _launch(db: Transaction, duty_id: int) -> int | None:
    wanted = sqlmodel.select(Launch).where(Launch.duty_id == duty_id, sqlmodel.col(Launch.is_latest))
    found = db.session.exec(wanted).one_or_none()
    return (found.day - FIRST_DAY).days if found and found.day else None


def _pledge(db: Transaction, duty_id: int) -> int | None:
    wanted = sqlmodel.select(Pledge).where(Pledge.duty_id == duty_id, sqlmodel.col(Pledge.is_latest))
    found = db.session.exec(wanted).one_or_none()
    return int(found.benefit) if found and not found.is_withdrawn else None


def _report(db: Transaction, duty_id: int) -> int | None:
    found = reports.report_of(db, duty_id)
    return int(found.words) if found else None


def _held(db: Transaction, duty_id: int) -> int | None:
    found = held.report_of(db, duty_id)
    return found.said.present if found else None


def _note(db: Transaction, duty_id: int) -> int | None:
    found = notes.note_of(db, duty_id)
    return int(found.lines[0]) if found else None


KINDS: dict[str, Kind] = {
    LAUNCH: Kind(
        lambda db, duty, word, who, now: launches.register(
            db, written(duty.id), FIRST_DAY + timedelta(days=word), "8 giờ", None, who, now
        ),
        _launch,
        lambda db, row, who, now: launches.undo(db, row, who, now)[0] is Undone.DONE,
    ),
    PLEDGE: Kind(
        lambda db, duty, word, who, now: pledges.pledge(db, written(duty.id), Contents(benefit=str(word)), who, now),
        _pledge,
        lambda db, row, who, now: pledges.undo(db, row, who, now)[0] is Undone.DONE,
    ),
    REPORT: Kind(
        lambda db, duty, word, who, now: writing.submit(db, duty, Said({}, words=str(word)), who, now),
        _report,
        lambda db, row, who, now: writing.withdraw(db, row, who, now) is Withdrawn.DONE,
    ),
    HELD: Kind(
        lambda db, duty, word, who, now: held.record(
            db, written(duty.id), SaidOfHeld(held.HELD, FIRST_DAY, present=word), who, now
        ),
        _held,
    ),
    NOTE: Kind(lambda db, duty, word, who, now: notes.write(db, written(duty.id), [str(word)], who, now), _note),
}
