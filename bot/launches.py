"""Launches: which ones a chair owes, registering one, moving it, taking it back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any

import sqlmodel
from sqlalchemy import Select, and_, bindparam, func, insert, or_, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.kinds import LAUNCH
from bot.models import Campaign, Duty, Launch, Office, Person, Phase, Unit, table_of
from bot.people import CHAIR, in_force

KIND = LAUNCH
UNDO = timedelta(minutes=10)
FAR = timedelta(days=366)  # how far a phase without a day at one end is taken to reach

duty, launch, phase = table_of(Duty), table_of(Launch), table_of(Phase)
unit, office, campaign, person = table_of(Unit), table_of(Office), table_of(Campaign), table_of(Person)


@dataclass(frozen=True)
class Owed:
    """A launch that a unit owes, and what it has said about it so far."""

    duty_id: int
    campaign_id: int
    unit_id: int
    unit: str
    phase: str
    starts_on: date | None
    ends_on: date | None
    due_on: date | None
    day: date | None
    place: str | None
    people: int | None

    @property
    def key(self) -> str:
        return str(self.duty_id)

    def period(self, today: date) -> tuple[date, date]:
        """The days on which the launch may be; an end that is no day yet is taken as far away."""
        return self.starts_on or today - FAR, self.ends_on or today + FAR


def owed_rows() -> Select[tuple[object, ...]]:
    """Launch duties with unit, phase and the version that holds."""
    latest = and_(launch.c.duty_id == duty.c.id, launch.c.is_latest)
    return (
        select(
            duty.c.id,
            duty.c.campaign_id,
            duty.c.unit_id,
            unit.c.name,
            phase.c.name.label("phase"),
            phase.c.starts_on,
            phase.c.ends_on,
            duty.c.due_on,
            launch.c.day,
            launch.c.place,
            launch.c.people,
        )
        .join_from(duty, campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
        .join(phase, phase.c.id == duty.c.phase_id)
        .join(unit, unit.c.id == duty.c.unit_id)
        .outerjoin(launch, latest)
        .where(duty.c.kind == KIND, duty.c.excused_on.is_(None))
    )


_OPEN = (
    owed_rows().where(or_(phase.c.ends_on.is_(None), phase.c.ends_on >= bindparam("day"))).order_by(phase.c.starts_on, duty.c.id)
)
OWED_BY_CHAIR = Prepared(
    _OPEN.join(office, office.c.unit_id == duty.c.unit_id)
    .join(person, person.c.id == office.c.person_id)
    .where(office.c.person_id == bindparam("person"), office.c.role == CHAIR, in_force())
    .distinct(),  # one person may hold two offices in one unit
    Owed,
)
OWED_BY_UNIT = Prepared(_OPEN.where(duty.c.unit_id == bindparam("of_unit")), Owed)
LOCK: Prepared[Any] = Prepared(select(duty.c.id).where(duty.c.id == bindparam("duty")).with_for_update())
# Done from the first registration on; a withdrawal makes it owed again.
DONE: Prepared[tuple[()]] = Prepared(
    update(duty)
    .where(duty.c.id == bindparam("duty"))
    .values(done_at=func.coalesce(duty.c.done_at, bindparam("now", type_=duty.c.done_at.type)))
)
OPEN: Prepared[tuple[()]] = Prepared(update(duty).where(duty.c.id == bindparam("duty")).values(done_at=None))
LATEST_VERSION = Prepared(select(func.coalesce(func.max(launch.c.version), 0)).where(launch.c.duty_id == bindparam("duty")), int)
RETIRE: Prepared[tuple[()]] = Prepared(
    update(launch).where(launch.c.duty_id == bindparam("duty"), launch.c.is_latest).values(is_latest=False)
)
ADD = Prepared(
    insert(launch)
    .from_select(
        ["federation_id", "duty_id", "version", "is_latest", "day", "place", "people", "person_id", "recorded_at"],
        select(
            duty.c.federation_id,
            duty.c.id,
            bindparam("version", type_=launch.c.version.type),
            bindparam("latest", type_=launch.c.is_latest.type),
            bindparam("new_day", type_=launch.c.day.type),
            bindparam("place", type_=launch.c.place.type),
            bindparam("people", type_=launch.c.people.type),
            bindparam("person", type_=launch.c.person_id.type),
            bindparam("now", type_=launch.c.recorded_at.type),
        ).where(duty.c.id == bindparam("duty")),
    )
    .returning(launch.c.id),
    int,
)


def owed_by(db: Transaction, person_id: int, day: date, for_unit: int | None = None) -> list[Owed]:
    """The launches this chair's units owe on `day`, in phases that have not ended: registered or not. `for_unit`: those of that
    unit instead, whoever enters them."""
    if for_unit is not None:
        return db.all(OWED_BY_UNIT, of_unit=for_unit, day=day)
    return db.all(OWED_BY_CHAIR, person=person_id, day=day)


def register(
    db: Transaction, duty_id: int, day: date | None, place: str, people: int | None, person_id: int | None, now: datetime
) -> int:
    """Write down the newest word on a launch; returns its row. Earlier words stay as history; day None withdraws it."""
    db.all(LOCK, duty=duty_id)
    version = db.all(LATEST_VERSION, duty=duty_id)[0] + 1
    db.run(RETIRE, duty=duty_id)
    if day is None:
        db.run(OPEN, duty=duty_id)
    else:
        db.run(DONE, duty=duty_id, now=now)
    values = {"new_day": day, "place": place, "people": people, "person": person_id, "now": now}
    return db.all(ADD, duty=duty_id, version=version, latest=True, **values)[0]


class Undone(Enum):
    """What became of the wish to take a registration back."""

    DONE = "done"
    TOO_LATE = "too late"
    CHANGED_SINCE = "changed since"
    NOT_YOURS = "not yours"


def undo(db: Transaction, launch_id: int, person_id: int, now: datetime) -> tuple[Undone, Launch | None]:
    """Within ten minutes, take back one's own newest word: what held before holds again, as a new version."""
    said = db.session.get(Launch, launch_id)
    if said is None or said.person_id != person_id:
        return Undone.NOT_YOURS, None
    if not said.is_latest:
        return Undone.CHANGED_SINCE, said
    if now - said.recorded_at > UNDO:
        return Undone.TOO_LATE, said
    return Undone.DONE, restore(db, said.duty_id, said.version - 1, person_id, now)


def restore(db: Transaction, duty_id: int, version: int, person_id: int, now: datetime) -> Launch | None:
    """Let an earlier version hold again, as a new one, and return it; where there is none of that number (0, say), the launch
    is withdrawn."""
    earlier = sqlmodel.select(Launch).where(Launch.duty_id == duty_id, Launch.version == version)
    before = db.session.exec(earlier).one_or_none()
    place, people = (before.place, before.people) if before else ("", None)
    register(db, duty_id, before.day if before else None, place, people, person_id, now)
    return before
