"""What an officer does: chooses or declines, and lets the units know."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot import offices, operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.i18n import _
from bot.models import Nomination, Phase, Unit, table_of
from bot.nominations.proposing import CHOSEN, DECLINED, PROPOSED
from bot.people import Held
from bot.units.tree import belonging

nomination, phase, unit = table_of(Nomination), table_of(Phase), table_of(Unit)


@dataclass(frozen=True)
class Proposed:
    """A nomination that waits for an officer."""

    id: int
    unit_id: int
    unit: str
    is_collective: bool
    name: str
    reason: str


@dataclass(frozen=True)
class Decision:
    """What an officer decided about one nomination; `reason` is what the unit reads where it was declined."""

    nomination_id: int
    is_chosen: bool
    reason: str = ""


BELOW = belonging()
PHASES: Prepared[Any] = Prepared(
    select(phase.c.id, phase.c.name, func.count(nomination.c.id))
    .join_from(nomination, phase, phase.c.id == nomination.c.phase_id)
    .join(BELOW, BELOW.c.unit_id == nomination.c.unit_id)
    .where(nomination.c.state == PROPOSED)
    .group_by(phase.c.id, phase.c.name)
    .order_by(phase.c.id)
)
WAITING = Prepared(
    select(
        nomination.c.id,
        unit.c.id.label("unit_row"),
        unit.c.name.label("unit"),
        nomination.c.is_collective,
        nomination.c.name,
        nomination.c.reason,
    )
    .join_from(nomination, unit, unit.c.id == nomination.c.unit_id)
    .join(BELOW, BELOW.c.unit_id == nomination.c.unit_id)
    .where(nomination.c.state == PROPOSED, nomination.c.phase_id == bindparam("phase"))
    .order_by(nomination.c.id)
    .limit(bindparam("at_most")),
    Proposed,
)
DECIDE: Prepared[tuple[()]] = Prepared(
    update(nomination)
    .where(nomination.c.id == bindparam("row"), nomination.c.state == PROPOSED)
    .values(state=bindparam("verdict"), answer=bindparam("why"), decided_by=bindparam("who"), decided_at=bindparam("now"))
)


def waiting_phases(db: Transaction, held: Held, day: date) -> list[tuple[int, str, int]]:
    """The phases with nominations within the office's reach that wait: row, name, how many."""
    return db.all(PHASES, root=held.unit_id, day=day)


def waiting(db: Transaction, held: Held, phase_id: int, day: date, at_most: int) -> list[Proposed]:
    """The nominations of a phase within the office's reach that wait, the oldest first."""
    return db.all(WAITING, root=held.unit_id, phase=phase_id, day=day, at_most=at_most)


def publish(db: Transaction, phase_name: str, decided: list[tuple[Proposed, Decision]], person_id: int, now: datetime) -> int:
    """Let decisions hold and tell each unit all of its own in one message, within the hours; returns how many now hold.

    What somebody else decided or took back meanwhile stays as it is.
    """
    held = [each for each in decided if _decide(db, each[1], person_id, now)]
    for unit_id in dict.fromkeys(proposed.unit_id for proposed, _choice in held):
        own = [each for each in held if each[0].unit_id == unit_id]
        key = f"nominations/{unit_id}/{now.isoformat()}"
        offices.tell_chairs(db, unit_id, key, partial(_news, phase_name, own), now)
    for proposed, choice in held:
        row = db.session.get_one(Nomination, proposed.id)
        deed = "nomination.choose" if choice.is_chosen else "nomination.decline"
        operations.record(db, row.federation_id, deed, now, person_id=person_id, unit_id=proposed.unit_id, row=row.id)
    return len(held)


def _decide(db: Transaction, choice: Decision, person_id: int, now: datetime) -> bool:
    verdict = CHOSEN if choice.is_chosen else DECLINED
    return db.run(DECIDE, row=choice.nomination_id, verdict=verdict, why=choice.reason, who=person_id, now=now) == 1


def _news(phase_name: str, decided: list[tuple[Proposed, Decision]]) -> str:
    """What the unit hears."""
    lines = [_("🏅 Người tốt, việc tốt, {phase}:").format(phase=phase_name)]
    for proposed, choice in decided:
        if choice.is_chosen:
            lines.append(_("✅ {name}: được chọn biểu dương. Xin chúc mừng!").format(name=proposed.name))
        else:
            text = _("• {name}: đợt này chưa được chọn. {reason}")
            lines.append(text.format(name=proposed.name, reason=choice.reason).rstrip())
    return "\n".join(lines)
