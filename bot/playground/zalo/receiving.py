"""How a bot gets its updates: by asking for them, or by having them posted."""

import asyncio
import ipaddress
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.playground.telegram.parameters import Parameters
from bot.playground.telegram.refusal import Refusal
from bot.playground.zalo.bot import FakeZaloBot, Record, Webhook

LONGEST_POLL = 60.0  # seconds
USUAL_POLL = 30.0
WEBHOOK_SET = "You cannot use this API while a webhook is set. Please remove the webhook first"
TESTS = 20  # calls of testWebhook in a day
SECRET = (8, 256)
HEADERS = {"User-Agent": "Java/17"}
SOON = aiohttp.ClientTimeout(total=5.0)


async def get_updates(bot: FakeZaloBot, given: Parameters) -> Any:
    """One update, as soon as there is one; 408 after the time. There is no offset, nothing is confirmed."""
    if bot.webhook is not None:
        raise Refusal(400, WEBHOOK_SET)
    seconds = min(_seconds(given.text("timeout")), LONGEST_POLL) * bot.options.poll_scale
    try:
        async with asyncio.timeout(seconds):
            while not bot.queue:
                bot.arrived.clear()
                await bot.arrived.wait()
    except TimeoutError:
        raise Refusal(408, "Request timeout") from None
    update = _replayed(bot) if bot.options.delivery == "replay" else bot.queue.pop(0)
    return [update] if bot.options.listed_updates else update


def _replayed(bot: FakeZaloBot) -> Record:
    if bot.has_given_head and len(bot.queue) > 1:
        bot.queue.pop(0)
    bot.has_given_head = True
    return bot.queue[0]


def _seconds(said: str) -> float:
    try:
        return float(said) if said else USUAL_POLL
    except ValueError:
        raise Refusal(400, "Bad Request") from None


async def set_webhook(bot: FakeZaloBot, given: Parameters) -> Record:
    """From now on updates are posted; the address is kept even if nobody answers there."""
    url, secret = given.text("url"), given.text("secret_token")
    if not (SECRET[0] <= len(secret) <= SECRET[1]) or not _may_be_called(url, loopback=bot.options.loopback_webhook):
        raise Refusal(400, "Bad Request")
    bot.webhook = Webhook(url, secret, bot.milliseconds())
    told: Record = {"url": url, "updated_at": bot.webhook.set_at}
    return told | ({"verification": await _probed(bot.webhook)} if bot.options.verification else {})


async def probe_webhook(bot: FakeZaloBot, given: Parameters) -> Record:  # noqa: ARG001  a method's signature
    """Probe the address, so many times a day."""
    bot.tests += 1
    if bot.tests > TESTS:
        raise Refusal(426, "Upgrade Required")
    if bot.webhook is None:
        raise Refusal(404, "Not Found")
    return await _probed(bot.webhook)


def delete_webhook(bot: FakeZaloBot, given: Parameters) -> Record:  # noqa: ARG001  a method's signature
    """Updates are kept for polling."""
    bot.webhook = None
    return {"url": "", "updated_at": bot.milliseconds()}


def get_webhook_info(bot: FakeZaloBot, given: Parameters) -> Record:  # noqa: ARG001  a method's signature
    """Where updates are posted; the secret is never told."""
    if bot.webhook is not None:
        return {"url": bot.webhook.url, "updated_at": bot.webhook.set_at}
    if bot.options.webhookinfo_unset == "404":
        raise Refusal(404, "Not Found")
    return {"url": "", "updated_at": bot.milliseconds()}


async def post(bot: FakeZaloBot, update: Record) -> None:
    """Post an update; one that is not taken is lost, after as many tries as the options say."""
    if bot.webhook is None:
        return
    wrapped = {"ok": True, "result": update} if bot.options.webhook_envelope == "wrapped" else update
    for _attempt in range(bot.options.retries + 1):
        status = await _posted(bot.webhook, json=wrapped)
        bot.posted.append(status)
        if 200 <= status < 300:  # noqa: PLR2004  the good ones
            return


async def _probed(webhook: Webhook) -> Record:
    """An empty body without a type, as it was seen once."""
    status = await _posted(webhook, data=b"", skip_auto_headers=("Content-Type",))
    is_good = 200 <= status < 300  # noqa: PLR2004  the good ones
    outcome = "webhook.ok" if is_good else f"webhook.http.{status}" if status in (403, 404) else "webhook.err.unreachable"
    hint = "Your endpoint responded successfully." if is_good else "Please check your endpoint."
    return {"ok": is_good, "url": webhook.url, "status_code": status, "outcome": outcome, "latency_ms": 1, "hint": hint}


async def _posted(webhook: Webhook, **content: Any) -> int:
    headers = HEADERS | {"X-Bot-Api-Secret-Token": webhook.secret}
    try:
        async with (
            aiohttp.ClientSession(timeout=SOON) as http,
            http.post(webhook.url, headers=headers, **content) as answer,
        ):
            return answer.status
    except (aiohttp.ClientError, TimeoutError):
        return 0


def _may_be_called(url: str, *, loopback: bool) -> bool:
    """https, and not on this machine or in a private network; tests may have both."""
    parts = urlsplit(url)
    if loopback and parts.hostname in ("127.0.0.1", "localhost"):
        return True
    try:
        is_public = ipaddress.ip_address(parts.hostname or "").is_global
    except ValueError:
        is_public = parts.hostname not in (None, "localhost")
    return parts.scheme == "https" and is_public
