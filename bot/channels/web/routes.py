"""Every address of the web door."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.channels.web import chatting, devices, entering, streaming, subscribing, ticketing
from bot.channels.web.site import Handler, Site, answering

KEPT = "public, max-age=31536000, immutable"  # an address with the version in it never changes


def routes(site: Site) -> list[BaseRoute]:
    """The pages, and the files they need."""

    def get(path: str, handler: Handler) -> Route:
        return Route(path, answering(site, handler), methods=["GET"])

    def post(path: str, handler: Handler) -> Route:
        return Route(path, answering(site, handler), methods=["POST"])

    return [
        get("/", entering.first_page),
        post("/", entering.begin),
        get("/i/{token}", entering.invited),
        post("/i/{token}", entering.begin),
        get("/c/{secret}", entering.personal),
        post("/c/{secret}", entering.open_link),
        get("/t/{secret}", ticketing.show),
        post("/t/{secret}", ticketing.hand_in),
        get(entering.CHAT, chatting.show),
        post(entering.CHAT, chatting.send),
        post("/chat/file", chatting.bring),
        get("/chat/events", streaming.events),
        get("/chat/file/{message}", chatting.hand_over),
        get(devices.PATH, devices.show),
        post(devices.PATH, devices.act),
        post("/push", subscribing.subscribe),
        get("/static/{version}/{name}", _asset),
        get("/sw.js", _worker),
        get("/{path:path}", _nothing),
    ]


async def _asset(site: Site, request: Request) -> Response:
    """A file of the pages, by its name in a fixed list."""
    found = site.assets.get(request.path_params["name"])
    if found is None:
        return await _nothing(site, request)
    content, kind = found
    is_current = request.path_params["version"] == site.version
    return Response(content, media_type=kind, headers={"Cache-Control": KEPT if is_current else "no-store"})


async def _worker(site: Site, _request: Request) -> Response:
    """The service worker: it must lie at the top to serve all pages, and is looked for anew each time."""
    content, kind = site.assets["sw.js"]
    return Response(content, media_type=kind, headers={"Cache-Control": "no-cache"})


async def _nothing(_site: Site, _request: Request) -> Response:
    raise HTTPException(404)
