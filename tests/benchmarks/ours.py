"""The bot itself, as `python -m bot run` runs it, but without limits on its pace and with chairs that are linked already."""

import sys

from bot import building, logs, loop, migrations
from bot.channels.telegram.telegram import Telegram
from bot.clock import Clock
from bot.database.engine import open_engine
from bot.database.writers import writer_for
from bot.invites import Invites
from bot.post.pace import NoPace
from conversations import all_scripts
from tests.benchmarks import chairs


async def serve(token: str, base_url: str, address: str, count: int) -> None:
    """Serve `count` chairs from the empty database at `address`, until killed."""
    engine = open_engine(address)
    migrations.upgrade(engine)
    database, clock = writer_for(engine), Clock()
    telegram = Telegram(token, base_url=base_url, file_url=base_url.replace("/bot", "/file/bot"))
    await database.transact(lambda db: chairs.settle(db, telegram.platform_id, count, clock))
    try:
        entrance = await building.telegram_entrance(database, telegram, await telegram.open())
        invites = Invites(b"nobody is invited here")
        await building.application(database, clock, all_scripts(invites), [entrance], invites, NoPace).run()
    finally:
        await telegram.close()
        database.close()


async def main(token: str, base_url: str, address: str, count: str) -> None:
    """Serve with the logs that `run` has."""
    logs.start_logging("INFO")
    await serve(token, base_url, address, int(count))


if __name__ == "__main__":
    loop.run(main(*sys.argv[1:]))
