"""The fake platform, and an outbox that owes an announcement to an audience."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path

from bot import migrations
from bot.clock import Clock
from bot.database.engine import open_engine
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform
from tests.benchmarks import broadcast_queue
from tests.benchmarks.broadcast_life import Order
from tests.support.talking import transaction

TOKEN = "720000001:the-benchmark-has-no-secrets"
FIRST, FIRST_CHAIR = 1_001, 900_001  # the platform's ids of the audience, and of those who write meanwhile
CHAIRS = 300


@dataclass
class Sea:
    """The fake platform, and an outbox that owes the announcement to an audience."""

    platform: TelegramPlatform
    order: Order
    folder: Path
    audience: range

    def query(self, sql: str) -> list[tuple[object, ...]]:
        """The rows, as another process sees them."""
        with closing(sqlite3.connect(self.folder / "thidua.db")) as connection:
            return connection.execute(sql).fetchall()


@asynccontextmanager
async def sea(folder: Path, size: int, clock: Clock, order: Order) -> AsyncIterator[Sea]:
    """The announcement is queued; nobody delivers yet."""
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý thi đua")
    engine = open_engine(f"sqlite:///{folder}/thidua.db")
    migrations.upgrade(engine)
    with transaction(engine) as db:
        bot_id = broadcast_queue.add_bot(db, TOKEN.partition(":")[0])
        broadcast_queue.add_chats(db, 1, bot_id, FIRST, size)
        broadcast_queue.add_chats(db, 1, bot_id, FIRST_CHAIR, CHAIRS)
        chats = broadcast_queue.recipients(db, bot_id, FIRST, size)
        broadcast_queue.queue_chunk(db, chats, clock.now())
    engine.dispose()
    runner, port = await serve(platform.application())
    address, database = f"http://127.0.0.1:{port}", f"sqlite:///{folder}/thidua.db"
    try:
        yield Sea(
            platform,
            replace(order, token=TOKEN, address=address, database=database, bot_id=bot_id),
            folder,
            range(FIRST, FIRST + size),
        )
    finally:
        await runner.cleanup()
