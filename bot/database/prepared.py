"""Statements that run at every turn, compiled once and handed to the driver as they are.

A SELECT takes 13 µs this way, 91 µs through SQLAlchemy Core and 500 µs through the ORM (measured on two slow cores),
and a turn makes about ten of them. The SQL is still written with SQLAlchemy, from the tables.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar, cast

from sqlalchemy import BindParameter, Date, Executable, Float, Table, bindparam
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

T = TypeVar("T")
Processor = Callable[[Any], Any]

FLOAT8 = 701  # PostgreSQL's number of its type double precision


class Cursor(Protocol):
    """What sqlite3's and psycopg's cursors have in common."""

    rowcount: int

    def execute(self, sql: str, parameters: Any, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...


class Prepared(Generic[T]):
    """A Core statement and the shape of its rows; `shape` is called with the columns of each row.

    Every value is passed by name when it runs. Python-side column defaults and lists (`IN`) are not supported.
    """

    def __init__(self, statement: Executable, shape: Callable[..., T] = cast("Any", lambda *columns: columns)) -> None:  # noqa: B008
        self.statement = statement
        self.shape = shape
        self._runs: dict[str, Callable[[Cursor, dict[str, Any]], None]] = {}
        self._reads: dict[str, Callable[[list[Any]], list[T]]] = {}

    @property
    def is_warm(self) -> bool:
        """Whether it has been compiled, for the one database that a process talks to."""
        return bool(self._runs)

    def warm(self, dialect: Dialect) -> Callable[[Cursor, dict[str, Any]], None]:
        """Compile it, unless that was done; a long statement takes 20 ms, which its first run need not wait for."""
        run = self._runs.get(dialect.name)
        if run is None:
            run = self._runs[dialect.name] = self._compile(dialect)
        return run

    def execute(self, cursor: Cursor, dialect: Dialect, values: dict[str, Any]) -> None:
        """Run the statement with `values`; the rows wait in the cursor."""
        (self._runs.get(dialect.name) or self.warm(dialect))(cursor, values)

    def rows(self, cursor: Cursor, dialect: Dialect) -> list[T]:
        """The rows of the statement that ran last, in their shape."""
        read = self._reads.get(dialect.name)
        if read is None:
            read = self._reads[dialect.name] = self._reader(dialect)
        return read(cursor.fetchall())

    def _compile(self, dialect: Dialect) -> Callable[[Cursor, dict[str, Any]], None]:
        compiled = _compiled(self.statement, dialect)
        values = {
            name: (name, compiled.params.get(name), _bind(parameter.type, dialect)) for name, parameter in compiled.binds.items()
        }
        if compiled.positional:
            return partial(_run_by_place, str(compiled), *_once_each([values[name] for name in compiled.positiontup or ()]))
        return partial(_run_by_name, str(compiled), list(values.values()))

    def _reader(self, dialect: Dialect) -> Callable[[list[Any]], list[T]]:
        columns = cast("Iterable[Any]", self.statement.exported_columns)  # type: ignore[attr-defined]
        converters = [_result(column.type, dialect) for column in columns]
        needed = [(place, convert) for place, convert in enumerate(converters) if convert]
        return partial(_shape, self.shape, needed)


def insert_new(table: Table, *columns: str) -> Prepared[tuple[()]]:
    """INSERT … ON CONFLICT DO NOTHING with a value for each of `columns`; SQLite spells it as PostgreSQL does."""
    return Prepared(postgresql.insert(table).values({name: bindparam(name) for name in columns}).on_conflict_do_nothing())


def _result(type_: Any, dialect: Dialect) -> Processor | None:
    """How a value of the driver becomes what the type says. A float's converter asks what the driver had: it has floats."""
    code = FLOAT8 if isinstance(type_, Float) else None
    return cast("Processor | None", type_.dialect_impl(dialect).result_processor(dialect, code))


def _bind(type_: Any, dialect: Dialect) -> Processor | None:
    if isinstance(type_, Date) and dialect.name == "sqlite":
        return date.isoformat  # as SQLAlchemy's own function writes it, in a fourth of its time
    return cast("Processor | None", type_.dialect_impl(dialect).bind_processor(dialect))


class _WithWords(SQLiteCompiler):
    """Writes the words that never change (`state = 'sent'`) into the SQL.

    SQLite compares a parameter with the condition of a partial index, and then compiles the whole statement again each time
    another value is given for it, even the same: 400 µs for a long one (measured).
    """

    def visit_bindparam(self, bindparam: BindParameter[Any], **how: Any) -> str:  # type: ignore[override]
        if bindparam.unique and isinstance(bindparam.value, str):
            return cast("str", self.render_literal_bindparam(bindparam, **how))  # type: ignore[no-untyped-call]
        return cast("str", super().visit_bindparam(bindparam, **how))  # type: ignore[no-untyped-call]


def _compiled(statement: Any, dialect: Dialect) -> SQLCompiler:
    return _WithWords(dialect, statement) if dialect.name == "sqlite" else cast("SQLCompiler", statement.compile(dialect=dialect))


Value = tuple[str, Any, Processor | None]  # the parameter's name, what it is when nothing is given, how the driver wants it


def _once_each(wanted: list[Value]) -> tuple[list[Value], Callable[[list[Any]], Any]]:
    """Each value once, though the driver wants it at several places; and what puts them there."""
    names = list(dict.fromkeys(each[0] for each in wanted))
    places = [names.index(each[0]) for each in wanted]
    by_name = {each[0]: each for each in wanted}
    return [by_name[name] for name in names], itemgetter(*places) if len(places) > 1 else list


def _run_by_place(sql: str, wanted: list[Value], put: Callable[[list[Any]], Any], cursor: Cursor, values: dict[str, Any]) -> None:
    cursor.execute(sql, put(_converted(wanted, values)))


def _run_by_name(sql: str, wanted: list[Value], cursor: Cursor, values: dict[str, Any]) -> None:
    cursor.execute(sql, dict(zip((each[0] for each in wanted), _converted(wanted, values), strict=True)))


def _converted(wanted: list[Value], values: dict[str, Any]) -> list[Any]:
    """What the driver is given. In one go: it runs a thousand times where a statement runs a hundred."""
    given = values.get
    return [
        value if (value := given(name, fixed)) is None or convert is None else convert(value) for name, fixed, convert in wanted
    ]


def _shape(shape: Callable[..., T], needed: list[tuple[int, Processor]], rows: list[Any]) -> list[T]:
    if not needed:
        return [shape(*row) for row in rows]
    shaped = []
    for row in rows:
        values = list(row)
        for place, convert in needed:
            if values[place] is not None:
                values[place] = convert(values[place])
        shaped.append(shape(*values))
    return shaped
