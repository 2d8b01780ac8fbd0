"""The rules behind the reading of days: years, periods, refusals, deadlines, speed."""

import unicodedata
from datetime import date

import pytest

from bot.vietnamese.dates import read_date, read_day
from bot.vietnamese.reading import Certainty, Read

MONDAY = date(2026, 1, 5)
FIRST_HALF = (date(2026, 1, 1), date(2026, 6, 30))
SCHOOL_YEAR = (date(2025, 9, 1), date(2026, 12, 31))


def read(text: str, within: tuple[date, date] | None = None) -> Read[date]:
    return read_date(text, MONDAY, within)


def found(answer: Read[date]) -> str:
    """The days a reading leaves open, or why there are none."""
    return " ".join(map(str, answer.candidates)) or answer.certainty.value


def split(table: str) -> list[str]:
    return table.replace("\n", "|").split("|")


NO_SUCH = """31/4|31.4|30/2|29/2|29/2/2026|ngày 31 tháng 4|32/1|0/5|15/13|1/15|15/13/2026|99/99|15/1/206
ngày 32|2026-02-30|15/1/20226
31/6|31/9|31 tháng mười một|ba mươi tháng hai|tháng 13|30 tết|30 tháng chạp|31/1 âm lịch|15/13 âm lịch|thứ 8
15/6 nhuận|25h ngày 15/1
8h60 ngày 15/1|quý 5|mùng 3 tết 2062"""


@pytest.mark.parametrize("text", split(NO_SUCH))
def test_never_rolls_over(text: str) -> None:
    assert read(text).certainty is read(f"dạ {text} ạ").certainty is Certainty.INVALID
    assert read(text).value is None


def test_a_far_year_is_a_slip_unless_the_question_allows_it() -> None:
    assert found(read("15/1/2062")) == found(read("28/7/1929")) == "invalid"
    assert found(read_date("28/7/1929", MONDAY, any_year=True)) == "1929-07-28"
    assert found(read_date("28/7/29", MONDAY, any_year=True)) == "1929-07-28 2029-07-28"
    assert found(read("1/3/2033", (date(2033, 1, 1), date(2033, 12, 31)))) == "2033-03-01"


NOT_DAYS = """|0912345678|0912.345.678|0912 345 678|024-38271234|+84 912 345 678|50 người|15 em|15 đơn vị
3/4 đoàn viên|15 phút|15 ngày
2/3 đơn vị|42/42 cđcs|12 đ/c|15%|-5|1.250|1,250|9.75|em Mai phụ trách|em Mai ạ|chị Mai|mai mốt|nay mai|ngày nay|mai này|mai kia
năm|ba|0|không phải 15/1|không phát động 15/1|chưa chốt 15/1|chưa biết|bên em chưa có lịch|41/2026
10 - 12 người|đợt 1|khối 3|lần 2|hôm nào cũng được|mai em báo lại|để mai em hỏi lại|ok|vâng ạ|để em xem"""


@pytest.mark.parametrize("text", split(NOT_DAYS))
def test_not_a_day(text: str) -> None:
    assert found(read(text)) == found(read(unicodedata.normalize("NFD", text))) == "none"


@pytest.mark.parametrize(
    ("text", "within", "expected"),
    [
        ("4/1", FIRST_HALF, "2026-01-04"),
        ("15/7", FIRST_HALF, "2026-07-15"),
        ("31/12", FIRST_HALF, "2026-12-31 2025-12-31"),
        ("20/10", SCHOOL_YEAR, "2026-10-20"),
        ("31/12", SCHOOL_YEAR, "2026-12-31 2025-12-31"),  # both lie inside: as without it
        ("20/10", (date(2025, 9, 1), date(2025, 12, 31)), "2025-10-20"),
        ("ngày nhà giáo", (date(2025, 9, 1), date(2025, 12, 31)), "2025-11-20"),
        ("29/2", (date(2027, 9, 1), date(2028, 6, 30)), "2028-02-29"),
        ("15", FIRST_HALF, "2026-01-15"),
        ("5", FIRST_HALF, "2026-01-05"),
        ("2", FIRST_HALF, "2026-02-02 2026-01-02"),
        ("15", (date(2026, 3, 1), date(2026, 6, 30)), "2026-01-15 2026-03-15"),
        ("23 tháng chạp", (date(2026, 12, 1), date(2027, 3, 1)), "2027-01-30"),
        ("cuối tháng 12", (date(2025, 12, 1), date(2026, 3, 1)), "2025-12-31"),
    ],
)
def test_the_period_decides_the_year(text: str, within: tuple[date, date], expected: str) -> None:
    assert found(read(text, within)) == expected


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("29/2", date(2028, 1, 5), "2028-02-29"),
        ("29/2", date(2028, 3, 5), "2028-02-29"),
        ("29/2", date(2027, 6, 1), "2028-02-29"),
        ("29/2", date(2029, 3, 5), "invalid"),
        ("ngày 30", date(2026, 2, 5), "2026-03-30 2026-02-28"),
        ("ngày 2", date(2026, 12, 31), "2027-01-02 2026-12-02"),
        ("thứ 3", date(2026, 1, 7), "2026-01-13"),
        ("thứ 3 tuần này", date(2026, 1, 7), "2026-01-06"),
        ("cn", date(2026, 1, 11), "2026-01-11 2026-01-18"),
        ("mai", date(2026, 12, 31), "2027-01-01"),
        ("cuối năm", date(2026, 7, 1), "2026-12-31"),
        ("giữa tháng", date(2026, 7, 20), "2026-08-15 2026-07-15"),
        ("sau 2 ngày làm việc", date(2026, 4, 24), "2026-04-29 2026-04-28"),  # Giỗ Tổ is on Sunday 26, Monday 27 off in lieu
    ],
)
def test_other_days_of_the_year(text: str, today: date, expected: str) -> None:
    assert found(read_date(text, today)) == expected


@pytest.mark.parametrize(
    "text",
    split("""trước 15/1|trước ngày 15/1|chậm nhất 15/1|chậm nhất là ngày 15/1|muộn nhất 15/1|trễ nhất 15/1
hạn chót 15/1|hạn cuối là 15/1
deadline 15/1|đến hết ngày 15/1|hết 15/1|không quá 15/1|không muộn hơn ngày 15/1|truoc ngay 15/1|hạn nộp: 15/1|nội trong 15/1"""),
)
def test_a_deadline_is_its_day_but_no_day_something_is_held_on(text: str) -> None:
    assert found(read(text)) == "2026-01-15"
    assert read(text).certainty is Certainty.CERTAIN
    assert read_day(text, MONDAY).certainty is Certainty.ASK


def test_a_time_is_passed_over_where_only_the_day_is_wanted() -> None:
    assert (read_day("2h mai", MONDAY).value, read_day("8h30 15/1", MONDAY).value) == (date(2026, 1, 6), date(2026, 1, 15))
