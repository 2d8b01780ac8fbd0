"""What stands on a button: short enough for a small phone, and nothing of it lost that tells it from its neighbour."""

import re
from collections.abc import Sequence

BETWEEN = " · "
PARTS = re.compile("( · |, )")


def cut(label: str, longest: int) -> str:
    """A label of at most so many characters; one that is cut says so."""
    return label if len(label) <= longest else label[: longest - 1].rstrip() + "…"


def fitted(parts: Sequence[str], longest: int) -> str:
    """Parts in one label of at most so many characters: the longest of them give way, so that something is left of each. Two
    parts are also what stands before and behind a comma."""
    whole = BETWEEN.join(each for each in parts if each)
    pieces = PARTS.split(whole)
    for width in range(longest, 1, -1):
        label = "".join(each if place % 2 else cut(each, width) for place, each in enumerate(pieces))
        if len(label) <= longest:
            return label
    return cut(whole, longest)
