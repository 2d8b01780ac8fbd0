"""The devices that are let in: see them, shut one out, let another one in, leave."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot import operations
from bot.channels.web import wording
from bot.channels.web.drawing import moment
from bot.channels.web.guard import LOOKING, SAYING, client_of, form_of, number_of, text_of
from bot.channels.web.site import Site, Visitor
from bot.database.transaction import Transaction
from bot.i18n import speaking
from bot.web import codes, links, sessions
from bot.web.sessions import Session

PATH = "/thiet-bi"


async def show(site: Site, request: Request) -> Response:
    """The list."""
    site.spend(LOOKING, client_of(request))
    visitor = await site.visitor(request)
    return await _page(site, request, visitor)


async def _page(site: Site, request: Request, visitor: Visitor, link: str = "", code: str = "") -> Response:
    listed = await site.database.transact(lambda db: sessions.listed(db, visitor.owner.chat_id, site.clock.now()))
    with speaking(visitor.owner.language):
        texts = wording.devices()
        rows = [_row(each, visitor, texts) for each in listed]
        texts["how"] = texts["how"].format(minutes=codes.MINUTES)
        facts: dict[str, Any] = {"rows": rows, "link": link, "secret_code": code, "is_known": visitor.owner.person_id is not None}
        return site.page("devices.html", request, cookie=visitor.cookie, d=texts, **facts)


def _row(session: Session, visitor: Visitor, texts: dict[str, str]) -> dict[str, object]:
    return {
        "id": session.id,
        "name": sessions.called(session.device) or texts["unknown"],
        "seen": texts["seen"].format(moment=moment(session.seen_at)),
        "is_here": session.id == visitor.session.id,
    }


async def act(site: Site, request: Request) -> Response:
    """One of the page's buttons."""
    visitor = await site.visitor(request)
    async with form_of(request) as form:
        site.check_form(request, text_of(form, "token"))
        deed, said = text_of(form, "deed"), text_of(form, "device")
    site.spend(SAYING, str(visitor.session.id))
    if deed == "leave":
        await site.database.transact(lambda db: sessions.leave(db, visitor.session, site.clock.now()))
        site.hub.ring(visitor.owner.chat_id)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(site.cookie, path="/", secure=site.is_secure, httponly=True, samesite="lax")
        return answer
    if deed == "revoke":
        await site.database.transact(lambda db: _revoke(site, db, visitor, number_of(said)))
        site.hub.ring(visitor.owner.chat_id)
    if deed == "add" and visitor.owner.person_id is not None:
        person_id = visitor.owner.person_id
        link, code = await site.database.transact(lambda db: _add(site, db, visitor, person_id))
        return await _page(site, request, visitor, link, code)
    return RedirectResponse(PATH, 303)


def _revoke(site: Site, db: Transaction, visitor: Visitor, session_id: int) -> None:
    now, owner = site.clock.now(), visitor.owner
    if sessions.revoke(db, owner.chat_id, session_id, now):
        operations.record(db, owner.federation_id, "device.revoke", now, person_id=owner.person_id, device=session_id)


def _add(site: Site, db: Transaction, visitor: Visitor, person_id: int) -> tuple[str, str]:
    now = site.clock.now()
    secret = links.issue(db, site.keys, visitor.owner.to, now)
    return links.address_of(site.public_url, secret), codes.issue(db, site.keys, visitor.owner.federation_id, person_id, now)
