"""Chasing what is late: who has not done a duty, nudging them, and whom to call.

`listing` says who owes one duty and when a unit was last in touch, `nudging` asks with one tap, `calling` keeps the list of
calls and what came of them.
"""

from bot.follow_up.calling import Call, Outcome, ToCall, count_to_call, note_call, to_call
from bot.follow_up.listing import Owing, find, owing
from bot.follow_up.nudging import Nudged, nudge

__all__ = [
    "Call",
    "Nudged",
    "Outcome",
    "Owing",
    "ToCall",
    "count_to_call",
    "find",
    "note_call",
    "nudge",
    "owing",
    "to_call",
]
