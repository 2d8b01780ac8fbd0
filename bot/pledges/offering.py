"""What a unit can pledge in a campaign: its titles, and the indicators of the unit's bloc; and what its works can honour."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, exists, or_, select

from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Anniversary, BlocMatch, Indicator, Title, table_of
from bot.pledges.contents import Offer

title, indicator = table_of(Title), table_of(Indicator)
anniversary, bloc_match = table_of(Anniversary), table_of(BlocMatch)

TEXT = "text"  # an indicator that is answered in words is nothing to pledge an amount of

TITLES = Prepared(
    select(title.c.id, title.c.name).where(title.c.campaign_id == bindparam("campaign")).order_by(title.c.position, title.c.id),
    lambda row, name: Offer(title_id=row, name=name),
)
INDICATORS = Prepared(
    select(indicator.c.id, indicator.c.label, indicator.c.unit, indicator.c.lowest, indicator.c.highest)
    .where(indicator.c.campaign_id == bindparam("campaign"), indicator.c.kind != TEXT)
    .where(
        or_(
            indicator.c.campaign_bloc_id.is_(None),
            exists().where(
                and_(
                    bloc_match.c.campaign_bloc_id == indicator.c.campaign_bloc_id,
                    bloc_match.c.bloc_id == bindparam("bloc", type_=bloc_match.c.bloc_id.type),
                )
            ),
        )
    )
    .order_by(indicator.c.position, indicator.c.id),
    lambda row, label, unit, lowest, highest: Offer(indicator_id=row, name=label, unit=unit, lowest=lowest, highest=highest),
)
ANNIVERSARIES: Prepared[tuple[int, str]] = Prepared(
    select(anniversary.c.id, anniversary.c.name)
    .where(anniversary.c.campaign_id == bindparam("campaign"))
    .order_by(anniversary.c.position, anniversary.c.id)
)


def offers(db: Transaction, campaign_id: int, bloc_id: int | None) -> Sequence[Offer]:
    """The campaign's titles, then the figures it asks of a bloc and of every bloc, each in the plan's order."""
    return [*db.all(TITLES, campaign=campaign_id), *db.all(INDICATORS, campaign=campaign_id, bloc=bloc_id)]


def anniversaries(db: Transaction, campaign_id: int) -> dict[int, str]:
    """The days the campaign asks to honour, by number; one that the plan names in two phases is there once."""
    found = {name: row for row, name in reversed(db.all(ANNIVERSARIES, campaign=campaign_id))}
    return {row: name for name, row in reversed(found.items())}
