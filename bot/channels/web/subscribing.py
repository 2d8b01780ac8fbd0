"""A browser asks to be woken when something waits."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.channels.web.guard import SAYING, body_of
from bot.channels.web.site import Site
from bot.encoding import decode
from bot.web import subscriptions


async def subscribe(site: Site, request: Request) -> Response:
    """What `PushManager.subscribe` gave; the form's token comes in a header."""
    visitor = await site.visitor(request)
    site.check_form(request, request.headers.get("X-Form-Token", ""))
    site.spend(SAYING, str(visitor.session.id))
    try:
        told = decode(await body_of(request))
    except ValueError:
        told = None
    now = site.clock.now()
    taken = await site.database.transact(lambda db: subscriptions.add(db, visitor.session, told, now, site.services))
    return JSONResponse({"taken": taken}, 200 if taken else 400)
