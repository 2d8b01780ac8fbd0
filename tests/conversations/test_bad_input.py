"""What is not an answer: other kinds of message, far too long ones, empty ones. One sentence, and nothing is lost."""

from typing import Any

import pytest

from tests.conftest import MAI
from tests.conversations.conftest import ACCEPT, Join, answers, fill_in, owe, said_by_people
from tests.support.talking import Heard, Talk

STRANGER = 900
KINDS: dict[str, tuple[dict[str, Any], str]] = {
    "sticker": ({"sticker": {"file_id": "a"}}, "Trợ lý chưa hiểu hình dán. Xin gõ chữ hoặc bấm nút."),
    "voice note": ({"voice": {"file_id": "a"}}, "Trợ lý chưa nghe được tin thoại. Xin gõ chữ hoặc bấm nút."),
    "video note": ({"video_note": {"file_id": "a"}}, "Trợ lý chưa nghe được tin thoại. Xin gõ chữ hoặc bấm nút."),
    "photo": (
        {"photo": [{"file_id": "a"}], "caption": "20/3"},
        "Trợ lý chưa nhận ảnh và tệp ở bước này. Xin gõ chữ hoặc bấm nút.",
    ),
    "file": ({"document": {"file_id": "a"}}, "Trợ lý chưa nhận ảnh và tệp ở bước này. Xin gõ chữ hoặc bấm nút."),
    "contact": (
        {"contact": {"phone_number": "1"}},
        "Trợ lý không lưu danh thiếp. Cần báo tên hay số điện thoại, xin gõ bằng chữ.",
    ),
    "place on a map": (
        {"location": {}},
        "Trợ lý không đọc được vị trí. Xin gõ tên nơi đó bằng chữ, ví dụ: hội trường tầng 2.",
    ),
    "restaurant": (
        {"venue": {}, "location": {}},
        "Trợ lý không đọc được vị trí. Xin gõ tên nơi đó bằng chữ, ví dụ: hội trường tầng 2.",
    ),
    "poll": ({"poll": {}}, "Trợ lý chưa đọc được loại tin này. Xin gõ chữ hoặc bấm nút."),
    "nothing known": ({}, "Trợ lý chưa đọc được loại tin này. Xin gõ chữ hoặc bấm nút."),
}
STEPS = ("day", "place", "people", "review")
LONG = "thi đua " * 625  # 5,000 characters


def go_to(talk: Talk, user: int, step: str) -> Heard:
    """Bring a registration to its open question `step`."""
    heard = talk.say(user, "/dangky")
    for said in ("20/3", "8 giờ, hội trường", "45")[: STEPS.index(step)]:
        heard = talk.say(user, said)
    return heard


@pytest.mark.parametrize("step", STEPS)
def test_what_cannot_be_read_is_said_and_the_question_asked_again(talk: Talk, join: Join, step: str) -> None:
    mai = join(MAI)
    asked = go_to(talk, mai, step)
    before = answers(talk)
    for content, sentence in KINDS.values():
        again = talk.send_kind(mai, **content)
        assert again == Heard(f"{sentence}\n\n{asked.text}", asked.labels, asked.data, ())
        assert answers(talk) == before


def test_without_a_question_the_menu_follows(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    for content, sentence in KINDS.values():
        heard = talk.send_kind(mai, **content)
        assert heard.text == f"{sentence}\n\nĐồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới."
        assert "📅 Đăng ký phát động" in heard.menu


def test_a_stranger_is_told_how_to_come_in(talk: Talk) -> None:
    for content, sentence in KINDS.values():
        heard = talk.send_kind(STRANGER, **content)
        assert heard.text.startswith(f"{sentence}\n\nKính chào đồng chí!")
        assert "Xin gõ mã mời 6 ký tự" in heard
        assert heard.menu == ()


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("day", f"Trợ lý chưa hiểu “{LONG[:40]}…”. Xin gõ ngày/tháng, ví dụ: 15/1"),
        ("place", "Xin viết gọn lại, tối đa 500 ký tự; tin vừa gửi dài 4.999 ký tự."),
        ("people", "Xin gõ một con số từ 1 đến 100.000, ví dụ: 45"),
        ("review", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
    ],
)
def test_five_thousand_characters_are_refused_and_not_kept(talk: Talk, join: Join, step: str, sentence: str) -> None:
    mai = join(MAI)
    asked = go_to(talk, mai, step)
    before = answers(talk)
    assert talk.say(mai, LONG).text == f"{sentence}\n\n{asked.text}"
    assert answers(talk) == before


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ("day", "Chưa thấy chữ nào. Xin gõ ngày/tháng, ví dụ: 15/1"),
        ("place", "Chưa thấy chữ nào. Xin gõ vài chữ để trả lời."),
        ("people", "Xin gõ một con số từ 1 đến 100.000, ví dụ: 45"),
        ("review", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
    ],
)
def test_a_text_of_nothing_is_refused(talk: Talk, join: Join, step: str, sentence: str) -> None:
    mai = join(MAI)
    asked = go_to(talk, mai, step)
    for said in ("", "   ", "\u200b\u200e", "\n\n"):
        assert talk.say(mai, said).text == f"{sentence}\n\n{asked.text}"


