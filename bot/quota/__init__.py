"""What the bots may still send this month, and what is left out where that runs short.

`ledger`: what a bot has spent. `forecast`: what the ladders will still send this month. `admitting`: whether one message may
leave, asked before each. `overview`: how the bots stand, for officers.
"""

from bot.quota.ledger import left

__all__ = ["left"]
