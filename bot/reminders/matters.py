"""The kinds of matter: by which statement each is entered into the ledger, and in which slices."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from bot.database.prepared import Prepared
from bot.database.types import Big
from bot.reminders import entering
from bot.reminders.entering import AFTER, CAMPAIGN, DUE, WORKS_OF_DAY, Entering, launch, work
from bot.reminders.hearing import OWED, duty, office
from bot.reminders.subjects import ANNIVERSARY, CHAIR, DEPUTY, DUTIES, LAUNCH, LEAD, PHASE_END, PHASE_START, PROMISE, SNOOZE, WORK

SLICE = 2_000  # rows looked at in one transaction: under 50 ms on two slow cores


LAST = {each.name: Prepared(select(func.coalesce(func.max(each.c.id), 0)), int) for each in (duty, launch, work, office)}


@dataclass(frozen=True)
class Matter:
    """How a subject comes into the ledger, for one audience.

    `last`: the highest number in the table it is about. `boundary`: the last number of the next slice, nothing where what is left
    fits into one; without it there is never much.
    """

    entering: Entering
    last: Prepared[int]
    boundary: Prepared[int] | None = None


def _sliced(entering: Entering, rows: Select[Any], number: Any) -> Matter:
    boundary = rows.where(number > AFTER).order_by(number).limit(1).offset(bindparam("size", type_=Big))
    return Matter(entering, LAST[number.table.name], Prepared(boundary, int))


def _of_duties(entering: Entering) -> Matter:
    of_day = (duty.c.campaign_id == CAMPAIGN, duty.c.kind == bindparam("of_kind"), duty.c.due_on == DUE, OWED)
    return _sliced(entering, select(duty.c.id).where(*of_day), duty.c.id)


_TO_CHAIRS, _TO_DEPUTIES, _TO_LEADS = map(_of_duties, (entering.TO_CHAIRS, entering.TO_DEPUTIES, entering.TO_LEADS))
_EVENT = _sliced(entering.OF_EVENTS, select(office.c.id), office.c.id)
MATTERS: dict[tuple[str, str], Matter] = {
    **{(subject, CHAIR): _TO_CHAIRS for subject in DUTIES},
    **{(subject, DEPUTY): _TO_DEPUTIES for subject in DUTIES},
    **{(subject, LEAD): _TO_LEADS for subject in DUTIES},
    (LAUNCH, CHAIR): _sliced(entering.OF_LAUNCHES, select(launch.c.id).where(launch.c.day == DUE), launch.c.id),
    (WORK, CHAIR): _sliced(entering.OF_WORKS, select(work.c.id).where(work.c.id.in_(WORKS_OF_DAY)), work.c.id),
    **{(subject, CHAIR): _EVENT for subject in (PHASE_START, PHASE_END, ANNIVERSARY)},
    (SNOOZE, CHAIR): Matter(entering.OF_SNOOZES, LAST["duty"]),
    (PROMISE, CHAIR): Matter(entering.OF_PROMISES, LAST["duty"]),
}