@pytest.mark.parametrize("said", ["😀😀", "👍🏽", "???", "…", "- -"])
def test_a_place_without_a_letter_or_a_digit_is_asked_for_again(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    asked = go_to(talk, mai, "place")
    assert talk.say(mai, said).text == f"Chưa thấy chữ nào. Xin gõ vài chữ để trả lời.\n\n{asked.text}"


@pytest.mark.parametrize("said", ["", LONG, "\ud800 lẻ", "á " * 300, "<b>&amp;", "{name} %s {0}", "\u202engược"])
def test_strange_texts_without_a_question_are_answered(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    assert talk.say(mai, said).text == "Đồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới."
    assert talk.say(STRANGER, said).text.startswith(("Kính chào đồng chí!", "Xin gõ mã mời 6 ký tự"))


@pytest.mark.parametrize("said", ["<b>Hội trường</b> & sân", "{unit} %s {0}", "Nhà văn hóa 🎉\nlầu 2", "á" * 500])
def test_a_place_is_kept_as_it_was_written(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    go_to(talk, mai, "place")
    talk.say(mai, said)
    assert f"• Giờ và nơi: {said}\n" in talk.say(mai, "45")
    talk.tap(mai, ACCEPT)
    assert said_by_people(talk)[0].place == said


@pytest.mark.parametrize("said", ["để xem đã", "hai cái", LONG, "✅"])
def test_a_text_where_a_button_is_wanted_keeps_the_question(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.do(lambda db: owe(db, "Trường Tiểu học Sông Xanh", "Đợt 2"))
    asked = talk.say(mai, "/dangky")
    again = talk.say(mai, said)
    assert again == Heard(f"Xin bấm một trong các nút bên dưới.\n\n{asked.text}", asked.labels, asked.data, ())


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("chắc vậy", "Trợ lý chưa hiểu “chắc vậy”. Xin gõ ngày/tháng, ví dụ: 15/1"),
        ("31/4", "Lịch không có “31/4”. Xin gõ lại, ví dụ: 15/1"),
        ("15/7", "Đợt 1 từ 01/01/2026 đến 30/06/2026; ngày 15/07/2026 nằm ngoài thời gian đó. Xin chọn lại."),
        ("dung", "Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."),
    ],
)
def test_nonsense_at_a_question_about_the_day_does_not_lose_the_day(talk: Talk, join: Join, said: str, sentence: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    asked = talk.say(mai, "8/3")
    again = talk.say(mai, said)
    assert again == Heard(f"{sentence}\n\n{asked.text}", asked.labels, asked.data, ())
    assert talk.tap(mai, "Vẫn chọn ngày này").text.startswith("Tổ chức lúc mấy giờ")


@pytest.mark.parametrize("said", ["vâng", "được", "có ạ", "ok", "đúng rồi", "1"])
def test_a_plain_yes_keeps_the_day(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "8/3")
    assert talk.say(mai, said).text.startswith("Tổ chức lúc mấy giờ")


def test_the_form_is_finished_after_all_of_it(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    for step in STEPS:
        go_to(talk, mai, step) if step == "day" else None
        talk.send_kind(mai, sticker={})
        talk.say(mai, LONG)
        talk.say(mai, "")
        talk.say(mai, {"day": "20/3", "place": "Sân trường", "people": "45", "review": "đúng"}[step])
    assert [(each.place, each.people) for each in said_by_people(talk)] == [("Sân trường", 45)]


def test_what_is_sent_in_place_of_words_loses_nothing_at_any_step(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    talk.send_kind(mai, contact={"phone_number": "0912"})
    talk.send_kind(mai, location={"latitude": 21.0, "longitude": 105.8})
    assert [(each.place, each.people) for each in said_by_people(talk)] == []
    talk.tap(mai, ACCEPT)
    assert [(each.place, each.people) for each in said_by_people(talk)] == [("8 giờ, hội trường", 45)]
