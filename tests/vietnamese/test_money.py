"""Money, percentages and numbers that belong together."""

from decimal import Decimal

import pytest

from bot.vietnamese.money import read_money
from bot.vietnamese.numbers.compound import read_compound
from bot.vietnamese.numbers.percent import read_percent
from bot.vietnamese.reading import Certainty

MONEY = {
    500_000: """500k|500 K|500 ngàn|500 ngan dong|500.000|500.000đ|500,000đ|500 000|nửa triệu|nua trieu|năm trăm nghìn
    |5 trăm nghìn|VND 500.000""",
    1_500_000: """1tr5|1tr500|1,5tr|1.5 triệu|1 triệu rưỡi|triệu rưỡi|trieu ruoi|1 củ rưỡi|một triệu năm trăm nghìn
    |1500000đ|1 triệu 500k""",
    1_050_000: "1tr050|1 triệu lẻ 50 nghìn|1 triệu 50 nghìn|1.050.000|1,05 triệu",
    1_200_000: "1 triệu hai|triệu hai|1 triệu hai trăm|1tr2|1.200.000đ (một triệu hai trăm nghìn đồng)|hết 1,2 triệu ạ",
    2_350_000_000: "2 tỷ 350|2 tỷ 350 triệu|2,35 tỷ|2.350.000.000|hai tỉ ba trăm năm mươi triệu|2ty350|2 tyr 350 trieeuj",
    3_000_000_000_000: "3.000 tỷ|3 nghìn tỷ|ba nghìn tỷ",
    0: "0đ|0 đồng|0|không tốn tiền|miễn phí|không đồng nào|ko mất đồng nào|không có|chưa có kinh phí",
}
MONEY_ASKED = {
    "200": "200000|200000000", "5": "5000000|5000|5000000000", "hai trăm": "200000|200000000", "1500000": "1500000",
    "500,000": "500000",
    "1tr50": "1500000|1050000", "1 tỷ 50": "1500000000|1050000000", "1.250 triệu": "1250000000|1250000",
    "khoảng 5 triệu": "5000000",
    "500 đồng": "500000|500", "500k/suất": "500000", "500k-1tr": "500000|1000000", "2-3 triệu": "2000000|3000000",
    "1 triệu 500 đồng": "1500000",
    "hơn 2 tỷ": "", "gần 387 tỷ": "", "mấy triệu": "", "trên 500k": "", "trăm nghìn": "100000", "không": "0",
}  # fmt: skip
MONEY_REFUSED = "|tiền|-5 triệu|âm 5 triệu|5%|100$|100 usd|1500,5 đồng|500ka|5m|1.2.3tr|50.0000|99999999999999999999 tỷ"
PERCENT = {
    "100": "100%|100 %|đạt 100% kế hoạch|100% đơn vị|một trăm phần trăm",
    "95.5": "95,5%|95.5 %|95,5 phần trăm|chín mươi lăm phẩy năm phần trăm|tỷ lệ 95,5%|ty le 95,5%",
    "50": "50|1/2|nửa|một nửa|phân nửa|nua|50 phan tram|năm mươi phần trăm",
    "232.3": "232,3%", "0": "0%|0|không có", "75": "3/4|75%", "80": "tám mươi phần trăm|tam muoi phan tram|4/5",
}  # fmt: skip
PERCENT_ASKED = {
    "0,95": "95|0.95", "1/3": "33.33", "23/24": "95.83", "120": "120", "vượt 20%": "20", "90-95%": "90|95", "98.500%": "98500",
    "khoảng 80%": "80", "gần 100%": "", "trên 90%": "", "42/40": "", "toàn bộ": "100",
}  # fmt: skip
COMPOUND = {
    "total=120;female=85": """120, nữ 85|120 (85 nữ)|tổng 120 nữ 85|85 nữ, 35 nam|nam 35 nữ 85|120 trong đó 85 nữ
    |120 người, trong đó có 85 nữ
    |120/85 nữ|85/120 nữ|nữ 85/120|85 nữ trên tổng số 120|tong so 120 nu 85|tổng 120, nam 35, nữ 85|120 85 nữ|120 đv (nữ: 85)""",
    "collective=2;individual=7": """02 tập thể, 07 cá nhân|7 cá nhân, 2 tập thể|2 TT 7 CN|2 tap the va 7 ca nhan
    |tập thể: 2, cá nhân: 7""",
    "qty=20;unit=500000;total=10000000": """20 suất, mỗi suất 500.000đ|20 suất x 500k|20 x 500.000đ|20 suất, 500k/suất
    |mỗi suất 500k, 20 suất|20 suất quà, mỗi suất trị giá 500 nghìn đồng|20 suất, mỗi suất 500k, tổng 10 triệu""",
    "qty=36;total=3300000000": "36 căn, 3,3 tỷ|36 căn nhà trị giá 3,3 tỷ đồng|3,3 tỷ cho 36 căn|36 căn, tổng 3 tỷ 300 triệu",
    "23/24": "23/24|23/24 đơn vị|23 trên 24|23 trên tổng số 24|23/24 cđcs ạ|23/24 (95,8%)",
}
COMPOUND_ASKED = {
    "90/80": None, "15/0": None, "85, nữ 120": None, "23/24 (50%)": None, "tổng 120, nam 30, nữ 85": None,
    "20 suất, mỗi suất 500k, tổng 12 triệu": None, "10 suất, mỗi suất 500": None, "hơn 120, nữ 85": None,
    "khoảng 120, nữ 85": "total=120;female=85", "5 cá nhân": "individual=5", "120 - 85": None,
}  # fmt: skip


