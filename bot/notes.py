"""Quarterly notes: which ones a chair owes, what was written last, writing one down and taking it back.

A note is at most five lines. Versions are only added; one without words says that nothing holds any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlmodel
from sqlalchemy import and_, bindparam, func, or_, select, update

from bot import operations
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.filling import BEFOREHAND
from bot.duties.kinds import NOTE
from bot.duties.missing import BEGUN, STILL_OWED, State, state_of
from bot.launches import DONE, LOCK, OPEN
from bot.models import Campaign, Duty, Note, Office, Person, Phase, Unit, table_of
from bot.people import CHAIR, in_force

duty, campaign, phase, unit = table_of(Duty), table_of(Campaign), table_of(Phase), table_of(Unit)
office, person, note = table_of(Office), table_of(Person), table_of(Note)

MOST_LINES = 5


@dataclass(frozen=True)
class Owed:
    """A note that a unit owes, or has sent. `occurrence` is its quarter: 20262 for the second of 2026."""

    duty_id: int
    campaign_id: int
    unit_id: int
    unit: str
    phase: str
    occurrence: int
    due_on: date | None
    grace_days: int
    closes_on: date | None
    done_at: datetime | None

    @property
    def key(self) -> str:
        return str(self.duty_id)

    def has_begun(self, today: date) -> bool:
        """Whether its quarter has: a note about a quarter to come is not offered."""
        return date(self.occurrence // 10, self.occurrence % 10 * 3 - 2, 1) <= today

    def is_closed(self, today: date) -> bool:
        """Whether it can be neither sent nor amended any more."""
        return state_of(self.due_on, self.grace_days, self.closes_on, today) is State.CLOSED


@dataclass(frozen=True)
class Noted:
    """A version of a note. `is_late` was decided by the first one that held."""

    version: int
    is_late: bool
    lines: tuple[str, ...]
    recorded_at: datetime


_OWED = (
    select(
        duty.c.id,
        duty.c.campaign_id,
        duty.c.unit_id,
        unit.c.name,
        phase.c.name.label("phase"),
        duty.c.occurrence,
        duty.c.due_on,
        duty.c.grace_days,
        duty.c.closes_on,
        duty.c.done_at,
    )
    .join_from(duty, campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .where(duty.c.kind == NOTE, STILL_OWED, BEGUN)
    .where(or_(duty.c.done_at.is_(None), phase.c.ends_on.is_(None), phase.c.ends_on >= bindparam("day")))
    .order_by(duty.c.occurrence, duty.c.id)
)
OWED_BY_CHAIR = Prepared(
    _OWED.join(office, and_(office.c.unit_id == duty.c.unit_id, office.c.role == CHAIR))
    .join(person, person.c.id == office.c.person_id)
    .where(office.c.person_id == bindparam("person"), in_force())
    .distinct(),  # one person may hold two offices in one unit
    Owed,
)
OWED_BY_UNIT = Prepared(_OWED.where(duty.c.unit_id == bindparam("of_unit")), Owed)
COLUMNS = (note.c.version, note.c.is_late, note.c.words, note.c.recorded_at)
LATEST: Prepared[Any] = Prepared(
    select(*COLUMNS).where(note.c.duty_id == bindparam("duty"), note.c.is_latest, note.c.words != "")
)
earlier = duty.alias("earlier")
LAST: Prepared[Any] = Prepared(
    select(*COLUMNS)
    .join_from(duty, earlier, and_(earlier.c.unit_id == duty.c.unit_id, earlier.c.kind == NOTE))
    .join(note, and_(note.c.duty_id == earlier.c.id, note.c.is_latest, note.c.words != ""))
    .where(duty.c.id == bindparam("duty"), earlier.c.occurrence < duty.c.occurrence)
    .order_by(earlier.c.occurrence.desc(), note.c.id.desc())
    .limit(1)
)
LATEST_VERSION = Prepared(select(func.coalesce(func.max(note.c.version), 0)).where(note.c.duty_id == bindparam("duty")), int)
RETIRE: Prepared[tuple[()]] = Prepared(
    update(note).where(note.c.duty_id == bindparam("duty"), note.c.is_latest).values(is_latest=False)
)


def owed_by(db: Transaction, person_id: int, today: date, for_unit: int | None = None) -> list[Owed]:
    """The notes of this chair's units, the earliest quarter first: those not sent, of any phase that counts by now, and those
    sent in a phase that has not ended. `for_unit`: those of that unit instead, whoever enters them."""
    days = {"day": today, "horizon": today + BEFOREHAND}
    if for_unit is not None:
        return db.all(OWED_BY_UNIT, of_unit=for_unit, **days)
    return db.all(OWED_BY_CHAIR, person=person_id, **days)


def only_one(db: Transaction, person_id: int, today: date) -> str:
    """The number of the duty that can only be meant; empty where several can, or none."""
    found = [each for each in owed_by(db, person_id, today) if each.has_begun(today)]
    fitting = [each for each in found if each.done_at is None] or found
    return fitting[0].key if len(fitting) == 1 else ""


def note_of(db: Transaction, duty_id: int) -> Noted | None:
    """The version that holds; None where nothing was sent, or it was taken back."""
    return _noted(db.first(LATEST, duty=duty_id))


def last_of(db: Transaction, duty_id: int) -> Noted | None:
    """What the same unit wrote in the quarter before, or in the last one it wrote about."""
    return _noted(db.first(LAST, duty=duty_id))


def write(db: Transaction, duty_id: int, lines: Sequence[str], person_id: int | None, now: datetime) -> Noted:
    """Write the newest version down, by which the duty is done; earlier ones stay as history."""
    db.all(LOCK, duty=duty_id)
    noted = _add(db, duty_id, lines, person_id, now)
    db.run(DONE, duty=duty_id, now=now)
    return noted


def take_back(db: Transaction, duty_id: int, before: int | None, person_id: int | None, now: datetime) -> Noted | None:
    """What was sent last is not so: the version `before` holds again, as a new one; None: nothing was sent, and the duty is owed
    again, unless an officer has noted that it came on paper. Returns what holds from then on. Raises LookupError where nothing
    holds that could be taken back."""
    db.all(LOCK, duty=duty_id)
    if note_of(db, duty_id) is None:
        raise LookupError(f"there is no note of duty {duty_id}")
    wanted = sqlmodel.select(Note).where(Note.duty_id == duty_id, Note.version == (before or 0))
    row = db.session.exec(wanted).one_or_none()
    _add(db, duty_id, row.words.splitlines() if row else (), person_id, now)
    db.run(OPEN, duty=duty_id)
    at = row.recorded_at if row and row.words else deciding.received_at(db, duty_id)
    if at:
        db.run(DONE, duty=duty_id, now=at)
    return note_of(db, duty_id)


def _add(db: Transaction, duty_id: int, lines: Sequence[str], person_id: int | None, now: datetime) -> Noted:
    of, before = db.session.get_one(Duty, duty_id), note_of(db, duty_id)
    version = db.all(LATEST_VERSION, duty=duty_id)[0] + 1
    is_late = before.is_late if before else _is_late(of, now)
    db.run(RETIRE, duty=duty_id)
    owner: dict[str, Any] = {"federation_id": of.federation_id, "duty_id": duty_id, "person_id": person_id, "recorded_at": now}
    db.session.add(Note(**owner, version=version, is_latest=True, is_late=is_late, words="\n".join(lines)))
    db.session.flush()
    deed = "note.send" if lines else "note.withdraw"
    operations.record(db, of.federation_id, deed, now, person_id=person_id, unit_id=of.unit_id, duty=duty_id, version=version)
    return Noted(version, is_late, tuple(lines), now)


def _is_late(of: Duty, now: datetime) -> bool:
    return of.due_on is not None and local(now).date() > of.due_on + timedelta(days=of.grace_days)


def _noted(found: Any) -> Noted | None:
    if found is None:
        return None
    version, is_late, words, recorded_at = found
    return Noted(version, bool(is_late), tuple(words.splitlines()), recorded_at)
