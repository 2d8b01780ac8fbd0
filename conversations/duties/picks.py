"""A button for each of the duties that somebody may mean."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from bot import plans
from bot.asking.replay import Choice
from bot.database.transaction import Transaction


class Owed(Protocol):
    """A duty that a unit owes in a campaign."""

    @property
    def key(self) -> str: ...
    @property
    def campaign_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...
    @property
    def unit(self) -> str: ...


T = TypeVar("T", bound=Owed)


def picks(db: Transaction, owed: Sequence[T], called: Callable[[T], str]) -> list[Choice]:
    """By what each is `called`, with its unit where there are several, and its campaign where two have one called alike."""
    several = len({each.unit_id for each in owed}) > 1
    names = [f"{each.unit} · {called(each)}" if several else called(each) for each in owed]
    named = plans.told_apart(db, names, [each.campaign_id for each in owed])
    return [Choice(f"duty {each.key}", name) for each, name in zip(owed, named, strict=True)]
