"""Reads a campaign's plan back from the database: what `keep` has written, and what was settled since."""

from collections.abc import Sequence
from typing import Any, TypeVar

import sqlmodel
from sqlmodel import SQLModel

from bot.campaigns.plan import Plan
from bot.campaigns.printing import bare, row
from bot.campaigns.reading import plan_of
from bot.database.transaction import Transaction
from bot.encoding import decode
from bot.models import Anniversary, Campaign, CampaignBloc, Content, Indicator, Phase, PilotUnit, Target, Theme, Title

M = TypeVar("M", bound=SQLModel)
# Kept in Campaign.details, in the words of a plan file; the rest has tables.
PLAIN = ("doc_type", "published_on", "titles_open", "contact", "signer", "superior", "notes")
RECORDS = ("deadlines", "legal_basis", "cited", "lunar_events")
OF_PHASES = ("name_in_text", "start_text", "end_text", "year_inferred")


def aside(plan: Plan) -> dict[str, Any]:
    """What the plan says that no rule reads."""
    said: dict[str, Any] = {key: bare(getattr(plan, key)) for key in PLAIN}
    said |= {key: [row(each) for each in getattr(plan, key)] for key in RECORDS}
    said["movements"] = list(plan.movements)
    said["period"] = row(plan.period) if plan.period else None
    said["phases"] = [{key: getattr(each, key) for key in OF_PHASES} for each in plan.phases]
    return said


def recall(db: Transaction, campaign: Campaign) -> Plan:
    """The plan of a campaign. A phase whose event has happened has the day at which it ended."""
    details = decode(campaign.details)
    said: dict[str, Any] = {key: value for key, value in details.items() if key != "phases"}
    said |= {"title": campaign.title, "issuer": campaign.issuer, "number": campaign.number, "issued_on": campaign.issued_on}
    phases = in_order(db, campaign, Phase)
    quoted = [*details.get("phases", ()), *([{}] * len(phases))]
    said["phases"] = [_phase(each) | more for each, more in zip(phases, quoted, strict=False)]
    names = {each.id: each.name for each in phases}
    said["anniversaries"] = [_anniversary(each, names) for each in in_order(db, campaign, Anniversary)]
    said["themes"] = [{"text": each.text, "owners": each.owners.splitlines()} for each in in_order(db, campaign, Theme)]
    said["titles"] = [each.name for each in in_order(db, campaign, Title)]
    return plan_of(said | _contents(db, campaign))


def in_order(db: Transaction, campaign: Campaign, kind: type[M]) -> Sequence[M]:
    """The rows of a campaign in one of its tables, in the plan's order."""
    columns = sqlmodel.inspect(kind).c
    wanted = sqlmodel.select(kind).where(columns.federation_id == campaign.federation_id, columns.campaign_id == campaign.id)
    return db.session.exec(wanted.order_by(columns.position if "position" in columns else columns.id, columns.id)).all()


def _phase(each: Phase) -> dict[str, Any]:
    return {
        "name": each.name,
        "theme": each.theme,
        "start": None if each.start_rule else each.starts_on,
        "start_precision": each.start_precision,
        "start_rule": each.start_rule,
        "start_resolved": each.starts_on if each.start_rule else None,
        "end": each.ends_on,
        "end_precision": each.end_precision,
        "end_event": each.end_event,
        "end_expected": each.end_expected,
    }


def _anniversary(each: Anniversary, phases: dict[int | None, str]) -> dict[str, Any]:
    return {
        "name": each.name,
        "original_date": each.original_date,
        "year_ordinal": each.ordinal,
        "date": each.day or each.year,
        "year_inferred": each.is_year_inferred,
        "phase": phases.get(each.phase_id) if each.phase_id else None,
    }


def _contents(db: Transaction, campaign: Campaign) -> dict[str, Any]:
    blocs, contents = in_order(db, campaign, CampaignBloc), in_order(db, campaign, Content)
    labels = {each.id: each.label for each in blocs}
    texts = {bloc: [each.text for each in contents if each.campaign_bloc_id == bloc] for bloc in (None, *labels)}
    pilots = in_order(db, campaign, PilotUnit)
    return {
        "contents": texts[None],
        "blocs": [{"label": each.label, "count": each.contents, "contents": texts[each.id]} for each in blocs],
        "targets": [_columns(each) for each in in_order(db, campaign, Target)],
        "indicators": [
            _columns(each) | {"bloc": labels.get(each.campaign_bloc_id)} for each in in_order(db, campaign, Indicator)
        ],
        "pilot_units": [{"count": each.count, "name": each.name} for each in pilots],
    }


OURS = {"id", "federation_id", "campaign_id", "campaign_bloc_id", "position"}


def _columns(each: SQLModel) -> dict[str, Any]:
    return {key: value for key, value in each.model_dump().items() if key not in OURS and value != ""}
