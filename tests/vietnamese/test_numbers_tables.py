"""The collected numbers and confirmations: how many are read right, how many are certain, and none certain and wrong."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from bot.vietnamese.confirm import read_confirm
from bot.vietnamese.money import read_money
from bot.vietnamese.numbers import read_number
from bot.vietnamese.numbers.compound import read_compound
from bot.vietnamese.numbers.percent import read_percent
from bot.vietnamese.reading import Certainty, Read
from tests.vietnamese.tables import rows

READERS: dict[str, Callable[[str], Read[Any]]] = {
    "integer": read_number,
    "decimal": read_number,
    "money_vnd": read_money,
    "percent": read_percent,
    "compound": read_compound,
    "confirm": read_confirm,
}
REFUSABLE = {"invalid", "unclear"}
LEAST_RIGHT, LEAST_CERTAIN = 0.98, 0.90


@pytest.mark.parametrize("table", ["numbers_vi.tsv", "confirm_vi.tsv"])
def test_the_table_is_read_right_and_never_silently_wrong(table: str) -> None:
    judged = [_judged(row.get("kind", "confirm"), row["input"], row["expected"]) for row in rows(table)]
    silently_wrong = [text for text, right, certain, _ in judged if certain and not right]
    values = [certain for _, _, certain, is_value in judged if is_value]
    assert silently_wrong == []
    assert sum(right for _, right, _, _ in judged) >= LEAST_RIGHT * len(judged)
    assert sum(values) >= LEAST_CERTAIN * len(values)


def _judged(kind: str, text: str, expected: str) -> tuple[str, bool, bool, bool]:
    """The text, whether it is read right, whether that is certain, and whether a value is expected."""
    read = READERS[kind](text)
    is_certain = read.certainty is Certainty.CERTAIN
    if expected == "ambiguous":
        return text, read.certainty is Certainty.ASK, is_certain, False
    if expected in REFUSABLE:
        return text, not is_certain, is_certain, False
    value = expected if kind in {"compound", "confirm"} else Decimal(expected)
    return text, read.value == value, is_certain, True
