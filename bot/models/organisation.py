"""Federations, units, and where units stand in the tree on a given day.

Levels and blocs are rows, not names in the program: district unions ended on 1 July 2025, and unions of agencies paid
wholly by the budget a month before.
"""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from bot.database.types import Bytewise
from bot.models.base import belongs, link, number, owned, row_id


class Federation(SQLModel, table=True):
    """A federation that runs its campaigns with this program: the owner of every other row."""

    id: int | None = row_id()
    name: str
    short_name: str
    contact: str = ""


class Level(SQLModel, table=True):
    """A level of the tree, such as province, ward or grassroots; 0 is the top."""

    __table_args__ = (owned(), belongs())
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    depth: int


class Bloc(SQLModel, table=True):
    """A bloc of units (khối) that a plan addresses."""

    __table_args__ = (owned(), belongs())
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    position: int


class Unit(SQLModel, table=True):
    """A union organisation of the tree; a grassroots union (công đoàn cơ sở) is the usual one."""

    __table_args__ = (
        owned(),
        belongs(),
        link("level_id", "level"),
        link("bloc_id", "bloc"),
        link("successor_id", "unit"),
        Index(None, "federation_id", "folded"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    folded: str = Field(description="the name without marks and case, for searching")
    sort_key: str = Field(sa_type=Bytewise, description="sorts like a Vietnamese dictionary, byte by byte")
    level_id: int = number()
    bloc_id: int | None = number(nullable=True)
    members: int | None = Field(default=None, description="people")
    valid_from: date
    valid_to: date | None = Field(default=None, description="the last day it existed")
    successor_id: int | None = number(nullable=True)


class Affiliation(SQLModel, table=True):
    """Where a unit stands: its parent from one day to another."""

    __table_args__ = (owned(), belongs(), link("unit_id", "unit"), link("parent_id", "unit"), Index(None, "unit_id"))
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    parent_id: int = number()
    valid_from: date
    valid_to: date | None = None
