"""/trogiup, and what is said to words that fit nowhere."""

import re

import pytest

from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import CHAIR_MENU, OFFICER_MENU, Join
from tests.support.talking import Talk

UNKNOWN = "Không có lệnh này. Các lệnh có ở phần hướng dẫn: /trogiup"
LOST = "Đồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới."


@pytest.mark.parametrize("said", ["/trogiup", "/help", "/TroGiup", "/trogiup@thidua_bot", "❓ Hướng dẫn"])
def test_help_says_what_can_be_done_and_whom_to_call(talk: Talk, join: Join, said: str) -> None:
    heard = talk.say(join(MAI), said)
    assert heard.text.startswith("❓ Trợ lý giúp đơn vị làm các việc thi đua và nhắc hạn.")
    assert heard.text.endswith("☎️ Cần người giúp: cô Hà, văn phòng công đoàn phường, 024 3000 0000")
    assert heard.menu == CHAIR_MENU


def test_every_command_and_word_that_help_names_is_understood(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    text = talk.say(mai, "/trogiup").text
    commands = re.findall(r"/[a-z]+", text)
    assert len(commands) > 10
    for command in commands:
        assert not talk.say(mai, command).text.startswith(UNKNOWN), command


def test_the_words_that_help_names_are_understood(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    text = talk.say(mai, "/trogiup").text
    talk.say(mai, "/dangky")
    for word, answer in (("lùi", "Đây là câu đầu tiên."), ("dừng", "Trợ lý đã giữ lại"), ("tiếp tục", "Trường Tiểu học")):
        assert f"“{word}”" in text
        assert talk.say(mai, word).text.startswith(answer)


def test_help_tells_a_stranger_how_to_come_in_and_names_no_command_that_is_closed(talk: Talk) -> None:
    heard = talk.say(900, "/trogiup")
    assert "Xin gõ mã mời 6 ký tự" in heard
    assert "/dangky" not in heard
    assert heard.menu == ()


@pytest.mark.parametrize("said", ["cảm ơn", "20/3", "??", "45", "đúng", "yes", "lùi", "dừng"])
def test_what_fits_nowhere_gets_the_menu(talk: Talk, join: Join, said: str) -> None:
    officer = join(OFFICER)
    heard = talk.say(officer, said)
    assert heard.text == LOST
    assert heard.menu == OFFICER_MENU


@pytest.mark.parametrize("said", ["/khongco", "/khongco abc", "/tongket"])
def test_a_command_that_there_is_not_is_told_so_and_loses_no_question(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    assert talk.say(mai, said).text == f"{UNKNOWN}\n\n{LOST}"
    asked = talk.say(mai, "/dangky")
    assert talk.say(mai, said).text == f"{UNKNOWN}\n\n{asked.text}"


def test_going_on_with_nothing_says_so(talk: Talk, join: Join) -> None:
    assert talk.say(join(MAI), "tiếp tục").text == f"Không còn việc nào đang làm dở.\n\n{LOST}"


def test_a_label_is_found_in_another_normal_form_and_case(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert talk.say(mai, "📊 TI\u0300NH HI\u0300NH").text.startswith("⏳ Trường Tiểu học Sông Xanh")
