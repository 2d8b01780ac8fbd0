"""What a plan says: campaign, themes, phases, anniversaries, and how people are reminded of its duties."""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.models.base import belongs, link, number, owned, row_id


class Campaign(SQLModel, table=True):
    """A plan put to work. A closed one is only there to look at: it gives nobody duties."""

    __table_args__ = (owned(), belongs(), UniqueConstraint("federation_id", "slug"))
    id: int | None = row_id()
    federation_id: int = number()
    slug: str
    title: str
    issuer: str
    number: str | None = None
    issued_on: date | None = None
    is_open: bool


class Theme(SQLModel, table=True):
    """The year's theme of one or several bodies."""

    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    position: int
    text: str
    owners: str = Field(description="the bodies, one a line")


class Phase(SQLModel, table=True):
    """A phase (đợt). A bound has a precision: day, month, year, or event; an event has no day until it happened."""

    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    position: int
    name: str
    theme: str | None = None
    starts_on: date | None = None
    start_precision: str | None = None
    ends_on: date | None = None
    end_precision: str | None = None
    end_event: str | None = None


class Anniversary(SQLModel, table=True):
    """A day the plan asks to honour; its day may lie outside the phase under which the plan names it."""

    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        link("phase_id", "phase"),
        Index(None, "campaign_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    phase_id: int | None = number(nullable=True)
    position: int
    name: str
    original_date: str | None = Field(default=None, description="ISO day, or a bare year")
    ordinal: int | None = Field(default=None, description="the 95 of “kỷ niệm 95 năm”")
    day: date | None = None


class LadderRung(SQLModel, table=True):
    """When to remind: so many days from the due day, at an hour of the morning in Viet Nam."""

    __tablename__ = "ladder_rung"
    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        UniqueConstraint("campaign_id", "subject", "days"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    subject: str = Field(description="launch: before the launch itself; registration: while it is not registered")
    days: int = Field(description="days from the due day; negative is before")
    minute: int = Field(default=450, description="minutes after midnight, Vietnamese time; 450 is 7:30")
