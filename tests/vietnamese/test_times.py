"""Days with a clock time."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vietnamese.dates import read_date
from bot.vietnamese.reading import Certainty

NOW = datetime(2026, 1, 5, 9)  # noqa: DTZ001 - local, as conversations have it


def found(text: str) -> str:
    """The moments a reading leaves open, or why there are none."""
    answer = read_date(text, NOW)
    return " ".join(each.isoformat()[:16] for each in answer.candidates) or answer.certainty.value


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            (
                "8h 15/1|15/1 8h|8 giờ ngày 15/1|15/1 lúc 8h|8:00 15/1|08:00 15/01/2026|8g 15/1"
                "|8h sáng 15/1|tám giờ ngày 15/1|8 h 15/1"
            ),
            "15T08:00",
        ),
        (
            (
                "8h 15 tháng 1|đúng 8h ngày 15/1|8h đúng 15/1|8am 15/1|8h,15/1|8h00 15/1"
                "|sáng 15/1 lúc 8 giờ|ngày 15/1 vào lúc 8 giờ ạ"
            ),
            "15T08:00",
        ),
        (
            (
                "8h30 15/1|8 giờ 30 phút ngày 15/1|8 giờ rưỡi 15/1|8 rưỡi sáng 15/1|8:30 15/1"
                "|15/1/2026 08:30|8h30' 15/1|9h kém 30 15/1"
            ),
            "15T08:30",
        ),
        (
            "14h 15/1|2h chiều 15/1|2 giờ chiều ngày 15/1|chiều 15/1 2h|2pm 15/1|14:00 15/1|mười bốn giờ 15/1|14h chiều 15/1",
            "15T14:00",
        ),
        ("7h kém 15 sáng 15/1|kém 15 7h 15/1|6h45 sáng 15/1|7 giờ kém mười lăm ngày 15/1", "15T06:45"),
        ("12h trưa 15/1|12h 15/1", "15T12:00"),
        ("1h trưa 15/1|13h 15/1", "15T13:00"),
        ("7h tối 15/1|19h 15/1|tối 15/1 7h|19h00 tối ngày 15/1", "15T19:00"),
        ("10h đêm 15/1|22h 15/1", "15T22:00"),
        ("3h sáng 15/1|03:00 15/1", "15T03:00"),
        ("24h ngày 14/1|0h ngày 15/1", "15T00:00"),
        ("trước 17h ngày 15/1|chậm nhất 17h00 15/1|5h chiều 15/1", "15T17:00"),
        ("8h sáng thứ 5 tuần sau|8h thứ năm, 15/1|8h ngày 27/11 âm lịch", "15T08:00"),
        ("8h sáng mai|mai 8h|ngày mai lúc 8 giờ", "06T08:00"),
        ("8h sáng nay|8h hôm nay", "05T08:00"),
    ],
)
def test_certain(texts: str, expected: str) -> None:
    for text in texts.split("|"):
        assert found(text) == f"2026-01-{expected}", text
        assert read_date(text, NOW).certainty is Certainty.CERTAIN, text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2h mai", "2026-01-06T14:00 2026-01-06T02:00"),
        ("6h mai", "2026-01-06T06:00 2026-01-06T18:00"),
        ("8h toi mai", "2026-01-06T20:00 2026-01-06T08:00"),
        ("toi mai 7h", "2026-01-06T07:00 2026-01-06T19:00"),
        ("12h đêm 15/1", "2026-01-16T00:00 2026-01-15T00:00"),
        ("8h-10h ngày 15/1", "2026-01-15T08:00"),
        ("8h", "2026-01-06T08:00"),
        ("14h", "2026-01-05T14:00 2026-01-06T14:00"),
        ("8h thứ 2", "2026-01-05T08:00 2026-01-12T08:00"),
        ("9 giờ hơn ngày 15/1", "2026-01-15T09:00"),
        ("bay gio", "2026-01-05"),
    ],
)
def test_asks(text: str, expected: str) -> None:
    assert found(text) == expected
    assert read_date(text, NOW).certainty is Certainty.ASK


@pytest.mark.parametrize("text", ["25h mai", "8h60 mai", "24h30 15/1", "8:60 mai"])
def test_no_clock_shows_this(text: str) -> None:
    assert read_date(text, NOW).certainty is not Certainty.CERTAIN


@given(st.dates(date(2022, 1, 1), date(2030, 12, 31)), st.times().map(lambda each: each.replace(second=0, microsecond=0)))
@settings(deadline=None)  # the first reading compiles all patterns
def test_what_is_shown_can_be_typed_back(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock)
    for shown in (
        f"{clock:%H:%M} {day:%d/%m/%Y}",
        f"{day:%d/%m/%Y} lúc {clock:%Hh%M}",
        f"{clock.hour:02} giờ {clock.minute} phút ngày {day:%d/%m/%Y}",
    ):
        read = read_date(shown, NOW)
        assert (read.value, read.certainty) == (moment, Certainty.CERTAIN), shown
