"""What officers say to reports: approved, returned with a reason per answer, or asked about.

`listing` finds the reports that wait within an officer's reach, `reading` what an officer needs to know of one, `judging`
writes down what was said. A review is a row that is only added; `Report.state` is what holds.
"""

from bot.reviews.judging import NotWaiting, OwnReport, SamePerson, answer, approve, ask, send_back, undo
from bot.reviews.listing import Reported, find, own, waiting
from bot.reviews.reading import Change, Said, changes, has_evidence, of_report

__all__ = [
    "Change",
    "NotWaiting",
    "OwnReport",
    "Reported",
    "Said",
    "SamePerson",
    "answer",
    "approve",
    "ask",
    "changes",
    "find",
    "has_evidence",
    "of_report",
    "own",
    "send_back",
    "undo",
    "waiting",
]
