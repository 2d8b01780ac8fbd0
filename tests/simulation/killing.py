"""A server in a process of its own, on a database in a file, that is killed (SIGKILL) in the midst of its work.

A nursery that has opened no database forks each life: a fork of a process with an open SQLite file would share its locks.
"""

import json
import os
import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from bot.database.engine import open_engine
from bot.post.message import Message
from bot.reminders.tick import Ticks
from tests.simulation.server import Delivery, Journal, interleave, ticking
from tests.simulation.store import Store

MEMORY = Path("/dev/shm")  # noqa: S108  a file there is never written to a disk
LONGEST = 0.08  # seconds of work before a life ends
READY = b"!"


class Told(Journal):
    """A journal in a file: every word is there before the database is told of it, and outlives its process."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file

    def say(self, letter: int, message: Message, at: datetime) -> None:
        line = json.dumps({"letter": letter, "message": message.to_json(), "at": at.isoformat()}) + "\n"
        with self.file.open("ab", buffering=0) as opened:
            opened.write(line.encode())

    def take(self) -> Iterator[tuple[int, Message, datetime]]:
        """What was said by lives that have ended; a line that its life did not finish was never acted upon."""
        content = self.file.read_bytes() if self.file.exists() else b""
        self.file.unlink(missing_ok=True)
        for line in content.decode().splitlines(keepends=True):
            if line.endswith("\n"):
                said = json.loads(line)
                yield said["letter"], Message.from_json(said["message"]), datetime.fromisoformat(said["at"])


@dataclass
class Nursery:
    """Forks lives of the server, and ends them."""

    pid: int
    orders: int
    answers: int
    journal: Told
    chance: random.Random
    deaths: int = 0

    def kill(self, bot: int, now: datetime, journal: Journal) -> None:
        """Let a server work on what is due now, and kill it somewhere."""
        order = {"bot": bot, "now": now.isoformat(), "seed": self.chance.randrange(1 << 30)}
        os.write(self.orders, json.dumps(order).encode() + b"\n")
        said = _line(self.answers)
        if not said.startswith(READY):
            raise RuntimeError("a life of the server did not begin")
        time.sleep(self.chance.uniform(0, LONGEST))
        os.kill(int(said.removeprefix(READY)), signal.SIGKILL)
        self.deaths += int(_line(self.answers)) == -signal.SIGKILL
        for letter, message, at in self.journal.take():
            journal.say(letter, message, at)


@contextmanager
def nursery(database: Path, chance: random.Random) -> Iterator[Nursery]:
    """A nursery for servers on the database; to be opened before anybody else opens that."""
    orders, answers = os.pipe(), os.pipe()
    journal = Told(database.with_suffix(".said"))
    pid = os.fork()
    if pid == 0:
        os.close(orders[1])
        _raise_lives(orders[0], answers[1], database, journal)
    os.close(orders[0])
    try:
        yield Nursery(pid, orders[1], answers[0], journal, chance)
    finally:
        os.close(orders[1])
        os.waitpid(pid, 0)
        os.close(answers[0])
        os.close(answers[1])


def _raise_lives(orders: int, answers: int, database: Path, journal: Told) -> NoReturn:
    try:
        while order := _line(orders):
            life = os.fork()
            if life == 0:
                _live(json.loads(order), answers, database, journal)
            os.write(answers, f"{os.waitstatus_to_exitcode(os.waitpid(life, 0)[1])}\n".encode())
    finally:
        os._exit(0)


def _live(order: dict[str, Any], answers: int, database: Path, journal: Told) -> NoReturn:
    """Tick three times side by side and deliver, as `tests.simulation.walk` does; it does not return."""
    signal.alarm(60)
    try:
        store = open_file(database)
        chance, now = random.Random(order["seed"]), datetime.fromisoformat(order["now"])  # noqa: S311  no secret
        os.write(answers, READY + f"{os.getpid()}\n".encode())
        interleave(chance, [ticking(store.begin, Ticks(), now) for _ in range(3)], _nothing)
        Delivery(store.begin, order["bot"], chance, journal, trouble=0).run(lambda: now, _nothing)
        time.sleep(60)  # until it is killed
    finally:
        os._exit(1)


def _nothing() -> None:
    return None


def _line(descriptor: int) -> bytes:
    """A line, read byte by byte, so that nothing behind it is taken."""
    line = b""
    while (byte := os.read(descriptor, 1)) and byte != b"\n":
        line += byte
    return line


def open_file(database: Path) -> Store:
    """The database in a file. It does not wait for the disk: processes are killed here, not machines."""
    store = Store(open_engine(f"sqlite:///{database}"))
    store.cursor().execute("PRAGMA synchronous=OFF")
    return store


@contextmanager
def folder() -> Iterator[Path]:
    """A fresh folder, in memory where the system has such a place."""
    place = Path(tempfile.mkdtemp(prefix="thidua-walk-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
