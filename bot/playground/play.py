"""The playground: the real application against the fake platform, with demo data and a clock to walk through the year.

What must survive a kill -9 lies in one folder: the bot's database, the phones' journal, how far the clock was walked, the
page's key, and the demo's invites (which a real installation never keeps).
"""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot import announcements, building, demo, migrations
from bot.application import Application, Entrance
from bot.asking.script import Scripts
from bot.channels.telegram.telegram import Telegram
from bot.channels.zalo.zalo import Zalo
from bot.clock import Clock, WalkingClock
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.database.writers import Database, writer_for
from bot.demo import Guest
from bot.invites import Invites
from bot.people import OFFICER
from bot.playground import opening
from bot.playground.page import PhoneOnPage, page_routes
from bot.playground.page_web import WebOnPage, web_routes
from bot.playground.page_zalo import UNDER, ZaloDeeds, ZaloOnPage
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform
from bot.playground.zalo import ZaloPlatform
from bot.reminders.coming import next_filling, next_moment
from bot.settings import Misconfigured, kept_key
from bot.web_door import Wanted, WebDoor, open_web

TOKEN = "700000001:playground-has-no-secrets"  # noqa: S105  known to nobody but the fake
USERNAME, NAME = "thidua_bot", "Trợ lý thi đua"
ZALO_TOKEN = "1459232241454765289:playground-has-no-secrets"  # noqa: S105  likewise
SPOKEN = "vi"  # by everybody of the play, whatever their browser asks for
ZALO_NAME = "Bot Thi đua"  # the name of a Zalo bot begins with “Bot”
FIRST_USER = 501
PAGE_KEY = "page.key"
WEB_INVITE = "web.invite"
ON_TELEGRAM = 3  # of the demo's people


@dataclass(frozen=True)
class State:
    """What the playground keeps beside the database: seconds the clock is ahead, and who is invited by which secrets."""

    ahead: float
    guests: list[dict[str, Any]]


class Walk:
    """Walks the clock: it stops at every due moment on the way, lets the tick queue and the messages arrive, and goes on."""

    def __init__(self, application: Application, clock: WalkingClock, folder: Path, over: asyncio.Event) -> None:
        self.application = application
        self.clock = clock
        self.folder = folder
        self._over = over

    def now(self) -> datetime:
        return self.clock.now()

    async def next_moment(self) -> tuple[datetime, str] | None:
        """The next moment with something due, as far as is known now."""
        moments = await self.application.database.transact(lambda db: _coming(db, self.clock.now()))
        return min(moments, default=None)

    async def walk_to(self, instant: datetime) -> None:
        """Go forward to `instant`, through every due moment before it."""
        while (coming := await self._next_stop()) and coming <= instant:
            await self._stop_at(coming)
        await self._stop_at(instant)

    async def next_reminder(self) -> None:
        """Go to the next due moment."""
        while stop := await self._next_stop():
            coming = await self.next_moment()
            await self._stop_at(stop)
            if coming and stop == coming[0]:
                return  # the stops before it are those at which duties come to be, and nobody is told anything

    async def start_over(self) -> None:
        """Throw the play away and begin anew."""
        self._over.set()

    async def _next_stop(self) -> datetime | None:
        """The next moment with something due, or one before it at which there will be more that is."""
        coming = await self.next_moment()
        filling = await self.application.database.transact(lambda db: next_filling(db, self.clock.now()))
        return min((each for each in (coming and coming[0], filling) if each), default=None)

    async def _stop_at(self, moment: datetime) -> None:
        self.clock.walk_to(moment)
        kept = _read(self.folder)
        _write(self.folder, State(self.clock.ahead.total_seconds(), kept.guests))
        await self.application.tick()
        with suppress(TimeoutError):  # a platform that is switched off keeps messages waiting; time goes on
            async with asyncio.timeout(5):
                await self.application.idle()


@asynccontextmanager
async def stage(
    folder: Path,
    scripts: Scripts,
    invites: Invites,
    *,
    key: str,
    port: int = 0,
    begins: datetime | None = None,
    empty: bool = False,
) -> AsyncIterator[tuple[str, asyncio.Event]]:
    """Run the playground from `folder`; yields the page's address, and an event that is set when it shall start over.

    A new play begins now, or at the instant `begins`; with the demo's data, or `empty`.
    """
    database = _database(folder)
    state = await _opened(folder, database, invites, begins, opening.found if empty else demo.fill)
    clock = WalkingClock(timedelta(seconds=state.ahead))
    platform = TelegramPlatform(clock, journal=folder / "phones.jsonl")
    platform.add_bot(TOKEN, USERNAME, NAME)
    zalo = ZaloPlatform(clock, journal=folder / "zalo.jsonl")
    zalo.add_bot(ZALO_TOKEN, ZALO_NAME)
    over = asyncio.Event()
    web = platform.application()
    late = _Late(clock)
    web.add_routes(zalo.routes(UNDER))
    web.add_routes(page_routes(platform, _people(state), late, key, ZaloDeeds(zalo, _zalo_people(state))))
    browser = WebOnPage(database, invites, folder / WEB_INVITE, clock)
    web.add_routes(web_routes(browser, key))
    runner, taken = await serve(web, port=port)
    address = f"http://127.0.0.1:{taken}"
    telegram = Telegram(TOKEN, base_url=f"{address}/bot", file_url=f"{address}/file/bot")
    zalo_bot = Zalo(ZALO_TOKEN, clock=clock, base_url=address + UNDER, photo_hosts=("127.0.0.1",))
    entrances = [await _entrance(database, telegram), await building.zalo_entrance(database, zalo_bot)]
    pages = await _web(database, clock, invites, port)
    browser.address = pages.address
    entrances += pages.entrances
    application = building.application(database, clock, scripts, entrances, invites, address=pages.address)
    late.walk.set_result(Walk(application, clock, folder, over))
    running = asyncio.create_task(application.run())
    try:
        yield f"{address}/?key={key}", over
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await telegram.close()
        await zalo_bot.close()
        await zalo.close()
        await runner.cleanup()
        platform.journal.close()
        database.close()


