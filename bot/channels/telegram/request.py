"""aiohttp as python-telegram-bot's HTTP client, at the place PTB provides for another one.

PTB's own (httpx) takes most of a turn's CPU; `make bench-http` compares the two.
"""

from functools import lru_cache
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.encoding import decode, encode

READ, CONNECT = 20.0, 10.0  # seconds
USUAL = aiohttp.ClientTimeout(total=None, sock_read=READ, sock_connect=CONNECT)
JSON = {"Content-Type": "application/json"}
NEEDLESS = ("User-Agent", "Accept", "Accept-Encoding")  # headers the Bot API does not look at


class NotSent(NetworkError):
    """The connection was never made, so nothing can have arrived."""


class AiohttpRequest(BaseRequest):
    """One pool of connections to one host, optionally through an HTTP or HTTPS proxy."""

    def __init__(self, connections: int = 100, proxy: str | None = None) -> None:
        self._connections = connections
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), skip_auto_headers=NEEDLESS
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = decode(payload)
        except ValueError:
            return BaseRequest.parse_json_payload(payload)  # it knows what to raise
        return answer

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  aiohttp has no such bound
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ARG002  likewise
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise RuntimeError("the client is not open")
        body, headers = _body(request_data)
        timeout = _timeout(read_timeout, connect_timeout)
        try:
            async with self._session.request(
                method, _address(url), data=body, headers=headers, timeout=timeout, proxy=self._proxy
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
            # The text of aiohttp's errors may hold the address, and with it the token.
            raise NotSent(type(failure).__name__) from None
        except TimeoutError as failure:
            raise TimedOut(type(failure).__name__) from None
        except aiohttp.ClientError as failure:
            raise NetworkError(type(failure).__name__) from None


@lru_cache(64)
def _address(url: str) -> URL:
    return URL(url, encoded=True)


def _timeout(read: Any, connect: Any) -> aiohttp.ClientTimeout:
    if read is BaseRequest.DEFAULT_NONE and connect is BaseRequest.DEFAULT_NONE:
        return USUAL
    return aiohttp.ClientTimeout(total=None, sock_read=_seconds(read, READ), sock_connect=_seconds(connect, CONNECT))


def _seconds(given: Any, usual: float) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return usual
    return None if given is None else float(given)


def _body(data: RequestData | None) -> tuple[Any, dict[str, str] | None]:
    """JSON where there is no file: a form's percent signs cost more than the rest of the request."""
    if not data:
        return None, None
    if not data.multipart_data:
        return encode(data.json_parameters).encode(), JSON
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form, None
