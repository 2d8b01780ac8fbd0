"""Speed of reading days, with margins for a busy machine; `python -m tests.benchmarks.readings` measures it."""

import subprocess
import sys
import time
from datetime import date, timedelta

import pytest

from bot.vietnamese.dates import read_date
from bot.vietnamese.dates.lexicon import LONGEST
from bot.vietnamese.reading import Certainty
from tests.vietnamese.test_dates_rules import MONDAY, NO_SUCH, NOT_DAYS, split


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "1",
        "15/",
        "ngày 15 tháng ",
        "thứ ",
        "phát động ",
        "đoàn viên ",
        "8h ",
        "\u0301",
        " ",
        "-",
        "hai mươi ",
        "1 - ",
        "mai ",
    ],
)
def test_long_texts_are_quick(piece: str) -> None:
    for length in (LONGEST, 4000):
        text = (piece * 4000)[:length]
        start = time.thread_time()
        answer = read_date(text, MONDAY)
        assert time.thread_time() - start < 0.05  # measured below 3 ms; the rest is for a busy machine
        assert length == LONGEST or answer.certainty is Certainty.NONE


def test_a_reading_is_quick() -> None:
    texts = [text for text in split(f"{NOT_DAYS}|{NO_SUCH}") if text] * 5
    for text in texts:
        read_date(text, MONDAY)
    start = time.thread_time()
    for text in texts:
        read_date(text, MONDAY)
    assert (time.thread_time() - start) / len(texts) < 0.003  # measured at 0.1 ms


def test_what_is_heavy_is_loaded_when_it_is_needed() -> None:
    code = """
import sys, bot.vietnamese.dates as dates, bot.vietnamese.ranges, bot.vietnamese.dates.forms as forms
from datetime import date
assert not {'holidays', 'lunar_vn'} & set(sys.modules) and forms.patterns.cache_info().currsize == 0
assert str(dates.read_date('15/1', date(2026, 1, 5)).value) == '2026-01-15' and 'lunar_vn' not in sys.modules
assert str(dates.read_date('1 tết', date(2026, 1, 5)).value) == '2026-02-17' and 'lunar_vn' in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_import_is_quick() -> None:
    standard = "import calendar, dataclasses, datetime, enum, itertools, re, time, typing, unicodedata"
    code = f"{standard}; start = time.process_time(); import bot.vietnamese.dates; print(time.process_time() - start)"
    spent = float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
    assert spent < 0.15  # measured: 11 ms with compiled bytecode, 36 ms without


def test_days_far_from_all_calendars_are_no_error() -> None:
    for today in (date(1902, 1, 1), date(2098, 12, 31) + timedelta(300)):
        assert read_date("rằm tháng giêng", today).certainty in set(Certainty)
