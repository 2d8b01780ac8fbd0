"""Taking back a registration: for ten minutes, once, and only one's own."""

from datetime import date, timedelta

import pytest

from bot.clock import StandingClock
from tests.conftest import DUNG, MAI
from tests.conversations.conftest import UNDO, Join, register, said_by_people
from tests.support.talking import Talk

NONE = "↩️ Đã hoàn tác. Đơn vị chưa có ngày phát động."
TOO_LATE = "Đã quá 10 phút nên không hoàn tác được. Muốn đổi ngày, xin bấm 📅 Đăng ký phát động."
REPLACED = "Đăng ký này đã được thay bằng bản mới hơn nên không còn gì để hoàn tác."
NOT_YOURS = "Trợ lý không tìm thấy đăng ký này của đồng chí."


def test_the_first_registration_is_taken_back_and_kept_as_history(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    assert talk.tap(mai, UNDO).text == NONE
    anew = talk.last[mai].data["📅 Đăng ký phát động"]
    assert [(each.version, each.day, each.is_latest) for each in said_by_people(talk)] == [
        (1, date(2026, 3, 20), False),
        (2, None, True),
    ]
    assert "chưa đăng ký ngày phát động" in talk.say(mai, "/tinhhinh")
    assert talk.tap_data(mai, anew).text.startswith("Trường Tiểu học Sông Xanh phát động Đợt 1 vào ngày nào ạ?")


def test_a_moved_launch_goes_back_to_the_day_before(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    register(talk, mai, "27/3")
    assert talk.tap(mai, UNDO).text == "↩️ Đã hoàn tác. Ngày phát động trở lại là Thứ Sáu, 20/03/2026."
    assert said_by_people(talk)[-1].day == date(2026, 3, 20)


@pytest.mark.parametrize(("seconds", "answer"), [(599, NONE), (600, NONE), (601, TOO_LATE), (86_400, TOO_LATE)])
def test_ten_minutes_are_ten_minutes(talk: Talk, join: Join, clock: StandingClock, seconds: int, answer: str) -> None:
    mai = join(MAI)
    register(talk, mai)
    clock.walk_to(clock.now() + timedelta(seconds=seconds))
    assert talk.tap(mai, UNDO).text == answer
    assert len(said_by_people(talk)) == (2 if answer == NONE else 1)


def test_undoing_twice_undoes_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = register(talk, mai).data[UNDO]
    talk.tap_data(mai, data, UNDO)
    assert talk.tap_data(mai, data, UNDO).text == REPLACED
    assert len(said_by_people(talk)) == 2


def test_an_older_registration_is_not_taken_back_over_a_newer_one(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = register(talk, mai).data[UNDO]
    register(talk, mai, "27/3")
    assert talk.tap_data(mai, data, UNDO).text == REPLACED
    assert said_by_people(talk)[-1].day == date(2026, 3, 27)


def test_another_person_cannot_undo(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    data = register(talk, mai).data[UNDO]
    assert talk.tap_data(dung, data, UNDO).text == NOT_YOURS
    assert len(said_by_people(talk)) == 1


def test_a_stranger_cannot_undo(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = register(talk, mai).data[UNDO]
    assert "Xin gõ mã mời 6 ký tự" in talk.say(900, data)
    assert len(said_by_people(talk)) == 1


@pytest.mark.parametrize("said", ["/hoantac", "/undo", "/hoantac abc", "/hoantac -1"])
def test_undo_without_a_registration_says_where_the_button_is(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    register(talk, mai)
    assert talk.say(mai, said).text == "Muốn hoàn tác, xin bấm nút ↩️ dưới tin ghi nhận."
    assert len(said_by_people(talk)) == 1


def test_undo_in_the_middle_of_a_form_leaves_the_form(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = register(talk, mai).data[UNDO]
    talk.say(mai, "/dangky")
    talk.say(mai, "27/3")
    assert talk.tap_data(mai, data, UNDO).text == NONE
    assert talk.say(mai, "Sân trường").text == "Dự kiến bao nhiêu người dự?"
