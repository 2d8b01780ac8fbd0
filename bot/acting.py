"""Who acts in an office on a day: whoever holds it, or whoever stands in while its holder is away.

A stand-in must hold an office of their own on that day: somebody whose own office ended stands in no more.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Absence, Office, table_of
from bot.units.tree import holds

absence, office = table_of(Absence), table_of(Office)
_own = office.alias("own")
_in_force = holds(absence) & exists().where(_own.c.person_id == absence.c.stand_in_id, holds(_own))


def stood_in(person: ColumnElement[Any]) -> Select[Any]:
    """The numbers of the offices in which `person` stands in on `:day`."""
    return select(absence.c.office_id).where(absence.c.stand_in_id == person, _in_force).correlate_except(absence)


def actor() -> ColumnElement[int]:
    """For statements over `office`: the person who is told what concerns it on `:day`."""
    newest = select(absence.c.stand_in_id).where(absence.c.office_id == office.c.id, _in_force)
    one = newest.order_by(absence.c.id.desc()).limit(1).correlate(office).scalar_subquery()
    return func.coalesce(one, office.c.person_id, type_=office.c.person_id.type)


STANDS_IN = Prepared(select(absence.c.id).where(absence.c.stand_in_id == bindparam("person"), holds(absence)).limit(1), int)


def stands_in(db: Transaction, person_id: int, day: date) -> bool:
    """Whether somebody may stand in for anybody on `day`: hardly anybody does, and this is asked at every turn."""
    return db.first(STANDS_IN, person=person_id, day=day) is not None


ACTOR = Prepared(select(actor().label("who")).where(office.c.id == bindparam("row")), int)


def actor_of(db: Transaction, office_id: int, day: date) -> int:
    """The person who is told on `day` what concerns an office."""
    return db.all(ACTOR, row=office_id, day=day)[0]
