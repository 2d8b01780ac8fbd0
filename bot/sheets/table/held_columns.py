"""What became of a launch, beside what was registered: on the page of launches."""

from bot.held.contents import CANCELLED, HELD, POSTPONED, share
from bot.i18n import _, pgettext
from bot.sheets.table.cells import Cells
from bot.sheets.table.contents import LaunchLine
from bot.sheets.table.styles import Styles


def held_columns() -> dict[str, float]:
    """The heads of these columns, with their widths."""
    return {
        _("Phát động điểm"): 10.0,
        _("Kết quả"): 14.0,
        _("Ngày tổ chức"): 12.0,
        _("Số người dự thực tế"): 10.0,
        _("Tỷ lệ đoàn viên dự (%)"): 10.0,
        _("Người phát động"): 26.0,
        _("Lý do hoãn, không tổ chức"): 30.0,
    }


def write_held(cells: Cells, styles: Styles, row: int, first: int, line: LaunchLine) -> None:
    """The same columns of one unit, the first of them in `first`."""
    cells.text(row, first, "✓" if line.is_model else "", styles.word)
    cells.text(row, first + 1, _outcome(line), styles.word)
    if line.held_on:
        cells.day(row, first + 2, line.held_on, styles.day)
    else:
        cells.blank(row, first + 2, styles.word)
    for column, count in ((first + 3, line.present), (first + 4, share(line.present, line.members))):
        if count is None:
            cells.blank(row, column, styles.integer)
        else:
            cells.number(row, column, count, styles.integer)
    cells.text(row, first + 5, line.opened_by, styles.text)
    cells.text(row, first + 6, line.reason, styles.text)


def _outcome(line: LaunchLine) -> str:
    return {
        HELD: pgettext("table", "Đã tổ chức"),
        POSTPONED: pgettext("table", "Hoãn"),
        CANCELLED: pgettext("table", "Không tổ chức"),
    }.get(line.outcome, "")
