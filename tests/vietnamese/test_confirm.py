import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.asking import words
from bot.vietnamese.confirm import Meaning, puts_off, read_confirm
from bot.vietnamese.reading import Certainty

CERTAIN = {
    Meaning.CONFIRM: """ok|OK ạ|okk|okie em|dạ em đồng ý|vâng ạ|dạ chuẩn rồi ạ|đúng rồi em|ĐÚNG RỒI|đúnggg|chính xác ạ
    |duyệt luôn|được|ổn|thôi được|không sai|không có gì sai|không cần sửa gì|không sửa|khỏi sửa|không có vấn đề gì
    |đúng, không sửa gì|k sai|ko can sua|phải rồi|ddungs rooif|d9u1ng ro6i2|dung roi a|dúng|đung|có ạ|co|👍|👌🏻|✅|Y|yes
    |rồi|xong rồi|hoàn toàn nhất trí|gửi đi|xác nhận ạ|ừ nhé|uhm""",
    Meaning.DENY: """không|dạ không ạ|khoong|kho6ng|hổng|không đúng|chưa đúng|không đồng ý|không phải ạ|chưa chính xác
    |sai|nhầm rồi|hủy|huỷ bỏ|thôi không|khoan|khoan gửi|đừng gửi|chờ đã|dừng lại|đừng|không gửi|ghi nhầm|chua|khong dung
    |❌|no""",
    Meaning.EDIT: """sửa|sửa ngày|em muốn sửa|cho em sửa số người|đổi sang thứ 6|không, sửa lại|sai rồi, sửa lại giúp em
    |không phải, 20/1|đúng nhưng 45 người|được nhưng đổi địa điểm|ok nhung sua ngay 20/1|phải là 45 người|đổi thành 45
    |20/1 mới đúng|sai, 20/1|suwar laij""",
    Meaning.POSTPONE: """để sau|de sau|để mai|mai gửi|lát nữa|tối em gửi|bận|đang bận|em đang dạy|chưa rảnh|không rảnh
    |để em xem lại|nhắc sau nhé|hôm khác|chưa, để sau|thôi để sau|dang hop""",
    Meaning.ACKNOWLEDGE: """đã nhận|rõ rồi ạ|vâng em nhận được rồi|ok đã nhận|đã xem|biết rồi|em hiểu rồi
    |đã nắm thông tin|da nhan|noted""",
}
ASKED = {
    "dung": "confirm deny", "Dung": "confirm deny", "da dung": "confirm deny", "20/1": "edit", "45 người": "edit",
    "ok 20/1": "edit confirm", "sai ngày": "edit deny", "ok nhưng mà": "edit confirm", "mai": "postpone",
    "chờ em tí": "deny postpone",
    "đúng rồi anh Tuấn": "confirm", "đúng, không": "confirm deny", "thôi": "deny", "chắc đúng": "confirm",
    "em gửi lại sau": "edit postpone", "đã nhận, đúng rồi": "acknowledge confirm",
}  # fmt: skip
UNCLEAR = (
    "|...|🙂|dạ?|đúng không|đúng chưa|được không|ok ko ạ|hả|gì|tùy|sao cũng được|không biết|không hiểu|abc|kkk|hihi|không sao|á á"
)


@pytest.mark.parametrize(
    ("text", "meaning"), [(text.strip(), meaning) for meaning, texts in CERTAIN.items() for text in texts.split("|")]
)
def test_certain_answers(text: str, meaning: Meaning) -> None:
    read = read_confirm(text)
    assert (read.value, read.certainty) == (meaning, Certainty.CERTAIN)
    assert read.how


@pytest.mark.parametrize(("text", "candidates"), ASKED.items())
def test_answers_that_are_asked_about(text: str, candidates: str) -> None:
    read = read_confirm(text)
    assert read.certainty is Certainty.ASK
    assert " ".join(read.candidates) == candidates


@pytest.mark.parametrize("text", UNCLEAR.split("|"))
def test_what_answers_nothing(text: str) -> None:
    assert (read_confirm(text).value, read_confirm(text).certainty) == (None, Certainty.NONE)


@given(st.text())
def test_every_text_has_an_answer(text: str) -> None:
    read = read_confirm(text)
    assert (read.certainty is Certainty.NONE) == (read.value is None and not read.candidates) or read.certainty is Certainty.ASK


@pytest.mark.parametrize("text", ["để sau", "làm sau ạ", "lát nữa em làm", "để mai em gửi sau", "lúc khác nhé", "để lát nữa"])
def test_what_is_for_later(text: str) -> None:
    assert puts_off(text)
    assert words.stops(text)


# Busy may be the reason somebody is asked for, and tomorrow the day.
@pytest.mark.parametrize(
    "text", ["bận", "đang họp", "mai", "ngày mai em gửi", "sau", "hoãn", "đúng", "không", "tuần sau", "nhắc lại"]
)
def test_what_need_not_be_for_later(text: str) -> None:
    assert not puts_off(text)
    assert not words.stops(text)


def test_the_few_words_everywhere() -> None:
    assert [words.goes_back(each) for each in ("lùi", "Quay lại ạ", "dạ lui lai", "lùi ngày")] == [True, True, True, False]
    assert [words.goes_on(each) for each in ("tiếp tục", "lam tiep nhé", "tiếp tục sửa")] == [True, True, False]
    assert [words.stops(each) for each in ("dừng", "dung", "stop", "tạm dừng", "dừng chân")] == [True, False, True, True, False]
    assert [words.is_dung(each) for each in ("dung", "Dung ạ", "đúng", "dung roi")] == [True, True, False, False]
