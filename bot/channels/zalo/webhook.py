"""What Zalo posts: looked at only with the right secret, stored before it is told so, and never big.

The header is Zalo's `X-Bot-Api-Secret-Token`; one update in each body. Whoever does not know the secret costs a comparison.
"""

import asyncio
import hmac
import logging
from collections.abc import Mapping

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.zalo.reading import arrival
from bot.clock import Clock
from bot.database.writers import Database
from bot.encoding import decode
from bot.post import inbox
from bot.post.inbox import Arrival, Door

log = logging.getLogger(__name__)

PATH = "/zalo/{platform_id}"
HEADER = "X-Bot-Api-Secret-Token"
BIGGEST = 1 << 20  # bytes of a body
SOON = 1.5  # seconds; Zalo must have its answer within 2


def routes(database: Database, clock: Clock, doors: Mapping[str, Door], secret: str) -> list[Route]:
    """The route of all webhooks; `doors` by the platform's number of the bot. Mounted, it calls `app.state.arrived()` after
    each update, as the pages beside it do."""
    return [Route(PATH, Webhook(database, clock, doors, secret).take, methods=["POST"])]


class Webhook:
    """Takes updates for several bots that share a secret."""

    def __init__(self, database: Database, clock: Clock, doors: Mapping[str, Door], secret: str) -> None:
        self.database = database
        self.clock = clock
        self.doors = doors
        self._secret = secret.encode()
        self._storing: set[asyncio.Task[int]] = set()

    async def take(self, request: Request) -> Response:
        """403: not from Zalo. 413: too big. 400: no JSON. 503: not on disk in time. 200: it is, or there was nothing in it."""
        door = self.doors.get(request.path_params["platform_id"])
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), self._secret) or door is None:
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        return Response(status_code=await self._taken(request, door, body) if body else 200)  # nothing: a probe

    async def _taken(self, request: Request, door: Door, body: bytes) -> int:
        try:
            update = decode(body)
        except ValueError:
            return 400
        if not await self._kept(door, arrival(update)):
            return 503
        request.app.state.arrived()
        return 200

    async def _kept(self, door: Door, update: Arrival) -> bool:
        """Whether it is on disk in time. If not it may get there later; then the platform's second try finds it there."""
        storing = asyncio.create_task(self._store(door, update))
        self._storing.add(storing)
        storing.add_done_callback(self._storing.discard)
        done, _late = await asyncio.wait({storing}, timeout=SOON)
        if done and (failure := storing.exception()):
            log.error("an update could not be stored: %s", type(failure).__name__)
            return False
        return bool(done)

    async def _store(self, door: Door, update: Arrival) -> int:
        return await self.database.transact(lambda db: inbox.store(db, door, [update], self.clock.now()))


async def _body(request: Request) -> bytes | None:
    """The body; None as soon as it is too big, before the rest is read."""
    if _announced(request) > BIGGEST:
        return None
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > BIGGEST:
            return None
        parts.append(part)
    return b"".join(parts)


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "0")
    return int(length) if length.isascii() and length.isdecimal() else 0
