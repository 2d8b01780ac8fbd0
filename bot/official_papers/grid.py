"""Long tables for papers: written cell by cell as XML, for python-docx looks through the whole table for each cell."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bot.official_papers.page import printed

TWENTIETHS = 20  # of a point, as Word measures widths


def grid(
    document: Any,
    heads: Sequence[str],
    widths: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    size: float,
    figures: frozenset[int] = frozenset(),
    total: Sequence[str] = (),
) -> None:
    """A table with lines; `widths` in points, `size` of the letters. The head comes again on each page, no row is torn, the
    columns `figures` stand at the right. A row of one cell goes over all columns, in bold, as the row `total` is."""
    table = document.add_table(rows=0, cols=len(heads))
    table.style, table.autofit = "Table Grid", False
    body = table._tbl  # noqa: SLF001  python-docx has no word for rows that are ready
    for column, width in zip(body.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(round(width * TWENTIETHS)))
    body.append(_row(heads, widths, size, is_head=True, is_bold=True))
    for each in rows:
        body.append(_row(each, widths, size, is_bold=len(each) == 1, figures=figures))
    if total:
        body.append(_row(total, widths, size, is_bold=True, figures=figures))


def _row(
    cells: Sequence[str],
    widths: Sequence[float],
    size: float,
    *,
    is_head: bool = False,
    is_bold: bool = False,
    figures: frozenset[int] = frozenset(),
) -> Any:
    row = OxmlElement("w:tr")
    how = OxmlElement("w:trPr")
    how.append(OxmlElement("w:cantSplit"))
    if is_head:
        how.append(OxmlElement("w:tblHeader"))
    row.append(how)
    over = len(widths) if len(cells) == 1 else 1
    for place, text in enumerate(cells):
        width = sum(widths) if over > 1 else widths[place]
        align = "center" if is_head or (place == 0 and over == 1) else "right" if place in figures else "left"
        row.append(_cell(text, width, over, align, size, is_bold=is_bold))
    return row


def _cell(text: str, width: float, over: int, align: str, size: float, *, is_bold: bool) -> Any:
    cell, shape = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    shape.append(_valued("w:tcW", {"w:w": str(round(width * TWENTIETHS)), "w:type": "dxa"}))
    if over > 1:
        shape.append(_valued("w:gridSpan", {"w:val": str(over)}))
    paragraph, how = OxmlElement("w:p"), OxmlElement("w:pPr")
    how.append(_valued("w:jc", {"w:val": align}))
    run, look = OxmlElement("w:r"), OxmlElement("w:rPr")
    if is_bold:
        look.append(OxmlElement("w:b"))
    look.append(_valued("w:sz", {"w:val": str(round(size * 2))}))
    words = OxmlElement("w:t")
    words.text = printed(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.extend([look, words])
    paragraph.extend([how, run])
    cell.extend([shape, paragraph])
    return cell


def _valued(name: str, values: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(key), value)
    return element
