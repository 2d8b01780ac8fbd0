"""What holds for every answer: round trips, particles, marks left out, no error, no candidate twice."""

import unicodedata
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.vietnamese.dates import read_date
from bot.vietnamese.folding import fold
from bot.vietnamese.ranges import read_range
from bot.vietnamese.reading import Certainty
from tests.vietnamese.date_grammar import AFTER, BEFORE, WITH_YEAR, WITHOUT_YEAR

TODAYS = st.dates(date(2022, 1, 1), date(2035, 12, 31))
# Words of the language beside one another at random; those that differ in marks alone stand where somebody would say them.
WORDS = """ngày tháng năm thứ tuần nay mai mùng rằm tết giêng chạp từ đến trước 15 1 2 3 5 2026 15/1 20/2
8h 30 31/4 2/9 cuối đầu
giữa hai ba mươi lăm sáng chiều quý t cn ạ em hoặc và - / . , phát không được khoảng lúc hạn qua kém rưỡi 29/2 : % đợt người"""
PHRASES = """âm lịch|thứ sáu|thứ hai|tuần sau|tháng sáu|tháng sau|tháng tư|tháng một|ngày kia|hôm kia|ngày kìa|ngày mốt|ngày một
một tuần nữa|sáu ngày nữa|bảy giờ|7h tối|tối mai|7h tôi chọn|cuối tháng tới|năm sau|thứ 6 tới|quý hai|rằm tháng sáu|sau 3 ngày"""
SPOKEN = [*WORDS.split(), *PHRASES.replace("\n", "|").split("|")]
SENTENCES = st.lists(st.sampled_from(SPOKEN), max_size=7).map(" ".join)


@given(
    st.sampled_from([*WITH_YEAR]), st.dates(date(2024, 1, 1), date(2029, 12, 31)), st.dates(date(2025, 1, 1), date(2028, 12, 31))
)
@settings(max_examples=300, deadline=None)
def test_every_form_with_a_year_is_read_back(form: str, day: date, today: date) -> None:
    read = read_date(WITH_YEAR[form](day), today)
    assert (read.value, read.certainty) == (day, Certainty.CERTAIN)


@given(st.sampled_from([*WITHOUT_YEAR]), TODAYS, st.integers(0, 300))
@settings(max_examples=300, deadline=None)
def test_every_form_without_a_year_is_read_back_within_ten_months(form: str, today: date, ahead: int) -> None:
    day = date.fromordinal(today.toordinal() + ahead)
    read = read_date(WITHOUT_YEAR[form](day), today)
    assert (read.value, read.certainty) == (day, Certainty.CERTAIN)


@given(SENTENCES, TODAYS)
@settings(max_examples=500, deadline=None)
def test_marks_left_out_never_make_another_certain_value(text: str, today: date) -> None:
    for reader in (read_date, read_range):
        marked, bare = reader(text, today), reader(fold(text), today)
        both = marked.certainty is bare.certainty is Certainty.CERTAIN
        assert not both or (marked.value, marked.end) == (bare.value, bare.end), reader
        assert reader(unicodedata.normalize("NFD", text), today) == marked


@given(SENTENCES, TODAYS, st.sampled_from(BEFORE), st.sampled_from(AFTER))
@settings(max_examples=500, deadline=None)
def test_polite_words_never_change_a_certain_value(text: str, today: date, before: str, after: str) -> None:
    plain, polite = read_date(text, today), read_date(f"{before}{text}{after}", today)
    both = plain.certainty is polite.certainty is Certainty.CERTAIN
    assert not both or plain.value == polite.value


@given(st.one_of(st.text(), SENTENCES), st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.booleans(), st.booleans())
@settings(max_examples=500, deadline=None)
def test_every_text_has_an_answer(text: str, today: date, any_year: bool, inside: bool) -> None:  # noqa: FBT001 - drawn
    within = (today, date(today.year + 1, 6, 30)) if inside else None
    for reader in (read_date, read_range):
        read = reader(text, today, within, any_year=any_year)
        assert len(read.candidates) == len(set(read.candidates)) <= 3
        assert (read.value is None) == (not read.candidates)
        assert read.certainty is not Certainty.CERTAIN or len(read.candidates) == 1
        assert read.how
