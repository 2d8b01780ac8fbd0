"""What a pledge says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

WORK, TASK, PRODUCT = "work", "task", "product"  # công trình, phần việc, sản phẩm


@dataclass(frozen=True)
class Offer:
    """Something that can be pledged: a title, or an indicator in its `unit` from `lowest` to `highest`."""

    name: str
    title_id: int | None = None
    indicator_id: int | None = None
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None

    @property
    def key(self) -> str:
        return f"title {self.title_id}" if self.title_id is not None else f"indicator {self.indicator_id}"


@dataclass(frozen=True)
class TitleCount:
    """How many people and collectives shall earn a title; None: none were named."""

    people: int | None
    collectives: int | None


@dataclass(frozen=True)
class Line:
    """How many of a title, or how much of an indicator, is pledged. `amount` is in the indicator's unit."""

    offer: Offer
    people: int | None = None
    collectives: int | None = None
    amount: float | None = None


@dataclass(frozen=True)
class Work:
    """A work, task or product that is pledged; `value` in đồng."""

    name: str
    kind: str
    value: int | None = None
    finish_on: date | None = None
    anniversary_id: int | None = None
    wants_plaque: bool = False


@dataclass(frozen=True, kw_only=True)
class Contents:
    """All that a pledge says. `is_signed`: with the employer; None: not said. `reason`: why it was amended."""

    lines: Sequence[Line] = ()
    works: Sequence[Work] = ()
    benefit: str = ""
    is_signed: bool | None = None
    signed_on: date | None = None
    reason: str = ""

    @property
    def amounts(self) -> dict[int, float]:
        """What is pledged of each indicator, by the indicator's number, in its unit."""
        known = [(each.offer.indicator_id, each.amount) for each in self.lines]
        return {row: amount for row, amount in known if row is not None and amount is not None}

    @property
    def titles(self) -> dict[int, TitleCount]:
        """What is pledged of each title, by the title's number."""
        counts = [(each.offer.title_id, TitleCount(each.people, each.collectives)) for each in self.lines]
        return {row: count for row, count in counts if row is not None}


@dataclass(frozen=True, kw_only=True)
class Promised(Contents):
    """A version of a pledge, as it was written: who said it (None: not by a person here), when. `is_withdrawn`: it was taken
    back, and from then on nothing is pledged."""

    pledge_id: int
    duty_id: int
    version: int
    is_withdrawn: bool
    person_id: int | None
    recorded_at: datetime
