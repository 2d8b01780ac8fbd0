import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vietnamese.numbers import MOST, read_count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0), ("05", 5), ("120", 120), ("1.250", 1250), ("1 250", 1250), ("1.250.000", 1250000), ("1,200,000", 1200000),
        ("120 người", 120), ("120 nguoi", 120), ("dạ 120 ạ", 120), ("có 1.250 đoàn viên ạ", 1250), ("12 đ/c", 12), ("120.", 120),
        ("tổng số 120 lượt", 120), ("10000000", MOST), ("350 lượt", 350), ("03 sáng kiến", 3),
    ],
)  # fmt: skip
def test_counts(text: str, expected: int) -> None:
    assert read_count(text) == expected


NONE = """||người|khoảng 120|gần 120|hơn 50|trên 100|~120|>5|120-150|120, nữ 85|nữ 85|-5|+5|1,250|1.25|1,5|0.125|1250.000
12a|a12|5%|23/24
15/1|8:30|10000001|0912345678|0912 345 678|500 đồng|500đ|2k|1tr5|3 chục|2 nghìn|không 5|ko có|hai mươi|120+|đợt 1|tổ 3|1 2"""


@pytest.mark.parametrize("text", NONE.replace("\n", "|").split("|"))
def test_not_one_exact_count(text: str) -> None:
    assert read_count(text) is None


@given(st.integers(-MOST, 2 * MOST))
def test_what_is_shown_can_be_typed_back(number: int) -> None:
    for shown in (str(number), f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ")):
        assert read_count(shown) == (number if 0 <= number <= MOST else None)


@given(st.text())
def test_every_text_has_an_answer(text: str) -> None:
    assert read_count(text) is None or read_count(text) in range(MOST + 1)
