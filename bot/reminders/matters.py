"""The kinds of matter: by which statement each is entered into the ledger, and in which slices."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select

from bot.database.prepared import Prepared
from bot.database.types import Big
from bot.reminders import entering
from bot.reminders.entering import AFTER, CAMPAIGN, DUE, WORKS_OF_DAY, Entering, launch, work
from bot.reminders.hearing import OWED, duty, office
from bot.reminders.subjects import ANNIVERSARY, CHAIR, DEPUTY, DUTIES, LAUNCH, LEAD, PHASE_END, PHASE_START, PROMISE, SNOOZE, WORK

SLICE = 2_000  # rows looked at in one transaction: under 50 ms on two slow cores


def _boundary(rows: Select[Any], number: Any) -> Prepared[int]:
    """The last number of the next slice; nothing where what is left fits into one."""
    return Prepared(rows.where(number > AFTER).order_by(number).limit(1).offset(bindparam("size", type_=Big)), int)


OWED_DUTIES = _boundary(
    select(duty.c.id).where(duty.c.campaign_id == CAMPAIGN, duty.c.kind == bindparam("of_kind"), duty.c.due_on == DUE, OWED),
    duty.c.id,
)


@dataclass(frozen=True)
class Matter:
    """How a subject comes into the ledger, for one audience."""

    entering: Entering
    boundary: Prepared[int] | None = None


_EVENT = Matter(entering.OF_EVENTS, _boundary(select(office.c.id), office.c.id))
MATTERS: dict[tuple[str, str], Matter] = {
    **{(subject, CHAIR): Matter(entering.TO_CHAIRS, OWED_DUTIES) for subject in DUTIES},
    **{(subject, DEPUTY): Matter(entering.TO_DEPUTIES, OWED_DUTIES) for subject in DUTIES},
    **{(subject, LEAD): Matter(entering.TO_LEADS, OWED_DUTIES) for subject in DUTIES},
    (LAUNCH, CHAIR): Matter(entering.OF_LAUNCHES, _boundary(select(launch.c.id).where(launch.c.day == DUE), launch.c.id)),
    (WORK, CHAIR): Matter(entering.OF_WORKS, _boundary(select(work.c.id).where(work.c.id.in_(WORKS_OF_DAY)), work.c.id)),
    **{(subject, CHAIR): _EVENT for subject in (PHASE_START, PHASE_END, ANNIVERSARY)},
    (SNOOZE, CHAIR): Matter(entering.OF_SNOOZES),
    (PROMISE, CHAIR): Matter(entering.OF_PROMISES),
}
