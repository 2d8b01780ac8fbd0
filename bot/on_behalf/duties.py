"""What can be entered for a unit: the duties that its own conversations would take now."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from bot import held, launches, notes
from bot.database.transaction import Transaction
from bot.duties import missing
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.duties.missing import Standing, State
from bot.pledges import owing
from bot.reports import owed


class _Owed(Protocol):
    @property
    def duty_id(self) -> int: ...


OWED: dict[str, Callable[[Transaction, int, date], Sequence[_Owed]]] = {
    LAUNCH: lambda db, unit_id, today: launches.owed_by(db, 0, today, unit_id),
    HELD: lambda db, unit_id, today: held.owed_by(db, 0, today, unit_id),
    PLEDGE: lambda db, unit_id, today: owing.owed_by(db, 0, today, unit_id),
    REPORT: lambda db, unit_id, today: owed.of_chair(db, 0, today, unit_id),
    NOTE: lambda db, unit_id, today: [each for each in notes.owed_by(db, 0, today, unit_id) if each.has_begun(today)],
}


def open_duties(db: Transaction, unit_id: int, today: date) -> list[Standing]:
    """What a unit owes, or has done and may still change; what is closed is left out."""
    owed_now = {each.duty_id for of_kind in OWED.values() for each in of_kind(db, unit_id, today)}
    found = [each for each in missing.of_unit(db, unit_id, today) if each.duty_id in owed_now]
    return sorted((each for each in found if not _is_shut(each)), key=_urgency)


def can_enter(db: Transaction, kind: str, unit_id: int, duty_id: int, today: date) -> bool:
    """Whether the unit's conversation for this kind of duty takes this very one; it may still say why it is too late."""
    return kind in OWED and any(each.duty_id == duty_id for each in OWED[kind](db, unit_id, today))


def _is_shut(each: Standing) -> bool:
    return each.done_at is None and each.state is State.CLOSED


def _urgency(each: Standing) -> tuple[bool, bool, date, int]:
    return each.done_at is not None, each.due_on is None, each.due_on or each.today, each.duty_id
