"""What every command begins and ends with."""

import sys
from collections.abc import Callable
from typing import NoReturn, TypeVar

from bot import logs, loop
from bot.database.transaction import Transaction
from bot.settings import Misconfigured, Settings, unknown_names

T = TypeVar("T")


class NotOne(Exception):
    """The database does not hold exactly one federation; the text says what to do."""


def read_settings() -> Settings:
    """The settings, with logging started. Raises Misconfigured for a name that is none."""
    if strange := unknown_names():
        raise Misconfigured("unknown settings, perhaps mistyped: " + ", ".join(strange))
    settings = Settings()
    logs.start_logging(settings.log_level)
    return settings


def at_work(work: Callable[[Transaction], T]) -> T:
    """Do `work` in one transaction on the database of the settings, brought up to date first; it is undone if it raises. Where it
    needs the only federation and there is none, the program ends with a sentence."""
    from bot import migrations  # noqa: PLC0415  a command waits only for what it needs
    from bot.database.engine import open_engine  # noqa: PLC0415
    from bot.database.writers import writer_for  # noqa: PLC0415

    engine = open_engine(read_settings().database_url)
    migrations.upgrade(engine)
    database = writer_for(engine)
    try:
        return loop.run(database.transact(work))
    except NotOne as problem:
        stop(str(problem))
    finally:
        database.close()


def federation_of(db: Transaction) -> int:
    """The only federation of the database. Raises NotOne."""
    from sqlalchemy import select  # noqa: PLC0415

    from bot.models import Federation, table_of  # noqa: PLC0415

    owners = db.connection.execute(select(table_of(Federation).c.id)).scalars().all()
    if len(owners) != 1:
        raise NotOne("Cơ sở dữ liệu phải có đúng một tổ chức công đoàn. Chưa có thì tạo bằng: thidua federation create")
    return int(owners[0])


def stop(reason: str) -> NoReturn:
    """End the program with a sentence and exit code 1."""
    print(reason, file=sys.stderr)  # noqa: T201
    raise SystemExit(1)
