"""A copy as a Word document: one A4 page laid out as Decree 30/2020/NĐ-CP, Annex I, has it.

Number and seal are left for the unit; the place too, which nobody told us. Whatever people said goes in as text, never as a
field or a link.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.history.fitting import LEFT, NUMBER, PADDING, SIGNATURE, WIDTH, Layout, fit
from bot.history.papers import Paper

FONT = "Times New Roman"
CENTRE, RIGHT, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
FOOT = 8  # points
RULE = 6  # points that a line under a heading takes
MOTTO = 12.2  # the motto in bold letters, as many times their size


def build(paper: Paper) -> bytes:
    """The document. It fits on one page: see `bot.history.fitting`."""
    shown, layout = fit(paper)
    document: Any = Document()
    _lay_out(document, layout)
    _head(document, shown, layout)
    _title(document, shown, layout)
    if shown.rows:
        _table(document, shown, layout)
    for each in shown.lines:
        _say(document.add_paragraph(), each, align=BOTH, indent=Cm(1))
    last = document.add_paragraph()
    last.paragraph_format.space_before = Pt(layout.size / 2)
    _say(last, "Đơn vị chịu trách nhiệm về nội dung trên./.", align=BOTH, indent=Cm(1))
    _signatures(document, shown, layout)
    _say(document.sections[0].footer.paragraphs[0], shown.origin, size=FOOT, align=CENTRE)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lay_out(document: Any, layout: Layout) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.footer_distance = Cm(0.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(layout.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after, style.paragraph_format.space_before = Pt(0), Pt(0)


def _say(paragraph: Any, text: str, *, size: float | None = None, align: Any = None, indent: Any = None, look: str = "") -> None:
    """One run; `look` is bold, italic, or both."""
    run = paragraph.add_run(text)
    run.bold, run.italic = "bold" in look, "italic" in look
    run.font.size = Pt(size) if size else None
    paragraph.alignment, paragraph.paragraph_format.first_line_indent = align, indent


def _head(document: Any, paper: Paper, layout: Layout) -> None:
    """Issuer and number at the left, the country's name, motto, place and day at the right."""
    table = _columns(document, LEFT, WIDTH - LEFT)
    left, right = table.rows[0].cells
    size = layout.size - 1
    first = left.paragraphs[0]
    if paper.superior:
        _say(first, paper.superior.upper(), size=size, align=CENTRE)
        first = left.add_paragraph()
    _say(first, paper.issuer.upper(), size=size, align=CENTRE, look="bold")
    _rule(left.add_paragraph(), LEFT - PADDING, LEFT / 2.5)
    _say(left.add_paragraph(), "Số:          /", align=CENTRE)
    _say(right.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=size, align=CENTRE, look="bold")
    _say(right.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", align=CENTRE, look="bold")
    _rule(right.add_paragraph(), WIDTH - LEFT - PADDING, layout.size * MOTTO)
    day = paper.day
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"  # noqa: PLR2004  Decree 30: a nought before 1 and 2 only
    when = f"……………, ngày {day.day:02d} tháng {month} năm {day.year}"
    _say(right.add_paragraph(), when, align=CENTRE, look="italic")


def _title(document: Any, paper: Paper, layout: Layout) -> None:
    title = document.add_paragraph()
    title.paragraph_format.space_before = Pt(layout.size)
    _say(title, paper.kind, size=layout.size + 1, align=CENTRE, look="bold")
    subject = document.add_paragraph()
    _say(subject, paper.subject, align=CENTRE, look="bold")
    _rule(document.add_paragraph(), WIDTH, WIDTH / 4)
    if paper.superior:
        to = document.add_paragraph()
        to.paragraph_format.space_before = Pt(layout.size / 2)
        _say(to, f"Kính gửi: {paper.superior}", align=CENTRE)
    opening = document.add_paragraph()
    opening.paragraph_format.space_before = opening.paragraph_format.space_after = Pt(layout.size / 2)
    _say(opening, paper.opening, align=BOTH, indent=Cm(1))


def _table(document: Any, paper: Paper, layout: Layout) -> None:
    """What was asked and what was said, a row each."""
    table = document.add_table(rows=0, cols=3)
    table.style, table.autofit, table.alignment = "Table Grid", False, WD_TABLE_ALIGNMENT.CENTER
    widths = (Pt(NUMBER), Pt(layout.asked), Pt(layout.said))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (asked, said) in enumerate((paper.heads, *paper.rows)):
        cells = table.add_row().cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        look = "" if number else "bold"
        _say(cells[0].paragraphs[0], str(number) if number else "TT", align=CENTRE, look=look)
        _say(cells[1].paragraphs[0], asked, align=None if number else CENTRE, look=look)
        _say(cells[2].paragraphs[0], said, align=None if number else CENTRE, look=look)


def _signatures(document: Any, paper: Paper, layout: Layout) -> None:
    """Where the paper goes to, or the employer, at the left; the unit's chair at the right."""
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(layout.size / 2)
    left, right = _columns(document, WIDTH / 2, WIDTH / 2).rows[0].cells
    if paper.is_signed_by_two:
        _say(left.paragraphs[0], "THỦ TRƯỞNG ĐƠN VỊ", align=CENTRE, look="bold")
        _say(left.add_paragraph(), "(Ký tên, đóng dấu)", align=CENTRE, look="italic")
    else:
        _say(left.paragraphs[0], "Nơi nhận:", size=layout.size - 1, look="bold italic")
        for each in (f"- {paper.superior};" if paper.superior else "", "- Lưu: Công đoàn cơ sở."):
            if each:
                _say(left.add_paragraph(), each, size=layout.size - 2)
    _say(right.paragraphs[0], "TM. BAN CHẤP HÀNH", align=CENTRE, look="bold")
    _say(right.add_paragraph(), "CHỦ TỊCH", align=CENTRE, look="bold")
    _say(right.add_paragraph(), "(Ký tên, đóng dấu)", align=CENTRE, look="italic")
    name = right.add_paragraph()
    name.paragraph_format.space_before = Pt(SIGNATURE)
    _say(name, paper.chair, align=CENTRE, look="bold")


def _columns(document: Any, *widths: float) -> Any:
    """A table without lines, whose columns have these widths in points."""
    table = document.add_table(rows=1, cols=len(widths))
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
        column.width = cell.width = Pt(width)
    return table


def _rule(paragraph: Any, room: float, width: float) -> None:
    """Make an empty paragraph a line of `width` in the middle of `room`, in points."""
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt((room - width) / 2)
    shape.line_spacing = Pt(RULE)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")  # noqa: SLF001  python-docx has no word for it
