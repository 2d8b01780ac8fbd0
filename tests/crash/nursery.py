"""A process that has imported everything and only forks the application: `python -m tests.crash.nursery ADDRESS TOKEN`.

It reads one order a line, answers with the child's process id, and with its exit status once it is dead. It has neither a
thread nor an event loop, so that a fork of it is as good as a fresh start, in a few milliseconds instead of two seconds.
"""

import asyncio
import gc
import json
import os
import signal
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from unittest.mock import patch

from bot import building, migrations
from bot.application import Application
from bot.asking.ask import Ask
from bot.asking.script import Script, Scripts, Speaker
from bot.channels.telegram import telegram
from bot.clock import StandingClock
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.database.writers import writer_for
from bot.invites import Invites
from bot.post.pace import NoPace
from bot.reminders.tick import tick
from conversations import all_scripts
from tests.crash.flow import BEGINS, REMINDED
from tests.crash.fuse import Fuse, Fused, Request, fused_engine
from tests.crash.page import PageClock
from tests.support.talking import Talk, transaction

TOKEN = "700000001:the-token-of-the-crash-tests-000000"
KEY = b"a key for crash tests"
LONGEST_LIFE = 120  # seconds after which a forgotten child ends by itself
DEADLY = "chet"  # the command of the poisoned conversation


@dataclass(frozen=True)
class Order:
    """One life of the application: where everything is, and at which point it ends (0: at none)."""

    database: str
    port: int
    folder: str
    life: int = 0
    deadly: int = 0
    poisoned: bool = False

    def to_line(self) -> str:
        return json.dumps(asdict(self)) + "\n"


def main(orders: Iterable[str]) -> None:
    """Carry out orders until there are no more."""
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)  # "tick" may come before the child's loop can hear it
    for line in orders:
        child = os.fork()
        if child == 0:
            _live(Order(**json.loads(line)))
        _say(child)
        _say(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def warm_up(address: str, token: str) -> None:
    """Let the chair with this invite register a launch in a database of no importance: compiles statements, reads catalogues
    and works out the year's days off, once for all children."""
    engine = open_engine(address)
    with transaction(engine) as db:
        door = building.telegram_door(db, "1", "warm")
    talk = Talk(engine, StandingClock(BEGINS), all_scripts(Invites(KEY)), door)
    talk.say(1, f"/start {token}")
    talk.tap(1, "✅ Đúng, là tôi")
    talk.tap(1, "Tôi đồng ý")
    talk.tap(1, "🔔 Có, nhắc giúp tôi")
    for text in ("📅 Đăng ký phát động", "18/3", "9 giờ, sân", "lùi", "9 giờ, sân", "45"):
        talk.say(1, text)
    talk.tap(1, "✅ Đúng, ghi nhận")
    for now in (BEGINS, REMINDED):
        with transaction(engine) as db:
            tick(db, now)
    engine.dispose()
    gc.freeze()  # a collection in the child would copy every page


def _say(number: int) -> None:
    os.write(1, f"{number}\n".encode())


def _live(order: Order) -> None:
    """The child's whole life; it does not return."""
    signal.alarm(LONGEST_LIFE)
    folder = Path(order.folder)
    for descriptor, name in ((2, "child.log"), (1, "child.out")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT), descriptor)
    Fused.fuse = Fuse(os.open(folder / f"trace-{order.life}", os.O_WRONLY | os.O_TRUNC | os.O_CREAT), order.deadly)
    try:
        with patch.object(telegram, "AiohttpRequest", Request):
            asyncio.run(_serve(order))
    finally:
        os._exit(1)  # nothing of the nursery's is to be cleaned up by its copy


async def _serve(order: Order) -> None:
    """What `thidua run` does, with another clock and no pace."""
    engine = fused_engine(order.database)
    migrations.upgrade(engine)
    database = writer_for(engine)
    address = f"http://127.0.0.1:{order.port}"
    client = telegram.Telegram(TOKEN, base_url=f"{address}/bot", file_url=f"{address}/file/bot")
    entrance = await building.telegram_entrance(database, client, await client.open())
    scripts = _poisoned() if order.poisoned else all_scripts(Invites(KEY))
    clock = PageClock(Path(order.folder) / "clock")
    await _run(building.application(database, clock, scripts, [entrance], Invites(KEY), NoPace))


async def _run(application: Application) -> None:
    """Until killed; SIGUSR1 is the scheduler's tick, which nobody wants to wait twenty seconds for."""
    ticks: list[asyncio.Task[None]] = []
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGUSR1, lambda: ticks.append(loop.create_task(application.tick())))
    await application.run()


def _poisoned() -> Scripts:
    scripts = (*all_scripts(Invites(KEY)).all, Script(DEADLY, _die, for_strangers=True))
    return Scripts(scripts, welcome="start", lost="lac")


def _die(_ask: Ask, _db: Transaction, _speaker: Speaker) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("unreachable")


if __name__ == "__main__":
    warm_up(*sys.argv[1:])
    main(sys.stdin)
