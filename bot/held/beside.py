"""For statements over `duty`, where that is the duty to register a launch: what became of it, and whether it is a model launch.

The duty to say so is of another kind, for the same unit, campaign and phase.
"""

from sqlalchemy import ColumnElement, and_, exists

from bot.duties import kinds
from bot.held.contents import WITHDRAWN
from bot.models import Duty, HeldLaunch, PilotUnit, table_of

duty, held, pilot = table_of(Duty), table_of(HeldLaunch), table_of(PilotUnit)
held_duty = duty.alias("held_duty")

BESIDE = and_(
    held_duty.c.unit_id == duty.c.unit_id,
    held_duty.c.campaign_id == duty.c.campaign_id,
    held_duty.c.phase_id == duty.c.phase_id,
    held_duty.c.kind == kinds.HELD,
)
HOLDS = and_(held.c.duty_id == held_duty.c.id, held.c.is_latest, held.c.outcome != WITHDRAWN)


def is_model() -> ColumnElement[bool]:
    """The plan names the unit for a model launch (phát động điểm)."""
    return exists().where(pilot.c.campaign_id == duty.c.campaign_id, pilot.c.unit_id == duty.c.unit_id)
