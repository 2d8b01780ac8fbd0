"""Entry on behalf (“nhập hộ”): what an officer entered for a unit, from a phone call or a paper, and the chair's objection.

The entry itself is a version like any other, written through the unit's own conversation. A row beside it (`entries`) says who
entered it, from what, and which version held before. The chair can object (`objecting`): then that one holds again. `versions`
knows the tables in which each kind of duty keeps its versions, `duties` what can be entered, `listing` which objections an
officer should look at.

Who entered a report may approve it where a campaign asks for one review. Where it asks for two, they may give one of them: the
other one is another person's in any case (`bot.reviews.judging`), so nobody's entry is ever approved by that person alone.
"""

from bot.on_behalf.duties import can_enter, open_duties
from bot.on_behalf.entries import CALL, PAPER, Entry, newest_of, note, of_version, paper_of, undone
from bot.on_behalf.listing import Objected, objections, of_unit
from bot.on_behalf.objecting import Objection, object_to
from bot.on_behalf.versions import holding, newest

__all__ = [
    "CALL",
    "PAPER",
    "Entry",
    "Objected",
    "Objection",
    "can_enter",
    "holding",
    "newest",
    "newest_of",
    "note",
    "object_to",
    "objections",
    "of_unit",
    "of_version",
    "open_duties",
    "paper_of",
    "undone",
]
