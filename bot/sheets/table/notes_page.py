"""The page of quarterly notes."""

from typing import Any

from bot.clock import local
from bot.i18n import _
from bot.sheets.table.cells import Cells
from bot.sheets.table.contents import Table
from bot.sheets.table.pages import BLOC, begin, place
from bot.sheets.table.styles import Styles


def write_notes(sheet: Any, table: Table, styles: Styles) -> None:
    """What each unit wrote, the lines of a note in one cell, and when."""
    cells, first = Cells(sheet), BLOC + 1
    columns = {_("Đợt"): 12.0, _("Báo cáo"): 20.0, _("Ngày gửi"): 12.0, _("Đúng hạn"): 10.0, _("Nội dung"): 80.0}
    row = begin(cells, styles, table, _("Báo cáo quý"), columns)
    for number, each in enumerate(table.notes, 1):
        place(cells, styles, row, number, each.place)
        cells.text(row, first, each.phase, styles.word)
        cells.text(row, first + 1, each.title, styles.word)
        cells.day(row, first + 2, local(each.recorded_at).date(), styles.day)
        cells.text(row, first + 3, _("trễ hạn") if each.is_late else _("đúng hạn"), styles.word)
        cells.text(row, first + 4, each.words, styles.text)
        row += 1
