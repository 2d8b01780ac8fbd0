"""Days of honour: on which day of a year they fall, and how many years they have had then.

The ordinal is the year less the original one, as plans count (“97 năm Ngày thành lập Công đoàn Việt Nam” in 2026). Days whose
papers give no count have no original date in the table.
"""

import csv
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from bot.vietnamese.lunar import FIRST_YEAR, LAST_YEAR, solar

TABLE = Path(__file__).with_name("anniversaries.tsv")


@dataclass(frozen=True, slots=True)
class Honoured:
    """A line of the table: a day and month of the solar or the lunar calendar, and whom the day is for."""

    name: str
    day: int
    month: int
    is_lunar: bool
    original: str
    scope: tuple[str, ...]
    is_holiday: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day of honour in one year. `ordinal` is the 97 of “97 năm”; `lunar` is its day and month where the moon sets it."""

    name: str
    day: date
    ordinal: int | None
    scope: tuple[str, ...]
    is_holiday: bool
    lunar: tuple[int, int] | None


def anniversaries(year: int, scopes: Collection[str] | None = None) -> list[Occurrence]:
    """The days of honour of a year in order of date; only those that touch one of `scopes`, if any are named.

    Days of the moon are known from 1901 to 2099. A day is not honoured before its first anniversary.
    """
    return [each for each in _of_year(year) if scopes is None or not set(scopes).isdisjoint(each.scope)]


@lru_cache(8)
def _of_year(year: int) -> tuple[Occurrence, ...]:
    found = [each for line in table() for each in _occurrences(line, year)]
    return tuple(sorted(found, key=lambda each: each.day))


def _occurrences(line: Honoured, year: int) -> Iterator[Occurrence]:
    ordinal = year - int(line.original[:4]) if line.original else None
    if ordinal is not None and ordinal < 1:
        return
    moon = (line.day, line.month) if line.is_lunar else None
    for day in _lunar_days(line, year) if line.is_lunar else [date(year, line.month, line.day)]:
        yield Occurrence(line.name, day, ordinal, line.scope, line.is_holiday, moon)


def _lunar_days(line: Honoured, year: int) -> list[date]:
    """The last months of a lunar year belong to the next solar one."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    days = (solar(line.day, line.month, lunar_year) for lunar_year in (year - 1, year))
    return [day for day in days if day is not None and day.year == year]


@cache
def table() -> tuple[Honoured, ...]:
    """The lines of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(_line(row) for row in csv.DictReader(file, delimiter="\t"))


def _line(row: dict[str, str]) -> Honoured:
    day, month = row["day"].split("/")
    is_lunar, is_holiday = row["calendar"] == "lunar", row["holiday"] == "yes"
    return Honoured(row["name"], int(day), int(month), is_lunar, row["original"], tuple(row["scope"].split()), is_holiday)
