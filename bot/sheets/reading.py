"""Reads Excel files, .xlsx and the old .xls, in memory: the visible sheets with their cells as they are."""

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from bot.sheets.old_file import LOCKED, TOO_LARGE, read_apart
from bot.sheets.unpacking import MOST_CELLS, Oversized, unpack

LARGEST_FILE = 20_000_000  # bytes, which is also what Telegram lets a bot fetch
MOST_MERGED = 1_000_000  # cells that take over the value of the merged cell they belong to

Cell = str | float | bool | date | time | timedelta  # an empty cell is ""

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class Unreadable(Exception):
    """The file cannot be read as a sheet."""


class NotASheet(Unreadable):
    """It is no Excel file, or a damaged one."""


class Locked(Unreadable):
    """It is protected by a password."""


class TooLarge(Unreadable):
    """It is larger than any list of units, or becomes so when it is unpacked."""


@dataclass(frozen=True)
class Sheet:
    """A sheet from its cell A1 on: `rows[3][1]` is B4. Every row has the same width."""

    name: str
    rows: list[list[Any]]


def address(column: int, row: int) -> str:
    """What Excel calls the cell in this column (0 is A) of this row (1 is the first): D17."""
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    """What Excel calls this column; 0 is A."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_sheets(content: bytes) -> list[Sheet]:
    """The visible sheets that hold anything. All cells of a merged one have its value.

    Raises NotASheet, Locked or TooLarge.
    """
    if len(content) > LARGEST_FILE:
        raise TooLarge
    if content.startswith(_ZIP):
        return open_book(_unpacked(content))
    if not content.startswith(_OLD):
        raise NotASheet
    if _LOCKED in content:
        raise Locked
    return _read_old(content)


def _read_old(content: bytes) -> list[Sheet]:
    code, sheets = read_apart(content)
    if code:
        raise {TOO_LARGE: TooLarge, LOCKED: Locked}.get(code, NotASheet)
    return [Sheet(name, rows) for name, rows in sheets]


def _unpacked(content: bytes) -> bytes:
    try:
        return unpack(content)
    except Oversized as oversized:
        raise TooLarge from oversized
    except zipfile.BadZipFile as failure:
        raise NotASheet from failure


def open_book(content: bytes) -> list[Sheet]:
    """The visible sheets of a workbook that is safe to open; see `read_sheets`."""
    from python_calamine import (  # noqa: PLC0415  only whoever reads a sheet waits for it
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
        load_workbook,
    )

    try:
        with load_workbook(BytesIO(content)) as book:
            shown = [
                each.name
                for each in book.sheets_metadata
                if each.visible == SheetVisibleEnum.Visible and each.typ == SheetTypeEnum.WorkSheet
            ]
            return [sheet for name in shown if (sheet := _sheet(book.get_sheet_by_name(name))).rows]
    except PasswordError as failure:
        raise Locked from failure
    except (CalamineError, ValueError, OSError) as failure:
        raise NotASheet from failure
    except BaseException as failure:
        if type(failure).__name__ == "PanicException":  # of the reader's Rust; it is no Exception
            raise NotASheet from failure
        raise


def _sheet(found: Any) -> Sheet:
    if found.total_height * found.total_width > MOST_CELLS:
        raise TooLarge
    rows = found.to_python(skip_empty_area=False)
    budget = MOST_MERGED
    for (top, left), (bottom, right) in found.merged_cell_ranges or ():
        budget -= _spread(rows, (top, left), (bottom, right), budget)
    return Sheet(found.name, rows)


def _spread(rows: list[list[Any]], first: tuple[int, int], last: tuple[int, int], budget: int) -> int:
    """Give the value of the first cell to all; returns how many there were. Beyond `budget` none is touched."""
    (top, left), (bottom, right) = first, last
    below, width = rows[top : bottom + 1], right + 1 - left
    if not below or left >= len(below[0]) or len(below) * width > budget:
        return 0
    value = below[0][left]
    for row in below:
        row[left : right + 1] = [value] * len(row[left : right + 1])
    return len(below) * width


def as_text(cell: Cell) -> str:
    """What a cell says, as one would type it: 12 for 12.0, 17/01/2025 for a day."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    return str(cell)
