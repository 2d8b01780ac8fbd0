import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vietnamese.folding import compose, fold, sort_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Công \t đoàn\u00a0\u00a0cơ sở ", "Công đoàn cơ sở"),
        (unicodedata.normalize("NFD", "Trường Ngọc Lâm"), "Trường Ngọc Lâm"),
        ("a\u200bb\u202ec\u2066\ufeff\x00d", "abcd"),
        ("a \u200b b", "a b"),
        ("một \r\n hai\r\n\r\nba", "một\nhai\n\nba"),
        ("o\u200b\u0301", "ó"),
        ("a\ud800b", "ab"),
        ("", ""),
    ],
)
def test_compose(text: str, expected: str) -> None:
    assert compose(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Đường Lê Đức Thọ", "duong le duc tho"), ("Ðà Nẵng", "da nang"), ("ỦY BAN", "uy ban"), ("Ưu Ơ Ă Â Ê Ô", "uu o a a e o")],
)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected == fold(unicodedata.normalize("NFD", text))


@given(st.text())
def test_compose_and_fold_change_nothing_twice(text: str) -> None:
    assert compose(compose(text)) == compose(text)
    assert fold(fold(text)) == fold(text)
    assert fold(compose(text)) == fold(text)


@pytest.mark.parametrize(
    "ordered",
    [
        "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y",
        "ha hà hả hã há hạ hai",
        "an anh ăn ân ấn bình dung dũng đông đức",
        "on ôn ơn um ưm",
    ],
)
def test_dictionary_order(ordered: str) -> None:
    words = ordered.split()
    assert sorted(set(words), key=sort_key) == words
    assert sorted(set(words), key=lambda word: sort_key(word).encode()) == words


@pytest.mark.parametrize(
    "ordered",
    [
        ["Hà", "Hà An", "Hạ An", "Hà Bình", "Hàng"],
        ["Tổ 2", "Tổ 09", "Tổ 10", "Tổ 100", "Tổ dân phố"],
        ["Công đoàn", "Công đoàn 1", "Công đoàn A"],
    ],
)
def test_order_of_names(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=sort_key) == ordered


def test_keys_pass_over_case_punctuation_and_the_place_of_the_tone() -> None:
    assert sort_key("Hoà-Bình") == sort_key("HÒA  BÌNH") == sort_key(unicodedata.normalize("NFD", "hoà bình"))


@given(st.text())
def test_keys_can_be_stored(text: str) -> None:
    assert "\x00" not in sort_key(text)
    assert sort_key(text).encode()


def test_the_database_orders_like_a_dictionary() -> None:
    ordered = ["An", "Ăn", "Ân", "Ấn", "Dũng", "Đông", "Đức", "Hà", "Hà An", "Hạ An", "Tổ 2", "Tổ 10", "ưm"]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE unit (name TEXT, key TEXT)")
        database.executemany("INSERT INTO unit VALUES (?, ?)", [(name, sort_key(name)) for name in sorted(ordered)])
        assert [name for (name,) in database.execute("SELECT name FROM unit ORDER BY key")] == ordered
