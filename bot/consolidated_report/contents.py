"""What the consolidated report says, free of the database and of any file format."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """The title of a part or, with `is_part` false, of a section in it."""

    text: str
    is_part: bool = False


@dataclass(frozen=True)
class Said:
    """A paragraph; `lead` stands in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class ToWrite:
    """What only people can judge: a hint at what to write in its place."""

    hint: str


@dataclass(frozen=True)
class Grid:
    """A table. `shares` of the page's width, a column each; the columns `figures` are numbers. A row of one cell is the name of
    a group, over all columns; the row `total` is set apart."""

    heads: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    total: tuple[str, ...] = ()


Item = Heading | Said | ToWrite | Grid


@dataclass(frozen=True)
class Annex:
    """A list behind the report, on pages of its own."""

    number: str
    title: str
    grids: tuple[Grid, ...]
    note: str = ""


@dataclass(frozen=True)
class ConsolidatedReport:
    """A draft on the `phases`: whoever signs it fills in number, place, day, to whom, and what is left `ToWrite`."""

    phases: tuple[str, ...]
    issuer: str
    subject: str
    as_of: str
    opening: str
    items: tuple[Item, ...]
    closing: str
    annexes: tuple[Annex, ...]
    origin: str
