"""A process that only delivers, until everything is settled: `python -m tests.benchmarks.broadcast_life ORDER`.

With a clock it lives in simulated time on a simulated line, answers five chairs a second beside the announcement, and is killed
now and then; without one it shows how fast one process is.
"""

import asyncio
import json
import random
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from sqlalchemy import select

from bot import loop
from bot.channels.telegram import telegram
from bot.channels.telegram.request import AiohttpRequest
from bot.clock import Clock
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.database.writers import Database, T, Work, writer_for
from bot.models import Outbox, table_of
from bot.post.delivery import Delivery
from bot.post.message import Message
from bot.post.outbox import Address, queue
from bot.post.pace import Pace
from tests.benchmarks.simulated import Jumping, Real, SharedClock, SimulatedLoop

LINE = (0.018, 0.022)  # simulated seconds for one way
REPLIES_PER_S = 5
LOOK = 0.5  # seconds between two looks whether everything is settled

outbox = table_of(Outbox)


@dataclass(frozen=True)
class Order:
    """What to deliver, and where to."""

    per_second: int = 30
    clock: str = ""
    token: str = ""
    address: str = ""
    database: str = ""
    bot_id: int = 0
    first_chair: int = 0  # chats from here on are answered
    chairs: int = 0

    def to_text(self) -> str:
        return json.dumps(asdict(self))


class Line(AiohttpRequest):
    """A line on which a request takes its time."""

    real: ClassVar[Real]
    dice: ClassVar[random.Random] = random.Random()  # noqa: S311  a simulation

    async def do_request(self, *values: Any, **options: Any) -> tuple[int, bytes]:
        await asyncio.sleep(self.dice.uniform(*LINE))
        with self.real.work():
            answer = await super().do_request(*values, **options)
        await asyncio.sleep(self.dice.uniform(*LINE))
        return answer


class Watched(Database):
    """A database that says when it is at work."""

    def __init__(self, database: Database, real: Real) -> None:
        self.engine = database.engine
        self._database, self._real = database, real

    async def transact(self, work: Work[T]) -> T:
        with self._real.work():
            return await self._database.transact(work)

    def close(self) -> None:
        self._database.close()


class Life:
    """One life of the process."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.delivery: Delivery | None = None

    def in_flight(self) -> int:
        return self.delivery.in_flight if self.delivery else 0

    async def live(self, database: Database, clock: Clock) -> None:
        """Deliver until nothing waits any more."""
        channel = telegram.Telegram(self.order.token, base_url=f"{self.order.address}/bot", file_url="")
        await channel.open()
        self.delivery = Delivery(database, clock, self.order.bot_id, channel, {}, Pace(per_second=self.order.per_second))
        running = asyncio.create_task(self.delivery.run())
        answering = asyncio.create_task(self._answer(database, clock, self.delivery)) if self.order.chairs else None
        await _settled(database, announced=True)
        if answering:
            answering.cancel()
        await _settled(database, announced=False)
        running.cancel()
        await asyncio.wait({running})
        await channel.close()
        database.close()

    async def _answer(self, database: Database, clock: Clock, delivery: Delivery) -> None:
        while True:
            number = int(clock.monotonic() * REPLIES_PER_S)
            to = Address(1, self.order.bot_id, self.order.first_chair + number % self.order.chairs)
            key, reply = f"reply/{number}", Message(f"Trả lời {number}")
            await database.transact(partial(queue, to=to, key=key, message=reply, now=clock.now()))
            delivery.wake()
            await asyncio.sleep((number + 1) / REPLIES_PER_S - clock.monotonic())


async def _settled(database: Database, *, announced: bool) -> None:
    while await database.transact(partial(_waits, announced=announced)):  # noqa: ASYNC110  nobody tells
        await asyncio.sleep(LOOK)


def _waits(db: Transaction, *, announced: bool) -> bool:
    rows = select(outbox.c.id).where(outbox.c.state == "waiting", outbox.c.announcement_id.is_not(None) == announced)
    return db.connection.execute(rows.limit(1)).first() is not None


def main(text: str) -> None:
    """Live once."""
    order = Order(**json.loads(text))
    life, database = Life(order), writer_for(open_engine(order.database))
    if not order.clock:
        loop.run(life.live(database, Clock()))
        return
    clock, real = SharedClock(Path(order.clock)), Real()
    Line.real = real
    with (
        patch.object(telegram, "AiohttpRequest", Line),
        asyncio.Runner(loop_factory=lambda: SimulatedLoop(clock, Jumping(clock, real, life.in_flight))) as runner,
    ):
        runner.run(life.live(Watched(database, real), clock))


if __name__ == "__main__":
    main(sys.argv[1])
