"""A federation whose people each have three doors, in one process: real turns, real delivery, real pages, no network."""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

import httpx
from sqlalchemy import Engine, select
from starlette.applications import Starlette

from bot import building
from bot.asking.ask import Ask
from bot.asking.replay import Question, Waiting
from bot.asking.script import Script, Scripts, Speaker
from bot.asking.turn import Turns
from bot.channels.channel import Channel
from bot.channels.web.guard import Guarded
from bot.channels.web.hub import Hub
from bot.channels.web.routes import routes
from bot.channels.web.site import Site
from bot.database.transaction import Transaction
from bot.doors import ABILITIES
from bot.invites import Seat, Secrets
from bot.models import WAITING, Account, Chat, Inbox, Office, Outbox, Unit, metadata, table_of, written
from bot.people import CHAIR, REVIEWER
from bot.people import OFFICER as OFFICER_ROLE
from bot.post.abilities import FULL, PLAIN
from bot.post.delivery import Delivery
from bot.post.fetching import Fetching
from bot.post.inbox import Arrival, store
from bot.post.message import Message
from bot.post.outbox import Address
from bot.post.pace import NoPace
from bot.web import sessions
from bot.web.keys import Keys
from conversations import all_scripts
from tests.equality.questions import place
from tests.equality.stand_ins import Inline, LightWeb, NoLimits, Screens
from tests.support import databases
from tests.support.talking import transaction
from tests.walks.scene import AHEAD, DUNG, LAN, MAI, OFFICER, SECOND, Scene

T = TypeVar("T")
ADDRESS = "https://thidua.example"
TELEGRAM, ZALO, WEB = "telegram", "zalo", "web"
DOORS = (TELEGRAM, ZALO, WEB)
PEOPLE = (OFFICER, MAI, DUNG, LAN, SECOND, AHEAD)
FOREVER = 1e6  # seconds
FREE = "Trường Mầm non Hoa Mai"  # a unit that nobody leads
BOTS = {TELEGRAM: "700000001", ZALO: "1459232241454765289", WEB: "web"}

account, chat, inbox, office, outbox, units = (
    table_of(Account),
    table_of(Chat),
    table_of(Inbox),
    table_of(Office),
    table_of(Outbox),
    table_of(Unit),
)


class Patient(Delivery):
    """Looks only when it is woken: another door's would send what is to wait there, once a second of real time has gone by."""

    async def _look(self) -> float:
        await super()._look()
        return FOREVER


