"""Which campaigns there are, and for whom."""

from collections.abc import Sequence
from datetime import date

import sqlmodel
from sqlalchemy import bindparam, select
from sqlmodel import col

from bot import people, rights
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.labels import BETWEEN, cut
from bot.models import Campaign, Phase, Unit, table_of
from bot.people import CHAIR, Held

LONGEST_LABEL = 58  # characters that fit on a button of a small phone
SHORTEST = 12  # of which a campaign's name gets at least so many

unit = table_of(Unit)

BLOCS = Prepared(
    select(unit.c.bloc_id).where(unit.c.id == bindparam("row"), unit.c.bloc_id.is_not(None)),
    int,
)


def campaigns(db: Transaction, federation_id: int) -> Sequence[Campaign]:
    """All campaigns: the running ones first, then the newest."""
    wanted = sqlmodel.select(Campaign).where(Campaign.federation_id == federation_id)
    return db.session.exec(wanted.order_by(col(Campaign.is_open).desc(), col(Campaign.id).desc())).all()


def visible(db: Transaction, federation_id: int, person_id: int | None, day: date) -> list[Campaign]:
    """The campaigns that concern somebody: those of the top unit, of a unit above one of theirs, or within their reach."""
    held = people.offices(db, person_id, day) if person_id else []
    return [each for each in campaigns(db, federation_id) if _concerns(db, each.unit_id, held, day)]


def _concerns(db: Transaction, issuer_id: int | None, held: Sequence[Held], day: date) -> bool:
    if issuer_id is None:
        return True
    if any(each.role != CHAIR and rights.reaches(db, each, issuer_id, day) for each in held):
        return True
    return any(db.all(rights.IS_REACHED, unit=each.unit_id, root=issuer_id, cluster=None, day=day) for each in held)


def labels(found: Sequence[Campaign]) -> list[str]:
    """What each campaign is called on a button: by its number or title, and by its short name where two are called alike."""
    names = [cut(each.number or each.title, LONGEST_LABEL) for each in found]
    return [
        f"{cut(name, LONGEST_LABEL - len(each.slug) - 3)} · {each.slug}" if names.count(name) > 1 else name
        for name, each in zip(names, found, strict=True)
    ]


def told_apart(db: Transaction, names: Sequence[str], campaign_ids: Sequence[int]) -> list[str]:
    """The names on buttons of things of these campaigns; where two campaigns have one called alike, the campaign behind each:
    by its number or title, by its short name where that does not tell them apart."""
    of: dict[str, set[int]] = {}
    for name, campaign_id in zip(names, campaign_ids, strict=True):
        of.setdefault(name, set()).add(campaign_id)
    alike = {name: those for name, those in of.items() if len(those) > 1}
    called = {name: _called(db, sorted(those), LONGEST_LABEL - len(name) - len(BETWEEN)) for name, those in alike.items()}
    both = zip(names, campaign_ids, strict=True)
    return [f"{name}{BETWEEN}{called[name][campaign_id]}" if name in called else name for name, campaign_id in both]


def _called(db: Transaction, campaign_ids: Sequence[int], longest: int) -> dict[int, str]:
    """Names of so many letters for campaigns, all different."""
    found = [db.session.get_one(Campaign, each) for each in campaign_ids]
    names = [cut(each.number or each.title, max(longest, SHORTEST)) for each in found]
    if len(set(names)) < len(names):
        names = [each.slug for each in found]
    return dict(zip(campaign_ids, names, strict=True))


def blocs_of(db: Transaction, person_id: int, day: date) -> set[int]:
    """The blocs of the units for which somebody is chair."""
    chaired = [each.unit_id for each in people.offices(db, person_id, day) if each.role == CHAIR]
    return {bloc for each in chaired for bloc in db.all(BLOCS, row=each)}


def phases(db: Transaction, campaign: Campaign) -> Sequence[Phase]:
    """The phases in the plan's order."""
    wanted = sqlmodel.select(Phase).where(Phase.campaign_id == campaign.id)
    return db.session.exec(wanted.order_by(col(Phase.position))).all()
