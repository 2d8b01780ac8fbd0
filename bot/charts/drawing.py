"""Draws the picture: 1,080 pixels wide, so that it can still be read where a phone shows it 360 wide.

Colours are Okabe and Ito's (2008), which people with any colour vision tell apart; each bar also says its numbers, and the
two kinds of bar differ by their pattern.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from bot.charts.progress import Progress, Share
from bot.i18n import _, ngettext, show_date, speaking

WIDTH, DPI = 1080, 100  # pixels
FONT = "DejaVu Sans"  # comes with matplotlib, and has every Vietnamese letter
MARGIN = 40
TITLE, HEAD, NAME, SMALL = 42, 37, 34, 32  # pixels: a third of it on a phone is still 11
BLUE, ORANGE, GREY, INK, PALE = "#0072B2", "#E69F00", "#E6E6E6", "#1A1A1A", "#555555"
ROW, BAR, GAP = 146, 34, 8  # pixels: of a cluster with its two bars; of a bar; between bars
ABOVE, SECTION = 230, 92  # pixels: of title and legend; of the name of a section
LONGEST_NAME = 48  # characters in a line


@dataclass
class _Canvas:
    """A figure in pixels from its upper left corner."""

    axes: Any
    letters: Container[int]  # those the font has

    def text(self, x: float, y: float, text: str, size: float, **looks: Any) -> None:
        """`text` with the middle of its line at `y`, without what the font cannot draw; nothing in it is a formula."""
        shown = {"color": INK, "va": "center", "parse_math": False, **looks}
        text = "".join(each for each in text if ord(each) in self.letters)
        self.axes.text(x, y, text, fontsize=size * 72 / DPI, **shown)

    def bar(self, y: float, width: float, share: float, colour: str, hatch: str) -> None:
        """A bar of `width` pixels, filled as far as `share`."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415  see `draw`

        self.axes.add_patch(Rectangle((MARGIN, y), width, BAR, facecolor=GREY, edgecolor="none"))
        if share > 0:
            looks: dict[str, Any] = {"facecolor": colour, "edgecolor": "white", "linewidth": 0, "hatch": hatch}
            self.axes.add_patch(Rectangle((MARGIN, y), max(width * share, 4), BAR, **looks))


def draw(progress: Progress, language: str) -> bytes:
    """The picture as a PNG. Takes half a second the first time: matplotlib is loaded here."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  nobody else waits for matplotlib
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.font_manager import findfont, get_font  # noqa: PLC0415

    with speaking(language):
        sections = _sections(progress)
        rows = sum(len(shares) for _title, shares in sections)
        height = ABOVE + ROW * rows + SECTION * len(sections) + (60 if progress.left_out else 0) + MARGIN // 2
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor="white")
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        _paint(_Canvas(axes, get_font(findfont(FONT)).get_charmap()), progress, sections)
    written = BytesIO()
    FigureCanvasAgg(figure)
    figure.savefig(written, format="png")
    return written.getvalue()


def _sections(progress: Progress) -> list[tuple[str, Sequence[Share]]]:
    sections = [(_("Theo khối"), progress.blocs), (_("Theo cụm, cụm còn chậm ở trên"), progress.clusters)]
    return [(title, shares) for title, shares in sections if shares]


def _paint(canvas: _Canvas, progress: Progress, sections: list[tuple[str, Sequence[Share]]]) -> None:
    canvas.text(MARGIN, 52, _fitting(progress.title, 38), TITLE, weight="bold")
    text = _("{phase}, tính đến {day}").format(phase=_fitting(progress.phase, 30), day=show_date(progress.day))
    canvas.text(MARGIN, 110, text, HEAD, color=PALE)
    _legend(canvas, 164, progress)
    y = float(ABOVE)
    for title, shares in sections:
        canvas.text(MARGIN, y + 36, title, HEAD, weight="bold")
        canvas.axes.plot([MARGIN, WIDTH - MARGIN], [y + 68, y + 68], color=GREY, linewidth=2)
        y += SECTION
        for each in shares:
            _row(canvas, y, each, progress)
            y += ROW
    if progress.left_out:
        text = ngettext(
            "Còn {count} cụm khác làm tốt hơn, không vẽ ở đây.",
            "Còn {count} cụm khác làm tốt hơn, không vẽ ở đây.",
            progress.left_out,
        )
        canvas.text(MARGIN, y + 30, text.format(count=progress.left_out), SMALL, color=PALE)


def _legend(canvas: _Canvas, y: float, progress: Progress) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415  see `draw`

    x = float(MARGIN)
    kinds = [(ORANGE, "//", _("Đã đến ngày phát động"))] + ([(BLUE, "", _("Đã nộp báo cáo"))] if progress.wants_reports else [])
    for colour, hatch, label in kinds:
        canvas.axes.add_patch(Rectangle((x, y), 44, BAR, facecolor=colour, edgecolor="white", linewidth=0, hatch=hatch))
        canvas.text(x + 58, y + BAR / 2, label, SMALL)
        x += 96 + 19 * len(label)


def _row(canvas: _Canvas, y: float, share: Share, progress: Progress) -> None:
    canvas.text(MARGIN, y + 18, _fitting(share.name, LONGEST_NAME), NAME)
    width = WIDTH - 2 * MARGIN - 170
    bars = [(share.launched, ORANGE, "//")] + ([(share.reported, BLUE, "")] if progress.wants_reports else [])
    for number, (count, colour, hatch) in enumerate(bars):
        top = y + 44 + number * (BAR + GAP)
        canvas.bar(top, width, count / share.units, colour, hatch)
        canvas.text(WIDTH - MARGIN, top + BAR / 2, f"{count}/{share.units}", NAME, ha="right")


def _fitting(name: str, longest: int) -> str:
    """One line of letters that the font has."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in name).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
