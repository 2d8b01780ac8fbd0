"""Correcting the calendar. It is one for the whole federation, so only an officer of its top unit may."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete
from sqlalchemy.dialects import postgresql

from bot import operations
from bot.calendar import corrections
from bot.calendar.days import DAY, Correction
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import SpecialDay, table_of
from bot.people import Held, offices
from bot.reminders import regrouping
from bot.rights import RIGHTS, May
from bot.units import tree

LONGEST_NAME = 100  # characters; the name stands in a sentence

special = table_of(SpecialDay)

_new: Any = postgresql.insert(special).values({name: bindparam(name) for name in ("federation_id", "day", "is_off", "name")})
PUT: Prepared[tuple[()]] = Prepared(
    _new.on_conflict_do_update(
        index_elements=["federation_id", "day"],
        set_={"is_off": _new.excluded.is_off, "name": _new.excluded.name},
    )
)
DROP: Prepared[tuple[()]] = Prepared(
    delete(special).where(special.c.federation_id == bindparam("federation"), special.c.day == bindparam("on"))
)


def office_for_calendar(db: Transaction, person_id: int | None, day: date) -> Held | None:
    """The office by which this person may correct the calendar on `day`; None: no right."""
    held = offices(db, person_id, day) if person_id else []
    may = (each for each in held if May.CALENDAR in RIGHTS.get(each.role, ()))
    return next((each for each in may if tree.parent_of(db, each.unit_id, day) is None), None)


def name_problem(name: str) -> str:
    """Why `name` is no reason for a correction, as a Vietnamese sentence for the command line; empty if it is one."""
    if not name:
        return "Xin ghi lý do."
    return f"Lý do dài {len(name)} ký tự; tối đa {LONGEST_NAME}." if len(name) > LONGEST_NAME else ""


def correct(db: Transaction, federation_id: int, correction: Correction, now: datetime, person_id: int | None = None) -> None:
    """Let `correction` hold from now on; an earlier one for the same day is replaced. `person_id` None: the command line."""
    day, is_off, name = correction.day, correction.is_off, correction.name
    db.run(PUT, federation_id=federation_id, day=day, is_off=is_off, name=name)
    deed = "calendar.correct"
    operations.record(db, federation_id, deed, now, person_id=person_id, valid_on=day, is_off=is_off, name=name)
    _regroup(db, federation_id, day, now)


def restore(db: Transaction, federation_id: int, day: date, now: datetime, person_id: int | None = None) -> bool:
    """Let `day` be again what the law says; False if nothing was corrected there."""
    if not db.run(DROP, federation=federation_id, on=day):
        return False
    operations.record(db, federation_id, "calendar.restore", now, person_id=person_id, valid_on=day)
    _regroup(db, federation_id, day, now)
    return True


def _regroup(db: Transaction, federation_id: int, day: date, now: datetime) -> None:
    """What waits, waits for the next day on which people may be written to: if it is that day which changed, for another one."""
    today = local(now).date()
    if today <= day <= corrections.of(db, federation_id).next_allowed(today + DAY):
        regrouping.regroup(db, federation_id, now)
