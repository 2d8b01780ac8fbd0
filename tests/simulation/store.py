"""An SQLite database with one connection, as `bot.database.writers` has it: transactions begin and end on the driver."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Engine

from bot.database.transaction import Transaction

Begin = Callable[[], AbstractContextManager[Transaction]]
"""Opens a transaction, which is committed at the end of the block."""


class Store:
    """Opened once and kept: opening a connection for each transaction takes longer than most of them."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.connection = engine.connect()

    @contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction of its own; undone if the block ends with an exception."""
        db = Transaction(self.connection)
        db.begin()
        try:
            yield db
            db.flush()
        except BaseException:
            self.connection.connection.rollback()
            raise
        db.close()
        db.commit()

    @property
    def changes(self) -> int:
        """How many rows were written so far, by this connection."""
        driver: Any = self.connection.connection.driver_connection
        return int(driver.total_changes)

    def cursor(self) -> Any:
        """For plain SQL outside of transactions."""
        return self.connection.connection.cursor()

    def close(self) -> None:
        self.connection.close()
        self.engine.dispose()
