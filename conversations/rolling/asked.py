"""What is behind /tonghop: which unit, which campaign, as of which day, and which page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.models import Campaign, written

DIGITS = 18  # of a row's number
ANOTHER_DAY = "ngay"  # in place of a day: one is asked for


@dataclass(frozen=True)
class Asked:
    """`UNIT CAMPAIGN DAY PAGE`, each of which may be missing from the end. `day` None: another day is to be asked for."""

    unit_id: int
    campaign_id: int
    day: date | None
    page: int = 1

    def command(self) -> str:
        """The words that lead here again."""
        day = self.day.isoformat() if self.day else ANOTHER_DAY
        return f"/tonghop {self.unit_id} {self.campaign_id} {day} {self.page}"

    def at(self, unit_id: int) -> "Asked":
        """The same of another unit."""
        return replace(self, unit_id=unit_id, page=1)


def read(words: str, own_unit: int, campaigns: Sequence[Campaign], today: date) -> Asked | None:
    """What the words say; what they leave open is the office's own unit, the first campaign and today. None: they begin with
    something else than a number."""
    said = [*words.split(), "", "", "", ""][:4]
    if said[0] and not _is_number(said[0]):
        return None
    named = [each for each in campaigns if str(each.id) == said[1]] or list(campaigns)
    day = None if said[2] == ANOTHER_DAY else _day(said[2], today)
    return Asked(_number(said[0]) or own_unit, written(named[0].id), day, max(_number(said[3]), 1))


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal()


def _number(word: str) -> int:
    return int(word[:DIGITS]) if _is_number(word) else 0


def _day(word: str, today: date) -> date:
    try:
        return min(date.fromisoformat(word), today)
    except ValueError:
        return today
