"""Periods by table and by property."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vietnamese.folding import fold
from bot.vietnamese.ranges import read_range
from bot.vietnamese.reading import Certainty
from tests.vietnamese.date_grammar import framed

MONDAY = date(2026, 1, 5)


def found(text: str, today: date = MONDAY, within: tuple[date, date] | None = None) -> str:
    """The periods a reading leaves open, or why there are none."""
    answer = read_range(text, today, within)
    return " ".join(each.isoformat() for each in answer.candidates) or answer.certainty.value


CERTAIN = """từ 1/3 đến 15/3|1/3-15/3|1/3 - 15/3|1-15/3|1 - 15/3|từ 1 đến 15/3|từ ngày 1 đến ngày 15/3
ngày 1 đến 15 tháng 3|1/3 → 15/3
từ 1/3 tới 15/3|tu 1/3 den 15/3|tu 1/3 toi 15/3|1/3 -> 15/3|1/3 đến hết 15/3|từ 1/3/2026 đến 15/3/2026
1/3-15/3/2026|1/3/2026 đến 15/3|1.3-15.3
1/3~15/3|1/3–15/3|nửa đầu tháng 3|15 ngày đầu tháng 3|từ mùng 1 đến 15 tháng 3
từ đầu tháng 3 đến giữa tháng 3|1-3 đến 15-3|1–15.3"""
PERIODS = {
    "tuần này|tuan nay|trong tuần này": "2026-01-05/2026-01-11",
    "tuần sau|tuần tới|tuan sau|sang tuần|tuần kế": "2026-01-12/2026-01-18",
    "tuần sau nữa": "2026-01-19/2026-01-25",
    "tuần trước|tuần rồi|tuần vừa rồi": "2025-12-29/2026-01-04",
    "cuối tuần|cuối tuần này|ngày 10 và 11/1|10, 11/1|10,11/1|10/1 và 11/1|2 ngày 10 và 11/1": "2026-01-10/2026-01-11",
    "tháng này|trong tháng|cả tháng 1|tháng 1/2026|T1/2026|01/2026|tháng một": "2026-01-01/2026-01-31",
    "tháng 3|tháng ba|thang ba|tháng 3/2026|tháng 3 năm 2026|t3/2026": "2026-03-01/2026-03-31",
    "tháng sau|tháng tới|thang toi": "2026-02-01/2026-02-28",
    "quý 1|quý I|quý này|quý I/2026|tháng 1-3|tháng 1 đến tháng 3|3 tháng đầu năm|T1-T3/2026"
    "|tháng 1, 2, 3": "2026-01-01/2026-03-31",
    "quý 1 và 2|quý 1-2|6 tháng đầu năm|nửa đầu năm|6 tháng đầu năm 2026|từ tháng 1 đến tháng 6": "2026-01-01/2026-06-30",
    "6 tháng cuối năm|6 tháng cuối năm nay|nửa cuối năm": "2026-07-01/2026-12-31",
    "năm nay|năm 2026|cả năm|cả năm 2026|từ 1/1/2026 đến 31/12/2026|tháng 1-12/2026": "2026-01-01/2026-12-31",
    "năm sau|sang năm": "2027-01-01/2027-12-31",
    "tháng công nhân|tháng 5": "2026-05-01/2026-05-31",
    "trung tuần tháng 3": "2026-03-11/2026-03-20",
    "10 ngày cuối tháng 1": "2026-01-22/2026-01-31",
    "hạ tuần tháng 1/2026": "2026-01-21/2026-01-31",
    "từ nay đến cuối tháng|từ giờ đến cuối tháng|từ hôm nay đến 31/1": "2026-01-05/2026-01-31",
    "từ mai đến thứ 6|từ 6/1 đến thứ 6": "2026-01-06/2026-01-09",
    "từ thứ 2 đến thứ 6 tuần sau|thứ 2 đến thứ 6 tuần sau|t2-t6 tuần sau": "2026-01-12/2026-01-16",
    "tháng giêng|tháng 1 âm lịch": "2026-02-17/2026-03-18",
    "từ mùng 1 đến mùng 5 tết|mùng 1 - mùng 5 tết": "2026-02-17/2026-02-21",
    "từ 23 tháng chạp đến mùng 6 tết": "2026-02-10/2026-02-22",
    "15/12 - 10/1/2026|từ 15/12/2025 đến 10/1": "2025-12-15/2026-01-10",
    "từ tháng 9/2025 đến tháng 5/2026": "2025-09-01/2026-05-31",
}
ASKED = {
    "20/12-10/1": "2025-12-20/2026-01-10",
    "từ 15/1 đến 31/12": "2026-01-15/2026-12-31",
    "từ 1/11 đến 28/2": "2026-11-01/2027-02-28",
    "25-5/2": "2026-01-25/2026-02-05",
    "tháng 12": "2026-12-01/2026-12-31 2025-12-01/2025-12-31",
    "quý 4": "2026-10-01/2026-12-31 2025-10-01/2025-12-31",
    "thang sau": "2026-02-01/2026-02-28 2026-06-01/2026-06-30",
    "từ thứ 2 đến thứ 6": "2026-01-05/2026-01-09",
    "15 và 20/1": "2026-01-15/2026-01-20",
    "15/1": "2026-01-15/2026-01-15",
    "đến 20/1": "2026-01-05/2026-01-20",
    "từ 10/1 trong 3 ngày": "2026-01-10/2026-01-12",
    "2 tuần tới": "2026-01-05/2026-01-19",
    "từ 10 đến 20": "2026-01-10/2026-01-20",
    "năm học 2025-2026": "2025-09-01/2026-05-31",
    "từ 10/1 đến 20/1 được không": "2026-01-10/2026-01-20",
    "tuần đầu tháng 2": "2026-02-01/2026-02-07",
}


def split(table: str) -> list[str]:
    return table.replace("\n", "|").split("|")


@pytest.mark.parametrize("text", split(CERTAIN))
def test_the_first_half_of_march(text: str) -> None:
    for said in (*framed(text)[::7], unicodedata.normalize("NFD", text), text.upper()):
        assert found(said) == "2026-03-01/2026-03-15", said
        assert read_range(said, MONDAY).certainty is Certainty.CERTAIN, said


@pytest.mark.parametrize("texts", PERIODS)
def test_periods(texts: str) -> None:
    for text in texts.split("|"):
        assert found(text) == PERIODS[texts], text
        assert read_range(text, MONDAY).certainty is Certainty.CERTAIN, text


def test_the_last_of_february_is_of_the_year_that_the_end_says() -> None:
    read = read_range("29/2 – 10/3/2028", MONDAY)
    assert (read.value, read.end, read.certainty) == (date(2028, 2, 29), date(2028, 3, 10), Certainty.CERTAIN)


@pytest.mark.parametrize("text", ASKED)
def test_asks(text: str) -> None:
    assert found(text) == ASKED[text]
    assert read_range(text, MONDAY).certainty is Certainty.ASK


@pytest.mark.parametrize(
    "text",
    split(
        "từ 31/4 đến 5/5|từ 1/2 đến 30/2|20/1/2026-10/1/2026|từ 20/1 đến 10/1|tháng 13|quý 5|từ tháng 1 đến tháng 13"
        "|29/2 - 10/3/2027|29/2 - 10/3"
    ),
)
def test_what_cannot_be(text: str) -> None:
    assert found(text) == "invalid"


@pytest.mark.parametrize(
    "text", split("|đợt 1|chưa biết|90 ngày|15 đơn vị|không phải từ 1/3 đến 15/3|0912345678|10 - 12 người|mai em báo lại")
)
def test_no_period(text: str) -> None:
    assert found(text) == "none"


def test_the_period_asked_about_decides_the_year() -> None:
    assert found("tháng 12", within=(date(2025, 9, 1), date(2026, 5, 31))) == "2025-12-01/2025-12-31"
    assert found("20/12-10/1", within=(date(2025, 9, 1), date(2026, 5, 31))) == "2025-12-20/2026-01-10"


@given(st.dates(date(2022, 1, 1), date(2028, 12, 31)), st.integers(0, 300), st.dates(date(2024, 6, 1), date(2026, 12, 31)))
@settings(deadline=None)  # the first reading compiles all patterns
def test_what_is_shown_can_be_typed_back(first: date, length: int, today: date) -> None:
    last = first + timedelta(length)
    for shown in (
        f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}",
        f"{first:%d/%m/%Y}-{last:%d/%m/%Y}",
        f"{first.day}/{first.month} – {last:%d/%m/%Y}",
    ):
        read = read_range(shown, today)
        assert (read.value, read.end, read.certainty) == (first, last, Certainty.CERTAIN), shown
        assert read_range(fold(shown), today).end == last


@given(st.text())
@settings(deadline=None)  # the first reading compiles all patterns
def test_every_text_has_an_answer(text: str) -> None:
    assert read_range(text, MONDAY).certainty in set(Certainty)
