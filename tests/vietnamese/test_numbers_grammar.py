"""Every form of an answer, wrapped in polite words and typed in every way, means the same or is asked about."""

from collections.abc import Callable
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.vietnamese.confirm import read_confirm
from bot.vietnamese.folding import fold
from bot.vietnamese.money import read_money
from bot.vietnamese.numbers import read_number
from bot.vietnamese.numbers.compound import read_compound
from bot.vietnamese.numbers.percent import read_percent
from bot.vietnamese.reading import Certainty, Read
from tests.vietnamese.number_grammar import AFTER, BEFORE, SPELLINGS, around, said, spelled

FORMS: tuple[tuple[Callable[[str], Read[Any]], str, Any], ...] = (
    (read_number, "hai mươi lăm người", 25),
    (read_number, "1.250 đoàn viên", 1250),
    (read_number, "trăm lẻ năm", 105),
    (read_number, "không có", 0),
    (read_money, "1tr5", 1500000),
    (read_money, "2 tỷ 350 triệu", 2350000000),
    (read_money, "năm trăm nghìn đồng", 500000),
    (read_money, "500.000đ", 500000),
    (read_percent, "98,5%", Decimal("98.5")),
    (read_percent, "tám mươi phần trăm", 80),
    (read_compound, "120, nữ 85", "total=120;female=85"),
    (read_compound, "02 tập thể, 07 cá nhân", "collective=2;individual=7"),
    (read_compound, "20 suất, mỗi suất 500.000đ", "qty=20;unit=500000;total=10000000"),
    (read_confirm, "đúng rồi", "confirm"),
    (read_confirm, "không cần sửa", "confirm"),
    (read_confirm, "không đúng", "deny"),
    (read_confirm, "để sau", "postpone"),
    (read_confirm, "sửa lại", "edit"),
    (read_confirm, "đã nhận được", "acknowledge"),
)
# Every second pair of what stands before and after, in every spelling: 19 × 28 × 6 = 3,192 utterances.
FRAMES = list(product(BEFORE, AFTER))[::2]


@pytest.mark.parametrize(("read", "form", "value"), FORMS)
def test_every_form_in_every_frame_and_spelling(read: Callable[[str], Read[Any]], form: str, value: Any) -> None:
    for (before, after), how in product(FRAMES, SPELLINGS):
        text = spelled(f"{before}{form}{after}", how)
        found = read(text)
        assert (found.value, found.certainty) == (value, Certainty.CERTAIN), text


WORDS = [
    "một",
    "mốt",
    "hai",
    "ba",
    "bốn",
    "tư",
    "năm",
    "lăm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "mươi",
    "hăm",
    "chục",
    "trăm",
    "nghìn",
    "ngàn",
    "triệu",
    "tỷ",
    "linh",
    "lẻ",
    "rưỡi",
    "nửa",
    "phẩy",
    "không",
    "khoảng",
    "hơn",
    "người",
    "nữ",
    "nam",
    "đồng",
    "đúng",
    "dừng",
    "sai",
    "sửa",
    "chưa",
    "có",
    "để",
    "sau",
    "mai",
    "gửi",
    "nhận",
    "được",
    "nhưng",
    "phải",
    "5",
    "12",
    "1.250",
    "0,5",
    "500.000",
    "tr",
    "k",
    "%",
    "/",
    "-",
    ",",
    "mỗi",
    "suất",
    "tập",
    "thể",
    "cá",
    "nhân",
    "phần",
]
READERS = (read_number, read_money, read_percent, read_compound, read_confirm)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join), st.sampled_from(READERS))
def test_leaving_out_marks_makes_no_other_certain_value(text: str, read: Callable[[str], Read[Any]]) -> None:
    assume(not ("phẩy" in text and "mười" in text))  # nobody says “một phẩy một mười”: without marks it is another number
    marked, bare = read(text), read(fold(text))
    if marked.certainty is Certainty.CERTAIN and bare.certainty is Certainty.CERTAIN:
        assert marked.value == bare.value, text


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), st.sampled_from(READERS), around)
def test_polite_words_make_no_other_certain_value(text: str, read: Callable[[str], Read[Any]], frame: tuple[str, str]) -> None:
    plain, polite = read(text), read(f"{frame[0]}{text}{frame[1]}")
    if plain.certainty is Certainty.CERTAIN and polite.certainty is Certainty.CERTAIN:
        assert plain.value == polite.value, text


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(["tr", "triệu", "củ", "tỷ", "ty"]), st.booleans())
def test_money_in_short_is_read_back(whole: int, tenths: int, unit: str, glued: bool) -> None:  # noqa: FBT001  hypothesis
    scale = 10**9 if unit in {"tỷ", "ty"} else 10**6
    space = "" if glued else " "
    tail = f"{space}{tenths}" if tenths else ""
    value = whole * scale + tenths * scale // 10
    for text in (f"{whole}{space}{unit}{tail}", f"{whole},{tenths}{space}{unit}"):
        assert (read_money(text).value, read_money(text).certainty) == (Decimal(value), Certainty.CERTAIN), text


@given(st.integers(1, 10**7), st.sampled_from(["đ", " đồng", " VNĐ", "vnd"]))
def test_money_in_thousands_is_read_back(thousands: int, currency: str) -> None:
    value = thousands * 1000
    forms = [f"{value:,}".replace(",", ".") + tail for tail in ("", currency)]
    forms += [
        f"{thousands}k",
        f"{thousands} nghìn",
        f"{value}{currency}",
        f"{value:,}{currency}",
        f"{said(value, south=False)} đồng",
    ]
    for text in forms[: -1 if value >= 10**9 else None]:
        assert (read_money(text).value, read_money(text).certainty) == (Decimal(value), Certainty.CERTAIN), text


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_people_and_women_are_read_back(total: int, share: int) -> None:
    female = share % (total + 1)
    value = f"total={total};female={female}"
    shapes = (
        f"{total}, nữ {female}",
        f"{total} ({female} nữ)",
        f"tổng {total} nữ {female}",
        f"{female} nữ, {total - female} nam",
    )
    for text in (*shapes, f"{total} người, trong đó {female} nữ", f"nam {total - female}, nữ {female}"):
        assert (read_compound(text).value, read_compound(text).certainty) == (value, Certainty.CERTAIN), text


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_share_is_certain_where_it_can_be_one(part: int, whole: int) -> None:
    read = read_compound(f"{part}/{whole} cđcs")
    is_share = part <= whole and whole > 0
    assert read.certainty is (Certainty.CERTAIN if is_share else Certainty.ASK)
    assert read.value == (f"{part}/{whole}" if is_share else None)
