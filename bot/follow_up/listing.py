"""Which units still owe one duty: how late each is, what it promised, who leads it, and when it was last in touch."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties.missing import STILL_OWED, State, Tally, day_of, state_of
from bot.follow_up.touch import Touch, last_touches
from bot.models import Bloc, Campaign, Cluster, ClusterUnit, Contact, Duty, Phase, Promise, Unit, table_of
from bot.rights import Reach, reached
from bot.units.tree import holds

duty, unit, bloc, phase, campaign = (table_of(each) for each in (Duty, Unit, Bloc, Phase, Campaign))
cluster, cluster_unit, contact, promised = (table_of(each) for each in (Cluster, ClusterUnit, Contact, Promise))
later = promised.alias("later")


@dataclass(frozen=True)
class Owing:
    """A unit that has not done a duty. `promise` is the day it named last, kept or not; `contact` and `phone` are whom the
    federation's list names, empty where it names nobody."""

    duty_id: int
    kind: str
    occurrence: int
    phase: str
    unit_id: int
    unit: str
    bloc_id: int | None
    bloc: str | None
    cluster_id: int | None
    cluster: str | None
    due_on: date | None
    grace_days: int
    closes_on: date | None
    promise: date | None
    contact: str
    phone: str
    touch: Touch | None = None

    def days_late(self, today: date) -> int:
        """Days since the due day, once the days of grace are over too; else 0."""
        state = state_of(self.due_on, self.grace_days, self.closes_on, today)
        return (today - self.due_on).days if self.due_on and state in {State.LATE, State.CLOSED} and self.due_on < today else 0


WITHIN = reached(with_closed=True)
NEWEST = and_(promised.c.duty_id == duty.c.id, ~exists().where(later.c.duty_id == promised.c.duty_id, later.c.id > promised.c.id))


def _rows() -> Select[Any]:
    return (
        select(
            *(duty.c[name] for name in ("id", "kind", "occurrence")),
            phase.c.name.label("phase"),
            unit.c.id.label("unit_id"),
            unit.c.name,
            bloc.c.id.label("bloc_id"),
            bloc.c.name.label("bloc"),
            cluster.c.id.label("cluster_id"),
            cluster.c.name.label("cluster"),
            *(duty.c[name] for name in ("due_on", "grace_days", "closes_on")),
            promised.c.day,
            contact.c.name.label("contact"),
            contact.c.phone,
        )
        .join_from(duty, WITHIN, WITHIN.c.unit_id == duty.c.unit_id)
        .join(unit, unit.c.id == duty.c.unit_id)
        .join(phase, phase.c.id == duty.c.phase_id)
        .join(campaign, and_(campaign.c.id == duty.c.campaign_id, campaign.c.is_open))
        .outerjoin(bloc, bloc.c.id == unit.c.bloc_id)
        .outerjoin(cluster_unit, and_(cluster_unit.c.unit_id == unit.c.id, holds(cluster_unit)))
        .outerjoin(cluster, cluster.c.id == cluster_unit.c.cluster_id)
        .outerjoin(promised, NEWEST)
        .outerjoin(contact, contact.c.unit_id == unit.c.id)
        .where(duty.c.done_at.is_(None), STILL_OWED)
        .order_by(unit.c.sort_key, duty.c.id, cluster.c.position, cluster.c.id)
    )


def _shaped(*columns: Any) -> Owing:
    return Owing(*columns[:-2], *(each or "" for each in columns[-2:]))


OF_ONE_DUTY = Prepared(
    _rows()
    .where(duty.c.phase_id == bindparam("phase_row"), duty.c.kind == bindparam("of_kind"))
    .where(duty.c.occurrence == bindparam("number")),
    _shaped,
)
ONE = Prepared(_rows().where(duty.c.id == bindparam("row")), _shaped)
ENDS: Prepared[Any] = Prepared(
    select(phase.c.ends_on)
    .join_from(duty, phase, phase.c.id == duty.c.phase_id)
    .where(duty.c.id == bindparam("row"), duty.c.federation_id == bindparam("federation"))
)


def owing(db: Transaction, reach: Reach, tally: Tally, today: date) -> list[Owing]:
    """The units within reach that still owe one duty: the latest first, among them those that were not in touch for longest.

    A unit in two clusters is there once, in the first.
    """
    day = day_of(tally.phase_ends_on, today)
    where = {"phase_row": tally.phase_id, "of_kind": tally.kind, "number": tally.occurrence}
    touches = last_touches(db, reach, day)
    found = _once(db.all(OF_ONE_DUTY, **where, day=day, **vars(reach)))
    touched = [replace(each, touch=touches.get(each.unit_id)) for each in found]
    return sorted(touched, key=lambda each: (-each.days_late(today), each.due_on or date.max, *_since(each.touch)))


def find(db: Transaction, federation_id: int, reach: Reach, duty_id: int, today: date) -> Owing | None:
    """One duty within reach that is not done; None: there is none of that number, or it is done."""
    ends = db.first(ENDS, row=duty_id, federation=federation_id)
    if ends is None:
        return None
    day = day_of(ends[0], today)
    found = db.first(ONE, row=duty_id, day=day, **vars(reach))
    return found and replace(found, touch=last_touches(db, reach, day).get(found.unit_id))


def _once(found: Iterable[Owing]) -> list[Owing]:
    return list({each.duty_id: each for each in reversed(list(found))}.values())[::-1]


def _since(touch: Touch | None) -> tuple[bool, float]:
    """Never in touch comes first."""
    return touch is not None, touch.at.timestamp() if touch else 0.0
