"""What stands between the network and the pages: headers, the origin of forms, limits of bodies and of haste.

ASVS 3.4, 3.5 and 13.2; RELIABILITY T17 and T18.
"""

import ipaddress
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import FormData, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TEXT = 64 << 10  # bytes of a form without a file
OVERHEAD = 64 << 10  # bytes of a form around its file
LONGEST_NUMBER = 18  # digits that fit into the databases' numbers
MOST_CLIENTS = 20_000  # whose haste is remembered
# No inline script or style; nothing from elsewhere. “same-origin”, not “no-referrer”: with that a browser says “Origin: null” of
# our own forms (Fetch, “append a request Origin header”), and they could not be told from forged ones. Others learn nothing.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "X-Robots-Tag": "noindex, nofollow",
}


class Guarded:
    """Puts the headers on every answer. What says nothing of being kept is not kept."""

    def __init__(self, app: ASGIApp, frames: str) -> None:
        self.app = app
        self._headers = HEADERS | {"Content-Security-Policy": POLICY.format(frames=frames)}
        if frames == "'none'":
            self._headers["X-Frame-Options"] = "DENY"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        await self.app(scope, receive, sending)


@dataclass(frozen=True)
class Rate:
    """So many at once, and one more every so many seconds."""

    name: str
    burst: int
    every: float


SAYING = Rate("saying", 20, 0.7)  # what one device says
BRINGING = Rate("bringing", 12, 8.0)  # files of one device
OPENING = Rate("opening", 60, 10.0)  # doors opened from one address: a school may sit behind one
GUESSING = Rate("guessing", 10, 60.0)  # links and tickets from one address that were wrong
LOOKING = Rate("looking", 120, 0.25)  # pages from one address


class Limits:
    """Token buckets in memory: each replica has its own, which only makes them a little wider."""

    def __init__(self) -> None:
        self._spent: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def allows(self, rate: Rate, who: str, now: float, *, spend: bool = True) -> bool:
        """Whether `who` may do it at `now` (monotonic seconds); it is counted then, unless it is only asked."""
        key = (rate.name, who)
        left, since = self._spent.pop(key, (float(rate.burst), now))
        left = min(float(rate.burst), left + (now - since) / rate.every)
        allowed = left >= 1
        self._spent[key] = (left - 1 if allowed and spend else left, now)
        while len(self._spent) > MOST_CLIENTS:
            self._spent.popitem(last=False)
        return allowed


def client_of(request: Request) -> str:
    """Where a request comes from: an address, or the network that one household has with IPv6."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host  # noqa: PLR2004  IPv6


def check_origin(request: Request, origin: str) -> None:
    """Refuse what another site sends. Every browser since 2020 names the origin of what it posts."""
    if request.headers.get("Origin") != origin or request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        raise HTTPException(403)


@asynccontextmanager
async def form_of(request: Request, at_most: int = TEXT) -> AsyncIterator[FormData]:
    """The form that was posted; a body longer than that is refused before it is read, or as soon as it shows."""
    form = await _limited(request, at_most).form(max_files=1, max_fields=12, max_part_size=TEXT)
    try:
        yield form
    finally:
        await form.close()


async def body_of(request: Request, at_most: int = TEXT) -> bytes:
    """The body, likewise."""
    return await _limited(request, at_most).body()


def _limited(request: Request, at_most: int) -> Request:
    announced = request.headers.get("Content-Length", "0")
    if not announced.isdecimal() or int(announced) > at_most:
        raise _too_long()
    left = at_most

    async def receive() -> Any:
        nonlocal left
        message = await request.receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise _too_long()
        return message

    return Request(request.scope, receive)


def _too_long() -> HTTPException:
    """Uvicorn throws away what still comes, so that the browser can read the answer when it is done."""
    return HTTPException(413)


def text_of(form: FormData, name: str) -> str:
    """A field that is text; empty where there is none."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def number_of(said: str) -> int:
    """A row's number in what a browser says; 0 for anything else."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_NUMBER else 0
