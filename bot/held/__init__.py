"""What became of a launch: held, put off, or cancelled.

`beside`: where it stands beside the launch that was registered. `owing`: whose chairs are asked. `keeping`: writing it down and
taking it back. `inviting`: officers hear of a model launch (phát động điểm).
"""

from bot.held.contents import CANCELLED, HELD, POSTPONED, WITHDRAWN, Said
from bot.held.keeping import Reported, record, report_of, take_back
from bot.held.owing import Owed, members_on, only_one, owed_by

__all__ = [
    "CANCELLED",
    "HELD",
    "POSTPONED",
    "WITHDRAWN",
    "Owed",
    "Reported",
    "Said",
    "members_on",
    "only_one",
    "owed_by",
    "record",
    "report_of",
    "take_back",
]
