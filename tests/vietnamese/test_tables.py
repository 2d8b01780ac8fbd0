import csv
from datetime import date
from pathlib import Path

import pytest

from bot.vietnamese.dates import Day, Unclear, read_day
from bot.vietnamese.numbers import read_count

DATA = Path(__file__).parents[2].parent / "shared" / "data"
MONDAY = date(2026, 1, 5)
# Measured when the reader was written: 62 of the 76 rows that name one day; no row of any kind is read as another day.
LEAST_UNDERSTOOD = 0.75


def rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def test_no_day_of_the_table_is_silently_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    table = [row for row in rows("dates_vi.tsv") if row["kind"] != "datetime"]
    read = {row["input"]: read_day(row["input"], MONDAY) for row in table}
    wrong = [row for row in table if isinstance(day := read[row["input"]], Day) and day.value.isoformat() != row["expected"]]
    certain = [row for row in table if row["kind"] == "date" and row["expected"][:2] == "20"]
    understood = sum(isinstance(read[row["input"]], Day) for row in certain)
    with capsys.disabled():
        print(f"\ndates_vi.tsv: {understood} of {len(certain)} certain days understood, {len(wrong)} wrong")  # noqa: T201
    assert wrong == []
    assert understood >= LEAST_UNDERSTOOD * len(certain)


def test_what_the_table_calls_ambiguous_is_never_taken_for_a_day() -> None:
    asked = [row for row in rows("dates_vi.tsv") if row["kind"] != "datetime" and row["expected"] in {"ambiguous", "invalid"}]
    assert not [row["input"] for row in asked if isinstance(read_day(row["input"], MONDAY), Day)]
    assert sum(isinstance(read_day(row["input"], MONDAY), Unclear) for row in asked) >= 10


def test_no_count_of_the_table_is_silently_wrong() -> None:
    # An amount of money is another question, and "500.000" is written like a count.
    for row in (row for row in rows("numbers_vi.tsv") if row["kind"] != "money_vnd"):
        count = read_count(row["input"])
        assert count is None or (row["kind"] == "integer" and str(count) == row["expected"]), row
