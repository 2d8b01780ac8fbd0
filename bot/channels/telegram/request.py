"""aiohttp as python-telegram-bot's HTTP client, at the place PTB provides for another one.

PTB's own (httpx) takes most of a turn's CPU; `make bench-http` compares the two.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.encoding import decode, encode

READ, CONNECT = 20.0, 10.0  # seconds
DOWNLOAD = aiohttp.ClientTimeout(total=180.0, sock_read=READ, sock_connect=CONNECT)
USUAL = aiohttp.ClientTimeout(total=None, sock_read=READ, sock_connect=CONNECT)
JSON = {"Content-Type": "application/json"}
NEEDLESS = ("User-Agent", "Accept", "Accept-Encoding")  # headers the Bot API does not look at


class NotSent(NetworkError):
    """The connection was never made, so nothing can have arrived."""


class NotThere(NetworkError):
    """The answer to a download is no file."""


class TooMuch(Exception):
    """A download is longer than asked for."""


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
        with _told_without_address():
            async with self._session.request(
                method, _address(url), data=body, headers=headers, timeout=timeout, proxy=self._proxy
            ) as answer:
                return answer.status, await answer.read()

    async def download(self, url: str, at_most: int) -> bytes:
        """What lies at `url`; raises TooMuch beyond `at_most` bytes, else what PTB's requests raise."""
        if self._session is None:
            raise RuntimeError("the client is not open")
        with _told_without_address():
            async with self._session.get(URL(url, encoded=True), timeout=DOWNLOAD, proxy=self._proxy) as answer:
                if answer.status != HTTPStatus.OK:
                    raise NotThere(f"status {answer.status}")
                return await _read(answer.content, at_most)


async def _read(stream: aiohttp.StreamReader, at_most: int) -> bytes:
    parts, size = [], 0
    async for part in stream.iter_any():
        size += len(part)
        if size > at_most:
            raise TooMuch
        parts.append(part)
    return b"".join(parts)


@contextmanager
def _told_without_address() -> Iterator[None]:
    """Errors of aiohttp as PTB's. Their text may hold the address, and with it the token."""
    try:
        yield
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
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
    form = aiohttp.FormData(quote_fields=False)  # Telegram takes names as they are, and shows percent signs as percent signs
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        # The bytes themselves would be sent in one piece; a BytesIO shares them and is read in parts.
        part = io.BytesIO(content) if isinstance(content, bytes) else content
        form.add_field(name, part, filename=filename, content_type=mime)
    return form, None
