"""Closing a campaign: it is frozen, to be looked at and exported; nobody owes anything in it and nobody is reminded. It can be
opened again, with a reason."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlmodel
from sqlalchemy import bindparam, func, or_, select
from sqlmodel import col

from bot import operations
from bot.clock import local
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.duties.missing import STILL_OWED
from bot.encoding import decode
from bot.models import Campaign, Duty, Office, Operation, Report, Unit, table_of, written
from bot.people import CHAIR
from bot.reports.filed import APPROVED, WITHDRAWN
from bot.units.tree import holds

campaign, duty, unit, report, office = (table_of(each) for each in (Campaign, Duty, Unit, Report, Office))

CLOSE, REOPEN = "campaign.close", "campaign.reopen"

OWED: Prepared[tuple[str, int]] = Prepared(
    select(duty.c.kind, func.count(duty.c.id))
    .join_from(duty, unit, unit.c.id == duty.c.unit_id)
    .where(duty.c.campaign_id == bindparam("of_campaign"), duty.c.done_at.is_(None), STILL_OWED)
    .group_by(duty.c.kind)
    .order_by(duty.c.kind)
)
UNREVIEWED = Prepared(
    select(func.count(report.c.id))
    .join_from(report, duty, duty.c.id == report.c.duty_id)
    .where(duty.c.campaign_id == bindparam("of_campaign"), report.c.is_latest)
    .where(report.c.state != APPROVED, report.c.state != WITHDRAWN),
    int,
)
# The campaigns of a unit, or of the duty that is named; the newest first.
OF_UNITS: Prepared[Any] = Prepared(
    select(campaign.c.id, campaign.c.is_open)
    .distinct()
    .join_from(duty, campaign, campaign.c.id == duty.c.campaign_id)
    .join(office, office.c.unit_id == duty.c.unit_id)
    .where(office.c.person_id == bindparam("who"), office.c.role == CHAIR, holds(office))
    .order_by(campaign.c.id.desc())
)
OF_DUTY: Prepared[Any] = Prepared(
    select(campaign.c.id, campaign.c.is_open)
    .join_from(duty, campaign, campaign.c.id == duty.c.campaign_id)
    .where(duty.c.id == bindparam("named"), duty.c.federation_id == bindparam("owner"))
)


@dataclass(frozen=True)
class Left:
    """What stands open when a campaign is closed: how many duties of each kind, and reports that nobody has approved."""

    duties: dict[str, int]
    unreviewed: int


def left(db: Transaction, campaign_id: int) -> Left:
    """What is still owed in it, by all units, and what waits for a review."""
    return Left(dict(db.all(OWED, of_campaign=campaign_id)), db.all(UNREVIEWED, of_campaign=campaign_id)[0])


def close(db: Transaction, campaign_id: int, now: datetime, person_id: int | None = None) -> bool:
    """Freeze it, and write that to the log; False: it was closed already."""
    return _set(db, campaign_id, now, person_id, is_open=False)


def reopen(db: Transaction, campaign_id: int, reason: str, now: datetime, person_id: int | None = None) -> bool:
    """Let it run again: what is owed in it is owed once more. False: it was open."""
    if not _set(db, campaign_id, now, person_id, is_open=True, reason=reason):
        return False
    filling.fill(db, db.session.get_one(Campaign, campaign_id).federation_id, local(now).date())
    return True


def closed_on(db: Transaction, federation_id: int) -> dict[int, date]:
    """The campaigns that an officer closed and nobody opened again, each with the day."""
    wanted = sqlmodel.select(Operation).where(Operation.federation_id == federation_id)
    wanted = wanted.where(or_(col(Operation.deed) == CLOSE, col(Operation.deed) == REOPEN)).order_by(col(Operation.id))
    days: dict[int, date] = {}
    for each in db.session.exec(wanted).all():
        number = int(decode(each.details)["number"])
        days.pop(number, None)
        if each.deed == CLOSE:
            days[number] = local(each.recorded_at).date()
    return days


def of_duty(db: Transaction, federation_id: int, duty_id: int) -> Campaign | None:
    """The closed campaign to which a duty of this federation belongs; None: it runs, or there is no such duty."""
    return _closed(db, db.all(OF_DUTY, named=duty_id, owner=federation_id))


def of_chair(db: Transaction, person_id: int, day: date) -> Campaign | None:
    """The closed campaign of somebody's units, where none of theirs runs."""
    return _closed(db, db.all(OF_UNITS, who=person_id, day=day))


def _closed(db: Transaction, found: list[Any]) -> Campaign | None:
    return None if not found or any(is_open for _row, is_open in found) else db.session.get_one(Campaign, found[0][0])


def _set(db: Transaction, campaign_id: int, now: datetime, person_id: int | None, *, is_open: bool, reason: str = "") -> bool:
    row = db.session.get_one(Campaign, campaign_id, with_for_update=True, populate_existing=True)
    if row.is_open == is_open:
        return False
    row.is_open = is_open
    db.session.add(row)
    db.session.flush()
    deed, told = REOPEN if is_open else CLOSE, {"reason": reason} if reason else {}
    details: dict[str, Any] = {"campaign": row.slug, "number": written(row.id), **told}
    operations.record(db, row.federation_id, deed, now, person_id=person_id, unit_id=row.unit_id, **details)
    return True
