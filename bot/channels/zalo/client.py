"""The Zalo Bot API over httpx. What an answer says is decided by `ok` and `error_code`, never by its words.

The token is part of every address, so no address may reach a log or an exception.
"""

import logging
from typing import Any

import httpx

from bot.encoding import decode

BASE_URL = "https://bot-api.zaloplatforms.com"
READ, CONNECT = 20.0, 10.0  # seconds
LONG_READ = 150.0  # seconds; Zalo answers a photo once it has fetched it
SLACK = 10.0  # seconds by which an answer may come later than a poll ends
BAD_REQUEST, UNAUTHORIZED, NOT_FOUND, TIMEOUT, QUOTA = 400, 401, 404, 408, 429  # 403 is Zalo's “Internal server error”
FAULTS = 500  # HTTP statuses from here on are the server's, or of something before it


class ZaloError(Exception):
    """A call failed. `code` is Zalo's number, 0 where there is none; `is_ambiguous`: it may have been carried out."""

    def __init__(self, code: int, reason: str, *, is_ambiguous: bool = False) -> None:
        super().__init__(f"{code} {reason}" if code else reason)
        self.code = code
        self.is_ambiguous = is_ambiguous


class _WithoutAddresses(logging.Filter):
    """httpx tells every address it asks for, and the token with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING


logging.getLogger("httpx").addFilter(_WithoutAddresses())


class Client:
    """One bot's calls."""

    def __init__(self, token: str, base_url: str = BASE_URL, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.bot_id = token.partition(":")[0]
        self._path = f"{base_url.rstrip('/')}/bot{token}/"
        timeout = httpx.Timeout(READ, connect=CONNECT)
        self._http = httpx.AsyncClient(timeout=timeout, transport=transport, follow_redirects=False, trust_env=False)

    async def close(self) -> None:
        """Let go of the connections."""
        await self._http.aclose()

    async def me(self) -> dict[str, Any]:
        """The bot itself: `id` (a text of digits), `account_name`, `account_type`, `can_join_groups`."""
        return _object(await self.call("getMe"))

    async def updates(self, wait: float) -> list[Any]:
        """What has arrived; none after `wait` seconds. Zalo gives one update at a time, today."""
        try:
            result = await self.call("getUpdates", read=wait + SLACK, timeout=int(wait))
        except ZaloError as failure:
            if failure.code == TIMEOUT:
                return []
            raise
        return result if isinstance(result, list) else [result] if result else []

    async def set_webhook(self, url: str, secret: str) -> dict[str, Any]:
        """From now on Zalo posts updates to `url`; what came of its probe may be told under `verification`."""
        return _object(await self.call("setWebhook", read=LONG_READ, url=url, secret_token=secret))

    async def delete_webhook(self) -> None:
        """Updates are polled from now on."""
        await self.call("deleteWebhook")

    async def webhook(self) -> str:
        """Where updates are posted; empty: nowhere, whichever way Zalo says that."""
        try:
            told = _object(await self.call("getWebhookInfo"))
        except ZaloError as failure:
            if failure.code == NOT_FOUND:
                return ""
            raise
        return str(told.get("url") or "")

    async def send_message(self, chat_id: str, text: str) -> str:
        """Send a text of 1 to 2,000 characters; its message_id."""
        return str(_object(await self.call("sendMessage", chat_id=chat_id, text=text)).get("message_id") or "")

    async def call(self, method: str, *, read: float = READ, **values: Any) -> Any:
        """The `result` of a method. Raises ZaloError, with nothing of the address in it."""
        timeout = httpx.Timeout(read, connect=CONNECT)
        try:
            answer = await self._http.post(self._path + method, json=values, timeout=timeout)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as failure:
            raise ZaloError(0, type(failure).__name__) from None
        except httpx.HTTPError as failure:
            raise ZaloError(0, type(failure).__name__, is_ambiguous=True) from None
        return _result(answer.status_code, answer.content)

    async def download(self, url: str, at_most: int) -> bytes | None:
        """What lies at `url`; None: more than `at_most` bytes. Redirects are not followed. Raises ZaloError."""
        parts, size = [], 0
        try:
            async with self._http.stream("GET", url) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise ZaloError(answer.status_code, "no file")
                async for part in answer.aiter_bytes():
                    size += len(part)
                    if size > at_most:
                        return None
                    parts.append(part)
        except httpx.HTTPError as failure:
            raise ZaloError(0, type(failure).__name__) from None
        return b"".join(parts)


def _result(status: int, content: bytes) -> Any:
    """What is under `result`; None where there is none."""
    try:
        body = decode(content)
    except ValueError:
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("ok"), bool):
        raise ZaloError(status if status < FAULTS else 0, f"no answer of Zalo, status {status}", is_ambiguous=True)
    if body["ok"]:
        return body.get("result")
    code = _number(body.get("error_code", body.get("errorCode")))
    raise ZaloError(code or status, str(body.get("description") or "")[:200], is_ambiguous=code == TIMEOUT or code >= FAULTS)


def _number(value: Any) -> int:
    return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else 0


def _object(result: Any) -> dict[str, Any]:
    return result if isinstance(result, dict) else {}
