"""A webhook: updates are posted one after the other, each until it is taken."""

import asyncio
import re
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.playground.telegram.bot import FakeBot
from bot.playground.telegram.call import Call
from bot.playground.telegram.polling import confirm, remember_allowed
from bot.playground.telegram.refusal import bad_request
from bot.playground.telegram.screen import Record

PORTS = (None, 80, 88, 443, 8443)
SECRET = re.compile("[A-Za-z0-9_-]{0,256}")
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_WISH = 0.5, 60.0, 3600.0
CONFLICT = "terminated by setWebhook request"
OK = range(200, 300)


def set_webhook(call: Call) -> bool:
    """Post updates to this address from now on."""
    url, secret = call.parameters.text("url"), call.parameters.text("secret_token")
    if not url:
        return delete_webhook(call)
    _check_address(url)
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    call.bot.stop_waiting(CONFLICT)
    remember_allowed(call)
    _drop_pending(call)
    connections = call.parameters.number("max_connections", 40)
    call.set("webhook", {"url": url, "secret": secret, "max_connections": connections})
    deliver(call.bot)
    return True


def delete_webhook(call: Call) -> bool:
    """Go back to getUpdates."""
    call.bot.stop_waiting("terminated by deleteWebhook request")
    _stop(call.bot)
    _drop_pending(call)
    if call.bot.settings.get("webhook"):
        call.set("webhook", None)
    return True


def get_webhook_info(call: Call) -> Record:
    """Say how the webhook fares."""
    bot, hook = call.bot, call.bot.settings.get("webhook") or {}
    bot.queue.expire()
    facts = {"url": hook.get("url", ""), "has_custom_certificate": False, "pending_update_count": len(bot.queue.waiting)}
    facts |= {"max_connections": hook["max_connections"], **bot.trouble} if hook else {}
    allowed = bot.settings.get("allowed_updates")
    return facts | ({"allowed_updates": allowed} if allowed else {})


def _check_address(url: str) -> None:
    """HTTPS on Telegram's ports; plain HTTP is for loopback only, as with the local Bot API server."""
    parts = urlsplit(url)
    if parts.hostname in ("127.0.0.1", "localhost", "::1"):
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _drop_pending(call: Call) -> None:
    if call.parameters.flag("drop_pending_updates"):
        confirm(call.bot, call.bot.queue.next_id)


def deliver(bot: FakeBot) -> None:
    """Begin to post this bot's updates to its webhook."""
    _stop(bot)
    bot.trouble = {}
    bot.deliverer = asyncio.get_running_loop().create_task(_deliver(bot, bot.settings["webhook"]))


def _stop(bot: FakeBot) -> None:
    if bot.deliverer is not None:
        bot.deliverer.cancel()
        bot.deliverer = None


async def _deliver(bot: FakeBot, hook: dict[str, Any]) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    pause = FIRST_PAUSE
    async with aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=60)) as session:
        while True:
            ready = bot.queue.pending(1)
            if not ready:
                await bot.wait(None)
                continue
            trouble, wish = await _post(session, hook["url"], ready[0])
            if trouble is None:
                pause = FIRST_PAUSE
                bot.record(f"c/{bot.token}", "confirm", below=ready[0]["update_id"] + 1)
                continue
            bot.trouble = {"last_error_date": int(bot.now().timestamp()), "last_error_message": trouble}
            await asyncio.sleep(wish or pause)
            pause = min(2 * pause, LONGEST_PAUSE)


async def _post(session: aiohttp.ClientSession, url: str, update: Record) -> tuple[str | None, float]:
    """What went wrong (None: nothing) and how long the other side asks to wait."""
    try:
        async with session.post(url, json=update) as answer:
            if answer.status in OK:
                return None, 0.0
            wish = answer.headers.get("Retry-After", "")
            seconds = min(float(wish), LONGEST_WISH) if wish.isdigit() else 0.0
            return f"Wrong response from the webhook: {answer.status} {answer.reason}", seconds
    except (aiohttp.ClientError, TimeoutError) as fault:
        return f"Connection failed: {type(fault).__name__}", 0.0
