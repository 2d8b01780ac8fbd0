"""Audiences that an officer keeps under a name."""

from datetime import datetime

import sqlmodel
from sqlmodel import col

from bot.announcements.audience import Audience
from bot.database.transaction import Transaction
from bot.models import Segment

MOST = 10  # that one officer keeps; a list must be looked over on a small screen


def of(db: Transaction, federation_id: int, person_id: int) -> list[Segment]:
    """What this officer keeps, the newest first."""
    theirs = sqlmodel.select(Segment).where(Segment.federation_id == federation_id, Segment.person_id == person_id)
    return list(db.session.exec(theirs.order_by(col(Segment.id).desc())).all())


def keep(db: Transaction, federation_id: int, person_id: int, name: str, audience: Audience, now: datetime) -> None:
    """Keep an audience under a name; what had that name gives way, and so does the oldest of too many."""
    known = of(db, federation_id, person_id)
    for each in [each for each in known if each.name == name] or known[MOST - 1 :]:
        db.session.delete(each)
    db.session.flush()
    row = Segment(federation_id=federation_id, person_id=person_id, name=name, audience=audience.to_json(), made_at=now)
    db.session.add(row)
    db.session.flush()
