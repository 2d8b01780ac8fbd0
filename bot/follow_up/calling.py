"""The list of calls: units that no message has moved, and units that none can reach.

A unit is to be called when a rung of the ladder whose audience is the officer has come, its duty is still missing, and no
human has answered since the rung before: a promise whose day has not passed, a snooze, a request for more time that waits, or
a call in which somebody was reached. A unit with no open door is to be called from three days before a duty is due.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, select

from bot.arming import running
from bot.clock import instant, local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.follow_up.candidates import CANDIDATES, REACHED, Candidate, Due
from bot.models import Campaign, LadderRung, PhoneCall, Unit, table_of, written
from bot.reminders.subjects import DUTIES, OFFICER
from bot.rights import Reach
from bot.web.reach import LOOKS

unit, campaign, rung, phone_call = (table_of(each) for each in (Unit, Campaign, LadderRung, PhoneCall))

AHEAD = timedelta(days=3)  # a unit that no message reaches is called so long before a due day


class Outcome(StrEnum):
    """What came of a call."""

    REACHED = "reached"
    PROMISED = "promised"
    NO_ANSWER = "no answer"
    WRONG_NUMBER = "wrong number"


@dataclass(frozen=True)
class Call:
    """A call to a unit, by `person_id`, about one duty or (None) about all that it owes."""

    unit_id: int
    duty_id: int | None
    person_id: int
    outcome: Outcome
    note: str = ""


@dataclass(frozen=True)
class ToCall:
    """A unit to be called. `has_door`: messages reach it, and led to nothing. `outcome` and `called_at` are of the last call."""

    unit_id: int
    unit: str
    cluster: str | None
    contact: str
    title: str
    phone: str
    has_door: bool
    duties: tuple[Due, ...]
    outcome: Outcome | None = None
    called_at: datetime | None = None

    def days_late(self, today: date) -> int:
        """Days since the earliest of its due days; 0 where none has passed."""
        return max(0, (today - self.duties[0].due_on).days)


RUNGS: Prepared[Any] = Prepared(
    select(rung.c.campaign_id, rung.c.subject, rung.c.audience, rung.c.days)
    .join_from(rung, campaign, and_(campaign.c.id == rung.c.campaign_id, running()))
    .where(rung.c.is_on, campaign.c.federation_id.in_(select(unit.c.federation_id).where(unit.c.id == bindparam("root"))))
)
CALLS: Prepared[Any] = Prepared(
    select(phone_call.c.unit_id, phone_call.c.duty_id, phone_call.c.outcome, phone_call.c.made_at)
    .join_from(REACHED, phone_call, phone_call.c.unit_id == REACHED.c.unit_id)
    .order_by(phone_call.c.id)
)


def to_call(db: Transaction, reach: Reach, today: date) -> list[ToCall]:
    """The units within reach that are to be called, the latest first; those that were called today come last."""
    steps, calls = _steps(db.all(RUNGS, root=reach.root)), _calls(db.all(CALLS, day=today, **vars(reach)))
    where = {
        "day": today,
        "until": today + AHEAD,
        "morning": instant(today),
        "looked_since": instant(today) - LOOKS,
        **vars(reach),
    }
    wanted: dict[int, dict[int, Candidate]] = {}
    for each in db.all(CANDIDATES, **where):
        if _is_due(each, steps, today) and not _is_answered(each, calls.get(each.unit_id, []), steps, today):
            wanted.setdefault(each.unit_id, {}).setdefault(each.due.duty_id, each)
    found = [_to_call(list(each.values()), calls.get(unit_id, [])) for unit_id, each in wanted.items()]
    return sorted(found, key=lambda each: (_was_called(each, today), -each.days_late(today), _since(each)))


def count_to_call(db: Transaction, reach: Reach, today: date) -> int:
    """How many units are to be called today and were not called yet."""
    return sum(not _was_called(each, today) for each in to_call(db, reach, today))


def note_call(db: Transaction, federation_id: int, call: Call, now: datetime) -> int:
    """Write down what came of a call; its number. What the unit promised is kept with `bot.promises.promise`."""
    row = PhoneCall(federation_id=federation_id, made_at=now, **vars(call))
    db.session.add(row)
    db.session.flush()
    return written(row.id)


Steps = dict[tuple[int, str], tuple[int, int]]  # campaign and kind of duty: days of the officer's rung, and of the one before
Calls = list[tuple[int | None, str, datetime]]


def _steps(rungs: Iterable[Any]) -> Steps:
    by_kind: dict[tuple[int, str], list[tuple[str, int]]] = {}
    for campaign_id, subject, audience, days in rungs:
        if kind := DUTIES.get(subject):
            by_kind.setdefault((campaign_id, kind), []).append((audience, days))
    found: Steps = {}
    for key, listed in by_kind.items():
        officers = [days for audience, days in listed if audience == OFFICER]
        if officers:
            found[key] = min(officers), max((days for _who, days in listed if days < min(officers)), default=0)
    return found


def _calls(rows: Iterable[Any]) -> dict[int, Calls]:
    calls: dict[int, Calls] = {}
    for unit_id, *told in rows:
        calls.setdefault(unit_id, []).append((told[0], told[1], told[2]))
    return calls


def _is_due(each: Candidate, steps: Steps, today: date) -> bool:
    if not each.has_door:
        return True
    step = steps.get((each.campaign_id, each.due.kind))
    return step is not None and each.due.due_on + timedelta(days=step[0]) <= today


def _is_answered(each: Candidate, calls: Calls, steps: Steps, today: date) -> bool:
    """Whether a human answered after the rung before, and what they said has not turned out empty."""
    if each.is_put_off or (each.promise and each.promise >= today):
        return True
    step = steps.get((each.campaign_id, each.due.kind))
    since = each.due.due_on + timedelta(days=step[1] if step and each.has_door else -AHEAD.days)
    if each.promise:
        since = max(since, each.promise + timedelta(days=1))
    answers = {Outcome.REACHED, Outcome.PROMISED}
    return any(
        outcome in answers and duty_id in (None, each.due.duty_id) and local(at).date() >= since for duty_id, outcome, at in calls
    )


def _to_call(duties: list[Candidate], calls: Calls) -> ToCall:
    first = duties[0]
    about = (first.unit_id, first.unit, first.cluster, first.contact, first.title, first.phone, first.has_door)
    _duty_id, outcome, called_at = calls[-1] if calls else (None, None, None)
    return ToCall(*about, tuple(each.due for each in duties), Outcome(outcome) if outcome else None, called_at)


def _was_called(each: ToCall, today: date) -> bool:
    return each.called_at is not None and local(each.called_at).date() == today


def _since(each: ToCall) -> float:
    """Never called comes first."""
    return each.called_at.timestamp() if each.called_at else 0.0
