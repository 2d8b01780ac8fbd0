"""What a plan says: campaign, themes, phases, anniversaries, and how people are reminded of its duties."""

from datetime import date, datetime

from sqlalchemy import Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from bot.database.types import Big
from bot.models.base import belongs, instant, link, number, owned, row_id


class Campaign(SQLModel, table=True):
    """A plan put to work. A closed one is only there to look at: it gives nobody duties."""

    __table_args__ = (
        owned(),
        belongs(),
        link("unit_id", "unit"),
        link("parent_id", "campaign"),
        link("document_id", "document"),
        UniqueConstraint("federation_id", "slug"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    unit_id: int | None = Field(default=None, sa_type=Big, description="the issuer in the tree; None: the top unit")
    parent_id: int | None = Field(default=None, sa_type=Big, description="the campaign it is part of")
    document_id: int | None = Field(default=None, sa_type=Big, description="the plan's own file")
    slug: str
    title: str
    issuer: str
    number: str | None = None
    issued_on: date | None = None
    is_open: bool
    armed_at: datetime | None = instant(nullable=True)  # None: not armed; until then nothing is sent to chairs because of it
    ladder: str = Field(
        default="usual", description="the profile its rungs come from: light, usual or close; own: changed by hand"
    )
    review_levels: int = Field(default=1, description="1, or 2 where a second officer must approve as well")
    details: str = Field(
        default="{}",
        sa_column=Column(Text, nullable=False),
        description="JSON: what the plan says that no rule reads: legal bases, signer, documents cited; keys of the plan file",
    )


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
    """A phase (đợt). A bound has a precision: day, month, year, or event; an event has no day until it happened.

    `starts_on` and `ends_on` are what the rules work with; `start_rule` (“từ nay”) and `end_event` say that the plan itself
    gives no day there.
    """

    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    position: int
    name: str
    theme: str | None = None
    starts_on: date | None = None
    start_precision: str | None = None
    start_rule: str | None = None
    ends_on: date | None = None
    end_precision: str | None = None
    end_event: str | None = None
    end_expected: str | None = Field(default=None, description="when the event is expected, in the plan's words: 2018")


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
    year: int | None = Field(default=None, description="where the plan names only the year")
    is_year_inferred: bool = False


class Title(SQLModel, table=True):
    """A title (danh hiệu) or form of commendation that a unit can register or receive."""

    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    position: int
    name: str


class CampaignBloc(SQLModel, table=True):
    """A bloc as a plan words it (“khối doanh nghiệp”); `BlocMatch` says which of the federation's blocs it means."""

    __tablename__ = "campaign_bloc"
    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    position: int
    label: str
    contents: int | None = Field(default=None, description="how many contents the plan says it has, where they are not listed")


class BlocMatch(SQLModel, table=True):
    """Which of the federation's blocs a plan's bloc means; one may stand for several."""

    __tablename__ = "bloc_match"
    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_bloc_id", "campaign_bloc"),
        link("bloc_id", "bloc"),
        UniqueConstraint("campaign_bloc_id", "bloc_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_bloc_id: int = number()
    bloc_id: int = number()


class Content(SQLModel, table=True):
    """A content of the plan (nội dung thi đua), for one bloc or for all."""

    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        link("campaign_bloc_id", "campaign_bloc"),
        Index(None, "campaign_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    campaign_bloc_id: int | None = number(nullable=True)
    position: int
    text: str


class Target(SQLModel, table=True):
    """A target (chỉ tiêu): in words, and as figures where it has them: 100 % of the units, 10 % more each year, 1 a unit."""

    __table_args__ = (owned(), belongs(), link("campaign_id", "campaign"), Index(None, "campaign_id"))
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    position: int
    text: str
    measure: str | None = Field(default=None, description="what is counted")
    operator: str | None = Field(default=None, description=">=, = or + (grows by)")
    value: float | None = None
    unit: str | None = Field(default=None, description="%, or what is counted")
    per: str | None = Field(default=None, description="unit, year or campaign")


class Indicator(SQLModel, table=True):
    """A figure that a report asks for. `kind` says how phases add up: sum, last, ratio (never added), or text."""

    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        link("campaign_bloc_id", "campaign_bloc"),
        UniqueConstraint("campaign_id", "code"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    campaign_bloc_id: int | None = Field(default=None, sa_type=Big, description="None: every bloc")
    position: int
    code: str
    label: str
    unit: str = ""
    kind: str = "sum"
    lowest: float | None = None
    highest: float | None = None
    is_required: bool = True
    only_if: str | None = Field(default=None, description="the code of an indicator before it that must be more than 0")


class PilotUnit(SQLModel, table=True):
    """A model launch (phát động điểm): a unit by name, or only how many there shall be."""

    __tablename__ = "pilot_unit"
    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        link("unit_id", "unit"),
        Index(None, "campaign_id"),
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    count: int
    name: str | None = None
    unit_id: int | None = Field(default=None, sa_type=Big, description="the unit of that name, where there is one")


class LadderRung(SQLModel, table=True):
    """When to remind: so many days from the due day, at an hour of the morning in Viet Nam."""

    __tablename__ = "ladder_rung"
    __table_args__ = (
        owned(),
        belongs(),
        link("campaign_id", "campaign"),
        UniqueConstraint("campaign_id", "subject", "audience", "days"),
        {"sqlite_autoincrement": True},  # the ledger carries the number: it must never be given again
    )
    id: int | None = row_id()
    federation_id: int = number()
    campaign_id: int = number()
    subject: str = Field(description="what it reminds of; see bot.reminders.ladder")
    audience: str = Field(default="chair", description="chair, deputy, lead, or officer: handed to a human's call list")
    days: int = Field(description="days from the due day; negative is before")
    minute: int = Field(default=450, description="minutes after midnight, Vietnamese time; 450 is 7:30")
    is_on: bool = Field(default=True, description="False: taken off the ladder; put back, it is the same rung")
