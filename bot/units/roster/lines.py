"""Which lines below a header may be units, and which head others, sum them up or are signatures."""

import re
from collections.abc import Iterator
from typing import Any

from bot.sheets.reading import Sheet, as_text
from bot.units.roster.header import Header, Meaning
from bot.units.roster.values import name_of
from bot.vietnamese.folding import fold

_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong|cong|cong cong)(?: (?:chung|toan|cac|so|khoi|cum|phuong|xa|don vi|[0-9(]).*)?[:.…, ]*"
)
_SIGNED = re.compile(
    r"(?:tm|t/m|kt)\. .*|nguoi (?:lap|tong hop|ky)\b.*|noi nhan\b.*|.*\bngay\b.{0,9}\bthang\b.{0,9}\bnam\b.{0,9}"
)
_SIGNED_NAMELESS = re.compile(r"(?:ban thuong vu|ban chap hanh|chu tich|pho chu tich|\(?ky|xac nhan|ghi chu)\b.*")
_PLACE_IN_ORDER = re.compile(r"\(?[0-9]{1,2}\)?|\(?[a-z]\)?")
_SECTION = re.compile(r"[IVX]{1,6}|[A-Z]", re.IGNORECASE)
_GROUPED_BY = {"khoi ": Meaning.BLOC, "cum ": Meaning.CLUSTER}
EXAMPLE = "vi du"  # the template's own example begins with it


def lines(sheet: Sheet, header: Header) -> Iterator[tuple[int, list[Any]]]:
    """What may be units: not blank lines, the numbering of columns, the example, repeated headers and totals."""
    name = header.columns[Meaning.NAME]
    title = sheet.rows[header.row - 1]
    for number, cells in enumerate(sheet.rows[header.row :], header.row + 1):
        if not any(cells) or cells == title:
            continue
        if number <= header.row + 2 and cells[name] != "" and _is_numbering(cells):
            continue
        if isinstance(cells[name], str) and fold(cells[name][:20]).startswith(EXAMPLE):
            continue
        if not _is_total(header, cells):
            yield number, cells


def _is_numbering(cells: list[Any]) -> bool:
    texts = [as_text(cell).strip().casefold() for cell in cells if cell != ""]
    return len(texts) > 1 and all(_PLACE_IN_ORDER.fullmatch(text) for text in texts)


def _is_total(header: Header, cells: list[Any]) -> bool:
    name = cells[header.columns[Meaning.NAME]]
    first = name or next((cell for cell in cells if isinstance(cell, str) and cell.strip()), "")
    if not isinstance(first, str) or first.strip()[:1].casefold() not in {"t", "c"}:
        return False
    return bool(_TOTAL.fullmatch(fold(first[:100]))) and not _is_counted(header, cells)


def _is_counted(header: Header, cells: list[Any]) -> bool:
    """It has a number in the list, as units have."""
    return Meaning.ORDER in header.columns and as_text(cells[header.columns[Meaning.ORDER]]).strip().rstrip(".").isdigit()


def signed(header: Header, cells: list[Any]) -> int | None:
    """The column in which the signatures below the list begin with this line; None where they do not."""
    name = header.columns[Meaning.NAME]
    column = name if cells[name] else next((n for n, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()), name)
    if not isinstance(cells[column], str) or _is_counted(header, cells):
        return None
    said = fold(cells[column][:100])
    return column if _SIGNED.fullmatch(said) or (not cells[name] and _SIGNED_NAMELESS.fullmatch(said)) else None


def heading(header: Header, cells: list[Any]) -> tuple[int, Meaning | None, str] | None:
    """A line that heads the next ones, such as “I. Khối trường học”: its column, what it says of them, and its words."""
    order = header.columns.get(Meaning.ORDER, -1)
    places = reversed(list(enumerate(cells)))  # of a merged cell, whose text is in all, the first
    texts = {cell: n for n, cell in places if isinstance(cell, str) and cell.strip() and n != order}
    if len(texts) != 1 or _is_counted(header, cells):
        return None
    ((text, column),) = texts.items()
    said, problem = name_of(text)
    if problem:
        return None
    meaning = next((m for begin, m in _GROUPED_BY.items() if fold(said).startswith(begin)), None)
    numbered = order >= 0 and _SECTION.fullmatch(as_text(cells[order]).strip().rstrip("."))
    return (column, meaning, said) if meaning or numbered else None
