"""Lunar days and days with a name."""

import re
from datetime import date, timedelta

import pytest

from bot.vietnamese.dates import read_date
from bot.vietnamese.dates.forms import FORMS
from bot.vietnamese.dates.saying import understood
from bot.vietnamese.dates.spelling import is_word
from bot.vietnamese.lunar import lunar, lunar_year
from bot.vietnamese.reading import Certainty

MONDAY = date(2026, 1, 5)
CERTAIN = {
    "10/3 âm lịch|10/3 âm|10/3 AL|10/3 ÂL|mùng 10/3 âm|mung 10 thang 3 am lich|ngày 10/3 (âm lịch)"
    "|âm lịch 10/3|10/3/2026 âm lịch|giỗ tổ"
    "|Giỗ Tổ Hùng Vương|gio to hung vuong|giỗ tổ mùng 10/3|ngày giỗ tổ 10/3|quốc giỗ|10/3 am|giỗ tổ năm nay": "2026-04-26",
    "rằm tháng giêng|15 tháng giêng|ram thang gieng|15/1 âm lịch|ngày rằm tháng giêng|rằm tháng giêng năm Bính Ngọ": "2026-03-03",
    "mùng 1 Tết|mồng một tết|mung 1 tet|1/1 âm lịch|mùng 1 tháng giêng|mùng 1 tết Bính Ngọ|sáng mùng 1 Tết": "2026-02-17",
    "mùng 1 tết 2027|mùng 1 tết Đinh Mùi|1/1/2027 âm lịch": "2027-02-06",
    "29 tết|29 tháng chạp|29 chạp|giao thừa|đêm giao thừa|hai chín tết|cuối tháng chạp": "2026-02-16",
    "23 tháng chạp|23 chạp|ông công ông táo|hai ba tháng chạp|23/12 âm lịch": "2026-02-10",
    "rằm tháng 8|trung thu|tết trung thu|rằm trung thu|rằm tháng tám|15/8 âm lịch": "2026-09-25",
    "rằm tháng bảy|vu lan|lễ vu lan|rằm tháng 7 âm lịch": "2026-08-27",
    "tết đoan ngọ|đoan ngọ|5/5 âm lịch": "2026-06-19",
    "15/6 nhuận năm 2025|rằm tháng 6 nhuận năm 2025": "2025-08-08",
    "quốc khánh|Quốc khánh 2/9|lễ 2/9|mùng 2/9|2/9|tết độc lập|quoc khanh": "2026-09-02",
    "ngày thành lập Công đoàn Việt Nam|thành lập công đoàn"
    "|kỷ niệm 97 năm ngày thành lập Công đoàn Việt Nam|dịp 28/7": "2026-07-28",
    "quốc tế phụ nữ|ngày quốc tế phụ nữ 8/3|mùng 8 tháng 3|mùng 8/3": "2026-03-08",
    "ngày phụ nữ Việt Nam|20/10": "2026-10-20",
    "giải phóng miền Nam|lễ 30/4|dịp 30/4|30/4": "2026-04-30",
    "quốc tế lao động|mồng 1 tháng 5": "2026-05-01",
    "sinh nhật Bác|sinh nhật Bác Hồ|ngày sinh chủ tịch Hồ Chí Minh": "2026-05-19",
    "cách mạng tháng tám": "2026-08-19",
    "thương binh liệt sĩ|ngày thương binh - liệt sĩ": "2026-07-27",
}
ASKED = {
    "mùng 3 tháng 3": "2026-03-03 2026-04-19",
    "mùng 10 tháng 3": "2026-03-10 2026-04-26",
    "mùng 5 tháng 5": "2026-05-05 2026-06-19",
    "mồng 7": "2026-01-07 2026-01-25 2025-12-26",
    "rằm": "2026-02-02 2026-01-03",
    "ram thang sau": "2026-02-02 2026-07-28",
    "10/10 âm": "2026-11-18 2025-11-29",
    "23 tháng chạp 2026": "2027-01-30 2026-02-10",
    "ngày nhà giáo": "2026-11-20 2025-11-20",
    "tết": "2026-02-17",
    "ra tết": "2026-02-22 2026-02-26 2026-03-03",
    "ra giêng": "2026-02-22 2026-02-26 2026-03-03",
    "trước tết": "2026-02-17",
}


@pytest.mark.parametrize("texts", CERTAIN)
def test_certain(texts: str) -> None:
    for text in texts.split("|"):
        read = read_date(text, MONDAY)
        assert (str(read.value), read.certainty) == (CERTAIN[texts], Certainty.CERTAIN), (text, read)


@pytest.mark.parametrize("text", ASKED)
def test_asks(text: str) -> None:
    read = read_date(text, MONDAY)
    assert " ".join(map(str, read.candidates)) == ASKED[text]
    assert read.certainty is Certainty.ASK


def test_every_word_of_a_pattern_is_in_the_lexicon() -> None:
    """Else the word would be understood without its marks only."""
    patterns = " ".join(pattern for _, pattern, _ in FORMS)
    plain = re.sub(r"\?P<\w+>|\(\?P=\w+\)|\\[a-zA-Z]|\[[^]]*\]", "", patterns)
    assert [word for word in set(re.findall(r"[^\W\d_]{2,}", plain)) if not is_word(word.lower())] == []


@pytest.mark.parametrize(("today", "certainty"), [(date(2026, 1, 5), "invalid"), (date(2024, 1, 5), "certain")])
def test_thirty_tet_where_there_is_one(today: date, certainty: str) -> None:
    assert read_date("30 tết", today).certainty == certainty


def test_every_day_1990_to_2059_as_it_is_said_back() -> None:
    """The words in which a lunar day is said back are read as that day: by the name of its year, leap months and all."""
    for ahead in range((date(2060, 1, 1) - date(1990, 1, 1)).days):
        day = date(1990, 1, 1) + timedelta(ahead)
        said = understood("", day, moon=True, limit=False).partition("tức ")[2]
        assert read_date(said, day).value == day, said


def test_leap_months_and_years_in_figures() -> None:
    """A twelfth month may be meant by the solar year it falls into; it is asked about, the lunar year first."""
    for ahead in range(0, 25_000, 7):
        day = date(1990, 1, 1) + timedelta(ahead)
        moon, year = lunar(day), lunar_year(day)
        read = read_date(f"{moon.day}/{moon.month}{' nhuận' if moon.leap else ''}/{year} âm lịch", day)
        assert read.value == day or moon.leap
        read = read_date(f"ngày {moon.day} tháng {moon.month}{' nhuận' if moon.leap else ''} năm {year} âm lịch", day)
        assert read.value == day
        assert read.certainty is Certainty.CERTAIN or moon.month > 10
