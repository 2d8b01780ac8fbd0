"""How a duty that was entered on behalf is called."""

from bot.database.transaction import Transaction
from bot.duties.kinds import titled
from bot.models import Duty, Phase, Unit


def name_of(db: Transaction, duty: Duty) -> str:
    """“Báo cáo kết quả, Đợt 1”."""
    return f"{titled(duty.kind, duty.occurrence)}, {db.session.get_one(Phase, duty.phase_id).name}"


def unit_of(db: Transaction, duty: Duty) -> str:
    """The unit that owes it."""
    return db.session.get_one(Unit, duty.unit_id).name


def heading(db: Transaction, duty: Duty) -> str:
    """The unit, and the duty in a line below."""
    return f"{unit_of(db, duty)}\n📝 {name_of(db, duty)}"
