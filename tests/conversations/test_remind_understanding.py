"""What is a promise, what is a wish to be reminded later, and which day is meant: a table."""

from datetime import date

import pytest

from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from conversations.reminding.understanding import day_in, kinds_in, promises, wants_later

TODAY = date(2026, 11, 24)  # a Tuesday
PROMISES = {
    "thứ Sáu tôi nộp": "27/11",
    "thu sau toi nop": "27/11",
    "mai em gửi": "25/11",
    "tối mai tôi gửi nhé": "25/11",
    "T6 nộp": "27/11",
    "dạ thứ 6 em gửi báo cáo quý 4 nha": "27/11",
    "để thứ hai em nộp báo cáo": "30/11",
    "xin khất đến thứ 2": "30/11",
    "em hẹn thứ Sáu": "27/11",
    "chậm nhất 27/11 em gửi": "27/11",
    "sáng mai 8h gửi": "25/11",
    "2 ngày nữa em nộp": "26/11",
    "thứ sáu này nộp được không": "27/11",
    "hôm nay em nộp": "24/11",
    "tuần sau nộp nhé": "30/11 4/12?",
    "tuan toi toi nop": "30/11 4/12?",
    "thứ ba em nộp": "24/11 1/12?",
    "cuối tuần em nộp": "28/11 29/11?",
    "25/11/2025 nộp": "?",
    "mấy bữa nữa nộp": "?",
    "31/11 em nộp": "?",
}
OTHERS = (
    "nộp",
    "nộp báo cáo",
    "khi nào phải nộp?",
    "bao giờ nộp thứ 6 hay thứ 7",
    "hôm qua em nộp rồi",
    "em đã nộp hôm thứ 6",
    "mai em không nộp được",
    "chưa nộp được",
    "thứ 6 họp ở đâu",
    "em Mai đây ạ",
    "27/11",
    "thứ sáu",
    "cảm ơn",
    "",
    "nộp thứ 6 " * 40,
)
LATER = ("chiều nhắc lại nhé", "mai nhắc em", "nhắc lại sau", "thứ hai nhắc tôi", "mai nhac lai", "nhắc lại chiều nay")
NOT_LATER = ("dừng nhắc", "đừng nhắc lại nữa", "không nhắc mai", "nhắc việc", "mai em nộp", "thôi nhắc lại")


@pytest.mark.parametrize("text", PROMISES)
def test_a_promise_and_its_day(text: str) -> None:
    assert promises(text)
    meant = day_in(text, TODAY, (TODAY, date(2027, 2, 24)))
    shown = " ".join(f"{day.day}/{day.month}" for day in meant.days)
    assert shown + ("" if meant.is_certain else "?") == PROMISES[text]


@pytest.mark.parametrize("text", [*OTHERS, *LATER, *NOT_LATER[:4]])
def test_what_is_no_promise(text: str) -> None:
    assert not promises(text)


@pytest.mark.parametrize("text", LATER)
def test_a_wish_to_be_reminded_later(text: str) -> None:
    assert wants_later(text)


@pytest.mark.parametrize("text", [*NOT_LATER, *OTHERS, *PROMISES])
def test_what_is_no_such_wish(text: str) -> None:
    assert not wants_later(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("mai em gửi giao ước", {PLEDGE}),
        ("mai gửi bao cao quy 2", {NOTE}),
        ("mai em nộp báo cáo", {REPORT}),
        ("mai đăng ký phát động", {LAUNCH, HELD}),
        ("mai em nộp", set()),
    ],
)
def test_the_kind_of_duty_that_is_named(text: str, kinds: set[str]) -> None:
    assert kinds_in(text) == kinds
