"""What all tables share: named constraints, row numbers, and the federation every row belongs to."""

from typing import Any, cast

from sqlalchemy import Column, ForeignKeyConstraint, MetaData, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.database.types import Big, UtcDateTime

metadata: MetaData = SQLModel.metadata
# From the first migration on: SQLite can only change a constraint that has a name.
metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def row_id() -> Any:
    """The row's own number, given by the database."""
    return Field(default=None, sa_column=Column(Big, primary_key=True, autoincrement=True))


def number(*, nullable: bool = False, primary_key: bool = False) -> Any:
    """A number that may outgrow 2,147,483,647: another row's number, đồng, a platform's id."""
    default = None if nullable else ...
    return Field(default=default, sa_column_kwargs={"nullable": nullable}, sa_type=Big, primary_key=primary_key)


def instant(*, nullable: bool = False) -> Any:
    """An aware instant in UTC."""
    default = None if nullable else ...
    return Field(default=default, sa_type=UtcDateTime, nullable=nullable)


def owned() -> UniqueConstraint:
    """What other tables point at: a row can only be named together with the federation it belongs to."""
    return UniqueConstraint("federation_id", "id")


def belongs() -> ForeignKeyConstraint:
    """Every row belongs to one federation."""
    return ForeignKeyConstraint(["federation_id"], ["federation.id"])


def link(column: str, table: str) -> ForeignKeyConstraint:
    """`column` names a row of `table` in the same federation; a row of another federation is refused by the database."""
    return ForeignKeyConstraint(["federation_id", column], [f"{table}.federation_id", f"{table}.id"])


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model, for statements that are prepared."""
    return metadata.tables[cast("str", model.__tablename__)]


def written(row: int | None) -> int:
    """The number of a row that has been written; one that has not is a mistake."""
    if row is None:
        raise ValueError("the row has not been written yet")
    return row
