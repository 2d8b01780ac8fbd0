"""A rehearsal: all that a campaign's ladder will send in a year, in seconds, before anybody gets a message.

It cannot differ from what will be: the very tick and the very digest walk through the year, on a copy of what they read
(`copying`). Where nobody has joined yet somebody stands in (`stand_ins`), and nobody delivers anything, so it is an upper
bound; what is told beforehand to be done (`deeds`) is done on its day. `walking` goes through the year, `findings` says what
came of it, `telling` puts it into sentences.
"""

from bot.rehearsing.findings import Impossible, Rehearsal
from bot.rehearsing.performing import rehearse

__all__ = ["Impossible", "Rehearsal", "rehearse"]
