"""What a plan says. Attributes are called as in a plan file and as `campaign show --json` prints them.

None and () mean that the plan does not say it: what a plan leaves open stays open. Records are read from a file by
`bot.campaigns.reading`, checked by `bot.campaigns.checking`, and kept in the database by `bot.campaigns.keeping`.
"""

import datetime as dt
from dataclasses import dataclass, field

When = dt.date | str  # a day, or a bare year: “1969”

DAY, MONTH, YEAR, EVENT = "day", "month", "year", "event"
PRECISIONS = (DAY, MONTH, YEAR, EVENT)
BEFORE = "trước ngày"
PRINTED = {"printed": True}  # by `campaign show --json` even where the plan says nothing


@dataclass(frozen=True)
class PlanTheme:
    """The year's theme, and the bodies it belongs to."""

    text: str
    owners: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanPeriod:
    """A time with its bounds. A month or a year stands for its first day at the start and for its last day at the end.

    `start_rule` (“từ nay”) leaves `start` open; `start_resolved` is then the day of issue or publication. A bound of
    precision event has no day until the event has happened.
    """

    start: dt.date | None = field(default=None, metadata=PRINTED)
    start_precision: str | None = None
    start_rule: str | None = None
    start_resolved: dt.date | None = None
    start_text: str | None = None
    end: dt.date | None = field(default=None, metadata=PRINTED)
    end_precision: str | None = None
    end_event: str | None = None
    end_expected: str | None = None
    end_text: str | None = None
    year_inferred: bool = False


@dataclass(frozen=True, kw_only=True)
class PlanPhase(PlanPeriod):
    """A phase (đợt)."""

    name: str
    start_precision: str | None = field(default=None, metadata=PRINTED)
    end_precision: str | None = field(default=None, metadata=PRINTED)
    name_in_text: str | None = None
    theme: str | None = field(default=None, metadata=PRINTED)


@dataclass(frozen=True)
class PlanAnniversary:
    """A day to honour; `year_ordinal` is the 95 of “kỷ niệm 95 năm”."""

    name: str
    original_date: When | None = field(default=None, metadata=PRINTED)
    year_ordinal: int | None = field(default=None, metadata=PRINTED)
    date: When | None = field(default=None, metadata=PRINTED)
    year_inferred: bool = False
    phase: str | None = None


@dataclass(frozen=True)
class PlanBloc:
    """A bloc in the plan's words, with its contents, or with their number where they are not listed."""

    label: str
    count: int | None = None
    contents: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanTarget:
    """A target in words; as figures see `bot.models.Target`."""

    text: str
    measure: str | None = None
    operator: str | None = None
    value: float | None = None
    unit: str | None = None
    per: str | None = None


@dataclass(frozen=True)
class PlanIndicator:
    """A figure that reports ask for; `bloc` is a label of the plan, None: every bloc. `only_if` is the code of a figure before
    it: the question makes sense only where that one is more than 0."""

    code: str
    label: str
    unit: str = ""
    kind: str = "sum"
    bloc: str | None = None
    lowest: float | None = None
    highest: float | None = None
    is_required: bool = True
    only_if: str | None = None


@dataclass(frozen=True)
class PlanDeadline:
    """What the plan asks for: `due` only where it gives a day, `rule` quotes what it says otherwise.

    With `relation` “trước ngày” it is to be there before that day.
    """

    what: str
    due: dt.date | None = field(default=None, metadata=PRINTED)
    relation: str | None = None
    precision: str | None = None
    text: str | None = None
    recipient: str | None = field(default=None, metadata=PRINTED)
    means: str | None = None
    rule: str | None = field(default=None, metadata=PRINTED)
    year_inferred: bool = False


@dataclass(frozen=True)
class PlanReference:
    """A document the plan names."""

    number: str | None = field(default=None, metadata=PRINTED)
    issuer: str | None = field(default=None, metadata=PRINTED)
    date: dt.date | None = field(default=None, metadata=PRINTED)


@dataclass(frozen=True)
class PlanPilot:
    """Model launches: how many, and the unit's name where it is named."""

    name: str | None = field(default=None, metadata=PRINTED)
    count: int = 1


@dataclass(frozen=True)
class PlanLunarDay:
    """A day of the lunar calendar that the plan names; `computed`: the solar day is ours."""

    name: str
    date: dt.date | None = field(default=None, metadata=PRINTED)
    computed: bool = False


@dataclass(frozen=True)
class Plan:
    """A plan. `period` is there only where it is not simply the time from the first phase to the last."""

    title: str
    issuer: str
    doc_type: str = "kế hoạch"
    number: str | None = None
    issued_on: dt.date | None = None
    published_on: dt.date | None = None
    period: PlanPeriod | None = None
    themes: tuple[PlanTheme, ...] = ()
    phases: tuple[PlanPhase, ...] = ()
    anniversaries: tuple[PlanAnniversary, ...] = ()
    titles: tuple[str, ...] = ()
    titles_open: str | None = None
    deadlines: tuple[PlanDeadline, ...] = ()
    movements: tuple[str, ...] = ()
    legal_basis: tuple[PlanReference, ...] = ()
    cited: tuple[PlanReference, ...] = ()
    contents: tuple[str, ...] = ()
    blocs: tuple[PlanBloc, ...] = ()
    targets: tuple[PlanTarget, ...] = ()
    indicators: tuple[PlanIndicator, ...] = ()
    pilot_units: tuple[PlanPilot, ...] = ()
    lunar_events: tuple[PlanLunarDay, ...] = ()
    contact: str | None = None
    signer: str | None = None
    superior: str | None = None
    notes: str | None = None

    @property
    def whole(self) -> PlanPeriod:
        """The time of the plan: its own, or from the start of the first phase to the end of the last."""
        if self.period or not self.phases:
            return self.period or PlanPeriod()
        first, last = self.phases[0], self.phases[-1]
        return PlanPeriod(
            start=first.start,
            start_precision=first.start_precision,
            start_rule=first.start_rule,
            start_resolved=first.start_resolved,
            start_text=first.start_text,
            end=last.end,
            end_precision=last.end_precision,
            end_event=last.end_event,
            end_expected=last.end_expected,
            end_text=last.end_text,
        )

    @property
    def year(self) -> int | None:
        """The year in which it begins, or was issued, or ends; None where it names none."""
        days = (self.whole.start, self.whole.start_resolved, self.whole.end, self.issued_on, self.published_on)
        return next((day.year for day in days if day), None)
