"""What a unit has given in all campaigns, and a copy of each on paper, ready to be signed and stamped.

`entries` lists it, `papers` says what stands on a copy, `fitting` makes it fit on one page, `document` writes it as a Word
document, `sending` owes it to a chat.
"""

from bot.history.entries import HELD, LAUNCH, NOTE, PLEDGE, REPORT, WORKS, Entry, find, of_unit
from bot.history.sending import TEMPLATE, named, render, send

__all__ = [
    "HELD",
    "LAUNCH",
    "NOTE",
    "PLEDGE",
    "REPORT",
    "TEMPLATE",
    "WORKS",
    "Entry",
    "find",
    "named",
    "of_unit",
    "render",
    "send",
]
