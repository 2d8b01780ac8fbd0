"""Reading lists of units as people keep them: where the header is, what columns mean, what single cells say."""

import unicodedata
from typing import Any

import pytest

from bot.sheets import unit_template
from bot.sheets.reading import read_sheets
from bot.units.roster.header import CALLED, Meaning, find_header, meaning_of
from bot.units.roster.reading import Roster, read_rosters
from bot.units.roster.telling import problem
from bot.units.roster.values import count_of, name_of, phone_of
from tests.units.sheets_for_tests import table, workbook


def roster(*rows: list[Any], **options: Any) -> Roster:
    (found,) = read_rosters(read_sheets(workbook(rows, **options)))
    return found


def told(found: Roster) -> list[str]:
    return [problem(each, 1) for each in found.problems]


@pytest.mark.parametrize(
    ("called", "meaning"),
    [
        ("Tên đơn vị", Meaning.NAME),
        ("TÊN CÔNG ĐOÀN CƠ SỞ", Meaning.NAME),
        ("Ten  don vi *", Meaning.NAME),
        (unicodedata.normalize("NFD", "Tên đơn vị"), Meaning.NAME),
        ("Tên dơn vị (ghi đầy đủ)", Meaning.NAME),
        ("Mã CĐCS", Meaning.CODE),
        ("Đơn vị trực thuộc", Meaning.PARENT),
        ("CĐ cấp trên", Meaning.PARENT),
        ("Công đoàn\ncấp trên", Meaning.PARENT),
        ("Khối thi đua", Meaning.BLOC),
        ("Cụm", Meaning.CLUSTER),
        ("Họ và tên Chủ tịch CĐ", Meaning.CHAIR),
        ("Họ và tên", Meaning.CHAIR),
        ("Chức vụ", Meaning.TITLE),
        ("SĐT", Meaning.PHONE),
        ("Số điện thọai", Meaning.PHONE),
        ("Tổng số đoàn viên", Meaning.MEMBERS),
        ("Số đoàn viên (người)", Meaning.MEMBERS),
        ("Số đoàn viên nữ", Meaning.WOMEN),
        ("Trong đó: nữ", Meaning.WOMEN),
        ("Tổng số CNVCLĐ", None),
        ("Ghi chú", None),
        ("", None),
    ],
)
def test_what_a_column_means(called: str, meaning: Meaning | None) -> None:
    found = meaning_of(called)
    assert (found and found[0]) == meaning


def test_no_name_of_a_column_means_two_things() -> None:
    names = [name for names in CALLED.values() for name in names.split("|")]
    assert len(names) == len(set(names))


def test_a_list_as_it_is_kept() -> None:
    found = roster(
        ["LIÊN ĐOÀN LAO ĐỘNG TỈNH", "", "", "", "", "", ""],
        ["DANH SÁCH CÔNG ĐOÀN CƠ SỞ NĂM 2026", "", "", "", "", "", ""],
        [],
        ["STT", "Số ĐT", "Tên CĐCS", "Đoàn viên", "", "Ghi chú", "Khối"],
        ["", "", "", "Tổng số", "Nữ", "", ""],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, 912000111, unicodedata.normalize("NFD", "Trường Mầm non Hoa Mai"), 38, 36, "", "Trường học"],
        [],
        [2, "0912.000.112 / 024 3827 1234", " Trường  Tiểu học\nHoa Sen ", "1.250", "", "mới", "Trường học"],
        ["", "Tổng cộng", "", 100, 36, "", ""],
        ["", "", "", "", "Hà Nội, ngày 3 tháng 3 năm 2026", "", ""],
        ["", "NGƯỜI LẬP", "", "", "TM. BAN THƯỜNG VỤ", "", ""],
        ["", "", "Trần Thị Ký Tên", "", "", "", ""],
        merged=["A1:G1", "A2:G2", "A4:A5", "B4:B5", "C4:C5", "D4:E4", "F4:F5", "G4:G5"],
    )
    assert found.header.row == 5
    assert {meaning.value: column for meaning, column in found.header.columns.items()} == {
        "order": 0,
        "phone": 1,
        "name": 2,
        "members": 3,
        "women": 4,
        "bloc": 6,
    }
    assert found.header.ignored == {5: "Ghi chú Ghi chú"}
    assert [(row.number, row.name, row.phone, row.members, row.women, row.bloc) for row in found.rows] == [
        (7, "Trường Mầm non Hoa Mai", "0912000111", 38, 36, "Trường học"),
        (9, "Trường Tiểu học Hoa Sen", "0912000112", 1250, None, "Trường học"),
    ]
    assert told(found) == [
        "⚠️ ô B9: có nhiều số điện thoại, chỉ lấy số 0912000112",
        "⚠️ ô E11: từ dòng này là phần ký tên, Trợ lý không đọc tiếp",
    ]


