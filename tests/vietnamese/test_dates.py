import unicodedata
from datetime import date, timedelta

import pytest

from bot.vietnamese.dates import Day, DayRead, How, Unclear, read_day

MONDAY = date(2026, 1, 5)
FIRST_HALF = (date(2026, 1, 1), date(2026, 6, 30))
SCHOOL_YEAR = (date(2025, 9, 1), date(2026, 12, 31))


def read(text: str, within: tuple[date, date] | None = None) -> DayRead:
    return read_day(text, MONDAY, within)


def days(*written: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, written))


FIFTEENTH = """15/1|15/01|15-1|15.1|15 /1|ngày 15/1|15 tháng 1|ngày 15 tháng 1|15 tháng một|15 th1|15 thg 1|１５/１|(15/1)|15/1.
15/1 ạ|dạ 15/1 nhé anh|em đăng ký 15/1 ạ|em dang ky 15/1 a|chắc tầm 15/1|8h ngày 15/1|15/1 lúc 8h30 sáng|8h 15 tháng 1|15/1 🙏🏻
thứ 5 ngày 15/1|thứ năm, 15/1|15/1 thứ năm|Trường TH Kim Đồng phát động ngày 15/1 ạ|chị Mai chọn 15/1|hôm nay em đăng ký 15/1"""
IN_FULL = """15/01/2026|15-1-2026|15.1.2026|15/1/26|2026-01-15|2026/1/15|ngày 15 tháng 1 năm 2026|15 tháng 1/2026|15/1 năm 2026
15/1 năm nay|CĐCS em phát động ngày 15/1/2026 ạ|thứ 5, 15/1/2026|lúc 8 giờ 30 phút ngày 15/01/2026"""


def split(table: str) -> list[str]:
    return table.replace("\n", "|").split("|")


@pytest.mark.parametrize("text", split(FIFTEENTH))
def test_day_and_month(text: str) -> None:
    assert read(text) == read(unicodedata.normalize("NFD", text)) == Day(date(2026, 1, 15), How.YEAR_ADDED)


@pytest.mark.parametrize("text", split(IN_FULL))
def test_in_full(text: str) -> None:
    assert read(text) == read(unicodedata.normalize("NFD", text)) == Day(date(2026, 1, 15), How.WRITTEN)


@pytest.mark.parametrize(
    ("texts", "ahead"),
    [
        ("hôm nay|hom nay|hnay|nay|bữa nay|nay luôn|sáng nay|ngay hôm nay", 0),
        ("mai|ngày mai|ngay mai|mai ạ|Mai nhé|chiều mai|mai e làm luôn|mai, thứ 3 ngày 6/1", 1),
        ("mốt|ngày mốt|ngày kia", 2),
        ("3 ngày nữa|3 hôm nữa|ba ngày nữa|3 ngay nua|ngày kìa", 3),
        ("1 tuần nữa|một tuần nữa", 7),
        ("hôm qua", -1),
    ],
)
def test_counted_from_today(texts: str, ahead: int) -> None:
    for text in texts.split("|"):
        assert read(text) == Day(MONDAY + timedelta(ahead), How.COUNTED), text


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ("thứ 3|thứ ba|thu ba|t3|T3 ạ|thứ ba tuần này", "2026-01-06"),
        ("thứ tư|thu tu|t4", "2026-01-07"),
        ("thứ năm|thu nam|thứ 5|14h thứ 5", "2026-01-08"),
        ("thứ 6|thứ sáu|thu sau|t6|thứ 6 tới|thứ 6 này|thứ 6 tối|thu sau toi", "2026-01-09"),
        ("thứ bảy|thu bay|t7|thứ bẩy", "2026-01-10"),
        ("chủ nhật|chu nhat|CN|cn", "2026-01-11"),
        ("thứ 2 tuần sau|thứ hai tới|thu hai tuan toi", "2026-01-12"),
        ("thứ 6 tuần sau|thu sau tuan sau|t6 tuần sau|tuần sau thứ 6|thứ sáu tuần tới", "2026-01-16"),
        ("chủ nhật tuần sau|cn tuan sau", "2026-01-18"),
        ("thứ 6 tuần sau nữa", "2026-01-23"),
        ("thứ 2 tuần này", "2026-01-05"),
    ],
)
def test_weekdays(texts: str, expected: str) -> None:
    for text in texts.split("|"):
        assert read(text) == Day(date.fromisoformat(expected), How.WEEKDAY), text


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("thứ 2", days("2026-01-05", "2026-01-12")),
        ("thu 2 toi", days("2026-01-05", "2026-01-12")),
        ("4/1", days("2026-01-04", "2027-01-04")),
        ("31/12", days("2025-12-31", "2026-12-31")),
        ("6/11", days("2025-11-06", "2026-11-06")),
        ("ngày 2", days("2026-01-02", "2026-02-02")),
        ("ngay kia", days("2026-01-07", "2026-01-08")),
        ("mot", days("2026-01-07", "2026-02-01")),
        ("thứ 4 ngày 6/1", days("2026-01-06", "2026-01-07")),
        ("thứ 6 ngày 19/2", days("2026-02-19", "2026-02-20")),
        ("15/1 hoặc 16/1", days("2026-01-15", "2026-01-16")),
        ("15 hay 16/1", days("2026-01-15", "2026-01-16")),
    ],
)
def test_asks(text: str, candidates: tuple[date, ...]) -> None:
    assert read(text) == Unclear(candidates)
