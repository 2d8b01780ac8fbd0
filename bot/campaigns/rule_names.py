"""What a rule about due days is called, where several of a kind stand side by side."""

from bot.database.transaction import Transaction
from bot.duties.kinds import called
from bot.models import DutyRule, Phase


def rule_name(db: Transaction, rule: DutyRule) -> str:
    """What it asks for, with its phase where it is a rule for one: “đăng ký ngày phát động, Đợt 1”."""
    phase = db.session.get_one(Phase, rule.phase_id) if rule.phase_id else None
    return f"{called(rule.kind)}, {phase.name}" if phase else called(rule.kind)
