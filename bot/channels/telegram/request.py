"""aiohttp as python-telegram-bot's HTTP client, at the place PTB provides for another one.

PTB's own (httpx) takes most of a turn's CPU; `make bench-http` compares the two.
"""

from typing import Any

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

READ, CONNECT = 20.0, 10.0  # seconds


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
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

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
        timeout = aiohttp.ClientTimeout(
            total=None, sock_read=_seconds(read_timeout, READ), sock_connect=_seconds(connect_timeout, CONNECT)
        )
        try:
            async with self._session.request(method, url, data=_body(request_data), timeout=timeout, proxy=self._proxy) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as failure:
            # The text of aiohttp's errors may hold the address, and with it the token.
            raise NotSent(type(failure).__name__) from None
        except TimeoutError as failure:
            raise TimedOut(type(failure).__name__) from None
        except aiohttp.ClientError as failure:
            raise NetworkError(type(failure).__name__) from None


def _seconds(given: Any, usual: float) -> float | None:
    if given is BaseRequest.DEFAULT_NONE:
        return usual
    return None if given is None else float(given)


def _body(data: RequestData | None) -> Any:
    if not data:
        return None
    if not data.multipart_data:
        return data.json_parameters
    form = aiohttp.FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form
