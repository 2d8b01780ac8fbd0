"""The page under which a file is handed in, once, for a chat that cannot carry files: `/t/SECRET`."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import wording
from bot.channels.web.bringing import file_form, received
from bot.channels.web.guard import GUESSING, LOOKING, OPENING, client_of, text_of
from bot.channels.web.site import Site
from bot.i18n import speaking
from bot.post import tickets


async def show(site: Site, request: Request) -> Response:
    """The form, in the language of the chat."""
    site.spend(LOOKING, client_of(request))
    language = await _find(site, request)
    with speaking(language):
        return site.page("ticket.html", request, t=wording.ticket(), problem="")


async def hand_in(site: Site, request: Request) -> Response:
    """The file. The ticket is looked at before the body is read, so that nobody without one sends 20 MB."""
    site.spend(OPENING, client_of(request))
    language = await _find(site, request)
    async with file_form(request) as form:
        site.check_form(request, text_of(form, "token"))
        file = await received(form)
    with speaking(language):
        texts = wording.ticket()
        if file is None:
            return site.page("ticket.html", request, t=texts, problem=texts["none"])
        now, secret = site.clock.now(), request.path_params["secret"]
        taken = await site.database.transact(
            lambda db: tickets.hand_in(db, secret, file.name, file.media_type, file.content, now)
        )
        if not taken:
            return site.page("bad.html", request, status=404, text=texts["bad"], mend="")
        request.app.state.arrived()
        return site.page("done.html", request, text=texts["done"].format(name=file.name))


async def _find(site: Site, request: Request) -> str:
    """The language of the chat that a ticket is for. Raises 404 for one that is wrong, used or expired."""
    who = client_of(request)
    if not site.limits.allows(GUESSING, who, site.clock.monotonic(), spend=False):
        raise HTTPException(429)
    secret = request.path_params["secret"][:100]
    found = await site.database.transact(lambda db: tickets.find(db, secret, site.clock.now()))
    if found is None:
        site.spend(GUESSING, who)
        raise HTTPException(404)
    return found.language
