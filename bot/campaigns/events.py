"""Phases that end with an event: which ones still wait for their day, and the day once it is known."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, update
from sqlmodel import col

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Phase, table_of

phase = table_of(Phase)


SETTLE: Prepared[Any] = Prepared(
    update(phase)
    .where(phase.c.id == bindparam("row"), phase.c.federation_id == bindparam("federation"), phase.c.end_event.is_not(None))
    .values(ends_on=bindparam("last_day", type_=phase.c.ends_on.type))
)


def undated(db: Transaction, federation_id: int) -> Sequence[Phase]:
    """The phases of open campaigns that end with an event of which no day is known."""
    wanted = sqlmodel.select(Phase).join(Campaign, col(Campaign.id) == col(Phase.campaign_id)).where(col(Campaign.is_open))
    wanted = wanted.where(Phase.federation_id == federation_id, col(Phase.end_event).is_not(None), col(Phase.ends_on).is_(None))
    return db.session.exec(wanted.order_by(col(Phase.campaign_id), col(Phase.position))).all()


def all_undated(db: Transaction) -> Sequence[Phase]:
    """The same for every federation of the database."""
    wanted = sqlmodel.select(Phase).join(Campaign, col(Campaign.id) == col(Phase.campaign_id)).where(col(Campaign.is_open))
    wanted = wanted.where(col(Phase.end_event).is_not(None), col(Phase.ends_on).is_(None))
    return db.session.exec(wanted.order_by(col(Phase.id))).all()


def settle_event(db: Transaction, federation_id: int, phase_id: int, day: date, now: datetime, person_id: int | None) -> None:
    """The event that ends the phase happened on `day`: it is the phase's last day. The next phase stays as it is, for phases
    may overlap; duties are not touched here. Raises LookupError for a phase that no event ends."""
    settled = db.run(SETTLE, row=phase_id, federation=federation_id, last_day=day)
    if settled != 1:
        raise LookupError("no phase of this federation with that number ends with an event")
    db.session.expire_all()  # a phase that was read before still says that it waits
    operations.record(db, federation_id, "event.settle", now, person_id=person_id, valid_on=day, phase=phase_id)
