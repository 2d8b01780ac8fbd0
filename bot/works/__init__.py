"""Works, tasks and products after the pledge: finished, later, dropped.

`standing` is how far a work has come, `listing` finds the works of a chair's units, `saying` writes what became of one,
`carrying` lets a word on a work go on when its pledge is amended.
"""

from bot.works.listing import Promised, find, of_chair, only_one
from bot.works.saying import Changed, Said, say
from bot.works.standing import DROPPED, FINISHED, LATER, OPEN

__all__ = ["DROPPED", "FINISHED", "LATER", "OPEN", "Changed", "Promised", "Said", "find", "of_chair", "only_one", "say"]
