"""Pledges (giao ước thi đua): what a unit promises for a phase.

`contents` is what a pledge says, `owing` whose turn it is and until when, `offering` what can be pledged, `keeping` writes
versions, `recalling` reads them back.
"""

from bot.pledges.contents import Contents, Line, Offer, Promised, TitleCount, Work
from bot.pledges.keeping import pledge, undo
from bot.pledges.recalling import history, pledge_of, promised

__all__ = ["Contents", "Line", "Offer", "Promised", "TitleCount", "Work", "history", "pledge", "pledge_of", "promised", "undo"]
