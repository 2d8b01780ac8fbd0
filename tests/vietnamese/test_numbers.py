import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vietnamese.numbers import MOST, read_count, read_number, shown
from bot.vietnamese.reading import Certainty
from tests.vietnamese.number_grammar import around, said

CERTAIN = {
    5: "5|05|005|5 sáng kiến|năm|năm người|năm người ạ|5️⃣|５",
    12: "12|12 đ/c|12 d/c|12 đồng chí|12 ct|mười hai|muoi hai|12.|(12)|12 (mười hai)|12 người thôi ạ",
    21: "hai mốt|hai mươi mốt|hai muoi mot|hăm mốt|hai mot",
    25: "25|hai mươi lăm|hai muoi lam|hăm lăm|hai lăm|hai mươi nhăm|dạ 25 đ/c nhé|25 nguowif|hai mươii lăm",
    35: "ba chục rưỡi|ba lăm|ba mươi lăm",
    105: "một trăm linh năm|trăm lẻ năm|tram le nam|một trăm linh lăm",
    150: "trăm rưởi|trăm rưỡi|tram ruoi|một trăm năm mươi|1 trăm rưởi",
    230: "hai trăm ba|hai trăm ba mươi|2 trăm ba",
    1200: "1.200|1 200|1k2|nghìn hai|một ngàn hai trăm|1 nghìn 2 trăm|1,2k|một nghìn hai|ngàn hai",
    2005: "hai nghìn không trăm lẻ năm|hai ngàn lẻ năm|2 ngàn lẻ 5|2.005",
    12345: "mười hai nghìn ba trăm bốn mươi lăm|12.345|12 345",
    1200000: "1.200.000|1,200,000|một triệu hai trăm nghìn|1 200 000",
    0: "0|00|không có|ko có|k có|chưa có|hông có|không có ai|không có sáng kiến nào|0 có|khong co|không phát sinh|khoong cos",
}
DECIMALS = {
    "0.5": "0,5|0.5|không phẩy năm|0 phẩy 5",
    "2.5": "2,5|hai phẩy năm|hai rưỡi|2 rưỡi|2 chấm 5",
    "9.25": "9,25|9.25 điểm|chín phẩy hai lăm|chin phay hai lam",
    "1200.5": "1.200,5|1,200.5",
    "0.125": "0,125|0.125",
}
# Each with its candidates.
ASKED = {
    "1,250": "1250|1.250", "khoảng 50": "50", "tầm 50 người": "50", "cỡ 50": "50", "~50": "50", "5 hoặc 6": "5|6",
    "40-50": "40|50", "từ 40 đến 50": "40|50", "40 50": "40|50", "bảy tám người": "7|8", "hai bảy": "27", "mot": "1",
    "nam": "5",
    "sau": "6", "tu": "4", "mười năm": "15", "trăm": "100", "chục người": "10", "không": "0", "chưa ạ": "0", "2 nghìn 50": """
    2500|2050""",
    "23/24": "23|24", "25?": "25", "đợt 1": "1", "thêm 3": "3", "12 giờ": "12", "8:30": "8|30", "1..2": "1|2",
    "nam nguoi": "5", "không, 5": "5", "- 5": "5",
    "hơn 50": "", "trên 100": "", "gần 50": "", "dưới 50": "", "mấy chục": "", "vài trăm": "", "hon 50": "", ">5": "",
    "50+": "",
    "50 trở lên": "", "mười mấy": "", "nhiều lắm": "", "chưa đến 20": "", "ít nhất 5": "",
}  # fmt: skip
REFUSED = (
    "|ạ|người|abc|12a|a12b|12x3|1O|-5|- 5%|âm 5|50%|năm mươi phần trăm|500đ|500 đồng|0912345678|1.25.5|1.2345|12.34.56|lăm|😀"
)


def cases(table: dict[int, str] | dict[str, str]) -> list[tuple[str, Decimal]]:
    return [(text, Decimal(value)) for value, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "value"), cases(CERTAIN) + cases(DECIMALS))
def test_certain_numbers(text: str, value: Decimal) -> None:
    read = read_number(text)
    assert (read.value, read.certainty) == (value, Certainty.CERTAIN)
    assert read.how


@pytest.mark.parametrize(("text", "candidates"), ASKED.items())
def test_numbers_that_are_asked_about(text: str, candidates: str) -> None:
    read = read_number(text)
    assert read.certainty is Certainty.ASK
    assert read.candidates == tuple(Decimal(each) for each in candidates.split("|") if each)
    assert read_count(text) is None


@pytest.mark.parametrize("text", REFUSED.split("|"))
def test_what_is_no_number_is_refused(text: str) -> None:
    read = read_number(text)
    assert read.certainty in {Certainty.INVALID, Certainty.NONE}
    assert (read.value, read.candidates) == (None, ())
    assert read.how


# Behind millions a rest below a thousand is said with “không nghìn”, which nobody types.
@given(st.integers(0, 10**6 - 1) | st.integers(1, 10**6 - 1).map(lambda each: each * 1000), st.booleans(), around)
def test_a_number_in_words_is_read_back(number: int, south: bool, frame: tuple[str, str]) -> None:  # noqa: FBT001  hypothesis
    read = read_number(frame[0] + said(number, south=south) + frame[1])
    if number:
        assert (read.value, read.certainty) == (Decimal(number), Certainty.CERTAIN)
    else:
        assert read.certainty is Certainty.ASK


@given(st.integers(-MOST, 2 * MOST))
def test_what_is_shown_can_be_typed_back(number: int) -> None:
    for written in (str(number), f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ")):
        assert read_count(written) == (number if 0 <= number <= MOST else None)


@given(st.decimals(0, 10**6, places=2, allow_nan=False))
def test_a_decimal_number_is_read_back(number: Decimal) -> None:
    written = shown(number)
    assert read_number(written).value == number
    assert read_number(written).certainty is Certainty.CERTAIN


@given(st.text())
def test_every_text_has_an_answer(text: str) -> None:
    assert read_count(text) is None or read_count(text) in range(MOST + 1)


@pytest.mark.parametrize(
    "part", ["1 234 ", "1.2", "tr1", "a1b2", "mot ", "-", "1", "nghin ", "hai tram ", "d/c", "a" * 50, "\u0301"]
)
@pytest.mark.parametrize("length", [299, 4000])
def test_hostile_texts_take_no_time(part: str, length: int) -> None:
    text = (part * length)[:length]
    read_number(text)
    took = []
    for _ in range(3):
        began = time.perf_counter()
        read_number(text[:-1] + "z")
        took.append(time.perf_counter() - began)
    assert min(took) < 0.010
