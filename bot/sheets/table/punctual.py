"""The page of punctuality: every duty of every unit, days late or on time. Punctuality is scored when unions are rated (guideline
1294/HD-TLĐ of 14 August 2019 and the federations' own scales); the rating itself is not computed, only what it is based on."""

from typing import Any

from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from bot.i18n import _
from bot.sheets.table import words
from bot.sheets.table.cells import Cells
from bot.sheets.table.contents import Punctuality, Table, Timing
from bot.sheets.table.pages import BLOC, UNIT, begin, place
from bot.sheets.table.styles import Styles

FIRST = BLOC + 1
ON_TIME, LATE, MISSING, EXCUSED, SHARE = range(5)  # the columns behind the duties


def write_punctuality(sheet: Any, table: Table, styles: Styles) -> None:
    """A row a unit: each duty, then how many were on time, late, missing and excused, and the share on time."""
    cells = Cells(sheet)
    counts = [_("Số việc đúng hạn"), _("Số việc trễ"), _("Quá hạn, chưa làm"), _("Được miễn"), _("Tỷ lệ đúng hạn")]
    labels = dict.fromkeys(_unlike(table.duties), 18.0) | dict.fromkeys(counts, 11.0)
    row = begins = begin(cells, styles, table, _("Việc nộp đúng hạn của từng đơn vị"), labels)
    after = FIRST + len(table.duties)
    for number, each in enumerate(table.punctuality, 1):
        place(cells, styles, row, number, each.place)
        for column, timing in enumerate(each.timings, FIRST):
            _timing(cells, styles, row, column, timing)
        _counts(cells, styles, row, each, after)
        row += 1
    if table.punctuality:
        _totals(cells, styles, table, begins, row, after)


def _unlike(names: tuple[str, ...]) -> list[str]:
    """Two phases may be called the same; columns are told apart by their place."""
    return [name if names.count(name) == 1 else f"{name} ({n})" for n, name in enumerate(names, 1)]


def _timing(cells: Cells, styles: Styles, row: int, column: int, timing: int | Timing | None) -> None:
    if isinstance(timing, int):
        cells.sheet.write_number(row, column, timing, styles.timing)
    else:
        cells.text(row, column, words.timing(timing) if timing else "", styles.word)


def _counted(each: Punctuality) -> list[int]:
    days = [timing for timing in each.timings if isinstance(timing, int)]
    return [
        sum(day == 0 for day in days),
        sum(day > 0 for day in days),
        each.timings.count(Timing.MISSING),
        each.timings.count(Timing.EXCUSED),
    ]


def _counts(cells: Cells, styles: Styles, row: int, each: Punctuality, after: int) -> None:
    span = xl_range(row, FIRST, row, after - 1)
    wanted = ["0", '">0"', f'"{words.timing(Timing.MISSING)}"', f'"{words.timing(Timing.EXCUSED)}"']
    counted = _counted(each)
    for place_, (criterion, count) in enumerate(zip(wanted, counted, strict=True)):
        cells.formula(row, after + place_, f"=COUNTIF({span},{criterion})", count, styles.integer)
    _share(cells, row, after, counted, styles.share)


def _share(cells: Cells, row: int, after: int, counted: list[int], style: Any) -> None:
    """The share on time of all that had to be done by now; nothing where nothing had."""
    on_time = xl_rowcol_to_cell(row, after + ON_TIME)
    owed = f"SUM({xl_range(row, after + ON_TIME, row, after + MISSING)})"
    whole = sum(counted[: MISSING + 1])
    value: Any = counted[ON_TIME] / whole if whole else ""
    cells.sheet.write_formula(row, after + SHARE, f'=IF({owed}=0,"",{on_time}/{owed})', style, value)


def _totals(cells: Cells, styles: Styles, table: Table, begins: int, row: int, after: int) -> None:
    for column in range(after):
        cells.blank(row, column, styles.total)
    cells.text(row, UNIT, _("TỔNG CỘNG"), styles.total)
    counted = [sum(column) for column in zip(*(_counted(each) for each in table.punctuality), strict=True)]
    for place_, count in enumerate(counted):
        span = xl_range(begins, after + place_, row - 1, after + place_)
        cells.formula(row, after + place_, f"=SUM({span})", count, styles.total_integer)
    _share(cells, row, after, counted, styles.total_share)
