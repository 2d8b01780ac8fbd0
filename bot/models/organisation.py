"""Federations, units, and where units stand in the tree on a given day.

Levels and blocs are rows, not names in the program: district unions ended on 1 July 2025, and unions of agencies paid
wholly by the budget a month before.
"""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.database.types import Big, Bytewise
from bot.models.base import belongs, instant, link, number, owned, row_id


class Federation(SQLModel, table=True):
    """A federation that runs its campaigns with this program: the owner of every other row."""

    id: int | None = row_id()
    name: str
    short_name: str
    contact: str = ""
    weekly_cap: int = Field(default=5, description="digests that one person gets in a week, Monday to Sunday, at most")
    drops_first: str = Field(
        default="greeting digest", description="what is left out first where a bot's month runs short; what is due today never is"
    )
    paused_from: date | None = None
    paused_until: date | None = Field(default=None, description="the last day on which nothing is sent unasked: a storm")
    paused_reason: str = ""
    address_form: str = Field(default="đồng chí", description="how people are addressed, in the middle of a sentence")
    public_url: str = Field(default="", description="where the web door is reached; empty: as the server was told")
    is_demo: bool = Field(default=False, description="filled with made-up units and people, to be left in one step")


class Level(SQLModel, table=True):
    """A level of the tree, such as province, ward or grassroots; 0 is the top. Only grassroots units owe duties."""

    __table_args__ = (owned(), belongs())
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    depth: int
    is_grassroots: bool = False


class Bloc(SQLModel, table=True):
    """A bloc of units (khối) that a plan addresses."""

    __table_args__ = (owned(), belongs())
    id: int | None = row_id()
    federation_id: int = number()
    name: str
    position: int


class Cluster(SQLModel, table=True):
    """A cluster of units (cụm thi đua), orthogonal to the tree: it ranks and nominates."""

    __table_args__ = (owned(), belongs(), UniqueConstraint("federation_id", "name"))
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
        Index(None, "federation_id", "folded"),
        Index(None, "federation_id", "code"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    code: str | None = Field(default=None, description="the federation's own sign for the unit, as its lists have it")
    name: str
    folded: str = Field(description="the name without marks and case, for searching")
    sort_key: str = Field(sa_type=Bytewise, description="sorts like a Vietnamese dictionary, byte by byte")
    level_id: int = number()
    bloc_id: int | None = number(nullable=True)
    valid_from: date
    valid_to: date | None = Field(default=None, description="the last day it existed")


class Headcount(SQLModel, table=True):
    """How many people a unit has, from a day on until the next row."""

    __table_args__ = (owned(), belongs(), link("unit_id", "unit"), UniqueConstraint("unit_id", "since"))
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    since: date
    members: int | None = Field(default=None, description="people; None: not known")
    women: int | None = Field(default=None, description="people, of the members")


class Affiliation(SQLModel, table=True):
    """Where a unit stands: its parent from one day to another. The top unit has no row."""

    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("parent_id", "unit"),
        Index(None, "unit_id"),
        Index(None, "parent_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    parent_id: int = number()
    valid_from: date
    valid_to: date | None = Field(default=None, description="the last day")


class Succession(SQLModel, table=True):
    """What became of a unit that was merged or split: from `day` on, `successor_id` carries on for `unit_id`."""

    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("successor_id", "unit"),
        UniqueConstraint("unit_id", "successor_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int = number()
    successor_id: int = number()
    day: date


class ClusterUnit(SQLModel, table=True):
    """A unit in a cluster, from one day to another."""

    __tablename__ = "cluster_unit"
    __table_args__ = (
        owned(),
        belongs(),
        link("cluster_id", "cluster"),
        link("unit_id", "unit"),
        Index(None, "cluster_id"),
        Index(None, "unit_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    cluster_id: int = number()
    unit_id: int = number()
    valid_from: date
    valid_to: date | None = Field(default=None, description="the last day")


class Operation(SQLModel, table=True):
    """What was done to the organisation, its people and campaigns, and when it was entered. Rows are only added.

    The tables above say what held on which day; this says when somebody told us, so that a list can be "as of" one day and
    "as known at" another.
    """

    __table_args__ = (owned(), belongs(), link("unit_id", "unit"), link("person_id", "person"), Index(None, "unit_id"))
    id: int | None = row_id()
    federation_id: int = number()
    deed: str = Field(description="what was done, such as unit.move")
    unit_id: int | None = number(nullable=True)
    person_id: int | None = Field(default=None, sa_type=Big, description="who; None: on the command line")
    valid_on: date | None = Field(default=None, description="the day from which it holds")
    details: str = Field(default="{}", sa_column=Column(Text, nullable=False), description="JSON; no secrets")
    recorded_at: datetime = instant()


class SpecialDay(SQLModel, table=True):
    """An officer's correction of the calendar: a day off that the law's list lacks, or a swapped day that is worked."""

    __tablename__ = "special_day"
    __table_args__ = (owned(), belongs(), UniqueConstraint("federation_id", "day"))
    id: int | None = row_id()
    federation_id: int = number()
    day: date
    is_off: bool
    name: str
