"""Arming: until an officer armed a campaign, nothing goes out to chairs because of it that they did not ask for.

Replies to whoever writes are always given, and officers get their messages. What belongs to no campaign, such as an
announcement, waits until the federation has armed its first one.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, select, update

from bot import operations
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.database.types import Big, UtcDateTime
from bot.models import Campaign, Duty, table_of

campaign, duty = table_of(Campaign), table_of(Duty)


def running() -> ColumnElement[bool]:
    """The campaign is open and armed. For statements over `campaign`."""
    return and_(campaign.c.is_open, campaign.c.armed_at.is_not(None))


ARMED = Prepared(
    select(campaign.c.id).where(campaign.c.federation_id == bindparam("owner"), campaign.c.armed_at.is_not(None)).limit(1), int
)
OF_DUTY = Prepared(
    select(campaign.c.id)
    .join_from(campaign, duty, duty.c.campaign_id == campaign.c.id)
    .where(duty.c.id == bindparam("row", type_=Big), campaign.c.armed_at.is_not(None)),
    int,
)
ARM: Prepared[tuple[()]] = Prepared(
    update(campaign)
    .where(campaign.c.id == bindparam("row", type_=Big), campaign.c.is_open, campaign.c.armed_at.is_(None))
    .values(armed_at=bindparam("at", type_=UtcDateTime()))
)


def is_armed(db: Transaction, federation_id: int) -> bool:
    """Whether the federation has ever armed a campaign: from then on its chairs may be written to unasked."""
    return db.first(ARMED, owner=federation_id) is not None


def is_duty_armed(db: Transaction, duty_id: int) -> bool:
    """Whether the campaign of a duty is armed: only then its chair may be asked for the duty."""
    return db.first(OF_DUTY, row=duty_id) is not None


def arm(db: Transaction, campaign_id: int, person_id: int | None, now: datetime) -> bool:
    """Let a campaign send from `now` on, and write it to the log; `person_id` None: on the command line. False: it was armed
    already, or is closed."""
    if not db.run(ARM, row=campaign_id, at=now):
        return False
    found = db.session.get_one(Campaign, campaign_id, populate_existing=True)
    operations.record(db, found.federation_id, "campaign.arm", now, person_id=person_id, campaign=campaign_id)
    return True
