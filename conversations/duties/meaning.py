"""What a rule for due days means, phase by phase."""

from bot import calendar, plans
from bot.asking.ask import Ask
from bot.database.transaction import Transaction
from bot.duties import rules
from bot.duties.kinds import NOTE
from bot.i18n import _, show_day
from bot.models import Campaign, DutyRule


def meaning(ask: Ask, db: Transaction, campaign: Campaign, rule: DutyRule) -> str:
    """The day in each phase, a line each; or the event that it waits for."""
    days = calendar.of(db, campaign.federation_id)
    lines = []
    for each in rules.occasions([rule], plans.phases(db, campaign), days, ask.today):
        when = show_day(each.day) if each.day else _("chưa biết, đến khi có: {event}").format(event=each.phase.end_event or "?")
        quarter = _(" (quý {quarter})").format(quarter=each.occurrence % 10) if rule.kind == NOTE else ""
        lines.append(f"• {each.phase.name}{quarter}: {when}")
    return "\n".join(lines)
