"""Reading Excel files: what is in them, and what is refused before anything opens it."""

import random
import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from bot.sheets import unpacking
from bot.sheets.reading import Locked, NotASheet, TooLarge, Unreadable, address, as_text, read_sheets
from tests.units.sheets_for_tests import workbook

# Written with xlwt 1.3: a merged title, a header in row 3, two units, a total that is a formula, and a hidden sheet.
OLD = Path(__file__).parent / "two_units.xls"


def repacked(content: bytes, name: str, part: bytes) -> bytes:
    """The same workbook with another text in one of its parts."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for each in source.infolist():
            target.writestr(each.filename, part if each.filename == name else source.read(each))
    return written.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as source:
        return source.read(name)


SHEET = "xl/worksheets/sheet1.xml"
SMALL = workbook([["Tên đơn vị", "Số"], ["Trường Hoa Sen", 12.5]])


def test_cells_are_as_they_are_and_stand_where_they_stand() -> None:
    (sheet,) = read_sheets(workbook([[], ["", "Tên", 2], ["", date(2025, 1, 17).isoformat(), 2.5]], names=["Đơn vị"]))
    assert (sheet.name, sheet.rows) == ("Đơn vị", [["", "", ""], ["", "Tên", 2], ["", "2025-01-17", 2.5]])


def test_hidden_and_empty_sheets_are_left_out() -> None:
    sheets = read_sheets(workbook([["a"]], [["b"]], [], [["d"]], names=["Một", "Ẩn", "Trống", "Bốn"], hidden=[1]))
    assert [each.name for each in sheets] == ["Một", "Bốn"]


def test_all_cells_of_a_merged_one_have_its_value() -> None:
    (sheet,) = read_sheets(workbook([["Danh sách", "", ""], ["a", "b", "c"], ["", "d", "e"]], merged=["A1:C1", "A2:A3"]))
    assert sheet.rows == [["Danh sách"] * 3, ["a", "b", "c"], ["a", "d", "e"]]


def test_an_old_file_is_read_alike() -> None:
    (sheet,) = read_sheets(OLD.read_bytes())
    assert sheet.name == "Danh sách"
    assert sheet.rows[2] == ["STT", "Tên CĐCS", "Khối", "Điện thoại", "Số ĐV"]
    assert sheet.rows[3][3] == 912000111.0


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", NotASheet),
        (b"Ten don vi\nTruong Hoa Sen\n", NotASheet),
        (b"%PDF-1.7", NotASheet),
        (b"PK\x03\x04 and nothing else", NotASheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), NotASheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), Locked),
        (b"PK\x03\x04" + bytes(20_000_001), TooLarge),
        (repacked(SMALL, SHEET, b"<worksheet><sheetData><row"), NotASheet),
        (repacked(SMALL, "xl/workbook.xml", b""), NotASheet),
    ],
)
def test_what_is_no_sheet_is_refused(content: bytes, refusal: type[Unreadable]) -> None:
    with pytest.raises(refusal):
        read_sheets(content)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c s="1"  r="XFD1048576" ><v>1</v></c>',
        b'<c s=">" r="XFD1048576"><v>1</v></c>',
        b'<c r="XFD1048576" t="/>"><v>1</v></c>',
        b'<x:c r="XFD1048576"><v>1</v></x:c>',
    ],
)
def test_a_cell_far_away_is_refused_before_it_costs_memory(cell: bytes) -> None:
    sheet = (
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
        + cell
        + b"</row></sheetData></worksheet>"
    )
    with pytest.raises(TooLarge):
        read_sheets(repacked(SMALL, SHEET, sheet))


def test_cells_without_an_address_count_where_they_stand() -> None:
    cells = b"<c><v>1</v></c>" * 2_000
    sheet = b'<worksheet><sheetData><row r="1">' + cells + b'</row><row r="1048576"><c><v>1</v></c></row></sheetData></worksheet>'
    with pytest.raises(TooLarge):
        read_sheets(repacked(SMALL, SHEET, sheet))


def test_a_border_far_away_is_no_cell() -> None:
    sheet = part_of(SMALL, SHEET).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    (read,) = read_sheets(repacked(SMALL, SHEET, sheet))
    assert read.rows[1] == ["Trường Hoa Sen", 12.5]


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLarge):  # 300 to 1
        read_sheets(repacked(SMALL, "xl/styles.xml", b" " * 3_000_000))
    many = BytesIO(SMALL)
    with zipfile.ZipFile(many, "a") as book:
        for n in range(unpacking.MOST_ENTRIES):
            book.writestr(f"xl/{n}.xml", b"")
    with pytest.raises(TooLarge):
        read_sheets(many.getvalue())
    monkeypatch.setattr(unpacking, "MOST_UNPACKED", 1_000)
    with pytest.raises(TooLarge):
        read_sheets(SMALL)


def test_a_part_that_is_longer_than_it_says_is_refused() -> None:
    content = bytearray(repacked(SMALL, "xl/styles.xml", b"x" * 500_000))
    for place in [each.start() for each in re.finditer(b"(?<=.)xl/styles.xml", content)]:
        directory = content[: place - 46 + 4].endswith(b"PK\x01\x02")
        field = place - 46 + 24 if directory else place - 30 + 22
        content[field : field + 4] = (10).to_bytes(4, "little")
    with pytest.raises(NotASheet):
        read_sheets(bytes(content))


@pytest.mark.parametrize("content", [SMALL, OLD.read_bytes()], ids=["xlsx", "xls"])
def test_a_damaged_file_is_read_or_refused(content: bytes) -> None:
    rng = random.Random(7)  # noqa: S311  the same damage every time
    for _n in range(300 if content is SMALL else 20):  # an old file takes a process each
        damaged = bytearray(content)
        for _each in range(rng.randint(1, 8)):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        try:
            read_sheets(bytes(damaged[: rng.choice([len(damaged), rng.randrange(len(damaged))])]))
        except Unreadable:
            continue


def test_addresses_are_those_of_excel() -> None:
    assert [address(column, 17) for column in (0, 3, 25, 26, 701, 702)] == ["A17", "D17", "Z17", "AA17", "ZZ17", "AAA17"]


@pytest.mark.parametrize(
    ("cell", "text"), [(12.0, "12"), (2.5, "2.5"), (date(2025, 1, 17), "17/01/2025"), (True, "x"), ("a", "a")]
)
def test_a_cell_in_words(cell: float | date | str, text: str) -> None:
    assert as_text(cell) == text
