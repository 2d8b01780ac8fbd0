"""The document as others see it: opened by LibreOffice, with its parts where Decree 30/2020/NĐ-CP has them."""

import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT

from bot.consolidated_report.document import build
from bot.consolidated_report.writing import write
from bot.sheets.table.contents import Line, Place, Result, Standing
from tests.consolidated_report.phase import PHASE, TABLE
from tests.history.test_pages import HOSTILE, pages, texts

ISSUER = "Công đoàn phường Sông Xanh"
UNITS = 600


def large() -> bytes:
    """Of as many units as a large federation has."""
    lines = tuple(
        Line(Place(n, f"Trường {n}", None, f"Cụm {n // 40}", None), None, {}, {1: Result("given", 1.0)}, Standing.APPROVED, 0)
        for n in range(UNITS)
    )
    return build(write(TABLE, [replace(PHASE, lines=lines)], ISSUER, []))


def hostile() -> bytes:
    table = replace(TABLE, title=HOSTILE, works=tuple(replace(each, name=HOSTILE) for each in TABLE.works))
    places = tuple(replace(each, place=replace(each.place, unit=HOSTILE, cluster=HOSTILE)) for each in PHASE.lines)
    return build(write(table, [replace(PHASE, lines=places, theme=HOSTILE)], HOSTILE, [HOSTILE]))


def test_it_has_the_parts_of_an_official_paper() -> None:
    made = build(write(TABLE, [PHASE], ISSUER, []))
    said = texts(made)
    for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "CÔNG ĐOÀN PHƯỜNG SÔNG XANH",
                 "Số:          /BC-………", "ngày …… tháng …… năm ………", "BÁO CÁO", "Kính gửi: ", "I. KẾT QUẢ THỰC HIỆN",
                 "[Xin nêu việc làm tốt, đơn vị tiêu biểu.]", "xin báo cáo./.", "Nơi nhận:", "TM. BAN THƯỜNG VỤ",
                 "Phụ lục I", "(Kèm theo Báo cáo số", "Trường A", "Cộng"):  # fmt: skip
        assert part in said, part
    sections = Document(BytesIO(made)).sections
    assert [each.orientation for each in sections] == [WD_ORIENT.PORTRAIT, *[WD_ORIENT.LANDSCAPE] * 3]


def test_what_people_typed_is_text() -> None:
    assert "=1+1" in texts(hostile())
    assert "<b>&amp;{{x}}" in texts(hostile())


def test_it_opens_whatever_it_holds_and_six_hundred_units_are_quick(tmp_path: Path) -> None:
    begun = time.process_time()
    documents = {"large": large()}
    assert time.process_time() - begun < 5
    documents |= {"usual": build(write(TABLE, [PHASE], ISSUER, [])), "hostile": hostile()}
    found = pages(documents, tmp_path)
    assert found["usual"] == 5
    assert found["large"] > 15
    assert found["hostile"] >= 5