class Town:
    """The people, their doors, and the program behind them. `ran` are the conversations that reached their end since the
    beginning."""

    def __init__(self, engine: Engine | None = None) -> None:
        """`engine`: where it is played, if not in memory; there, walks with something before them cannot begin."""
        begun = Scene.make(0)
        self.clock, self.invites, self.begins = begun.clock, begun.invites, begun.begins
        self.engine = self.source = begun.talk.engine
        self.ran: set[str] = set()
        self.asked: set[str] = set()  # where in the conversations a question was left open, ever
        self.waiting_for = ""  # the conversation that asked last
        self.updates = 5000
        self.loop = asyncio.new_event_loop()
        self.keys = Keys(self.invites.derive("web"))
        self.doors = {each: self.do(lambda db, each=each: building.door(db, each, BOTS[each], each)) for each in DOORS}  # type: ignore[misc]
        for each in PEOPLE:
            self._all_doors(each)
            self.cookie(each)
        self.screens = {TELEGRAM: Screens(FULL), ZALO: Screens(PLAIN)}
        self.memory: list[str] = []  # what people saw, wherever they saw it
        self.code = self.do(self._invited).code
        self.kept: dict[object, tuple[datetime, list[str], sqlite3.Connection]] = {}
        self.do(lambda db: db.connection.execute(office.update().where(office.c.role == REVIEWER).values(role=OFFICER_ROLE)))
        self.do(lambda db: db.connection.execute(outbox.update().values(state="sent")))  # what was said before is said
        self.keep("base")
        self.engine = engine or self.source
        self._open()

    def _open(self) -> None:
        """Start what runs for as long as the town stands."""
        database, hub = Inline(self.engine), Hub()
        site = Site(database, self.clock, self.doors[WEB], hub, self.keys, ADDRESS, limits=NoLimits())
        self.app = Starlette(routes=routes(site))
        self.app.state.arrived = lambda: None
        channels: dict[str, Channel] = {**self.screens, WEB: LightWeb(database, self.clock, self.doors[WEB], hub)}
        self.turns = Turns(self._noting(all_scripts(self.invites)), building.READERS, self.clock, ABILITIES, ADDRESS)
        templates = building.templates(self.invites, ADDRESS)
        self.at_work: dict[str, tuple[Delivery, Fetching]] = {}
        for name, channel in channels.items():
            number = self.doors[name].bot_id
            delivery = Patient(database, self.clock, number, channel, templates, NoPace())
            fetching = Fetching(database, self.clock, number, channel, lambda: None)
            self.at_work[name] = delivery, fetching
        self.tasks = [self.loop.create_task(each.run()) for both in self.at_work.values() for each in both]

    def close(self) -> None:
        """Stop everything."""
        for each in self.tasks:
            each.cancel()
        self.loop.run_until_complete(asyncio.gather(*self.tasks, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def browser(self, cookie: str = "") -> httpx.AsyncClient:
        """A browser, let in by a cookie or not."""
        cookies = {"__Host-thidua": cookie} if cookie else {}
        transport = httpx.ASGITransport(Guarded(self.app, "'none'"))
        return httpx.AsyncClient(base_url=ADDRESS, transport=transport, cookies=cookies, headers={"Origin": ADDRESS})

    def do(self, work: Callable[[Transaction], T]) -> T:
        """Something in a transaction."""
        with transaction(self.engine) as db:
            return work(db)

    def arrive(self, door: str, arrival: Arrival) -> None:
        """An update comes in."""
        self.do(lambda db: store(db, self.doors[door], [arrival], self.clock.now()))

    def settle(self, door: str) -> None:
        """Take the turns that wait, and send and fetch at a door until there is nothing left to do."""
        self.loop.run_until_complete(self._settle(door))

    async def _settle(self, door: str) -> None:
        while True:
            while self.do(self.turns.take)[0]:
                pass
            for each in self.at_work[door]:
                each.wake()
            while any(each.is_busy for each in self.at_work[door]):  # noqa: ASYNC110  nothing but their own steps is waited for
                await asyncio.sleep(0)
            if not self.do(lambda db: db.connection.execute(select(inbox.c.id).where(inbox.c.state == WAITING)).first()):
                return

    def wait(self, time: timedelta) -> None:
        """Time goes by, and what becomes due is done."""
        self.clock.walk_to(self.clock.now() + time)
        self.do(lambda db: building.tick(db, self.clock.now()))

    def keep(self, name: object) -> None:
        """Remember how everything stands."""
        copy = sqlite3.connect(":memory:")
        self._driver.backup(copy)
        self.kept[name] = self.clock.now(), [*self.memory], copy

    def begin(self, name: object = "base") -> None:
        """Everything stands as it was kept, but for the screens, which are empty."""
        instant, memory, copy = self.kept[name]
        self.clock.walk_to(instant)
        self.memory[:] = memory
        copy.backup(self._driver)
        if self.engine is not self.source:
            self._copy_over()
        for each in self.screens.values():
            each.shown.clear()
        self.ran.clear()

    @property
    def _driver(self) -> sqlite3.Connection:
        with self.source.connect() as connection:
            return cast("sqlite3.Connection", connection.connection.driver_connection)

    def _copy_over(self) -> None:
        """Every row, with its number, from memory to the other database."""
        databases.empty(self.engine)
        with self.source.connect() as one, self.engine.begin() as other:
            other.exec_driver_sql("SET LOCAL session_replication_role = replica")
            for table in metadata.sorted_tables:
                if rows := [dict(each) for each in one.execute(select(table)).mappings()]:
                    other.execute(table.insert(), rows)
                if "id" in table.c:
                    name, most = table.name, max((each["id"] for each in rows), default=0)
                    other.exec_driver_sql(f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), {most + 1}, false)")

    def _noting(self, scripts: Scripts) -> Scripts:
        return Scripts([self._noted(each) for each in scripts.all], welcome=scripts.welcome.command, lost=scripts.lost.command)

    def _noted(self, script: Script) -> Script:
        def talk(ask: Ask, db: Transaction, speaker: Speaker) -> str | Message:
            places: dict[str, str] = {}
            answer_to = ask.answer_to

            def noting(question: Question[Any]) -> Any:
                places[question.key] = place()
                return answer_to(question)

            vars(ask)["answer_to"] = noting
            try:
                said = script.talk(ask, db, speaker)
            except Waiting as waiting:
                self.asked.add(places[waiting.question.key])
                self.waiting_for = script.command
                raise
            self.ran.add(script.command)
            return said

        return replace(script, talk=talk)

    def _invited(self, db: Transaction) -> Secrets:
        """Somebody nobody knows yet is to lead a unit."""
        unit = db.connection.execute(select(units.c.id, units.c.federation_id, units.c.name).where(units.c.name == FREE)).one()
        seat = Seat(0, unit.federation_id, unit.id, unit.name, CHAIR, "Chủ tịch công đoàn", "Vũ Thị Bích")
        return self.invites.issue(db, seat, self.clock.now(), days=30)

    def cookie(self, number: int) -> str:
        """A browser of somebody's is let in; returns its cookie."""
        return self.do(lambda db: sessions.begin(db, self.keys, self.address(db, WEB, number), "Chrome", self.clock.now()))

    def _all_doors(self, number: int) -> None:
        """Let somebody who is known on Telegram have the other doors too."""

        def work(db: Transaction) -> None:
            known = select(account.c.person_id, account.c.federation_id).where(account.c.platform_id == str(number))
            person_id, federation_id = db.connection.execute(known).one()
            for door in (ZALO, WEB):
                at = self.doors[door]
                there = Chat(federation_id=federation_id, bot_id=at.bot_id, address=address_at(door, number))
                db.session.add(there)
                db.session.flush()
                whose = {"person_id": person_id, "platform_id": there.address, "linked_at": self.clock.now()}
                db.session.add(Account(federation_id=federation_id, bot_id=at.bot_id, chat_id=written(there.id), **whose))
                db.session.flush()

        self.do(work)

    def address(self, db: Transaction, door: str, number: int) -> Address:
        """Where somebody is at a door."""
        at = self.doors[door]
        where = select(chat.c.id).where(chat.c.bot_id == at.bot_id, chat.c.address == address_at(door, number))
        return Address(at.federation_id, at.bot_id, db.connection.execute(where).scalar_one())

    def call_to(self, door: str, number: int) -> None:
        """From now on somebody we know is written to at this door; what waits elsewhere goes there too."""
        if number not in PEOPLE:
            return

        def work(db: Transaction) -> None:
            to, now = self.address(db, door, number), self.clock.now()
            chats = [self.address(db, each, number).chat_id for each in DOORS]
            db.connection.execute(account.update().where(account.c.chat_id == to.chat_id).values(preferred_at=now))
            waits = outbox.c.chat_id.in_(chats) & (outbox.c.state == "waiting")
            db.connection.execute(outbox.update().where(waits).values(bot_id=to.bot_id, chat_id=to.chat_id))

        self.do(work)

    def is_asked(self, door: str, number: int) -> bool:
        """Whether a question is open for somebody at a door."""
        wanted = select(chat.c.draft_id).where(
            chat.c.bot_id == self.doors[door].bot_id, chat.c.address == address_at(door, number)
        )
        return self.do(lambda db: db.connection.execute(wanted).scalars().first()) is not None


def address_at(door: str, number: int) -> str:
    """By what a platform knows somebody."""
    return {TELEGRAM: f"{number}", ZALO: f"{number:020x}", WEB: f"web{number:015x}"}[door]
