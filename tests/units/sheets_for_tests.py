"""Workbooks for tests and for the benchmark of imports. All names are made up."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

HEADER = (
    "STT",
    "Tên đơn vị",
    "Mã đơn vị",
    "Công đoàn cấp trên",
    "Khối",
    "Cụm",
    "Họ và tên chủ tịch",
    "Điện thoại",
    "Số đoàn viên",
    "Nữ",
)
BLOCS = ("Doanh nghiệp", "Trường học", "Đơn vị sự nghiệp")
KINDS = ("Công ty TNHH", "Trường Tiểu học", "Trung tâm")
FIRST = (
    "Bình",
    "An",
    "Minh",
    "Hòa",
    "Phú",
    "Thanh",
    "Đức",
    "Hưng",
    "Tân",
    "Long",
    "Vĩnh",
    "Kim",
    "Xuân",
    "Thịnh",
    "Đông",
    "Tây",
    "Nam",
)
SECOND = (
    "Lộc",
    "Khang",
    "Tâm",
    "Sơn",
    "Hải",
    "Giang",
    "Phong",
    "Thuận",
    "Châu",
    "Lâm",
    "Quang",
    "Trung",
    "Thủy",
    "Đạt",
    "Mai",
    "Hà",
    "Bắc",
)


def workbook(
    *sheets: Sequence[Sequence[Any]], names: Sequence[str] = (), hidden: Iterable[int] = (), merged: Iterable[str] = ()
) -> bytes:
    """An .xlsx whose sheets have these rows; `merged` are ranges of the first one, with the value of their first cell."""
    written = BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    for place, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[place] if names else None)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if place in set(hidden):
            sheet.hide()
        for each in merged if place == 0 else ():
            top, left = xlsxwriter.utility.xl_cell_to_rowcol(each.split(":", 1)[0])
            sheet.merge_range(each, rows[top][left])
    book.close()
    return written.getvalue()


def table(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    """An .xlsx with one sheet: a header and these rows."""
    return workbook([header, *rows])


def units(count: int, code: str = "CS", parent: str = "") -> Iterator[list[Any]]:
    """Rows of grassroots units for `HEADER`: no two names are alike."""
    for n in range(count):
        name = f"{KINDS[n % 3]} {FIRST[n % 17]} {SECOND[n // 17 % 17]}{f' số {n // 289}' if n >= 289 else ''}"
        phone = float(912_000_000 + n)  # the zero is lost, as Excel does it
        yield [
            n + 1,
            name,
            f"{code}{n:05}",
            parent,
            BLOCS[n % 3],
            f"Cụm {n % 20 + 1}",
            f"Nguyễn Thị {SECOND[n % 17]}",
            phone,
            20 + n % 300,
            n % 20,
        ]


def nation(provinces: int = 34, wards: int = 98, count: int = 127_000) -> Iterator[list[Any]]:
    """Rows for `HEADER`: provinces, under each of them wards, and `count` grassroots units shared out among the wards."""
    for p in range(provinces):
        yield [p + 1, f"Liên đoàn Lao động tỉnh {FIRST[p % 17]} {SECOND[p // 17]}", f"T{p}", "", "", "", "", "", "", ""]
        for w in range(wards):
            yield [w + 1, f"Công đoàn phường {FIRST[w % 17]} {SECOND[w // 17]}", f"T{p}P{w}", f"T{p}", "", "", "", "", "", ""]
    places = provinces * wards
    for place in range(places):
        share = count // places + (place < count % places)
        code = f"T{place // wards}P{place % wards}"
        yield from units(share, f"{code}C", code)
