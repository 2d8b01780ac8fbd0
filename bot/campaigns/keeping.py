"""Puts a plan into the database. What no rule reads stays together in `Campaign.details`."""

import re
from datetime import datetime
from typing import Any

import sqlmodel

from bot.campaigns import blocs, recalling
from bot.campaigns.plan import Plan, PlanAnniversary, PlanPhase, PlanPilot
from bot.campaigns.proposals import Proposal, propose_rules
from bot.database.transaction import Transaction
from bot.encoding import encode
from bot.models import (
    Anniversary,
    Campaign,
    CampaignBloc,
    Content,
    DutyRule,
    Indicator,
    Phase,
    PilotUnit,
    Target,
    Theme,
    Title,
    Unit,
    written,
)
from bot.reminders import ladder
from bot.vietnamese.folding import fold

Owner = dict[str, Any]
LONGEST_SLUG = 40  # characters; people type it on the command line


def keep(
    db: Transaction,
    federation_id: int,
    plan: Plan,
    slug: str,
    *,
    is_open: bool,
    unit_id: int | None = None,
    armed_at: datetime | None = None,
) -> Campaign:
    """Write a plan as a campaign, with its duty rules as proposals and the usual ladder of reminders.

    `unit_id` is the issuer in the tree; without it the federation's unit of the issuer's name is. The campaign it is part of
    is found by the number of its legal basis. `slug` must be new in the federation. Until it is armed (`bot.arming`) nothing is
    sent to chairs because of it; `armed_at`: that was said before.
    """
    campaign = Campaign(
        federation_id=federation_id,
        unit_id=unit_id or _unit_called(db, federation_id, plan.issuer),
        parent_id=_parent(db, federation_id, plan),
        slug=slug,
        title=plan.title,
        issuer=plan.issuer,
        number=plan.number,
        issued_on=plan.issued_on,
        is_open=is_open,
        armed_at=armed_at,
        details=encode(recalling.aside(plan)),
    )
    db.session.add(campaign)
    db.session.flush()
    owner: Owner = {"federation_id": federation_id, "campaign_id": written(campaign.id)}
    phases = _keep_times(db, owner, plan)
    _keep_contents(db, owner, plan)
    _keep_figures(db, owner, plan)
    rules = [_rule(owner, each, phases.get(each.phase or "")) for each in propose_rules(plan)]
    db.session.add_all(rules)
    ladder.apply_profile(db, written(campaign.id), ladder.USUAL)
    return campaign


def slug_for(db: Transaction, federation_id: int, plan: Plan) -> str:
    """A short name for a campaign that the federation has not used: 41-kh-ldld-2025, thi-dua-2026."""
    named = fold(f"{plan.number or 'thi dua'} {plan.year or ''}")
    slug = "-".join(re.findall(r"[a-z0-9]+", named))[:LONGEST_SLUG].strip("-")
    taken = set(db.session.exec(sqlmodel.select(Campaign.slug).where(Campaign.federation_id == federation_id)).all())
    return next(each for each in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)


def _keep_times(db: Transaction, owner: Owner, plan: Plan) -> dict[str, Phase]:
    phases = {each.name: _phase(owner, n, each) for n, each in enumerate(plan.phases, 1)}
    db.session.add_all(phases.values())
    db.session.flush()
    for n, each in enumerate(plan.anniversaries, 1):
        db.session.add(_anniversary(owner, n, each, phases.get(each.phase or "")))
    for n, theme in enumerate(plan.themes, 1):
        db.session.add(Theme(**owner, position=n, text=theme.text, owners="\n".join(theme.owners)))
    return phases


def _rule(owner: Owner, said: Proposal, phase: Phase | None) -> DutyRule:
    values = {key: value for key, value in vars(said).items() if key != "phase"}
    return DutyRule(**owner, **values, phase_id=phase.id if phase else None)


def _phase(owner: Owner, position: int, said: PlanPhase) -> Phase:
    return Phase(
        **owner,
        position=position,
        name=said.name,
        theme=said.theme,
        starts_on=said.start_resolved if said.start_rule else said.start,
        start_precision=said.start_precision,
        start_rule=said.start_rule,
        ends_on=said.end,
        end_precision=said.end_precision,
        end_event=said.end_event,
        end_expected=said.end_expected,
    )


def _anniversary(owner: Owner, position: int, said: PlanAnniversary, phase: Phase | None) -> Anniversary:
    return Anniversary(
        **owner,
        phase_id=phase.id if phase else None,
        position=position,
        name=said.name,
        original_date=str(said.original_date) if said.original_date else None,
        ordinal=said.year_ordinal,
        day=None if isinstance(said.date, str) else said.date,
        year=int(said.date) if isinstance(said.date, str) else None,
        is_year_inferred=said.year_inferred,
    )


def _keep_contents(db: Transaction, owner: Owner, plan: Plan) -> None:
    db.session.add_all(Title(**owner, position=n, name=each) for n, each in enumerate(plan.titles, 1))
    db.session.add_all(Content(**owner, position=n, text=each) for n, each in enumerate(plan.contents, 1))
    rows = [CampaignBloc(**owner, position=n, label=each.label, contents=each.count) for n, each in enumerate(plan.blocs, 1)]
    db.session.add_all(rows)
    db.session.flush()
    for row, bloc in zip(rows, plan.blocs, strict=True):
        contents = enumerate(bloc.contents, 1)
        db.session.add_all(Content(**owner, campaign_bloc_id=row.id, position=n, text=each) for n, each in contents)
    blocs.match(db, owner["federation_id"], rows)


def _keep_figures(db: Transaction, owner: Owner, plan: Plan) -> None:
    db.session.add_all(Target(**owner, position=n, **vars(each)) for n, each in enumerate(plan.targets, 1))
    rows = blocs.campaign_blocs(db, owner["federation_id"], owner["campaign_id"])
    numbers = {each.label: each.id for each in rows}
    for n, each in enumerate(plan.indicators, 1):
        said = {key: value for key, value in vars(each).items() if key != "bloc"}
        db.session.add(Indicator(**owner, position=n, campaign_bloc_id=numbers.get(each.bloc or ""), **said))
    db.session.add_all(_pilot(db, owner, each) for each in plan.pilot_units)


def _pilot(db: Transaction, owner: Owner, said: PlanPilot) -> PilotUnit:
    unit_id = _unit_called(db, owner["federation_id"], said.name) if said.name else None
    return PilotUnit(**owner, count=said.count, name=said.name, unit_id=unit_id)


def _unit_called(db: Transaction, federation_id: int, name: str) -> int | None:
    """The only unit of that name."""
    found = db.session.exec(sqlmodel.select(Unit.id).where(Unit.federation_id == federation_id, Unit.folded == fold(name))).all()
    return found[0] if len(found) == 1 else None


def _parent(db: Transaction, federation_id: int, plan: Plan) -> int | None:
    """The campaign of the federation under which this plan is issued."""
    for each in plan.legal_basis:
        wanted = sqlmodel.select(Campaign.id).where(Campaign.federation_id == federation_id, Campaign.number == each.number)
        if each.number and (found := db.session.exec(wanted).first()):
            return found
    return None
