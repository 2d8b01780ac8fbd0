"""Letting people in: strangers by the first page or an invite's link, known people by their personal link.

No GET changes anything: a chat program that looks at a link before anybody presses it uses nothing up.
"""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot import invites
from bot.channels.web import wording
from bot.channels.web.guard import GUESSING, LOOKING, OPENING, client_of, form_of, text_of
from bot.channels.web.hub import answered
from bot.channels.web.site import Site, language_of
from bot.database.transaction import Transaction
from bot.models import Federation
from bot.web import asking, chats, codes, incoming, links, sessions
from bot.web.chats import Owner
from bot.web.links import Link

CHAT = "/chat"


async def first_page(site: Site, request: Request) -> Response:
    """`/`: into the chat for whoever is let in; else what this is, and a button to begin."""
    site.spend(LOOKING, client_of(request))
    cookie = site.cookie_of(request)
    known = await site.database.transact(lambda db: site.find_visitor(db, cookie)) if cookie else None
    if known:
        return RedirectResponse(CHAT, 303)
    return await _begin_page(site, request)


async def invited(site: Site, request: Request) -> Response:
    """`/i/TOKEN`: the same page; its button also says the invite, in the chat of whoever is let in already."""
    site.spend(LOOKING, client_of(request))
    return await _begin_page(site, request)


async def _begin_page(site: Site, request: Request) -> Response:
    home = await site.database.transact(lambda db: _home(site, db))
    return site.page("begin.html", request, b=wording.begin(), federation=home[0], contact=home[1], action=request.url.path)


async def begin(site: Site, request: Request) -> Response:
    """The button: a chat of one's own, which begins as every chat does."""
    async with form_of(request) as form:
        site.check_form(request, text_of(form, "token"))
    site.spend(OPENING, client_of(request))
    token = request.path_params.get("token", "")
    invite = token if invites.TOKEN.fullmatch(token) else ""
    cookie, device = site.cookie_of(request), request.headers.get("User-Agent", "")

    def work(db: Transaction) -> tuple[Owner, str]:
        now, known = site.clock.now(), site.find_visitor(db, cookie)
        if known:
            return known.owner, ""
        to, _address = chats.begin(db, site.door, language_of(site, request))
        return chats.sure_owner(db, to.chat_id), sessions.begin(db, site.keys, to, device, now)

    owner, secret = await site.database.transact(work)
    with site.hub.listening(owner.chat_id) as ear:
        await site.database.transact(lambda db: incoming.start(db, owner, invite, site.clock.now()))
        request.app.state.arrived()
        await answered(ear)
    return _let_in(site, secret)


def _let_in(site: Site, secret: str) -> Response:
    answer = RedirectResponse(CHAT, 303)
    if secret:
        site.leave_cookie(answer, secret)
    return answer


async def personal(site: Site, request: Request) -> Response:
    """`/c/SECRET`: a page with a button. It says the same of every link, good or not."""
    site.spend(LOOKING, client_of(request))
    return site.page("open.html", request, o=wording.opening(), asks=False, problem="")


@dataclass(frozen=True)
class Opened:
    """What pressing the button leads to: a page to show, and, where the device is let in, its cookie and the new link."""

    secret: str = ""
    link: str = ""
    asks: bool = False
    problem: str = ""
    contact: str = ""
    is_wrong: bool = False


async def open_link(site: Site, request: Request) -> Response:
    """The button of a personal link, with or without a code."""
    async with form_of(request) as form:
        site.check_form(request, text_of(form, "token"))
        code = text_of(form, "code")
    who = client_of(request)
    site.spend(OPENING, who)
    if not site.limits.allows(GUESSING, who, site.clock.monotonic(), spend=False):
        raise HTTPException(429)
    cookie, device = site.cookie_of(request), request.headers.get("User-Agent", "")
    secret = request.path_params["secret"]
    opened = await site.database.transact(lambda db: _open(site, db, secret, cookie, device, code))
    if opened.is_wrong:
        site.limits.allows(GUESSING, who, site.clock.monotonic())
    request.app.state.arrived()
    return _opened(site, request, opened)


def _opened(site: Site, request: Request, opened: Opened) -> Response:
    texts = wording.opening()
    if opened.is_wrong:
        return site.page("bad.html", request, status=404, text=texts["bad"], mend=texts["mend"].format(contact=opened.contact))
    if opened.asks:
        problem = texts.get(opened.problem, "")
        status = 429 if opened.problem == "locked" else 200
        return site.page("open.html", request, status=status, o=texts, asks=True, problem=problem, contact=opened.contact)
    if not opened.link:
        return _let_in(site, opened.secret)
    answer = site.page("opened.html", request, cookie=opened.secret, o=texts, link=opened.link)
    site.leave_cookie(answer, opened.secret)
    return answer


def _open(site: Site, db: Transaction, secret: str, cookie: str, device: str, code: str) -> Opened:
    now = site.clock.now()
    link = links.find(db, site.keys, secret, now)
    owner = chats.owner(db, link.chat_id) if link else None
    if link is None or owner is None or owner.bot_id != site.door.bot_id:
        return Opened(is_wrong=True, contact=_home(site, db)[1])
    if sessions.is_known(db, site.keys, cookie, owner.chat_id) or not sessions.has_devices(db, owner.chat_id):
        links.use(db, link, now)
        return Opened(sessions.begin(db, site.keys, owner.to, device, now))
    return _open_new_device(site, db, link, owner, device, code)


def _open_new_device(site: Site, db: Transaction, link: Link, owner: Owner, device: str, code: str) -> Opened:
    """Another device is known: this one needs a code, and gets a link of its own instead of the one that was about."""
    now = site.clock.now()
    if owner.person_id is None or invites.is_locked(db, owner.chat_id, now):
        return Opened(asks=True, problem="locked", contact=owner.contact)
    if not code:
        asking.ask_for_code(db, owner, now)
        return Opened(asks=True, contact=owner.contact)
    if not codes.use(db, site.keys, owner.person_id, code, now):
        left = invites.count_wrong(db, owner.chat_id, now)
        return Opened(asks=True, problem="wrong" if left else "locked", contact=owner.contact)
    invites.forget_wrong(db, owner.chat_id)
    new = links.replace(db, site.keys, link, owner.to, now)
    cookie = sessions.begin(db, site.keys, owner.to, device, now)
    return Opened(cookie, links.address_of(site.public_url, new))


def _home(site: Site, db: Transaction) -> tuple[str, str]:
    """Whose door this is, and whom to call."""
    home = db.session.get_one(Federation, site.door.federation_id)
    return home.name, home.contact
