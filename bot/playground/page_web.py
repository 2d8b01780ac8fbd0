"""The way from the page with the phones to the web chat: as whoever of the demo joins there, with their invite."""

from dataclasses import dataclass

from aiohttp import web

from bot.clock import Clock
from bot.database.writers import Database
from bot.invites import Invites
from bot.playground.page_guard import Guard


@dataclass
class WebOnPage:
    """Where the web chat is, known once it listens; and the invite for it, which is good once."""

    database: Database
    invites: Invites
    token: str
    clock: Clock
    address: str = ""

    async def open(self, request: web.Request) -> web.StreamResponse:  # noqa: ARG002  a handler's signature
        """Go there: with the invite while it is good, else to the chat that it opened."""
        found = await self.database.transact(lambda db: self.invites.find(db, self.token, self.clock.now()))
        raise web.HTTPFound(f"{self.address}/i/{self.token}" if found else f"{self.address}/")


def web_routes(there: WebOnPage, key: str) -> list[web.RouteDef]:
    """The address `/web`, for whoever has the page's key."""
    return [web.get("/web", Guard(key).reading(there.open))]
