"""Người tốt, việc tốt: whom units put forward for commendation in a phase, and whom the officers choose."""

from bot.nominations.choosing import Decision, Proposed, publish, waiting, waiting_phases
from bot.nominations.proposing import CHOSEN, DECLINED, Place, of_place, places, propose, take_back

__all__ = [
    "CHOSEN",
    "DECLINED",
    "Decision",
    "Place",
    "Proposed",
    "of_place",
    "places",
    "propose",
    "publish",
    "take_back",
    "waiting",
    "waiting_phases",
]
