"""The workbook's form: names of any kind do no harm, and 600 units by 40 columns are written at once."""

import csv
import random
import string
import time
from dataclasses import replace
from datetime import date
from io import StringIO
from itertools import cycle
from pathlib import Path

import pytest

from bot.held import HELD
from bot.sheets.table import flat, workbook
from bot.sheets.table.cells import LONGEST_CELL, clean, defused, sheet_name
from bot.sheets.table.contents import Column, LaunchLine, Line, Place, Result, Standing, Table
from bot.sheets.table.pages import _weeks
from tests.sheets import tables
from tests.sheets.opened import check, formulas, recalculated, sheets

HOSTILE = 500
BEGINNINGS = (
    "=cmd|'/c calc'!A0", "+1", "-1", "@x", "\t=1+1", "\r=1", "\n=1", "\0", "\x0b=1", "\u202e=1", "\u200f", "\ufeff=1", "{=1}",
    '=HYPERLINK("http://x")', "http://x.vn", "internal:A1", "123", "1e5", "1/2", "TRUE", "#REF!", "_x0041_", "<b>&amp;", "]]>",
    "'", "''", '"', "[x]", "a:b*c?d/e\\f", "History", "Đúng hạn", "Phát động", " ", "\ud800", "\uffff", "😀" * 40, "x" * 40_000,
    "=" * 33_000, "e\u0301", "&P&N", "${x}", "%s", "{0}",
)  # fmt: skip
SECONDS = 2.0  # for 600 units by 40 columns


def hostile_names() -> list[str]:
    rng = random.Random(7)  # noqa: S311  the same each time
    letters = string.printable + "=+-@|\t\0\u202e\u2066Đợt"
    made = ["".join(rng.choices(letters, k=rng.randrange(1, 60))) for _ in range(HOSTILE - len(BEGINNINGS))]
    return [*BEGINNINGS, *(rng.choice("=+-@\t") + each for each in made)]


def hostile_table(names: list[str]) -> Table:
    """A table in which every text is one of `names`."""
    given = cycle(names)
    return tables.table(random.Random(1), units=200, named=lambda _name: next(given))  # noqa: S311


def of_phases(names: list[str]) -> Table:
    """A phase for each name."""
    table = tables.table(random.Random(2), units=2, indicators=1)  # noqa: S311
    return replace(table, phases=tuple(replace(table.phases[0], name=each) for each in names))


def test_five_hundred_hostile_names_make_no_formula_and_the_file_opens(tmp_path: Path) -> None:
    names = hostile_names()
    assert len(names) == HOSTILE
    harmless, hostile = hostile_table([f"tên {n}" for n in range(HOSTILE)]), hostile_table(names)
    assert len(formulas(workbook.build(hostile, "vi"))) == len(formulas(workbook.build(harmless, "vi")))
    books = {"hostile": workbook.build(hostile, "vi"), "phases": workbook.build(of_phases(list(BEGINNINGS)), "vi")}
    for content in books.values():
        check(content)
        assert formulas(content)
    shown = {cell for rows in sheets(books["hostile"]).values() for row in rows for cell in row if isinstance(cell, str)}
    assert {clean(each.place.unit) for phase in hostile.phases for each in phase.lines} <= shown | {""}
    saved = recalculated(books, tmp_path)
    assert len(sheets(saved["phases"])) == len(BEGINNINGS) + 4
    assert len(sheets(saved["hostile"])) == len(sheets(books["hostile"]))
    for content in saved.values():
        cells = {cell for rows in sheets(content).values() for row in rows for cell in row if isinstance(cell, str)}
        assert not cells & {"#NAME?", "#VALUE!", "#DIV/0!", "#N/A"}


@pytest.mark.parametrize("text", BEGINNINGS)
def test_a_flat_list_holds_nothing_a_spreadsheet_would_run(text: str) -> None:
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert "\0" not in defused(text)


def test_the_flat_list_has_a_mark_and_a_row_for_each_unit_and_phase() -> None:
    table = hostile_table(hostile_names())
    content = flat.build(table, "vi")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert len(rows) == 1 + sum(len(phase.lines) for phase in table.phases)
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("wanted", "named"),
    [
        ("Đợt 1", "Đợt 1"),
        ("đợt 2", "đợt 2 2"),  # Excel does not tell capitals apart
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'Đợt'", "Đợt"),
        ("", "-"),
        ("History", "History 2"),
        ("x" * 50, "x" * 31),
        ("😀" * 20, "😀" * 15),
    ],
)
def test_a_sheets_name_is_one_that_excel_takes(wanted: str, named: str) -> None:
    assert sheet_name(wanted, {"đợt 2", "-1"}) == named


def test_sheets_that_are_called_alike_are_told_apart() -> None:
    taken: set[str] = set()
    assert [sheet_name("y" * 40, taken) for _ in range(3)] == ["y" * 31, "y" * 29 + " 2", "y" * 29 + " 3"]


def test_a_cell_takes_no_more_than_excel_does() -> None:
    assert len(clean("x" * 40_000)) == LONGEST_CELL
    assert clean("x" + "😀" * 20_000) == "x" + "😀" * 16_383
    assert clean("a\0b\ud800c\nd\te") == "abc\nd\te"


def test_six_hundred_units_by_forty_columns() -> None:
    rng = random.Random(3)  # noqa: S311
    table = tables.table(rng, units=1, indicators=0)
    columns = tuple(Column(n, f"Chỉ tiêu {n}", "người", "sum") for n in range(17))
    places = [Place(n, f"Trường số {n}", None, f"Cụm {n // 10}", f"Khối {n % 3}") for n in range(600)]
    lines = tuple(
        Line(
            each,
            tables.TODAY,
            {c.id: tables.amount(rng) for c in columns},
            {c.id: Result("given", tables.amount(rng)) for c in columns},
            Standing.APPROVED,
            0,
        )
        for each in places
    )
    wide = replace(table, phases=(replace(table.phases[0], columns=columns, lines=lines),))
    took = []
    for _ in range(3):
        begun = time.process_time()
        content = workbook.build(wide, "vi")
        took.append(time.process_time() - begun)
    rows = next(iter(sheets(content).values()))
    assert max(len(row) for row in rows) >= 40
    print(f"600 units by {len(rows[10])} columns: {min(took):.2f} s")  # noqa: T201
    assert min(took) < SECONDS


def test_who_launches_this_week_comes_first() -> None:
    place = Place(1, "x", None, None, None)
    days = [None, date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 4)]
    said = LaunchLine(place, "Đợt 1", date(2026, 2, 28), outcome=HELD)
    sections = _weeks([said, *(LaunchLine(place, "Đợt 1", day) for day in days)], date(2026, 3, 4))
    assert [(label, [each.day and each.day.day for each in lines]) for label, lines in sections] == [
        ("Phát động tuần này", [2, 4, 8]),
        ("Sắp phát động", [9]),
        ("Đã đến ngày, đã báo kết quả", [28]),
        ("Đã đến ngày, chưa báo kết quả", [1]),
        ("Chưa đăng ký ngày", [None]),
    ]
