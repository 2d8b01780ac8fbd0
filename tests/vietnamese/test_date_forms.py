"""Thousands of utterances made by the grammar, each read as the day it was made from."""

import unicodedata
from datetime import date, timedelta
from itertools import product

import pytest

from bot.vietnamese.dates import read_date
from bot.vietnamese.folding import fold
from bot.vietnamese.reading import Certainty
from tests.vietnamese.date_grammar import WITH_YEAR, WITHOUT_YEAR, framed, in_words
from tests.vietnamese.date_typing import telex, vni

MONDAY = date(2026, 1, 5)
DAYS = (date(2026, 1, 15), date(2026, 3, 31), date(2026, 4, 4), date(2026, 5, 25))
RELATIVE = {
    "hôm nay": 0, "bữa nay": 0, "mai": 1, "ngày mai": 1, "ngày mốt": 2, "ngày kìa": 3, "hôm qua": -1,
    "hôm kìa": -3, "ba ngày nữa": 3,
    "10 hôm nữa": 10, "sau 4 ngày": 4, "hai tuần nữa": 14, "thứ ba": 1, "thứ năm": 3, "thứ sáu": 4,
    "thứ 7": 5, "t4": 2, "chủ nhật": 6,
    "thứ sáu tuần sau": 11, "thứ hai tuần tới": 7, "chủ nhật tuần sau": 13, "thứ tư tuần sau nữa": 16, "thứ ba tuần trước": -6,
    "giữa tháng": 10, "cuối tháng": 26, "đầu tháng 2": 27, "cuối tháng sau": 54, "hết quý một": 85, "mười lăm tháng tư": 100,
}  # fmt: skip


def certain(text: str, day: date) -> None:
    read = read_date(text, MONDAY)
    assert (read.value, read.certainty) == (day, Certainty.CERTAIN), (text, read)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("form", [*WITH_YEAR, *WITHOUT_YEAR])
def test_every_form_between_polite_words(form: str, day: date) -> None:
    text = (WITH_YEAR | WITHOUT_YEAR)[form](day)
    for said in framed(text):
        certain(said, day)
    certain(unicodedata.normalize("NFD", said), day)


@pytest.mark.parametrize("text", RELATIVE)
def test_every_relative_day_between_polite_words(text: str) -> None:
    for said in framed(text):
        certain(said, MONDAY + timedelta(RELATIVE[text]))
        certain(said.upper(), MONDAY + timedelta(RELATIVE[text]))


@pytest.mark.parametrize("text", RELATIVE)
def test_as_keys_of_a_keyboard_that_is_switched_off(text: str) -> None:
    day = MONDAY + timedelta(RELATIVE[text])
    assert read_date(telex(text), MONDAY).value == read_date(f"{telex(text)} {telex('nhé')}", MONDAY).value == day
    read = read_date(vni(text), MONDAY)
    assert read.certainty is not Certainty.CERTAIN or read.value == day


def test_without_marks_the_same_day_or_a_question() -> None:
    wanted = {form(day): day for form, day in product((WITH_YEAR | WITHOUT_YEAR).values(), DAYS)}
    wanted |= {text: MONDAY + timedelta(ahead) for text, ahead in RELATIVE.items()}
    asked = [text for text, day in wanted.items() if not _same(text, day)]
    assert len(wanted) > 150
    assert len(asked) < len(wanted) / 20, asked


def _same(text: str, day: date) -> bool:
    read = read_date(fold(text), MONDAY)
    assert read.certainty is Certainty.ASK or (read.value, read.certainty) == (day, Certainty.CERTAIN), (fold(text), read)
    return read.certainty is Certainty.CERTAIN


def test_the_grammar_is_large() -> None:
    forms = [framed(form(day)) for form, day in product((WITH_YEAR | WITHOUT_YEAR).values(), DAYS)]
    assert len({said for each in forms for said in each}) > 15_000
    words = "bốn|mười|mười bốn|mười lăm|hai mươi mốt|hai mươi tư|hai mươi lăm|ba mươi mốt"
    assert [in_words(number) for number in (4, 10, 14, 15, 21, 24, 25, 31)] == words.split("|")
