"""“👍 Đã nắm được”: who has read an announcement, recorded once for a person."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.announcements import progress
from bot.announcements.audience import recipient
from bot.announcements.keeping import SENT, WITHDRAWN, announcement
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Announcement

THEIRS = recipient.c.person_id == bindparam("who")
SEEN: Prepared[Any] = Prepared(
    select(recipient.c.announcement_id, func.min(recipient.c.acknowledged_at).label("at"))
    .where(recipient.c.federation_id == bindparam("federation"), THEIRS)
    .where(recipient.c.announcement_id == bindparam("row"))
    .group_by(recipient.c.announcement_id)
)
NEWEST = Prepared(
    select(announcement.c.id)
    .join_from(recipient, announcement, announcement.c.id == recipient.c.announcement_id)
    .where(recipient.c.federation_id == bindparam("federation"), THEIRS, recipient.c.acknowledged_at.is_(None))
    .where(announcement.c.wants_acknowledgement, announcement.c.state != WITHDRAWN)
    .order_by(announcement.c.id.desc())
    .limit(1),
    int,
)
ACKNOWLEDGE: Prepared[tuple[()]] = Prepared(
    update(recipient)
    .where(recipient.c.announcement_id == bindparam("row"), THEIRS, recipient.c.acknowledged_at.is_(None))
    .values(acknowledged_at=bindparam("now"))
)


class NotForThem(Exception):
    """This person was not sent that announcement."""


def newest(db: Transaction, federation_id: int, person_id: int) -> int | None:
    """The newest announcement that asks this person for a word and has none."""
    return db.first(NEWEST, federation=federation_id, who=person_id)


def acknowledge(db: Transaction, federation_id: int, person_id: int, announcement_id: int, now: datetime) -> datetime | None:
    """Record that a person has read it, and let its author see that; when they had said so before, if they had. Raises
    NotForThem."""
    seen = db.first(SEEN, federation=federation_id, who=person_id, row=announcement_id)
    if seen is None:
        raise NotForThem
    if db.run(ACKNOWLEDGE, row=announcement_id, who=person_id, now=now):
        row = db.session.get_one(Announcement, announcement_id, populate_existing=True)
        if row.state == SENT:  # until then every tick tells
            progress.tell(db, row, now)
    before: datetime | None = seen[1]
    return before
