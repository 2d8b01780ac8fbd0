import time
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vietnamese.dates import Day, DayRead, How, NoSuchDay, NotADay, Unclear, read_day

MONDAY = date(2026, 1, 5)
FIRST_HALF = (date(2026, 1, 1), date(2026, 6, 30))
SCHOOL_YEAR = (date(2025, 9, 1), date(2026, 12, 31))


def read(text: str, within: tuple[date, date] | None = None) -> DayRead:
    return read_day(text, MONDAY, within)


def days(*written: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, written))


def split(table: str) -> list[str]:
    return table.replace("\n", "|").split("|")


NO_SUCH = "31/4|31.4|30/2|29/2|29/2/2026|ngày 31 tháng 4|32/1|0/5|15/13|1/15|15/13/2026|99/99|15/1/206|ngày 32|2026-02-30"


@pytest.mark.parametrize("text", split(NO_SUCH))
def test_never_rolls_over(text: str) -> None:
    assert read(text) == NoSuchDay(text)
    assert read(f"dạ {text} ạ") == NoSuchDay(text)


def test_a_far_year_is_a_slip_unless_the_question_allows_it() -> None:
    assert read("15/1/2062") == NoSuchDay("15/1/2062", far=True)
    assert read("28/7/1929") == NoSuchDay("28/7/1929", far=True)
    assert read_day("28/7/1929", MONDAY, years=200) == Day(date(1929, 7, 28), How.WRITTEN)
    assert read("1/3/2033", (date(2033, 1, 1), date(2033, 12, 31))) == Day(date(2033, 3, 1), How.WRITTEN)


NOT_DAYS = """|0912345678|0912.345.678|0912 345 678|024-38271234|+84 912 345 678|50 người|15 em|15 đơn vị|3/4 đoàn viên
2/3 đơn vị|42/42 cđcs|12 đ/c|15%|-5|1.250|1,250|9.75|em Mai phụ trách|em Mai ạ|chị Mai|mai mốt|nay mai|ngày nay
năm nay|hai mốt|năm|ba|0|không phải 15/1|không phát động 15/1|chưa chốt 15/1|15/1 được không|trước 15/1
sau 15/1|đến 15/1|từ 15/1|hết ngày 15/1|hạn chót 20/1|từ 10/1 đến 20/1|10/1-20/1|10-20/1|10 - 12
ngày 10 và 11/1|15/1 20/1|tháng 5|T6/2026|15 t5|thứ 8|t8|cuối tuần|tuần sau|quý I|đợt 1
KH 41/KH-LĐLĐ ngày 25/12/2024|10/3 âm lịch|10/3 âm|mùng 3 tháng 3|mùng 7|29 tết|rằm tháng giêng|chưa biết
hôm nào cũng được"""


@pytest.mark.parametrize("text", split(NOT_DAYS))
def test_not_a_day(text: str) -> None:
    assert read(text) == read(unicodedata.normalize("NFD", text)) == NotADay()


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("4/1", FIRST_HALF, Day(date(2026, 1, 4), How.YEAR_ADDED)),
        ("15/7", FIRST_HALF, Day(date(2026, 7, 15), How.YEAR_ADDED)),
        ("31/12", FIRST_HALF, Unclear(days("2025-12-31", "2026-12-31"))),
        ("20/10", SCHOOL_YEAR, Day(date(2026, 10, 20), How.YEAR_ADDED)),
        ("31/12", SCHOOL_YEAR, Day(date(2026, 12, 31), How.YEAR_ADDED)),
        ("20/10", (date(2025, 9, 1), date(2025, 12, 31)), Day(date(2025, 10, 20), How.YEAR_ADDED)),
        ("29/2", (date(2027, 9, 1), date(2028, 6, 30)), Day(date(2028, 2, 29), How.YEAR_ADDED)),
        ("15", FIRST_HALF, Day(date(2026, 1, 15), How.MONTH_ADDED)),
        ("5", FIRST_HALF, Day(date(2026, 1, 5), How.MONTH_ADDED)),
        ("2", FIRST_HALF, Unclear(days("2026-01-02", "2026-02-02"))),
        ("15", (date(2026, 3, 1), date(2026, 6, 30)), Unclear(days("2026-01-15", "2026-03-15"))),
    ],
)
def test_within_a_period(text: str, within: tuple[date, date], expected: DayRead) -> None:
    assert read(text, within) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("29/2", date(2028, 1, 5), Day(date(2028, 2, 29), How.YEAR_ADDED)),
        ("29/2", date(2028, 3, 5), Day(date(2028, 2, 29), How.YEAR_ADDED)),
        ("29/2", date(2027, 6, 1), Day(date(2028, 2, 29), How.YEAR_ADDED)),
        ("29/2", date(2029, 3, 5), NoSuchDay("29/2")),
        ("ngày 30", date(2026, 2, 5), Unclear(days("2026-02-28", "2026-03-30"))),
        ("ngày 30", date(2026, 1, 31), Unclear(days("2026-01-30", "2026-03-30"))),
        ("ngày 2", date(2026, 12, 31), Unclear(days("2026-12-02", "2027-01-02"))),
        ("thứ 3", date(2026, 1, 7), Day(date(2026, 1, 13), How.WEEKDAY)),
        ("thứ 3 tuần này", date(2026, 1, 7), Day(date(2026, 1, 6), How.WEEKDAY)),
        ("cn", date(2026, 1, 11), Unclear(days("2026-01-11", "2026-01-18"))),
        ("mai", date(2026, 12, 31), Day(date(2027, 1, 1), How.COUNTED)),
    ],
)
def test_other_days_of_the_year(text: str, today: date, expected: DayRead) -> None:
    assert read_day(text, today) == expected


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_what_is_shown_can_be_typed_back(day: date, today: date) -> None:
    for shown in (day.strftime("%d/%m/%Y"), day.isoformat(), f"ngày {day.day} tháng {day.month} năm {day.year}"):
        assert read_day(shown, today, years=200) == Day(day, How.WRITTEN)
        near = abs(day.year - today.year) <= 5
        assert read_day(shown, today) == (Day(day, How.WRITTEN) if near else NoSuchDay(shown, far=True))


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(0, 304))
def test_a_coming_day_needs_no_year(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)
    assert read_day(day.strftime("%d/%m"), today) == Day(day, How.YEAR_ADDED)


WORDS = """ngày tháng năm thứ t cn tuần sau tới nay mai mốt nữa hôm ạ em hoặc phát động mùng
15 1 2026 15/1 31/4 8h 29/2 - / ."""


@given(st.one_of(st.text(), st.lists(st.sampled_from(WORDS.split())).map(" ".join)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_every_text_has_an_answer(text: str, today: date) -> None:
    answer = read_day(text, today, (today, today + timedelta(90)))
    assert isinstance(answer, Day | Unclear | NoSuchDay | NotADay)
    if isinstance(answer, Unclear):
        assert 2 <= len(answer.candidates) <= 3
        assert list(answer.candidates) == sorted(set(answer.candidates))


@pytest.mark.parametrize(
    "piece", ["a", "1", "15/", "ngày 15 tháng ", "thứ ", "phát động ", "đoàn viên ", "8h ", "\u0301", " ", "-"]
)
def test_long_texts_are_quick(piece: str) -> None:
    for length in (300, 5000):
        text = (piece * 5000)[:length]
        start = time.perf_counter()
        answer = read(text)
        assert time.perf_counter() - start < 0.05  # measured below 3 ms; the rest is for a busy machine
        assert length == 300 or answer == NotADay()
