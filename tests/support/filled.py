"""The demo, filled in once for each database and instant, and copied into the empty database of each test that begins with it:
thousands do, and to fill it in takes 60 ms on SQLite and 120 ms on PostgreSQL (measured)."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from bot import demo
from bot.demo import Guest
from bot.invites import Invites
from bot.models import metadata
from tests.support.talking import transaction

Copy = Callable[[Engine], None]

_made: dict[tuple[str, datetime], tuple[list[Guest], Copy]] = {}


def fill(engine: Engine, invites: Invites, now: datetime) -> list[Guest]:
    """The demo of that day in an empty database; `invites` must be the same every time. Whom it invites, with their secrets."""
    url = engine.url.render_as_string(hide_password=False) if engine.dialect.name == "postgresql" else "sqlite"
    if (url, now) in _made:
        guests, copy = _made[url, now]
        copy(engine)
        return list(guests)
    with transaction(engine) as db:
        guests = demo.fill(db, invites, now)
    keep = _keep_tables if engine.dialect.name == "postgresql" else _keep_file
    _made[url, now] = guests, keep(engine, len(_made))
    return list(guests)


def _keep_file(engine: Engine, _number: int) -> Copy:
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with engine.connect() as connection:
        _driver(connection).backup(kept)

    def copy(target: Engine) -> None:
        with target.connect() as connection:
            kept.backup(_driver(connection))

    return copy


def _keep_tables(engine: Engine, number: int) -> Copy:
    schema = f"demo_{number}"
    with engine.begin() as connection:
        run = connection.exec_driver_sql
        run(f"CREATE SCHEMA {schema}")
        tables = [each.name for each in metadata.sorted_tables if run(f'SELECT 1 FROM "{each.name}" LIMIT 1').first()]  # noqa: S608
        for name in tables:
            run(f'CREATE TABLE {schema}."{name}" AS TABLE public."{name}"')
        counters = run("SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'").all()
    rows = "".join(f'INSERT INTO public."{name}" SELECT * FROM {schema}."{name}";' for name in tables)  # noqa: S608  our own names
    ahead = ", ".join(f"setval('public.{name}', {last})" for name, last in counters if last is not None)

    def copy(target: Engine) -> None:
        with target.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica;" + rows)
            connection.exec_driver_sql(f"SELECT {ahead}")

    return copy


def _driver(connection: Any) -> Any:
    return connection.connection.driver_connection
