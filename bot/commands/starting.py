"""What every command begins and ends with."""

import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

from bot import logs, loop
from bot.database.transaction import Transaction
from bot.settings import Misconfigured, Settings, unknown_names

T = TypeVar("T")


def read_settings() -> Settings:
    """The settings, with logging started. Raises Misconfigured for a name that is none."""
    if strange := unknown_names():
        raise Misconfigured("unknown settings, perhaps mistyped: " + ", ".join(strange))
    settings = Settings()
    logs.start_logging(settings.log_level)
    return settings


def at_work(work: Callable[[Transaction], T]) -> T:
    """Do `work` in one transaction on the database of the settings, brought up to date first; it is undone if it raises."""
    from bot import migrations  # noqa: PLC0415  a command waits only for what it needs
    from bot.database.engine import open_engine  # noqa: PLC0415
    from bot.database.writers import writer_for  # noqa: PLC0415

    engine = open_engine(read_settings().database_url)
    migrations.upgrade(engine)
    database = writer_for(engine)
    try:
        return loop.run(database.transact(work))
    finally:
        database.close()


def stop(reason: str) -> NoReturn:
    """End the program with a sentence and exit code 1."""
    print(reason, file=sys.stderr)  # noqa: T201
    raise SystemExit(1)
