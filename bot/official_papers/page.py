"""The measures of an A4 page with the margins of Decree 30/2020/NĐ-CP, 20/20/30/15 mm; in points."""

from collections.abc import Iterator

CM = 28.35  # points
WIDTH, HEIGHT = 16.5 * CM, (29.7 - 4.0) * CM  # of the text
LEFT = 6.3 * CM  # the left half of the head
PADDING = 12.0  # that a cell takes from its width
SIGNATURE = 62.0  # left free for signature and seal


def printed(text: str) -> str:
    """`text` without characters that no XML may hold, which somebody may have typed or pasted."""
    return "".join(_kept(text)).strip()


def _kept(text: str) -> Iterator[str]:
    for each in text:
        yield each if each.isprintable() or each == "\n" else " "
