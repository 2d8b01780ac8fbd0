"""Makes a copy fit on one A4 page: the letters get smaller; where even that is not enough, long texts are cut and say so.

How high a page becomes is reckoned, not laid out: letters are taken to be a fifth wider than those of Times New Roman, which a
computer that has no such letters puts in their place. Tested by opening pages in LibreOffice.
"""

from dataclasses import dataclass, replace

from bot.history.papers import Paper
from bot.official_papers.page import CM, HEIGHT, LEFT, PADDING, SIGNATURE, WIDTH, printed

NUMBER = 1.2 * CM  # the column of running numbers
LETTER, CAPITAL = 0.53, 0.76  # widths, as shares of the letters' size
LEADING = 1.17  # the height of a line, as a share of the letters' size
SPARE = 0.95  # of a line is filled; words that do not fit any more go on in the next one
SHARES = (0.4, 0.45, 0.5, 0.55, 0.6, 0.35, 0.3)  # of the table's width for what was asked
STEPS = (
    *((float(size), 10_000) for size in (13, 12, 11, 10, 9, 8)),
    *((7.0, longest) for longest in (10_000, 400, 250, 150, 80, 38)),
)
CUT = "…"


@dataclass(frozen=True)
class Layout:
    """How a copy is set: the size of its letters in points, and the widths of the two columns of its table."""

    size: float
    asked: float
    said: float


def fit(paper: Paper) -> tuple[Paper, Layout]:
    """The copy as it fits on a page, with the largest letters that do."""
    for size, longest in STEPS:
        shown = _cut(_clean(paper), longest)
        layout = _layout(shown, size)
        if _height(shown, layout) <= HEIGHT:
            return shown, layout
    return shown, layout


def _layout(paper: Paper, size: float) -> Layout:
    """The widths of columns with which the table is lowest; of several the wider one for what was said."""
    room = WIDTH - NUMBER
    layouts = [Layout(size, room * share, room * (1 - share)) for share in SHARES]
    return min(layouts, key=lambda each: _rows(paper, each))


def _height(paper: Paper, layout: Layout) -> float:
    """Points from the first line to the name below the signature."""
    size = layout.size
    head = max(_lines(paper.superior, LEFT, size, CAPITAL) + _lines(paper.issuer, LEFT, size, CAPITAL), 4) + 2
    title = 2 + _lines(paper.subject, WIDTH, size, CAPITAL) + _lines(paper.opening, WIDTH, size) + (1 if paper.superior else 0)
    text = sum(_lines(each, WIDTH, size) + 0.4 for each in paper.lines)
    end = 7 + _lines(paper.superior, WIDTH / 2, size)
    return (head + title + text + end) * size * LEADING + _rows(paper, layout) + SIGNATURE + 3 * size


def _rows(paper: Paper, layout: Layout) -> float:
    return sum(_row(asked, said, layout) for asked, said in (paper.heads, *paper.rows)) if paper.rows else 0.0


def _row(asked: str, said: str, layout: Layout) -> float:
    count = max(_lines(asked, layout.asked - PADDING, layout.size), _lines(said, layout.said - PADDING, layout.size))
    return count * layout.size * LEADING + 2


def _lines(text: str, width: float, size: float, share: float = LETTER) -> int:
    """How many lines a text takes at most; see `SPARE`."""
    letters = max(1.0, width / (size * share) * SPARE)
    return sum(max(1, -(-len(each) // int(letters))) for each in text.split("\n"))


def _cut(paper: Paper, longest: int) -> Paper:
    def short(text: str) -> str:
        return text if len(text) <= longest else text[: longest - 1].rstrip() + CUT

    shown = tuple((short(asked), short(said)) for asked, said in paper.rows)
    return replace(paper, rows=shown, lines=tuple(map(short, paper.lines)), opening=_head(paper.opening, longest))


def _head(text: str, longest: int) -> str:
    """The opening sentence is cut last: it names the plan."""
    most = max(longest, 300)
    return text if len(text) <= most else text[: most - 1].rstrip() + CUT


def _clean(paper: Paper) -> Paper:
    """Without characters that no XML may hold, which somebody may have typed or pasted."""
    return replace(
        paper,
        superior=printed(paper.superior),
        issuer=printed(paper.issuer),
        subject=printed(paper.subject),
        opening=printed(paper.opening),
        chair=printed(paper.chair),
        rows=tuple((printed(asked), printed(said)) for asked, said in paper.rows),
        lines=tuple(map(printed, paper.lines)),
    )
