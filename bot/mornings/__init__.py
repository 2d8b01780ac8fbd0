"""The officer's morning line: one message on each allowed morning, and none where there is nothing to say.

`counting` says how things stand, `telling` puts it into words when it is sent, `owing` queues it.
"""

from bot.mornings.owing import TEMPLATE, owe
from bot.mornings.telling import render

__all__ = ["TEMPLATE", "owe", "render"]
