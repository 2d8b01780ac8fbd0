"""What a phase is called where nothing else says which campaign is meant."""

from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, exists, func, literal_column, select
from sqlalchemy.sql.selectable import NamedFromClause

from bot.models import Campaign, Duty, Phase, table_of

LONGEST = 30  # characters of a campaign's number or title: with a job before it they fit on a button

phase, campaign = table_of(Phase), table_of(Campaign)
ALSO = table_of(Duty).alias("also_owed")  # what else is owed there
namesake, own = phase.alias("namesake"), campaign.alias("own_campaign")
another, alike = campaign.alias("another_campaign"), campaign.alias("alike_campaign")


def _said(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'", String())


def _beginning(text: ColumnElement[str]) -> ColumnElement[str]:
    return func.substr(text, 1, LONGEST - 1, type_=String())


def _cut(text: ColumnElement[str]) -> ColumnElement[str]:
    return case((func.length(text) > LONGEST, _beginning(text) + _said("…")), else_=text)


def _known_by(row: NamedFromClause[Any]) -> ColumnElement[str]:
    return func.coalesce(func.nullif(row.c.number, _said("")), row.c.title, type_=String())


_begins_like_another = exists().where(
    alike.c.federation_id == own.c.federation_id,
    alike.c.id != own.c.id,
    alike.c.is_open,
    _beginning(_known_by(alike)) == _beginning(_known_by(own)),
)
_of_campaign = select(case((_begins_like_another, own.c.slug), else_=_cut(_known_by(own)))).where(own.c.id == phase.c.campaign_id)


def phase_name(there: ColumnElement[bool]) -> ColumnElement[str]:
    """The name of a statement's `phase`; followed by its campaign (its number or title, by its short name where that does not
    tell it apart) where another running campaign has duties of a phase of the same name as well. `there`: which duties (`ALSO`)
    are meant."""
    also = exists().where(
        there,
        ALSO.c.campaign_id != phase.c.campaign_id,
        and_(namesake.c.id == ALSO.c.phase_id, namesake.c.name == phase.c.name),
        and_(another.c.id == ALSO.c.campaign_id, another.c.is_open),
    )
    return case((also, phase.c.name + _said(" · ") + _of_campaign.scalar_subquery()), else_=phase.c.name)
