"""A choice by its first letters: where they fit one option alone, and never for a yes."""

import pytest

from bot.asking.meaning import meant
from bot.asking.replay import Choice

GRADES = [Choice("a", "Hoàn thành xuất sắc"), Choice("b", "Hoàn thành tốt"), Choice("c", "Không hoàn thành")]
CARD = [Choice("yes", "✅ Đúng, ghi nhận"), Choice("again", "✏️ Sửa: Ngày")]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("kh", "c"),
        ("khô", "c"),
        ("KHONG HO", "c"),
        ("hoàn thành t", "b"),
        ("hoan thanh x", "a"),
        ("hoàn", None),  # two of them
        ("k", None),  # too little
        ("khồ", None),  # another word
        ("hoàn tốt", None),
        ("thành x", None),  # not the first letters
        ("12", None),
    ],
)
def test_first_letters(said: str, key: str | None) -> None:
    chosen = meant(said, GRADES)
    assert (chosen and chosen.key) == key


def test_a_yes_is_said_in_full() -> None:
    assert meant("đú", CARD) is None
    assert meant("du", CARD) is None
    found = meant("sửa: ng", CARD)
    assert found is not None
    assert found.key == "again"
