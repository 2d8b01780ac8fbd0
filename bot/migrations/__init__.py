"""The schema's history. `upgrade` brings a database to the newest version; it does nothing, fast, when it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, inspect, text

HEAD = "0007"  # the newest version; a test compares it with the files
HERE = Path(__file__).resolve().parent


def upgrade(engine: Engine) -> bool:
    """Bring the schema to HEAD in one transaction; returns whether there was anything to do."""
    with engine.connect() as connection, _loose_ends(connection), connection.begin():
        if _version(connection) == HEAD:
            return False
        _run(connection)
        return True


@contextmanager
def _loose_ends(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, and would take rows that point at it for orphans meanwhile."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = cast("Any", connection.connection.driver_connection)
    driver.execute("PRAGMA foreign_keys=OFF")  # outside a transaction, or SQLite does not hear it
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  a third of the program's start, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7314220)"))  # replicas that start together take turns
        if _version(connection) == HEAD:
            return
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError("the new schema leaves rows that point nowhere; nothing was changed")
