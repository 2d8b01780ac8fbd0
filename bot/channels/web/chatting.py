"""The chat: the page, what is sent to it, and its files. Every part works without JavaScript."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from bot.channels.web.bringing import file_form, received
from bot.channels.web.drawing import SHOWN, draw, kind_of
from bot.channels.web.entering import CHAT
from bot.channels.web.guard import BRINGING, LOOKING, SAYING, client_of, form_of, number_of, text_of
from bot.channels.web.hub import answered
from bot.channels.web.site import Site, Visitor, wants_data
from bot.database.transaction import Transaction
from bot.i18n import speaking
from bot.web import incoming, messages
from bot.web.keys import new_secret
from bot.web.messages import PAGE, Line

Deed = Callable[[Transaction], bool]


async def show(site: Site, request: Request) -> Response:
    """The last messages, or with `?before=` the ones before one."""
    site.spend(LOOKING, client_of(request))
    visitor = await site.visitor(request)
    before = number_of(request.query_params.get("before", "")) or messages.NEVER

    def work(db: Transaction) -> tuple[list[Line], list[list[str]]]:
        return messages.latest(db, visitor.owner.chat_id, before), messages.menu(db, visitor.owner.chat_id)

    lines, menu = await site.database.transact(work)
    with speaking(visitor.owner.language):
        return _chat_page(site, request, visitor, lines, menu, is_past=before != messages.NEVER)


def _chat_page(
    site: Site, request: Request, visitor: Visitor, lines: list[Line], menu: list[list[str]], *, is_past: bool
) -> Response:
    shown = lines[-PAGE:]
    ours = [each for each in shown if each.is_ours]
    return site.page(
        "chat.html",
        request,
        cookie=visitor.cookie,
        federation=visitor.owner.federation,
        bubbles=[draw(each) for each in shown],
        older=shown[0].id if len(lines) > PAGE else 0,
        newest=shown[-1].id if shown else 0,
        is_past=is_past,
        menu=menu,
        opens_menu=bool(menu) and not (ours and ours[-1].body.get("options")),
        key=_new_key(),
        push_key=site.push_key,
        box=visitor.owner.address,
    )


async def send(site: Site, request: Request) -> Response:
    """A text, or a press on a button."""
    visitor = await site.visitor(request)
    async with form_of(request) as form:
        site.check_form(request, text_of(form, "token"))
        site.spend(SAYING, str(visitor.session.id))
        deed = _deed(site, visitor, form)
    return await _take(site, request, visitor, deed)


def _deed(site: Site, visitor: Visitor, form: FormData) -> Deed:
    now, owner = site.clock.now(), visitor.owner
    message, _blank, data = text_of(form, "press").partition(" ")
    if message_id := number_of(message):
        return lambda db: incoming.tap(db, owner, message_id, data, now)
    key, text = text_of(form, "key"), text_of(form, "text") or _as_typed(text_of(form, "day"))
    if not incoming.is_key(key):
        raise HTTPException(400)
    return lambda db: incoming.say(db, owner, key, text, now)


async def bring(site: Site, request: Request) -> Response:
    """A file."""
    visitor = await site.visitor(request)
    site.spend(BRINGING, str(visitor.session.id))
    async with file_form(request) as form:
        site.check_form(request, text_of(form, "token"))
        key, file = text_of(form, "key"), await received(form)
    if not incoming.is_key(key) or file is None:
        return RedirectResponse(f"{CHAT}#end", 303) if not wants_data(request) else JSONResponse({"taken": False})
    return await _take(site, request, visitor, lambda db: incoming.bring(db, visitor.owner, key, file, site.clock.now()))


async def _take(site: Site, request: Request, visitor: Visitor, deed: Deed) -> Response:
    """Keep it, and only then say so. The script is answered at once; a mere browser, when there is something new to see."""
    with site.hub.listening(visitor.owner.chat_id) as ear:
        taken = await site.database.transact(deed)
        request.app.state.arrived()
        if wants_data(request):
            return JSONResponse({"taken": taken})
        if taken:
            await answered(ear)
    return RedirectResponse(f"{CHAT}#end", 303)


async def hand_over(site: Site, request: Request) -> Response:
    """A file of this chat: pictures are shown, everything else is for keeping, and nothing of it runs here."""
    site.spend(LOOKING, client_of(request))
    visitor = await site.visitor(request)
    row = number_of(request.path_params["message"])
    found = await site.database.transact(lambda db: messages.file_of(db, visitor.owner.chat_id, row))
    if found is None:
        raise HTTPException(404)
    told, content = found
    kind = kind_of(content, told.get("type", ""))
    is_shown = kind in SHOWN
    name = quote(str(told.get("name") or "tep"))
    headers = {
        "Content-Disposition": f"{'inline' if is_shown else 'attachment'}; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, max-age=86400, immutable",
    }
    return Response(content, media_type=kind if is_shown else "application/octet-stream", headers=headers)


def _as_typed(day: str) -> str:
    """A day of the browser's calendar (2026-03-20) as people here type it."""
    year, month, date = (*day.split("-"), "", "")[:3]
    return f"{date}/{month}/{year}" if day else ""


def _new_key() -> str:
    return new_secret()[:20].replace("_", "-")
