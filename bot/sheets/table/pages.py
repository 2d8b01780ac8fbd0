"""The pages for the whole campaign: launches by date, works, nominations."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from bot.i18n import _, show_day
from bot.sheets.table import words
from bot.sheets.table.cells import Cells
from bot.sheets.table.contents import LaunchLine, NominationLine, Place, Table, WorkLine
from bot.sheets.table.frame import head, page
from bot.sheets.table.held_columns import held_columns, write_held
from bot.sheets.table.styles import Styles

NUMBER, UNIT, CLUSTER, BLOC = range(4)
HEAD_HEIGHT = 34  # points: two lines
WIDTHS = {NUMBER: 5, UNIT: 34, CLUSTER: 16, BLOC: 16}


def begin(cells: Cells, styles: Styles, table: Table, title: str, columns: dict[str, float]) -> int:
    """Titles and header of a page whose columns after the unit's are `columns`, with their widths; returns the first row."""
    last = BLOC + len(columns)
    row = head(cells, styles, [table.title, words.issued(table), title, words.as_of(table)], last)
    cells.sheet.set_row(row, HEAD_HEIGHT)
    labels = [_("STT"), _("Đơn vị"), _("Cụm"), _("Khối"), *columns]
    for column, label in enumerate(labels):
        cells.text(row, column, label, styles.head)
    page(cells.sheet, row, UNIT, last, WIDTHS | dict(enumerate(columns.values(), BLOC + 1)))
    return row + 1


def place(cells: Cells, styles: Styles, row: int, number: int, unit: Place) -> None:
    """The columns that say which unit it is."""
    cells.sheet.write_number(row, NUMBER, number, styles.integer)
    told = (unit.unit, unit.cluster or words.no_cluster(), unit.bloc or words.no_bloc())
    for column, text in enumerate(told, UNIT):
        cells.text(row, column, text, styles.text)


def write_launches(sheet: Any, table: Table, styles: Styles) -> None:
    """Who launches when: this week first, then what is ahead, what was (and of which nothing was said), and who has not
    registered."""
    cells = Cells(sheet)
    columns = {_("Đợt"): 12.0, _("Ngày phát động"): 12.0, _("Thứ"): 24.0, _("Giờ, nơi, hình thức"): 36.0, _("Số người"): 10.0}
    columns |= held_columns()
    row = begin(cells, styles, table, _("Lịch phát động"), columns)
    number = 0
    for label, lines in _weeks(table.launches, table.day):
        cells.merged((row, 0, row, BLOC + len(columns)), f"{label} ({len(lines)})", styles.group)
        for each in lines:
            row, number = row + 1, number + 1
            place(cells, styles, row, number, each.place)
            _launch(cells, styles, row, each)
        row += 1


def _weeks(launches: Sequence[LaunchLine], today: date) -> list[tuple[str, list[LaunchLine]]]:
    monday = today - timedelta(days=today.weekday())
    sunday = monday + timedelta(days=6)
    sections: list[tuple[str, Callable[[date | None, str], bool]]] = [
        (_("Phát động tuần này"), lambda day, _outcome: day is not None and monday <= day <= sunday),
        (_("Sắp phát động"), lambda day, _outcome: day is not None and day > sunday),
        (_("Đã đến ngày, đã báo kết quả"), lambda day, outcome: day is not None and day < monday and bool(outcome)),
        (_("Đã đến ngày, chưa báo kết quả"), lambda day, outcome: day is not None and day < monday and not outcome),
        (_("Chưa đăng ký ngày"), lambda day, _outcome: day is None),
    ]
    found = [(label, [each for each in launches if belongs(each.day, each.outcome)]) for label, belongs in sections]
    return [(label, sorted(lines, key=lambda each: each.day or today)) for label, lines in found if lines]


