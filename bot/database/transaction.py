"""What one unit of work sees of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import Connection
from sqlmodel import Session

from bot.database.prepared import Cursor, Prepared

T = TypeVar("T")


class Transaction:
    """One transaction: hot statements on the driver's cursor, and a session for whoever needs objects.

    It begins and ends elsewhere (`bot.database.writers`); work never commits.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect
        self._cursor = cast("Cursor", connection.connection.cursor())
        self._session: Session | None = None
        self.is_erasing = False

    @property
    def session(self) -> Session:
        """An ORM session on this very transaction, made when first asked for."""
        if self._session is None:
            if not self.connection.in_transaction():
                self.connection.begin()  # else the session would think the transaction its own, and end it
            self._session = Session(bind=self.connection, expire_on_commit=False, autoflush=True)
        return self._session

    def all(self, statement: Prepared[T], **values: Any) -> list[T]:
        """The rows of `statement`."""
        self._execute(statement, values)
        return statement.rows(self._cursor, self.dialect)

    def first(self, statement: Prepared[T], **values: Any) -> T | None:
        """The first row of `statement`, or None."""
        rows = self.all(statement, **values)
        return rows[0] if rows else None

    def run(self, statement: Prepared[Any], **values: Any) -> int:
        """Carry out `statement`; returns how many rows it touched."""
        self._execute(statement, values)
        return self._cursor.rowcount

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """What happens inside is undone if it ends with an exception."""
        self._raw("SAVEPOINT step")
        try:
            yield
        except BaseException:
            if self._session is not None:
                self._session.expunge_all()
            self._raw("ROLLBACK TO SAVEPOINT step")
            self._raw("RELEASE SAVEPOINT step")
            raise
        self.flush()
        self._raw("RELEASE SAVEPOINT step")

    def begin(self) -> None:
        """Begin as a writer, on the driver: SQLAlchemy's own way takes as long as four hot statements (SQLite only)."""
        self._raw("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End what `begin` began; SQLAlchemy may have joined in meanwhile."""
        if self.connection.in_transaction():
            self.connection.commit()
        else:
            self.connection.connection.commit()

    def leave_no_trace(self) -> None:
        """What is deleted here shall not stay readable in the database's own files once this is committed.

        SQLite: `bot.database.writers` empties the log of writes. PostgreSQL keeps what was deleted until its next VACUUM, and
        in its own log for as long as it is set up to.
        """
        self.is_erasing = True

    def flush(self) -> None:
        """Write what the session still holds back."""
        if self._session is not None:
            self._session.flush()

    def close(self) -> None:
        """Forget the session's objects; the transaction itself ends elsewhere."""
        if self._session is not None:
            self._session.expunge_all()
            self._session.close()

    def _execute(self, statement: Prepared[Any], values: dict[str, Any]) -> None:
        self.flush()
        statement.execute(self._cursor, self.dialect, values)

    def _raw(self, sql: str) -> None:
        self._cursor.execute(sql, ())
