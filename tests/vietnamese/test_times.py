from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.vietnamese.dates import read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8h", time(8)),
        ("8h ngày 15/1", time(8)),
        ("15/1 lúc 8h30", time(8, 30)),
        ("8:30", time(8, 30)),
        ("8 giờ 5 phút", time(8, 5)),
        ("8 giờ rưỡi", time(8, 30)),
        ("8 rưỡi sáng mai", time(8, 30)),
        ("8g sáng mai", time(8)),
        ("15h30 ngày 20/1", time(15, 30)),
        ("17h00 ngày 31/01/2026", time(17)),
        ("2h chiều mai", time(14)),
        ("chiều mai 2h", time(14)),
        ("1h trưa", time(13)),
        ("12h trưa mai", time(12)),
        ("7h tối", time(19)),
        ("7h toi", time(19)),
        ("0h ngày 1/2", time(0)),
        ("8h 15 tháng 1", time(8)),
    ],
)
def test_times(text: str, expected: time) -> None:
    assert read_time(text) == expected


UNCERTAIN = "|15/1|2h mai|24h|25:00|8h-10h|9h kém 15|12h đêm|12h sáng|toi 7h mai|120|sáng chiều 8h|8h60"


@pytest.mark.parametrize("text", UNCERTAIN.split("|"))
def test_no_certain_time(text: str) -> None:
    assert read_time(text) is None


@given(st.text())
def test_every_text_has_an_answer(text: str) -> None:
    assert read_time(text) is None or isinstance(read_time(text), time)


@given(st.times().map(lambda value: value.replace(second=0, microsecond=0)))
def test_what_is_shown_can_be_typed_back(value: time) -> None:
    doubtful = 1 <= value.hour <= 5
    assert read_time(f"{value:%H:%M}") == (None if doubtful else value)
