"""The works that the units of a chair have pledged, and how far they have come."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, exists, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Duty, Office, Person, Phase, Pledge, Unit, table_of
from bot.people import CHAIR, in_force
from bot.vietnamese.folding import fold
from bot.works.standing import DROPPED, FINISHED, LATER, OF_WORK, OPEN, state, work

campaign, duty, phase, pledge = table_of(Campaign), table_of(Duty), table_of(Phase), table_of(Pledge)
unit, office, person = table_of(Unit), table_of(Office), table_of(Person)


@dataclass(frozen=True)
class Promised:
    """A work of a pledge that holds. `state`: what was said of it last, None: nothing; `day` and `reached` (đồng) go with that
    word; `value` (đồng) and `finish_on` are what was pledged."""

    work_id: int
    duty_id: int
    unit_id: int
    unit: str
    phase: str
    phase_ends_on: date | None
    name: str
    kind: str
    value: int | None
    finish_on: date | None
    state: str | None
    day: date | None
    reached: int | None
    reason: str | None

    @property
    def key(self) -> str:
        return str(self.work_id)

    @property
    def is_under_way(self) -> bool:
        return self.state not in (FINISHED, DROPPED)

    @property
    def is_touched(self) -> bool:
        """Whether something holds that could be taken back."""
        return self.state not in (None, OPEN)

    @property
    def due_on(self) -> date | None:
        """The day until which it is to be finished, by the newest word."""
        return self.day if self.state == LATER else self.finish_on


MINE = exists().where(
    office.c.unit_id == duty.c.unit_id,
    office.c.role == CHAIR,
    office.c.person_id == bindparam("person"),
    person.c.id == office.c.person_id,
    in_force(),
)
OF_CHAIR = Prepared(
    select(
        work.c.id,
        pledge.c.duty_id,
        duty.c.unit_id,
        unit.c.name.label("unit"),
        phase.c.name.label("phase"),
        phase.c.ends_on,
        *(work.c[column] for column in ("name", "kind", "value", "finish_on")),
        *(state.c[column] for column in ("state", "day")),
        state.c.value.label("reached"),
        state.c.reason,
    )
    .join_from(work, pledge, and_(pledge.c.id == work.c.pledge_id, pledge.c.is_latest, pledge.c.is_withdrawn.is_(False)))
    .join(duty, duty.c.id == pledge.c.duty_id)
    .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
    .join(phase, phase.c.id == duty.c.phase_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .outerjoin(state, OF_WORK)
    .where(MINE)
    .order_by(duty.c.id, work.c.position),
    Promised,
)
ANY_VERSION: Prepared[Any] = Prepared(
    select(pledge.c.duty_id, work.c.name)
    .join_from(work, pledge, pledge.c.id == work.c.pledge_id)
    .where(work.c.id == bindparam("row", type_=work.c.id.type))
)


def of_chair(db: Transaction, person_id: int, today: date) -> list[Promised]:
    """The works of this chair's units in campaigns that run: those under way first, the most urgent before all."""
    found = db.all(OF_CHAIR, person=person_id, day=today)
    return sorted(found, key=lambda each: (not each.is_under_way, each.due_on or date.max))


def find(db: Transaction, person_id: int, work_id: int, today: date) -> Promised | None:
    """The work of that number, if it is one of this chair's. Where its pledge was amended since, the one of the same name that
    holds now: a button may be older than that."""
    mine = of_chair(db, person_id, today)
    if (found := next((each for each in mine if each.work_id == work_id), None)) is not None:
        return found
    older = db.first(ANY_VERSION, row=work_id)
    return next((each for each in mine if older and (each.duty_id, fold(each.name)) == (older[0], fold(older[1]))), None)


def only_one(db: Transaction, person_id: int, today: date) -> str:
    """The number of the work that can only be meant; empty where several can, or none."""
    found = of_chair(db, person_id, today)
    return found[0].key if len(found) == 1 else ""
