"""Consent to be written to unasked: separate from the notice at the door, and taken back at any time."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, select, update

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Consent, table_of
from bot.people import Agreement

consent = table_of(Consent)

REMINDERS = "reminders"

IN_FORCE = and_(consent.c.person_id == bindparam("whose"), consent.c.purpose == REMINDERS, consent.c.withdrawn_at.is_(None))
GIVEN = Prepared(select(consent.c.id).where(IN_FORCE).limit(1), int)
WITHDRAW: Prepared[tuple[()]] = Prepared(update(consent).where(IN_FORCE).values(withdrawn_at=bindparam("now")))
WITHDRAW_ALL: Prepared[tuple[()]] = Prepared(
    update(consent)
    .where(consent.c.person_id == bindparam("whose"), consent.c.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"))
)


def reminded(whom: Any, since: Any = None) -> ColumnElement[bool]:
    """For statements: the person in the column `whom` agreed to be reminded; by the instant `since`, if it is given."""
    agreed = exists().where(consent.c.person_id == whom, consent.c.purpose == REMINDERS, consent.c.withdrawn_at.is_(None))
    return agreed if since is None else agreed.where(consent.c.given_at <= since)


def is_reminded(db: Transaction, person_id: int | None) -> bool:
    """Whether this person wants to be reminded; nobody does before they said so."""
    return person_id is not None and db.first(GIVEN, whose=person_id) is not None


def agree(db: Transaction, federation_id: int, person_id: int, agreement: Agreement, now: datetime) -> None:
    """Keep the proof that this person wants to be reminded. Agreeing twice is agreeing once."""
    if is_reminded(db, person_id):
        return
    row = Consent(
        federation_id=federation_id,
        person_id=person_id,
        purpose=REMINDERS,
        notice=agreement.notice,
        text_hash=hashlib.sha256(agreement.text.encode()).hexdigest(),
        evidence=agreement.evidence,
        given_at=now,
    )
    db.session.add(row)
    db.flush()


def stop_reminders(db: Transaction, person_id: int, now: datetime) -> bool:
    """No reminder leaves from now on, not even one that waits; False if there was no consent to take back."""
    return db.run(WITHDRAW, whose=person_id, now=now) > 0


def withdraw_all(db: Transaction, person_id: int, now: datetime) -> None:
    """Take back everything the person ever agreed to; the rows stay as proof of what was agreed until now."""
    db.run(WITHDRAW_ALL, whose=person_id, now=now)
