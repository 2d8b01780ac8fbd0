"""Days by table: what is certain, what is asked about."""

import unicodedata
from datetime import date, timedelta

import pytest

from bot.vietnamese.dates import read_date
from bot.vietnamese.reading import Certainty, Read

MONDAY = date(2026, 1, 5)


def read(text: str) -> Read[date]:
    return read_date(text, MONDAY)


def days(written: str) -> tuple[date, ...]:
    return tuple(map(date.fromisoformat, written.split()))


def split(table: str) -> list[str]:
    return table.replace("\n", "|").split("|")


FIFTEENTH = """15/1|15/01|15-1|15.1|15 /1|15\\1|ngày 15/1|15 tháng 1|ngày 15 tháng 1|15 tháng một|15 th1
15 thg 1|15t1|１５/１|(15/1)|15/1.
15/1 ạ|dạ 15/1 nhé anh|em đăng ký 15/1 ạ|em dang ky 15/1 a|chắc tầm 15/1|15/1 🙏🏻|15 tháng này|ngày 15 tới|tháng 1 ngày 15|15
thứ 5 ngày 15/1|thứ năm, 15/1|15/1 thứ năm|Trường TH Kim Đồng phát động ngày 15/1 ạ|chị Mai chọn 15/1|hôm nay em đăng ký 15/1|15 ạ
15/01/2026|15-1-2026|15.1.2026|15/1/26|2026-01-15|2026/1/15|ngày 15 tháng 1 năm 2026|15 tháng 1/2026|15/1 năm 2026|15/1 năm nay
CĐCS em phát động ngày 15/1/2026 ạ|thứ 5, 15/1/2026|15/1 tại hội trường UBND phường|15/1 (27/11 âm lịch)|15/1 đơn vị em phát động
thứ 5 tuần sau ngày 15|tuần sau, ngày 15|10 ngày nữa kể từ hôm nay|giữa tháng này|27/11 âm lịch|15 Tây|đ/c cho em đăng ký 15/1"""


