"""What changes in a chat, told to the open page as it happens (server-sent events).

An event's number is that of the newest message the page has. A page that comes back names it, and gets what it missed; what
was changed meanwhile it gets again, and knows by the revision whether it is new.
"""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from bot.channels.web.drawing import draw
from bot.channels.web.guard import LOOKING, client_of, number_of
from bot.channels.web.hub import Ear
from bot.channels.web.site import Site, Visitor
from bot.database.transaction import Transaction
from bot.i18n import speaking
from bot.waking import woken
from bot.web import messages
from bot.web.messages import Line

OPEN = 8  # pages that one chat may have open
KEEP_ALIVE = 15.0  # seconds after which a silent line is spoken on, so that nobody on the way cuts it
LOOK = 1.0  # seconds between two looks where other replicas may have written
AGAIN = 2000  # milliseconds after which a browser comes back


@dataclass
class Known:
    """What the page has: its newest message, and the revisions of the last ones."""

    newest: int
    revisions: dict[int, int] = field(default_factory=dict)


async def events(site: Site, request: Request) -> Response:
    """The stream of a chat."""
    site.spend(LOOKING, client_of(request))
    visitor = await site.visitor(request)
    if site.hub.count(visitor.owner.chat_id) >= OPEN:
        raise HTTPException(429)
    said = request.headers.get("Last-Event-ID") or request.query_params.get("after", "0")
    known = Known(number_of(said))
    headers = {"X-Accel-Buffering": "no"}  # nginx would hold the events back
    return StreamingResponse(_stream(site, visitor, known), media_type="text/event-stream", headers=headers)


async def _stream(site: Site, visitor: Visitor, known: Known) -> AsyncIterator[str]:
    wait = KEEP_ALIVE if site.database.engine.dialect.name == "sqlite" else LOOK
    silent = 0.0
    with site.hub.listening(visitor.owner.chat_id) as ear:
        yield f"retry: {AGAIN}\n\n"
        while not site.hub.is_closing:
            ear.woken.clear()
            told = await _look(site, visitor, known, ear)
            if told is None:
                yield _event("over", {})
                return
            for each in told:
                yield each
            silent = 0.0 if told else silent + wait
            if silent >= KEEP_ALIVE:
                silent = 0.0
                yield ": \n\n"
            await woken(ear.woken, wait)


async def _look(site: Site, visitor: Visitor, known: Known, ear: Ear) -> list[str] | None:
    """What is new; None where this device is not let in any more."""

    def work(db: Transaction) -> tuple[list[Line], list[list[str]]] | None:
        found = site.find_visitor(db, visitor.cookie)
        if found is None or found.session.id != visitor.session.id:
            return None
        return _changed(db, visitor.owner.chat_id, known), messages.menu(db, visitor.owner.chat_id)

    found = await site.database.transact(work)
    if found is None:
        return None
    lines, menu = found
    if len(lines) >= messages.PAGE:
        ear.woken.set()  # there may be more
    toasts, ear.toasts = ear.toasts, []
    with speaking(visitor.owner.language):
        told = [_message(site, each, known) for each in lines]
        if any(each.is_ours for each in lines):
            told.append(_event("menu", {"html": site.render("menu.html", menu=menu), "shown": bool(menu)}))
        return [*told, *(_event("toast", {"text": each}) for each in toasts)]


def _changed(db: Transaction, chat_id: int, known: Known) -> list[Line]:
    """Messages that are new to the page, and those it has that are not as it has them."""
    now = messages.states(db, chat_id)
    older = [row for row, revision in now.items() if row <= known.newest and revision != known.revisions.get(row, 0)]
    known.revisions |= now
    changed = [messages.one(db, chat_id, row) for row in sorted(older)]
    return [*(each for each in changed if each), *messages.news(db, chat_id, known.newest)]


def _message(site: Site, line: Line, known: Known) -> str:
    known.newest = max(known.newest, line.id)
    known.revisions[line.id] = line.revision
    bubble = draw(line)
    facts = {"id": line.id, "key": line.key, "revision": line.revision, "ours": line.is_ours, "day": bubble.day}
    has_options = bool(bubble.options)
    html = site.render("bubble.html", bubble=bubble)
    return _event("message", {**facts, "options": has_options, "html": html}, known.newest)


def _event(name: str, facts: dict[str, object], number: int | None = None) -> str:
    head = "" if number is None else f"id: {number}\n"
    return f"{head}event: {name}\ndata: {json.dumps(facts, ensure_ascii=False)}\n\n"
