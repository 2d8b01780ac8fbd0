"""The pages' common ground: settings, templates, cookies, and who is asking."""

import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from bot.channels.web import guard, wording
from bot.channels.web.guard import Limits
from bot.channels.web.hub import Hub
from bot.clock import Clock
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.i18n import language, speaking
from bot.post.inbox import Door
from bot.web import chats, sessions
from bot.web.chats import Owner
from bot.web.keys import Keys, new_secret
from bot.web.sessions import Session
from bot.web.subscriptions import SERVICES

log = logging.getLogger(__name__)

COOKIE = "thidua"
PAGES = Path(__file__).parent / "pages"
KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
}


@dataclass(frozen=True)
class Visitor:
    """Somebody whose device is let in: their chat, and the cookie they came with."""

    session: Session
    owner: Owner
    cookie: str


@dataclass(frozen=True)
class Site:
    """One federation's web door. `public_url` is its address as people type it, with http:// or https://."""

    database: Database
    clock: Clock
    door: Door
    hub: Hub
    keys: Keys
    public_url: str
    push_key: str = ""
    services: tuple[str, ...] = SERVICES
    language: str = ""
    """The language of those it does not know; empty: the one their browser asks for."""
    limits: Limits = field(default_factory=Limits)

    @cached_property
    def origin(self) -> str:
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_secure(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def cookie(self) -> str:
        """The cookie's name; the prefix makes browsers hold it to this host and to https (RFC 6265bis 4.1.3.2)."""
        return f"__Host-{COOKIE}" if self.is_secure else COOKIE

    @cached_property
    def assets(self) -> Mapping[str, tuple[bytes, str]]:
        """The static files by name, read once: nothing a visitor says becomes a path."""
        files = (each for each in PAGES.iterdir() if each.suffix in KINDS)
        return {each.name: (each.read_bytes(), KINDS[each.suffix]) for each in files}

    @cached_property
    def version(self) -> str:
        """Changes with any of the static files."""
        return hashlib.sha256(b"".join(content for content, _kind in self.assets.values())).hexdigest()[:10]

    @cached_property
    def templates(self) -> Environment:
        """The pages; whatever is put into them is escaped."""
        made = Environment(
            loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        made.globals["version"] = self.version
        return made

    def cookie_of(self, request: Request) -> str:
        """What the browser came with; it may be worth nothing."""
        return request.cookies.get(self.cookie, "")[:100]

    def render(self, template: str, **facts: Any) -> str:
        """A page in the language that is being spoken."""
        return self.templates.get_template(template).render(w=wording.words(), language=language(), **facts)

    def page(self, template: str, request: Request, *, status: int = 200, cookie: str = "", **facts: Any) -> Response:
        """A page with a form. A browser without a cookie gets one that opens nothing, for its forms to be known by."""
        cookie = cookie or self.cookie_of(request)
        fresh = "" if cookie else new_secret()
        content = self.render(template, token=self.keys.form_token(cookie or fresh), **facts)
        answer = HTMLResponse(content, status)
        if fresh:
            self.leave_cookie(answer, fresh, lasts=None)
        return answer

    def leave_cookie(self, answer: Response, secret: str, lasts: timedelta | None = sessions.LONGEST) -> None:
        """Hand a cookie over. Lax: a link in a mail or another chat must find who is let in already; no form from elsewhere
        gets that far (`guard.check_origin`)."""
        age = None if lasts is None else int(lasts.total_seconds())
        answer.set_cookie(self.cookie, secret, max_age=age, path="/", secure=self.is_secure, httponly=True, samesite="lax")

    def check_form(self, request: Request, token: str) -> None:
        """Refuse a form that is not from one of our own pages in this browser."""
        guard.check_origin(request, self.origin)
        cookie = self.cookie_of(request)
        if not cookie or not self.keys.is_form_token(cookie, token):
            raise HTTPException(403)

    def spend(self, rate: guard.Rate, who: str) -> None:
        """Refuse who is in too great a hurry."""
        if not self.limits.allows(rate, who, self.clock.monotonic()):
            raise HTTPException(429)

    async def visitor(self, request: Request) -> Visitor:
        """Who is asking. Raises 401 for whoever is not let in."""
        cookie = self.cookie_of(request)
        found = await self.database.transact(lambda db: self.find_visitor(db, cookie)) if cookie else None
        if found is None:
            raise HTTPException(401)
        return found

    def find_visitor(self, db: Transaction, cookie: str) -> Visitor | None:
        """Whom a cookie lets in; that they look is noted."""
        now = self.clock.now()
        session = sessions.find(db, self.keys, cookie, now)
        owner = chats.owner(db, session.chat_id) if session else None
        if session is None or owner is None or owner.bot_id != self.door.bot_id:
            return None
        sessions.note(db, session, now)
        return Visitor(session, owner, cookie)


Handler = Callable[[Site, Request], Awaitable[Response]]


def language_of(site: Site, request: Request) -> str:
    """The language for somebody unknown: the site's own, else the one the browser asks for, of those we speak."""
    asks_for_english = request.headers.get("Accept-Language", "").lower().startswith("en")
    return site.language or ("en" if asks_for_english else "vi")


def wants_data(request: Request) -> bool:
    """Whether the page's script asks, which reads data, and not the browser itself, which shows pages."""
    return request.headers.get("X-Requested-With") == "fetch"


def answering(site: Site, handler: Handler) -> Callable[[Request], Awaitable[Response]]:
    """The handler as a route's end: in the visitor's language, its refusals as pages people can read."""

    async def answer(request: Request) -> Response:
        with speaking(language_of(site, request)):
            try:
                return await handler(site, request)
            except HTTPException as refused:
                return _refusal(site, request, refused)
            except Exception:
                log.exception("a page could not be made: %s", request.url.path.split("/")[1])
                return _refusal(site, request, HTTPException(500))

    return answer


def _refusal(site: Site, request: Request, refused: HTTPException) -> Response:
    text = wording.about(refused.status_code)
    headers = dict(refused.headers or {})
    if wants_data(request):
        return JSONResponse({"problem": text}, refused.status_code, headers)
    return HTMLResponse(site.render("problem.html", text=text), refused.status_code, headers)
