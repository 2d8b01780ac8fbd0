"""Chairs ask for more time, officers decide: each request is a row, and stays with its decision."""

from datetime import date, datetime

import sqlmodel
from sqlmodel import col

from bot import operations
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.duties.requests import Request, find, of_duty, waiting
from bot.models import Duty, ExtensionRequest, written

__all__ = ["GRANTED", "REFUSED", "Request", "ask", "decide", "find", "of_duty", "waiting"]

GRANTED, REFUSED = "granted", "refused"


def ask(db: Transaction, of: Duty, until: date, reason: str, person_id: int, now: datetime) -> int:
    """Write down that a unit asks for more time; its number."""
    row = ExtensionRequest(
        federation_id=of.federation_id, duty_id=written(of.id), until=until, reason=reason, person_id=person_id, asked_at=now
    )
    db.session.add(row)
    db.session.flush()
    _log(db, row, of, "duty.extension.ask", now, person_id, until)
    return written(row.id)


def decide(db: Transaction, asked: Request, until: date | None, decision: Decision, federation_id: int) -> bool:
    """Give the unit time until a day, or refuse (None), with the reason; False if somebody else was quicker, or the duty is
    done meanwhile."""
    of = deciding.find(db, federation_id, asked.duty_id)
    wanted = sqlmodel.select(ExtensionRequest).where(ExtensionRequest.id == asked.id, col(ExtensionRequest.decision).is_(None))
    row = db.session.exec(wanted.with_for_update()).one_or_none()
    if row is None or of is None or of.done_at or of.excused_on:
        return False
    row.decision, row.decided_by, row.decided_at = GRANTED if until else REFUSED, decision.person_id, decision.now
    db.session.add(row)
    if until:
        deciding.extend(db, of, until, decision)
    db.session.flush()
    _log(db, row, of, f"duty.extension.{row.decision}", decision.now, decision.person_id, until)
    return True


def _log(db: Transaction, row: ExtensionRequest, of: Duty, deed: str, now: datetime, by: int | None, until: date | None) -> None:
    operations.record(
        db, row.federation_id, deed, now, person_id=by, unit_id=of.unit_id, valid_on=until, duty=row.duty_id, request=row.id
    )
