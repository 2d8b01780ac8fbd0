"""The printable sheet of codes: a .docx with a card for each unit, to be cut out and handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import segno
from docx import Document
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt, RGBColor

from bot.i18n import _, show_date

COLUMNS = 2
QR_WIDTH = 2.6  # cm: readable by a cheap phone from a hand's distance
PICTURE, WORDS = 3.0, 6.0  # cm: the two cells of a card, two cards on an A4 page with narrow margins


@dataclass(frozen=True)
class Card:
    """One unit's card; without a link it has no QR."""

    unit: str
    whose: str
    code: str
    link: str


def build(title: str, cards: Sequence[Card], until: date) -> bytes:
    """The sheet as a Word document, A4. Names go in as text, never as fields or links."""
    document: Any = Document()
    _lay_out(document.sections[0])
    document.styles["Normal"].font.name = "Times New Roman"
    heading = document.add_paragraph().add_run(title)
    heading.bold, heading.font.size = True, Pt(14)
    table = document.add_table(rows=0, cols=COLUMNS * 2)
    table.style, table.autofit = "Table Grid", False
    for place, column in enumerate(table.columns):
        column.width = Cm(WORDS if place % 2 else PICTURE)
    for first in range(0, len(cards), COLUMNS):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001  python-docx has no word for it
        for place, cell in enumerate(cells := row.cells):
            cell.width = Cm(WORDS if place % 2 else PICTURE)
        for place, card in enumerate(cards[first : first + COLUMNS]):
            _picture(cells[place * 2], card.link)
            _words(cells[place * 2 + 1], card, until)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lay_out(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.2)


def _picture(cell: Any, link: str) -> None:
    if link:
        picture = BytesIO()
        segno.make(link, error="m").save(picture, kind="png", scale=4, border=2)
        picture.seek(0)
        cell.paragraphs[0].add_run().add_picture(picture, width=Cm(QR_WIDTH))


def _words(cell: Any, card: Card, until: date) -> None:
    """What the card says: it is cut out, so all that its owner must know stands on it."""
    paragraph = cell.paragraphs[0]
    paragraph.add_run(card.unit).bold = True
    paragraph.add_run(f"\n{card.whose}\n" if card.whose else "\n")
    code = paragraph.add_run(card.code)
    code.bold, code.font.size = True, Pt(18)
    where = card.link.partition("?")[0].removeprefix("https://")
    if where:
        how = _("\nQuét mã QR, hoặc vào {where} và nhắn mã này. Dùng một lần, đến {day}.")
    else:
        how = _("\nNhắn mã này cho Trợ lý thi đua. Dùng một lần, đến {day}.")
    small = paragraph.add_run(how.format(where=where, day=show_date(until)))
    small.font.size, small.font.color.rgb = Pt(8), RGBColor(0x33, 0x33, 0x33)
