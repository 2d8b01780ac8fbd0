"""The consolidated report as a Word document: upright pages, then each list on pages across."""

from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bot.consolidated_report.contents import Annex, ConsolidatedReport, Grid, Heading, Item, Said
from bot.official_papers.grid import grid
from bot.official_papers.layout import BLANK, BOTH, CENTRE, INDENT, blank, columns, content, head, say, signature, title
from bot.official_papers.page import CM, WIDTH, printed

SIZE, SMALL, FOOT = 13, 10, 8  # points
ACROSS = 25.7 * CM  # of the text, on a page across
WHEN = "ngày …… tháng …… năm ………"
NUMBER = "Số:          /BC-………"


def build(report: ConsolidatedReport) -> bytes:
    """The document."""
    document = blank(SIZE)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    _number_pages(document.sections[0])
    head(document, BLANK, printed(report.issuer), NUMBER, WHEN, SIZE)
    title(document, "BÁO CÁO", printed(report.subject), SIZE)
    say(document.add_paragraph(), report.as_of, align=CENTRE, look="italic")
    say(document.add_paragraph(), f"Kính gửi: {BLANK}", align=CENTRE)
    say(document.add_paragraph(), printed(report.opening), align=BOTH, indent=INDENT)
    for each in report.items:
        _put(document, each)
    say(document.add_paragraph(), printed(report.closing), align=BOTH, indent=INDENT)
    _sign(document)
    say(document.sections[0].first_page_footer.paragraphs[0], report.origin, size=FOOT, align=CENTRE)
    for annex in report.annexes:
        _annex(document, annex, report.issuer)
    return content(document)


def _number_pages(section: Any) -> None:
    """In the middle of the top margin, but not on the first page: Decree 30/2020/NĐ-CP, Annex I."""
    section.different_first_page_header_footer = True
    section.header_distance = Cm(1)
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "2"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001  python-docx has no word for fields


def _put(document: Any, item: Item) -> None:
    if isinstance(item, Grid):
        _table(document, item, WIDTH, SIZE - 2)
        return
    paragraph = document.add_paragraph()
    if isinstance(item, Heading):
        paragraph.paragraph_format.keep_with_next = True
        say(paragraph, printed(item.text), align=BOTH, indent=None if item.is_part else INDENT, look="bold")
    elif isinstance(item, Said):
        _say_led(paragraph, item)
    else:
        say(paragraph, f"[{item.hint}]", align=BOTH, indent=INDENT, look="italic")


def _say_led(paragraph: Any, said: Said) -> None:
    if said.lead:
        say(paragraph, f"{printed(said.lead)} ", look="bold")
    say(paragraph, printed(said.text), align=BOTH, indent=INDENT)


def _table(document: Any, what: Grid, width: float, size: float) -> None:
    widths = [width * share for share in what.shares]
    grid(document, what.heads, widths, what.rows, size=size, figures=what.figures, total=what.total)
    document.add_paragraph()


def _sign(document: Any) -> None:
    left, right = columns(document, WIDTH / 2, WIDTH / 2).rows[0].cells
    say(left.paragraphs[0], "Nơi nhận:", size=SIZE - 1, look="bold italic")
    for each in (f"- {BLANK};", "- Lưu: VT."):
        say(left.add_paragraph(), each, size=SIZE - 2)
    signature(right, "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", name=BLANK)


def _annex(document: Any, annex: Annex, issuer: str) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    section.different_first_page_header_footer = False
    say(document.add_paragraph(), f"Phụ lục {annex.number}", size=SIZE + 1, align=CENTRE, look="bold")
    say(document.add_paragraph(), annex.title, align=CENTRE, look="bold")
    about = f"(Kèm theo Báo cáo số ……… ngày ……… của {printed(issuer)})"
    say(document.add_paragraph(), about, align=CENTRE, look="italic")
    for each in annex.grids:
        _table(document, each, ACROSS, SMALL)
    if annex.note:
        say(document.add_paragraph(), annex.note, size=SMALL, look="italic")