def test_problems_are_told_by_cell_and_only_nameless_lines_are_left_out() -> None:
    header = ["Tên đơn vị", "Số đoàn viên", "Nữ", "Điện thoại", "Mã"]
    found = roster(
        header,
        ["Trường A Lam", "mười hai phẩy năm", "", "không rõ số", "A"],
        ["", 12, "", "", "B"],
        ["x" * 201, 12, "", "", "C"],
        ["12345", 12, "", "", "D"],
        ["Trường B Lam", 12, 13, "", "#REF!"],
        ["Trường C Lam", -1, 2.5, "12", "#N/A"],
    )
    assert [row.name for row in found.rows] == ["Trường A Lam", "Trường B Lam", "Trường C Lam"]
    assert told(found) == [
        "⚠️ ô B2: “mười hai phẩy năm” không phải là con số, nên bỏ trống",
        "⚠️ ô D2: “không rõ số” không phải là số điện thoại, nên bỏ trống",
        "⛔ ô A3: thiếu tên đơn vị",
        "⛔ ô A4: dài 201 ký tự, trong khi nhiều nhất là 200",
        "⛔ ô A5: “12345” không phải là tên đơn vị",
        "⚠️ ô E6: công thức bị lỗi (#REF!)",
        "⚠️ ô C6: số nữ (13) nhiều hơn số đoàn viên (12), nên bỏ trống",
        "⚠️ ô B7: “-1” không phải là con số, nên bỏ trống",
        "⚠️ ô C7: “2.5” không phải là con số, nên bỏ trống",
        "⚠️ ô D7: “12” không phải là số điện thoại, nên bỏ trống",
        "⚠️ ô E7: công thức bị lỗi (#N/A)",
    ]


def test_lines_that_head_others_say_their_bloc_or_cluster() -> None:
    found = roster(
        ["STT", "Tên đơn vị", "Số đoàn viên"],
        ["I", "Khối trường học", ""],
        [1, "Trường Hoa Sen", 12],
        ["II", "KHỐI DOANH NGHIỆP", ""],
        [1, "Công ty Bình Minh", 12],
        ["", "Cụm 2", ""],
        [2, "Công ty An Khang", 12],
        ["A", "Các đơn vị khác", ""],
        [3, "Khối cơ quan Đảng", 12],
    )
    assert [(row.name, row.bloc, row.cluster) for row in found.rows] == [
        ("Trường Hoa Sen", "Khối trường học", ""),
        ("Công ty Bình Minh", "KHỐI DOANH NGHIỆP", ""),
        ("Công ty An Khang", "KHỐI DOANH NGHIỆP", "Cụm 2"),
        ("Khối cơ quan Đảng", "KHỐI DOANH NGHIỆP", "Cụm 2"),
    ]
    assert told(found)[0] == "⚠️ ô B2: “Khối trường học” được hiểu là tiêu đề của các dòng bên dưới"


@pytest.mark.parametrize(
    "rows",
    [
        [["Danh sách đơn vị"], ["Trường Hoa Sen"]],
        [["Họ và tên", "Điện thoại"], ["Trần Thu Hà", "0912000111"]],
        [["Báo cáo", "Đơn vị", "Kết quả"], ["a", "b", "c"]],
        [[]],
    ],
)
def test_a_sheet_that_names_no_units_is_no_list(rows: list[list[str]]) -> None:
    assert find_header([[*row] for row in rows if row]) is None


