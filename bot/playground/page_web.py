"""The way from the page with the phones to the web chat: always to somebody's chat, or with an invite that is good now."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from sqlalchemy import exists, select

from bot.channels.web.site import COOKIE
from bot.clock import Clock
from bot.codes import CHAIR_TITLE
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.duties.kinds import LAUNCH
from bot.invites import PRINTED_DAYS, Invites, Seat
from bot.models import Duty, Federation, Invite, Level, Office, Unit, WebSession, table_of
from bot.people import CHAIR
from bot.playground.page_guard import Guard
from bot.web import chats, links, sessions
from bot.web.keys import Keys
from bot.web_door import PURPOSE

duty, federation, invite, level = table_of(Duty), table_of(Federation), table_of(Invite), table_of(Level)
office, unit, session = table_of(Office), table_of(Unit), table_of(WebSession)

NAMES = ("Đỗ Thị Hạnh", "Hoàng Văn Nam", "Bùi Quốc Khánh", "Vũ Thị Thu")
OWES = exists().where(duty.c.unit_id == unit.c.id, duty.c.kind == LAUNCH, duty.c.done_at.is_(None))
# A unit of the demo whose chair nobody plays, rather one that has something to do.
FREE = (
    select(unit.c.id, unit.c.federation_id, unit.c.name)
    .join(level, level.c.id == unit.c.level_id)
    .join(federation, federation.c.id == unit.c.federation_id)
    .where(federation.c.is_demo, level.c.is_grassroots)
    .where(~exists().where(invite.c.unit_id == unit.c.id), ~exists().where(office.c.unit_id == unit.c.id))
    .order_by(OWES.desc(), unit.c.id)
    .limit(1)
)


@dataclass
class WebOnPage:
    """Where the web chat is, known once it listens. `kept` is the file with the token of the invite for it."""

    database: Database
    invites: Invites
    kept: Path
    clock: Clock
    address: str = ""

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Go there: back into the chat that this browser joined in, else with an invite."""
        cookie = request.cookies.get(COOKIE, "")
        raise web.HTTPFound(self.address + await self.database.transact(lambda db: self._path(db, cookie)))

    def _path(self, db: Transaction, cookie: str) -> str:
        return self._own_chat(db, cookie) or self._invited(db) or "/"

    def _own_chat(self, db: Transaction, cookie: str) -> str | None:
        """The chat of whoever joined in this browser, even after the clock was walked past the end of the session."""
        keys, now = Keys(self.invites.derive(PURPOSE)), self.clock.now()
        known = select(session.c.chat_id).where(session.c.secret_hash == keys.hash(sessions.KIND, cookie))
        chat_id = db.connection.execute(known.where(session.c.revoked_at.is_(None))).scalar_one_or_none()
        owner = chats.owner(db, chat_id) if chat_id is not None else None
        if owner is None or owner.person_id is None:
            return None
        if sessions.find(db, keys, cookie, now):
            return "/chat"
        return f"/c/{links.issue(db, keys, owner.to, now)}"

    def _invited(self, db: Transaction) -> str | None:
        """The page of an invite that is good; None where there is nobody to invite: that is for the officer to do."""
        token = self.kept.read_text("utf-8") if self.kept.exists() else ""
        if not token or self.invites.find(db, token, self.clock.now()) is None:
            token = self._issue(db)
            self.kept.write_text(token, "utf-8")
        return f"/i/{token}" if token else None

    def _issue(self, db: Transaction) -> str:
        found = db.connection.execute(FREE).one_or_none()
        if found is None:
            return ""
        seat = Seat(0, found.federation_id, found.id, found.name, CHAIR, CHAIR_TITLE, NAMES[found.id % len(NAMES)])
        return self.invites.issue(db, seat, self.clock.now(), days=PRINTED_DAYS).token


def web_routes(there: WebOnPage, key: str) -> list[web.RouteDef]:
    """The address `/web`, for whoever has the page's key."""
    return [web.get("/web", Guard(key).reading(there.open))]