@pytest.mark.parametrize("text", split(FIFTEENTH))
def test_the_fifteenth(text: str) -> None:
    assert read(text).value == read(unicodedata.normalize("NFD", text)).value == date(2026, 1, 15)
    assert read(text).certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("texts", "ahead"),
    [
        ("hôm nay|hom nay|hnay|nay|bữa nay|nay luôn|sáng nay|ngay hôm nay|bây giờ luôn|tối nay", 0),
        ("mai|ngày mai|ngay mai|mai ạ|Mai nhé|chiều mai|mai e làm luôn|mai, thứ 3 ngày 6/1|đầu giờ chiều mai|mơi", 1),
        ("mốt|ngày mốt|ngày kia", 2),
        ("3 ngày nữa|3 hôm nữa|ba ngày nữa|3 ngay nua|ngày kìa|sau 3 ngày làm việc|3 ngày làm việc nữa", 3),
        ("1 tuần nữa|một tuần nữa|tuần nữa", 7),
        ("nửa tháng nữa|sau 15 ngày", 15),
        ("hôm qua|tối qua|hôm wa|bữa qua", -1),
        ("hôm kia|cách đây 2 ngày", -2),
        ("thứ 3|thứ ba|thu ba|t3|T3 ạ|thứ ba tuần này", 1),
        ("thứ năm|thu nam|thứ 5", 3),
        ("thứ 6|thứ sáu|thu sau|t6|thứ 6 tới|thứ 6 này|thứ 6 tối|thu sau toi|thứ sau|thuws 6", 4),
        ("thứ bảy|thu bay|t7|thứ bẩy|thu7", 5),
        ("chủ nhật|chu nhat|CN|cn|chủ nhựt|chúa nhật", 6),
        ("thứ 2 tuần sau|thứ hai tới|thu hai tuan toi|sang tuần thứ 2", 7),
        ("thứ 6 tuần sau|thu sau tuan sau|t6 tuần sau|tuần sau thứ 6|thứ sáu tuần tới", 11),
        ("thứ 6 tuần trước|thứ 6 vừa rồi", -3),
        ("đầu tháng 2|đầu tháng sau|ngày đầu tiên của tháng 2", 27),
        ("cuối tháng|cuối tháng 1|hết tháng này|ngày cuối cùng của tháng 1|thang 1 ngay 31", 26),
        ("thứ 2 đầu tiên của tháng 2|thứ hai đầu tiên tháng 2", 28),
        ("chủ nhật cuối cùng của tháng 1", 20),
        ("giữa năm|giữa năm nay|30/6", 176),
    ],
)
def test_counted_from_today(texts: str, ahead: int) -> None:
    for text in texts.split("|"):
        assert (read(text).value, read(text).certainty) == (MONDAY + timedelta(ahead), Certainty.CERTAIN), text


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("thứ 2", "2026-01-05 2026-01-12"),
        ("sáng thứ 2", "2026-01-05 2026-01-12"),
        ("4/1", "2027-01-04 2026-01-04"),
        ("31/12", "2026-12-31 2025-12-31"),
        ("cuối năm", "2026-12-31 2025-12-31"),
        ("ngày 2", "2026-02-02 2026-01-02"),
        ("ngay kia", "2026-01-07 2026-01-08"),
        ("hom kia", "2026-01-03 2026-01-02"),
        ("mot", "2026-01-07 2026-02-01"),
        ("15 thang sau", "2026-02-15 2026-06-15"),
        ("thứ 4 ngày 6/1", "2026-01-06 2026-01-07"),
        ("15/1 hoặc 16/1", "2026-01-15 2026-01-16"),
        ("15 hay 16/1", "2026-01-15 2026-01-16"),
        ("từ 10/1 đến 20/1", "2026-01-10 2026-01-20"),
        ("10/1-20/1", "2026-01-10 2026-01-20"),
        ("10-20/1", "2026-01-10 2026-01-20"),
        ("cuối tuần này", "2026-01-10 2026-01-11"),
        ("tuần sau", "2026-01-12 2026-01-18"),
        ("tháng 3", "2026-03-01 2026-03-15 2026-03-31"),
        ("thứ 6 rồi", "2026-01-09 2026-01-02"),
        ("1 tháng nữa", "2026-02-05 2026-02-04"),
        ("sau 5 ngày làm việc", "2026-01-12 2026-01-10"),
        ("trong 3 ngày", "2026-01-08"),
        ("15 1", "2026-01-15"),
        ("150126", "2026-01-15"),
        ("15/1 được không ạ", "2026-01-15"),
        ("dời sang 20/1", "2026-01-20"),
        ("từ 15/1 trở đi", "2026-01-15"),
        ("sau 15/1", "2026-01-15"),
        ("cuoi thang toi", "2026-02-28"),
        ("ngày phụ nữ", "2026-03-08 2026-10-20"),
        ("vài hôm nữa", ""),
        ("hai ba hôm nữa", ""),
        ("hôm nọ", ""),
    ],
)
def test_asks_likeliest_first(text: str, candidates: str) -> None:
    found = read(text)
    assert (found.certainty, found.candidates) == (Certainty.ASK, days(candidates))
    assert found.value == (days(candidates) or (None,))[0]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("thu 6 tuan sau", "“thu 6 tuan sau” = thứ Sáu, 16/01/2026"),
        ("dạ 15/1 ạ", "“15/1” = thứ Năm, 15/01/2026"),
        ("10/3 âm lịch", "“10/3 âm lịch” = Chủ nhật, 26/04/2026, tức mùng 10 tháng 3 năm Bính Ngọ âm lịch"),
        ("chậm nhất ngày 20/1", "“chậm nhất ngày 20/1” = hạn là thứ Ba, 20/01/2026"),
        ("ngày 2", "“ngày 2” là thứ Hai, 02/02/2026 hay thứ Sáu, 02/01/2026?"),
        ("31/4", "Lịch không có “31/4”, hoặc ngày đó cách hôm nay quá xa"),
        ("", "Chưa hiểu là ngày nào. Xin gõ ngày/tháng, ví dụ: 15/1"),
    ],
)
def test_says_how_it_was_read(text: str, how: str) -> None:
    assert read(text).how == how
