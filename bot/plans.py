"""What the campaigns of a federation say, to be read."""

from collections.abc import Sequence

import sqlmodel
from sqlmodel import col

from bot.database.transaction import Transaction
from bot.models import Anniversary, Campaign, Phase, Theme


def campaigns(db: Transaction, federation_id: int) -> Sequence[Campaign]:
    """All campaigns: the running ones first, then the newest."""
    wanted = sqlmodel.select(Campaign).where(Campaign.federation_id == federation_id)
    return db.session.exec(wanted.order_by(col(Campaign.is_open).desc(), col(Campaign.id).desc())).all()


def phases(db: Transaction, campaign: Campaign) -> Sequence[Phase]:
    """The phases in the plan's order."""
    wanted = sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id)
    return db.session.exec(wanted.order_by(col(Phase.position))).all()


def themes(db: Transaction, campaign: Campaign) -> Sequence[Theme]:
    """The year's themes in the plan's order."""
    wanted = sqlmodel.select(Theme).where(Theme.campaign_id == campaign.id)
    return db.session.exec(wanted.order_by(col(Theme.position))).all()


def anniversaries(db: Transaction, campaign: Campaign) -> Sequence[Anniversary]:
    """The anniversaries in the plan's order."""
    wanted = sqlmodel.select(Anniversary).where(Anniversary.campaign_id == campaign.id)
    return db.session.exec(wanted.order_by(col(Anniversary.position))).all()
