"""Reads what the consolidated report is written from."""

from datetime import date, datetime

from bot import plans
from bot.clock import local
from bot.consolidated_report.contents import ConsolidatedReport
from bot.consolidated_report.writing import write
from bot.database.transaction import Transaction
from bot.i18n import show_date, show_period, speaking
from bot.models import Campaign, Phase, Unit
from bot.official_papers.naming import union_of
from bot.rights import Reach
from bot.sheets.table import gathering


def report(db: Transaction, campaign: Campaign, phase_id: int | None, reach: Reach, now: datetime) -> ConsolidatedReport | None:
    """The report on a phase of the campaign, or on all of them, for the units within reach; None where none has begun in which
    anybody owes anything."""
    name = db.session.get_one(Phase, phase_id).name if phase_id is not None else None
    with speaking("vi"):
        table = gathering.gather(db, campaign, reach, now)
        begun = [each for each in table.phases if each.starts_on is None or each.starts_on <= table.day]
        phases = [each for each in begun if name in {None, each.name}]
        issuer = union_of(db.session.get_one(Unit, reach.root).name)
        return write(table, phases, issuer, _ahead(db, campaign, local(now).date())) if phases else None


def _ahead(db: Transaction, campaign: Campaign, today: date) -> list[str]:
    """The phases that are still to come, as the plan has them."""
    return [_said(each, each.starts_on) for each in plans.phases(db, campaign) if each.starts_on and each.starts_on > today]


def _said(phase: Phase, start: date) -> str:
    period = show_period(start, phase.ends_on) if phase.ends_on else f"từ {show_date(start)}"
    theme = f" Chủ đề: {phase.theme.rstrip('.')}." if phase.theme else ""
    return f"{phase.name}, {period}.{theme}"
