"""What the tests of following up share: the demo's units with duties that are late, and their numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import sqlmodel
from sqlmodel import col

from bot.database.transaction import Transaction
from bot.follow_up import Owing
from bot.models import Campaign, Contact, Duty, LadderRung, Unit, written
from bot.rights import Reach
from tests.conversations.conftest import talk

__all__ = ["talk"]  # the bot under watch: every button's length, and that it never is silent

LATE = timedelta(days=10)  # after the tests' day: every launch that is not registered is ten days late
Do = Callable[[Callable[[Transaction], Any]], Any]


def unit_id(db: Transaction, name: str) -> int:
    return written(db.session.exec(sqlmodel.select(Unit.id).where(Unit.name == name)).one())


def duty_id(db: Transaction, name: str, kind: str = "launch") -> int:
    """The duty of the running phase of that unit."""
    wanted = sqlmodel.select(Duty.id).join(Unit, col(Unit.id) == Duty.unit_id).where(Unit.name == name, Duty.kind == kind)
    return written(db.session.exec(wanted.order_by(col(Duty.id))).first())


def whole(db: Transaction) -> Reach:
    """The reach of the demo's officer."""
    return Reach(written(db.session.exec(sqlmodel.select(Unit.id).where(col(Unit.bloc_id).is_(None))).one()))


def list_phone(db: Transaction, name: str, person: str, phone: str) -> None:
    db.session.add(Contact(federation_id=1, unit_id=unit_id(db, name), name=person, title="Chủ tịch", phone=phone))
    db.session.flush()


def escalate(db: Transaction, days: int = 7, before: int = 5) -> None:
    """A ladder whose registration is handed to the officer so many days after the due day."""
    for each in db.session.exec(sqlmodel.select(LadderRung)).all():
        db.session.delete(each)
    db.session.flush()
    running = written(db.session.exec(sqlmodel.select(Campaign.id).where(Campaign.is_open)).one())
    for audience, day in (("lead", before), ("officer", days)):
        row = LadderRung(federation_id=1, campaign_id=running, subject="registration", audience=audience, days=day)
        db.session.add(row)
    db.session.flush()


def due(db: Transaction, name: str, day: date, kind: str = "launch") -> None:
    """The unit's duty is due on another day."""
    row = db.session.get_one(Duty, duty_id(db, name, kind))
    row.due_on = day
    db.session.add(row)
    db.session.flush()


def names(found: list[Owing]) -> list[str]:
    return [each.unit for each in found]
