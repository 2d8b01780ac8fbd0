"""A process that fetches a file is killed at every point there is; the next one finds the file waiting, or done, once."""

import asyncio
import os
import shutil
import signal
from itertools import count
from pathlib import Path
from typing import cast

from bot import building, demo
from bot.channels.channel import Channel
from bot.clock import StandingClock
from bot.database.engine import open_engine
from bot.database.writers import writer_for
from bot.invites import Invites
from bot.models import Document, Inbox, Upload
from bot.post.fetching import Fetching
from tests.conftest import NOW
from tests.crash.fuse import Fuse, Fused, fused_engine
from tests.documents.conftest import SCRIPTS
from tests.support import databases
from tests.support.talking import Talk, transaction

CONTENT = b"a file" * 1000
BOT = 1
PATIENCE = 20  # seconds
POINTS = 10  # there are more points than that, or the fuse is not in the line


class OneFile:
    """A platform that has one file; whoever fetches asks it for nothing else."""

    async def fetch(self, file_id: str, at_most: int) -> bytes:  # noqa: ARG002  a channel's signature
        return CONTENT


def waiting(path: Path) -> None:
    """A database in which a file waits to be fetched."""
    engine = databases.open_new(f"sqlite:///{path}")
    with transaction(engine) as db:
        demo.fill(db, Invites(b"a key for tests"), NOW)
        door = building.telegram_door(db, "700000001", "thidua_bot")
    talk = Talk(engine, StandingClock(NOW), SCRIPTS, door)
    talk.say(1, "/tep")
    talk.send_kind(1, document={"file_id": "x", "file_name": "a.xlsx"})
    engine.dispose()


def life(path: Path, deadly: int) -> bool:
    """A process that fetches, and dies at its `deadly`-th point; False: it had come to its end before."""
    child = os.fork()
    if child == 0:
        try:
            signal.alarm(PATIENCE)
            Fused.fuse = Fuse(os.open(os.devnull, os.O_WRONLY), deadly)
            asyncio.run(_fetch(path))
        finally:
            os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


async def _fetch(path: Path) -> None:
    arrived, channel = asyncio.Event(), cast("Channel", OneFile())
    database = writer_for(fused_engine(f"sqlite:///{path}"))
    running = asyncio.create_task(Fetching(database, StandingClock(NOW), BOT, channel, arrived.set).run())
    await arrived.wait()
    running.cancel()


def test_a_kill_at_any_point_loses_nothing_and_repeats_nothing(tmp_path: Path) -> None:
    waiting(tmp_path / "begin.db")
    deaths = 0
    for deadly in count(1):
        path = Path(shutil.copy(tmp_path / "begin.db", tmp_path / f"killed-{deadly}.db"))
        died = life(path, deadly)
        deaths += died
        if died and not _is_done(path):
            assert not life(path, 0)
        _check_end(path)
        if not died:
            break
    assert deaths > POINTS


def _is_done(path: Path) -> bool:
    """The document, the update and the upload's end are there together, or not at all."""
    talk = _talk(path)
    fetched = bool(talk.rows(Upload)[0].state == "fetched")
    assert len(talk.rows(Document)) == fetched
    assert _brought(talk) == ["upload/1"] * fetched
    talk.engine.dispose()
    return fetched


def _talk(path: Path) -> Talk:
    engine = open_engine(f"sqlite:///{path}")
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    return Talk(engine, StandingClock(NOW), SCRIPTS, door)


def _check_end(path: Path) -> None:
    talk = _talk(path)
    assert [(each.content, each.name) for each in talk.rows(Document)] == [(CONTENT, "a.xlsx")]
    assert _brought(talk) == ["upload/1"]
    talk.take()
    assert [each.state for each in talk.rows(Inbox)] == ["done"] * 3
    talk.engine.dispose()


def _brought(talk: Talk) -> list[str]:
    return [each.key for each in talk.rows(Inbox) if each.key.startswith("upload/")]
