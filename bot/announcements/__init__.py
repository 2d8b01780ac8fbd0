"""Announcements to many units at once; the files in the order of an announcement's life.

`audience` says to whom, `counting` at which doors; `keeping` holds what is written and its preview; `confirming` lets it go or
stops it; `beginning` queues it; `wording` is each message as it arrives; `states` is what became of each; `progress` tells the
author; `answering` keeps who has read it; `mending` corrects and withdraws.
"""

from bot.announcements.beginning import begin, next_moment, steps, tick
from bot.announcements.progress import PROGRESS
from bot.announcements.wording import TEMPLATE

__all__ = ["PROGRESS", "TEMPLATE", "begin", "next_moment", "steps", "tick"]