def cases(table: dict[int, str] | dict[str, str]) -> list[tuple[str, str]]:
    return [(text.strip(), str(value)) for value, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("text", "value"), cases(MONEY))
def test_certain_money(text: str, value: str) -> None:
    assert (read_money(text).value, read_money(text).certainty) == (Decimal(value), Certainty.CERTAIN)


@pytest.mark.parametrize(("text", "candidates"), MONEY_ASKED.items())
def test_money_that_is_asked_about(text: str, candidates: str) -> None:
    read = read_money(text)
    assert read.certainty is Certainty.ASK
    assert read.candidates == tuple(Decimal(each) for each in candidates.split("|") if each)


@pytest.mark.parametrize("text", MONEY_REFUSED.split("|"))
def test_what_is_no_money_is_refused(text: str) -> None:
    assert read_money(text).certainty in {Certainty.INVALID, Certainty.NONE}
    assert read_money(text).how


@pytest.mark.parametrize(("text", "value"), cases(PERCENT))
def test_certain_percentages(text: str, value: str) -> None:
    assert (read_percent(text).value, read_percent(text).certainty) == (Decimal(value), Certainty.CERTAIN)


@pytest.mark.parametrize(("text", "candidates"), PERCENT_ASKED.items())
def test_percentages_that_are_asked_about(text: str, candidates: str) -> None:
    read = read_percent(text)
    assert read.certainty is Certainty.ASK
    assert read.candidates == tuple(Decimal(each) for each in candidates.split("|") if each)


@pytest.mark.parametrize("text", ["", "%", "abc%", "-5%", "12a%", "500đ", "gấp đôi"])
def test_what_is_no_percentage_is_refused(text: str) -> None:
    assert read_percent(text).certainty in {Certainty.INVALID, Certainty.NONE}


@pytest.mark.parametrize(("text", "value"), cases(COMPOUND))
def test_certain_compounds(text: str, value: str) -> None:
    assert (read_compound(text).value, read_compound(text).certainty) == (value, Certainty.CERTAIN)


@pytest.mark.parametrize(("text", "value"), COMPOUND_ASKED.items())
def test_compounds_that_are_asked_about(text: str, value: str | None) -> None:
    assert (read_compound(text).value, read_compound(text).certainty) == (value, Certainty.ASK)


@pytest.mark.parametrize("text", ["", "nữ", "abc", "120"])
def test_what_is_no_compound_is_refused(text: str) -> None:
    assert read_compound(text).certainty is Certainty.NONE
