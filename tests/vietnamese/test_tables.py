import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from bot.vietnamese.dates import read_date
from bot.vietnamese.numbers import read_count
from bot.vietnamese.ranges import read_range
from bot.vietnamese.reading import Certainty

DATA = Path(__file__).parents[2].parent / "shared" / "data"
NOW = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - local, as conversations have it


def rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not on this machine")
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def told(row: dict[str, str]) -> tuple[str, Certainty]:
    """The reading of a row of days as the table writes it, and how sure it is."""
    if row["kind"] == "range":
        period = read_range(row["input"], NOW)
        return (f"{period.value}/{period.end}" if period.value else ""), period.certainty
    day = read_date(row["input"], NOW)
    return (day.value.isoformat()[:16] if day.value else ""), day.certainty


def is_right(row: dict[str, str], value: str, certainty: Certainty) -> bool:
    """The rule of the tables' README."""
    if row["expected"] == "ambiguous":
        return certainty is Certainty.ASK
    if row["expected"] == "invalid":
        return certainty is not Certainty.CERTAIN
    return value == row["expected"] and certainty in {Certainty.CERTAIN, Certainty.ASK}


def test_days_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    table = [(row, *told(row)) for row in rows("dates_vi.tsv")]
    wrong = [row["input"] for row, value, sure in table if not is_right(row, value, sure)]
    silent = [row["input"] for row, value, sure in table if sure is Certainty.CERTAIN and value != row["expected"]]
    wanted = [(row, sure) for row, _, sure in table if row["expected"] not in {"ambiguous", "invalid"}]
    certain = [row for row, sure in wanted if sure is Certainty.CERTAIN]
    with capsys.disabled():
        print(f"\ndates_vi.tsv: {len(table) - len(wrong)} of {len(table)} right, {len(silent)} silently wrong")  # noqa: T201
        print(f"{len(certain)} of {len(wanted)} values certain")  # noqa: T201
    assert silent == []
    assert len(wrong) <= 0.02 * len(table), wrong
    assert len(certain) >= 0.9 * len(wanted)


def test_anniversaries_by_their_full_names() -> None:
    for row in rows("anniversaries.tsv"):
        read = read_date(row["name"], date(2026, 1, 1))
        assert str(read.value) == row["date_2026"], row["name"]


def test_no_count_of_the_table_is_silently_wrong() -> None:
    # An amount of money is another question, and "500.000" is written like a count.
    for row in (row for row in rows("numbers_vi.tsv") if row["kind"] != "money_vnd"):
        count = read_count(row["input"])
        assert count is None or (row["kind"] == "integer" and str(count) == row["expected"]), row
