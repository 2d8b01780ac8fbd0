"""The table as an .xlsx that Excel, LibreOffice and a phone's preview open without a word."""

from io import BytesIO
from typing import Any

import xlsxwriter

from bot.i18n import _, speaking
from bot.sheets.table.cells import sheet_name
from bot.sheets.table.contents import Table
from bot.sheets.table.notes_page import write_notes
from bot.sheets.table.pages import write_launches, write_nominations, write_works
from bot.sheets.table.phase_sheet import PhaseSheet
from bot.sheets.table.punctual import write_punctuality
from bot.sheets.table.styles import Styles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def build(table: Table, language: str) -> bytes:
    """The workbook: a sheet for each phase, then launches, works, nominations, punctuality, and notes where there are any."""
    written = BytesIO()
    with speaking(language), xlsxwriter.Workbook(written, OPTIONS) as book:
        book.set_properties({"created": table.known_at.replace(tzinfo=None)})
        styles = Styles(book)
        pages = {
            _("Phát động"): write_launches,
            _("Công trình"): write_works,
            _("Đề cử"): write_nominations,
            _("Đúng hạn"): write_punctuality,
        }
        if table.notes:
            pages[_("Báo cáo quý")] = write_notes
        taken: set[str] = {name.casefold() for name in pages}
        for phase in table.phases:
            PhaseSheet(book.add_worksheet(sheet_name(phase.name, taken)), table, phase, styles).write()
        for name, write in pages.items():
            write(book.add_worksheet(name), table, styles)
    return written.getvalue()