def _launch(cells: Cells, styles: Styles, row: int, line: LaunchLine) -> None:
    first = BLOC + 1
    cells.text(row, first, line.phase, styles.word)
    if line.day:
        cells.day(row, first + 1, line.day, styles.day)
    else:
        cells.blank(row, first + 1, styles.word)
    cells.text(row, first + 2, show_day(line.day) if line.day else "", styles.word)
    cells.text(row, first + 3, line.words, styles.text)
    if line.people is None:
        cells.blank(row, first + 4, styles.integer)
    else:
        cells.number(row, first + 4, line.people, styles.integer)
    write_held(cells, styles, row, first + 5, line)


def write_works(sheet: Any, table: Table, styles: Styles) -> None:
    """Works, products and tasks that are pledged, with their value in đồng."""
    cells, first = Cells(sheet), BLOC + 1
    columns = {_("Đợt"): 12.0, _("Công trình, phần việc"): 40.0, _("Loại"): 12.0, _("Trị giá (đồng)"): 16.0}
    columns |= {_("Hoàn thành"): 12.0, _("Chào mừng"): 30.0, _("Gắn biển"): 10.0}
    columns |= {_("Tình trạng"): 30.0, _("Trị giá đạt được (đồng)"): 16.0}
    begins = row = begin(cells, styles, table, _("Công trình, sản phẩm, phần việc"), columns)
    for number, each in enumerate(table.works, 1):
        place(cells, styles, row, number, each.place)
        _work(cells, styles, row, each)
        row += 1
    for column in range(first + len(columns)):
        cells.blank(row, column, styles.total)
    cells.text(row, UNIT, _("TỔNG CỘNG"), styles.total)
    pledged, reached = (sum(getattr(each, name) or 0 for each in table.works) for name in ("value", "reached"))
    for column, total in ((first + 3, pledged), (first + 8, reached)) if table.works else ():
        span = f"{xl_rowcol_to_cell(begins, column)}:{xl_rowcol_to_cell(row - 1, column)}"
        cells.formula(row, column, f"=SUM({span})", total, styles.total_integer)


def _work(cells: Cells, styles: Styles, row: int, line: WorkLine) -> None:
    first = BLOC + 1
    cells.text(row, first, line.phase, styles.word)
    cells.text(row, first + 1, line.name, styles.text)
    cells.text(row, first + 2, words.work_kind(line.kind), styles.word)
    if line.value is None:
        cells.blank(row, first + 3, styles.integer)
    else:
        cells.number(row, first + 3, line.value, styles.integer)
    if line.finish_on:
        cells.day(row, first + 4, line.finish_on, styles.day)
    else:
        cells.blank(row, first + 4, styles.word)
    cells.text(row, first + 5, line.honours, styles.text)
    cells.text(row, first + 6, "✓" if line.wants_plaque else "", styles.word)
    cells.text(row, first + 7, words.work_state(line), styles.text)
    if line.reached is None:
        cells.blank(row, first + 8, styles.integer)
    else:
        cells.number(row, first + 8, line.reached, styles.integer)


def write_nominations(sheet: Any, table: Table, styles: Styles) -> None:
    """Who was put forward, and what became of it."""
    cells, first = Cells(sheet), BLOC + 1
    columns = {_("Đợt"): 12.0, _("Tập thể, cá nhân"): 14.0, _("Họ tên, tên tập thể"): 30.0, _("Thành tích"): 50.0}
    row = begin(cells, styles, table, _("Người tốt, việc tốt"), columns | {_("Kết quả xét"): 14.0})
    for number, each in enumerate(table.nominations, 1):
        place(cells, styles, row, number, each.place)
        for column, text in enumerate(_nominated(each), first):
            cells.text(row, column, text, styles.text)
        row += 1


def _nominated(line: NominationLine) -> tuple[str, ...]:
    kind = _("Tập thể") if line.is_collective else _("Cá nhân")
    return line.phase, kind, line.name, line.reason, words.nominated(line.state)
