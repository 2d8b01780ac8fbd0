"""The collected samples of the language, where they are on this machine."""

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table by its file name; the test is skipped where there is none."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))
