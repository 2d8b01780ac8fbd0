"""The parts that official papers share, as Decree 30/2020/NĐ-CP, Annex I, lays them out.

Number and seal are left for whoever signs; the place too, which nobody told us. Whatever people said goes in as text, never as a
field or a link.
"""

from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.official_papers.page import LEFT, PADDING, SIGNATURE, WIDTH

FONT = "Times New Roman"
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
INDENT = Cm(1)
RULE = 6  # points that a line under a heading takes
MOTTO = 12.2  # the motto in bold letters, as many times their size
BLANK = "………………………"  # for whoever signs to fill in


def blank(size: float) -> Any:
    """An empty A4 document with letters of `size` points."""
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.footer_distance = Cm(0.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)
    return document


def content(document: Any) -> bytes:
    """The document as a file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def say(paragraph: Any, text: str, *, size: float | None = None, align: Any = None, indent: Any = None, look: str = "") -> None:
    """One run; `look` is bold, italic, or both."""
    run = paragraph.add_run(text)
    run.bold, run.italic = "bold" in look, "italic" in look
    run.font.size = Pt(size) if size else None
    paragraph.alignment, paragraph.paragraph_format.first_line_indent = align, indent


def head(document: Any, superior: str, issuer: str, number: str, when: str, size: float) -> None:
    """Issuer and number at the left, the country's name, motto, place and day at the right; `size` is that of the text."""
    left, right = columns(document, LEFT, WIDTH - LEFT).rows[0].cells
    first = left.paragraphs[0]
    if superior:
        say(first, superior.upper(), size=size - 1, align=CENTRE)
        first = left.add_paragraph()
    say(first, issuer.upper(), size=size - 1, align=CENTRE, look="bold")
    rule(left.add_paragraph(), LEFT - PADDING, LEFT / 2.5)
    say(left.add_paragraph(), number, align=CENTRE)
    say(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=size - 1, align=CENTRE, look="bold")
    say(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", align=CENTRE, look="bold")
    rule(right.add_paragraph(), WIDTH - LEFT - PADDING, size * MOTTO)
    say(right.add_paragraph(), f"……………, {when}", align=CENTRE, look="italic")


def long_day(day: date) -> str:
    """Such as “ngày 05 tháng 01 năm 2026”: Decree 30 puts a nought before 1 and 2 only, in a month."""
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"  # noqa: PLR2004
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def title(document: Any, kind: str, subject: str, size: float) -> None:
    """What kind of paper it is and what about, with a line below."""
    first = document.add_paragraph()
    first.paragraph_format.space_before = Pt(size)
    say(first, kind, size=size + 1, align=CENTRE, look="bold")
    say(document.add_paragraph(), subject, align=CENTRE, look="bold")
    rule(document.add_paragraph(), WIDTH, WIDTH / 4)


def signature(cell: Any, *lines: str, name: str) -> None:
    """Who signs: for whom, as what, and below the free place the name."""
    for number, each in enumerate(lines):
        say(cell.add_paragraph() if number else cell.paragraphs[0], each, align=CENTRE, look="bold")
    say(cell.add_paragraph(), "(Ký tên, đóng dấu)", align=CENTRE, look="italic")
    last = cell.add_paragraph()
    last.paragraph_format.space_before = Pt(SIGNATURE)
    say(last, name, align=CENTRE, look="bold")


def columns(document: Any, *widths: float) -> Any:
    """A table without lines, whose columns have these widths in points."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Pt(width)
    return table


def rule(paragraph: Any, room: float, width: float) -> None:
    """Make an empty paragraph a line of `width` in the middle of `room`, in points."""
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt((room - width) / 2)
    shape.line_spacing = Pt(RULE)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")  # noqa: SLF001  python-docx has no word for it