def _coming(db: Transaction, now: datetime) -> list[tuple[datetime, str]]:
    named = ((next_moment(db, now), "Nhắc việc"), (announcements.next_moment(db, now), "Thông báo"))
    return [(moment, name) for moment, name in named if moment]


class _Late:
    """Stands in for the walk while the parts are put together: the page's routes must be there before the bot connects, and a
    page that is open asks at once. It waits for the walk."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.walk: asyncio.Future[Walk] = asyncio.get_running_loop().create_future()

    def now(self) -> datetime:
        return self.clock.now()

    async def next_moment(self) -> tuple[datetime, str] | None:
        return await (await self._begun()).next_moment()

    async def walk_to(self, instant: datetime) -> None:
        await (await self._begun()).walk_to(instant)

    async def next_reminder(self) -> None:
        await (await self._begun()).next_reminder()

    async def start_over(self) -> None:
        await (await self._begun()).start_over()

    async def _begun(self) -> Walk:
        """Whoever stops waiting does not end it for the others."""
        return await asyncio.shield(self.walk)


async def _entrance(database: Database, telegram: Telegram) -> Entrance:
    return await building.telegram_entrance(database, telegram, await telegram.open())


async def _web(database: Database, clock: Clock, invites: Invites, page_port: int) -> WebDoor:
    """The web chat: at the port after the page's, where an open chat finds it again, or at any other if that one is taken."""
    wanted = Wanted(port=page_port + 1 if page_port else 0, language=SPOKEN)
    try:
        return await open_web(database, clock, invites, wanted)
    except Misconfigured:
        return await open_web(database, clock, invites, replace(wanted, port=0))


def _database(folder: Path) -> Database:
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_engine(f"sqlite:///{folder}/thidua.db")
    migrations.upgrade(engine)
    return writer_for(engine)


Fill = Callable[[Transaction, Invites, datetime], list[Guest]]


async def _opened(folder: Path, database: Database, invites: Invites, begins: datetime | None, fill: Fill) -> State:
    """The play as it was left, or a new one derived from its first day."""
    with suppress(FileNotFoundError):
        return _read(folder)
    real = Clock().now()
    ahead = (begins or real) - real
    guests = await database.transact(lambda db: fill(db, invites, real + ahead))
    state = State(ahead.total_seconds(), [asdict(guest) for guest in guests])
    _write(folder, state)
    return state


def _people(state: State) -> list[PhoneOnPage]:
    return [
        PhoneOnPage(
            TOKEN,
            FIRST_USER + number,
            f"{'Cán bộ' if guest['role'] == OFFICER else 'Chủ tịch'} · {guest['unit']}",
            guest["name"].split()[-1],
            guest["secrets"]["token"],
            _hint(guest, "hoặc gõ mã {code}"),
        )
        for number, guest in enumerate(state.guests[:ON_TELEGRAM])
    ]


def _hint(guest: dict[str, Any], text: str) -> str:
    """What else can be done in an empty chat; whoever has no code yet gets it from the officer."""
    code = guest["secrets"]["code"]
    return text.format(code=code) if code else "Gõ mã mời mà cán bộ đã trao"


def _zalo_people(state: State) -> list[ZaloOnPage]:
    """The last of the chairs has another app: no link opens a chat there, the code on paper is typed."""
    return [
        ZaloOnPage(
            ZALO_TOKEN,
            FIRST_USER + number,
            f"Zalo · Chủ tịch · {guest['unit']}",
            guest["name"].split()[-1],
            _hint(guest, "Gõ mã mời trên giấy: {code}"),
        )
        for number, guest in enumerate(state.guests)
        if number >= ON_TELEGRAM
    ]


def _read(folder: Path) -> State:
    return State(**json.loads((folder / "play.json").read_text("utf-8")))


def _write(folder: Path, state: State) -> None:
    """Whole or not at all: a kill in between leaves the old file."""
    new = folder / "play.json.new"
    new.write_text(json.dumps(asdict(state), ensure_ascii=False), "utf-8")
    new.replace(folder / "play.json")


def page_key(folder: Path) -> str:
    """The key in the page's address: the same at every start, so that a page that is open finds its play again."""
    return kept_key(folder / PAGE_KEY).decode()


def sweep(folder: Path) -> None:
    """Throw a play away; its page keeps its key."""
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        elif each.name != PAGE_KEY:
            each.unlink(missing_ok=True)
