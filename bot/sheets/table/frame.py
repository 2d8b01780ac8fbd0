"""What all sheets of the workbook share: merged titles above, frozen panes, and how they are printed."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.sheets.table.cells import Cells
from bot.sheets.table.styles import Styles

A4 = 9  # as xlsxwriter numbers paper
USUAL_WIDTH = 12  # characters


def head(cells: Cells, styles: Styles, titles: Sequence[str], last_column: int) -> int:
    """The titles, each over the whole width; returns the row below an empty one."""
    looks = [styles.title, *[styles.subtitle] * (len(titles) - 2), styles.note]
    for row, (title, look) in enumerate(zip(titles, looks, strict=True)):
        cells.merged((row, 0, row, last_column), title, look)
    cells.sheet.set_row(0, 24)
    return len(titles) + 1


def page(sheet: Any, last_head: int, frozen_column: int, last_column: int, widths: Mapping[int, float]) -> None:
    """Panes frozen below the row `last_head` and right of `frozen_column`; A4 across, the head on every page."""
    for column in range(last_column + 1):
        sheet.set_column(column, column, widths.get(column, USUAL_WIDTH))
    sheet.freeze_panes(last_head + 1, frozen_column + 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0, last_head)
    sheet.set_footer("&C&P/&N")
