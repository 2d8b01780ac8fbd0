"""getUpdates: one poller, long polls, confirmation by offset."""

import asyncio
from typing import Any

from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.call import Call
from bot.playground.telegram.refusal import Refusal
from bot.playground.telegram.updates import Update

MOST_UPDATES, LONGEST_POLL = 100, 50
WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


async def get_updates(call: Call) -> list[Update]:
    """Give what is waiting; with a timeout wait for it. A newer call ends an older one that waits."""
    bot, limit = call.bot, call.parameters.number("limit", MOST_UPDATES)
    if bot.settings.get("webhook"):
        raise Refusal(409, WEBHOOK_ACTIVE)
    bot.stop_waiting(OTHER_POLLER)
    remember_allowed(call)
    confirm(bot, call.parameters.number("offset"))
    limit = limit if 1 <= limit <= MOST_UPDATES else MOST_UPDATES
    ready = bot.queue.pending(limit)
    if not ready and (seconds := min(call.parameters.number("timeout"), LONGEST_POLL)) > 0:
        await bot.wait(seconds)
        await asyncio.sleep(0)  # what arrives at the same moment comes along
        ready = bot.queue.pending(limit)
    return ready


def confirm(bot: FakeBot, offset: int) -> None:
    """Drop the updates that an offset says are done with."""
    below = bot.queue.confirmed_by(offset)
    if below is not None:
        bot.record(f"c/{bot.token}", "confirm", below=below)


def remember_allowed(call: Call) -> None:
    """The kinds of update a bot wants stay as they are until it names others."""
    if "allowed_updates" in call.parameters:
        allowed: Any = call.parameters.structure("allowed_updates", "allowed updates")
        if allowed != call.bot.settings.get("allowed_updates") and isinstance(allowed, list):
            call.set("allowed_updates", allowed)
