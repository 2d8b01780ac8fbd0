"""What may stand in a cell: what people typed is text, whatever it looks like, and never more than a cell holds."""

import math
import re
from datetime import date, datetime
from typing import Any

LONGEST_CELL = 32_767  # UTF-16 units; longer ones make Excel repair the file
LONGEST_NAME = 31  # UTF-16 units of a sheet's name
FIRST_YEAR = 1900  # earlier days are no dates to Excel
# What XML 1.0 does not take, halves of surrogate pairs among them; and marks that turn the direction of what follows.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
ILL_FAMED = re.compile(r"[\[\]:*?/\\'\s]+")  # not in a sheet's name; an apostrophe only not at its ends, but it helps nobody
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")


def clean(text: str, longest: int = LONGEST_CELL) -> str:
    """`text` as a cell takes it: without what is no letter, at most `longest` UTF-16 units."""
    kept = UNWANTED.sub("", text)
    return kept.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has, whatever the case; it is added to `taken`."""
    plain = " ".join(ILL_FAMED.sub(" ", clean(wanted)).split()) or "-"
    for number in range(1, len(taken) + 2):
        ending = f" {number}" if number > 1 else ""
        name = clean(plain, LONGEST_NAME - len(ending)).strip() + ending
        if name.casefold() not in taken and name.casefold() != "history":  # which Excel keeps for itself
            break
    taken.add(name.casefold())
    return name


def defused(text: str) -> str:
    """`text` for a file without types: what a spreadsheet would take for a formula begins with an apostrophe (OWASP)."""
    kept = clean(text)
    return f"'{kept}" if kept.startswith(FORMULAS) else kept


class Cells:
    """Writes cells of one sheet; formulas come from this program alone."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet

    def text(self, row: int, column: int, text: str, style: Any = None) -> None:
        """Text, and nothing else."""
        self.sheet.write_string(row, column, clean(text), style)

    def merged(self, area: tuple[int, int, int, int], text: str, style: Any = None) -> None:
        """Text over several cells: first row, first column, last row, last column."""
        if area[:2] != area[2:]:
            self.sheet.merge_range(*area, "", style)
        self.text(area[0], area[1], text, style)

    def number(self, row: int, column: int, amount: float, style: Any = None) -> None:
        """A number; one that is none in a file becomes text."""
        if math.isfinite(amount):
            self.sheet.write_number(row, column, amount, style)
        else:
            self.text(row, column, str(amount), style)

    def day(self, row: int, column: int, day: date, style: Any = None) -> None:
        """A day that can be sorted and counted with."""
        if day.year < FIRST_YEAR:
            self.text(row, column, day.isoformat(), style)
        else:
            self.sheet.write_datetime(row, column, datetime(day.year, day.month, day.day), style)  # noqa: DTZ001  a day has no zone

    def formula(self, row: int, column: int, formula: str, value: float, style: Any = None) -> None:
        """A formula with the value it has now: a phone's preview shows no other."""
        self.sheet.write_formula(row, column, formula, style, value)

    def blank(self, row: int, column: int, style: Any) -> None:
        """A cell with nothing but its look."""
        self.sheet.write_blank(row, column, None, style)