def test_a_total_is_no_unit_but_a_corporation_is_one() -> None:
    names = ["Tổng công ty Điện lực", "Cộng", "Tổng số", "Trường Cộng Hòa", "Tổng cộng khối trường học", "TỔNG CỘNG:"]
    found = roster(["Tên đơn vị", "Số đoàn viên"], *([name, 1] for name in names))
    assert [row.name for row in found.rows] == ["Tổng công ty Điện lực", "Trường Cộng Hòa"]


def test_the_template_is_understood_and_its_example_skipped() -> None:
    (found,) = read_rosters(read_sheets(unit_template.build()))
    assert (found.sheet, found.rows, found.problems) == ("Đơn vị", [], [])
    assert set(found.header.columns) == set(Meaning)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("0912000111", "0912000111"),
        (912000111, "0912000111"),
        (912000111.0, "0912000111"),
        ("912 000 111", "0912000111"),
        ("84912000111", "0912000111"),
        (84912000111.0, "0912000111"),
        ("+84 912.000.111", "0912000111"),
        ("+84 (0)912 000 111", "0912000111"),
        ("0084912000111", "0912000111"),
        ("024 3827 1234", "02438271234"),
        (2438271234.0, "02438271234"),
        ("(0236) 3821 234", "02363821234"),
        ("0912-000-111", "0912000111"),
        ("0912,000,111", "0912000111"),
        ("0912000111 (cô Hà)", "0912000111"),
        ("02438271234 máy lẻ 12", "02438271234"),
        ("+1 415 555 0100", "+14155550100"),
        ("1900 1234", "19001234"),
        ("", ""),
        ("-", ""),
        ("01631234567", ""),
        ("12", ""),
        (2.5, ""),
        ("９１２000111", ""),
        ("0" * 40_000, ""),
    ],
)
def test_phone_numbers(cell: str | float, phone: str) -> None:
    found, problem = phone_of(cell)
    assert found == phone
    assert (problem is None) == bool(phone or cell in {"", "-"})


@pytest.mark.parametrize(
    "cell", ["0912000111/0912000112", "0912000111; 0912000112", "0912000111\n0912000112", "0912000111 - 0912000112"]
)
def test_of_several_phone_numbers_the_first_counts_and_it_is_said(cell: str) -> None:
    found, problem = phone_of(cell)
    assert found == "0912000111"
    assert problem is not None


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        (62, 62),
        (62.0, 62),
        ("62", 62),
        ("1.250", 1250),
        ("45 người", 45),
        (0, 0),
        ("0", 0),
        ("", None),
        ("-", None),
        ("không", None),
    ],
)
def test_counts(cell: str | float, count: int | None) -> None:
    assert count_of(cell) == (count, None)


@pytest.mark.parametrize("cell", ["khoảng 50", 2.5, -1, "1,250", "12/15", 1e12, "x1", float("1e7") + 1])
def test_what_is_no_count_is_said(cell: str | float) -> None:
    count, problem = count_of(cell)
    assert count is None
    assert problem is not None


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("  Trường\u200b  Hoa\nSen\x00 ", "Trường Hoa Sen"),
        ("1. Trường Hoa Sen", "Trường Hoa Sen"),
        ("19/5 Hoa Sen", "19/5 Hoa Sen"),
        ("\u202eTrường Hoa Sen", "Trường Hoa Sen"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("+A" * 30_000, ""),
        (12.0, "12"),
    ],
)
def test_names(cell: str | float, name: str) -> None:
    assert name_of(cell)[0] == name


def test_every_row_says_where_it_stands() -> None:
    (found,) = read_rosters(read_sheets(table([1, "Trường Hoa Sen", "C1", "", "", "", "", "", 5, 2])))
    (row,) = found.rows
    assert [row.cell(each) for each in (Meaning.NAME, Meaning.MEMBERS, Meaning.LEVEL)] == ["B2", "I2", "B2"]
