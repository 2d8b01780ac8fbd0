"""A copy as a Word document: one A4 page."""

from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Pt

from bot.history.fitting import NUMBER, Layout, fit
from bot.history.papers import Paper
from bot.official_papers.layout import BOTH, CENTRE, INDENT, blank, columns, content, head, long_day, say, signature, title
from bot.official_papers.page import WIDTH

FOOT = 8  # points


def build(paper: Paper) -> bytes:
    """The document. It fits on one page: see `bot.history.fitting`."""
    shown, layout = fit(paper)
    document = blank(layout.size)
    head(document, shown.superior, shown.issuer, "Số:          /", long_day(shown.day), layout.size)
    title(document, shown.kind, shown.subject, layout.size)
    _opening(document, shown, layout)
    if shown.rows:
        _table(document, shown, layout)
    for each in shown.lines:
        say(document.add_paragraph(), each, align=BOTH, indent=INDENT)
    last = document.add_paragraph()
    last.paragraph_format.space_before = Pt(layout.size / 2)
    say(last, "Đơn vị chịu trách nhiệm về nội dung trên./.", align=BOTH, indent=INDENT)
    _signatures(document, shown, layout)
    say(document.sections[0].footer.paragraphs[0], shown.origin, size=FOOT, align=CENTRE)
    return content(document)


def _opening(document: Any, paper: Paper, layout: Layout) -> None:
    if paper.superior:
        to = document.add_paragraph()
        to.paragraph_format.space_before = Pt(layout.size / 2)
        say(to, f"Kính gửi: {paper.superior}", align=CENTRE)
    opening = document.add_paragraph()
    opening.paragraph_format.space_before = opening.paragraph_format.space_after = Pt(layout.size / 2)
    say(opening, paper.opening, align=BOTH, indent=INDENT)


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
        say(cells[0].paragraphs[0], str(number) if number else "TT", align=CENTRE, look=look)
        say(cells[1].paragraphs[0], asked, align=None if number else CENTRE, look=look)
        say(cells[2].paragraphs[0], said, align=None if number else CENTRE, look=look)


def _signatures(document: Any, paper: Paper, layout: Layout) -> None:
    """Where the paper goes to, or the employer, at the left; the unit's chair at the right."""
    gap = document.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(layout.size / 2)
    left, right = columns(document, WIDTH / 2, WIDTH / 2).rows[0].cells
    if paper.is_signed_by_two:
        say(left.paragraphs[0], "THỦ TRƯỞNG ĐƠN VỊ", align=CENTRE, look="bold")
        say(left.add_paragraph(), "(Ký tên, đóng dấu)", align=CENTRE, look="italic")
    else:
        say(left.paragraphs[0], "Nơi nhận:", size=layout.size - 1, look="bold italic")
        for each in (f"- {paper.superior};" if paper.superior else "", "- Lưu: Công đoàn cơ sở."):
            if each:
                say(left.add_paragraph(), each, size=layout.size - 2)
    signature(right, "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", name=paper.chair)
