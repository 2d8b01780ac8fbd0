"""What is left in the middle is kept: other commands, two registrations at once, going back, stopping, days in between."""

from datetime import date, timedelta

import pytest

from bot.clock import StandingClock
from bot.invites import Invites
from bot.models import Draft
from conversations import all_scripts
from conversations.unfinished import NAMES
from tests.conftest import MAI
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join, answers, fill_in, owe, register, said_by_people
from tests.support.talking import SILENCE, Talk

KEPT = "Trợ lý còn giữ phần đồng chí đã điền."
LEFT = "Đồng chí còn một việc làm dở: đăng ký ngày phát động Đợt 1 (từ 09:00, 04/03). Làm tiếp hay bỏ ạ?"
LATER = "Trợ lý đã giữ lại phần đồng chí vừa điền. Khi rảnh, xin bấm nút này để làm tiếp."
PLACE = "Tổ chức lúc mấy giờ, ở đâu ạ?\nVí dụ: 8 giờ, hội trường đơn vị"


def finish(talk: Talk, user: int, place: str = "Sân trường", people: str = "45") -> None:
    """Answer what is open from the place on."""
    talk.say(user, place)
    talk.say(user, people)
    talk.tap(user, ACCEPT)


@pytest.mark.parametrize(
    "aside",
    ["/start", "/tinhhinh", "/trogiup", "/kehoach", "/help", "📊 Tình hình", "❓ Hướng dẫn", "🗓 Kế hoạch"],
)
def test_a_command_in_the_middle_is_answered_and_the_draft_goes_on(talk: Talk, join: Join, aside: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    before = answers(talk)
    heard = talk.say(mai, aside)
    assert PLACE not in heard
    assert answers(talk) == before
    finish(talk, mai)
    assert [(each.day, each.place) for each in said_by_people(talk)] == [(date(2026, 3, 20), "Sân trường")]


@pytest.mark.parametrize("aside", ["/start", "/lac"])
def test_what_was_left_is_named_and_offered_with_a_button(talk: Talk, join: Join, aside: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    assert LEFT in talk.say(mai, aside)
    assert talk.tap(mai, "📝 Làm tiếp việc đang dở").text == PLACE
    finish(talk, mai)
    assert said_by_people(talk)[0].place == "Sân trường"


@pytest.mark.parametrize(
    ("stop", "resume"),
    [("dừng", "tap"), ("Dừng lại", "tiếp tục"), ("để sau", "Lam tiep"), ("de sau", "/tieptuc"), ("tap", "/dangky")],
)
def test_a_draft_stops_and_goes_on_days_later(talk: Talk, join: Join, clock: StandingClock, stop: str, resume: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    stopped = talk.tap(mai, "⏸ Để sau") if stop == "tap" else talk.say(mai, stop)
    assert stopped.text == LATER
    clock.walk_to(clock.now() + timedelta(days=9))
    again = talk.tap(mai, "📝 Làm tiếp") if resume == "tap" else talk.say(mai, resume)
    assert again.text == (f"{KEPT}\n\n{PLACE}" if resume == "/dangky" else PLACE)
    finish(talk, mai)
    assert [each.day for each in said_by_people(talk)] == [date(2026, 3, 20)]


def test_after_stopping_a_word_does_not_fall_into_the_form(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "dừng")
    before = answers(talk)
    assert talk.say(mai, "cảm ơn").text == LEFT
    assert answers(talk) == before


def test_a_change_is_named_as_one_with_its_phase_and_when_it_was_begun(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    register(talk, mai)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    talk.tap_data(mai, talk.say(mai, "/tinhhinh").data["📅 Đổi ngày Đợt 1"])
    talk.say(mai, "dừng")
    clock.walk_to(clock.now() + timedelta(days=3))
    named = "đổi ngày phát động Đợt 1 (từ 09:00, 04/03)"
    assert talk.say(mai, "trời hôm nay đẹp quá").text == f"Đồng chí còn một việc làm dở: {named}. Làm tiếp hay bỏ ạ?"


def test_what_was_left_is_given_up_with_its_button(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "dừng")
    talk.say(mai, "cảm ơn")
    drop = talk.last[mai].data["🗑 Bỏ việc này"]
    assert talk.tap(mai, "🗑 Bỏ việc này").text.startswith("Đã bỏ phần đang làm dở.")
    assert talk.rows(Draft) == []
    assert talk.tap_data(mai, drop).text.startswith("Việc của nút này đã xong hoặc đã bỏ.")


def test_giving_one_up_names_the_other_and_denies_nothing(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "dừng")
    talk.say(mai, "/ngonngu")
    assert talk.say(mai, "/huy").text.endswith(f"vẫn giữ nguyên.\n\n{LEFT}")
    assert talk.say(mai, "/huy").text == LEFT
    talk.tap(mai, "🗑 Bỏ việc này")
    assert talk.say(mai, "/huy").text.startswith("Không có việc nào đang làm dở.")


def test_an_old_button_to_go_on_repeats_the_question_that_is_open(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    old = talk.say(mai, "dừng").data["📝 Làm tiếp"]
    register(talk, mai)
    asked = talk.say(mai, "/dangky")
    over = "Việc của nút này đã xong hoặc đã bỏ."
    assert talk.tap_data(mai, old).text == f"{over}\n\n{asked.text}"
    talk.say(mai, "dừng")
    assert talk.tap_data(mai, old).text.startswith(f"{over}\n\nĐồng chí còn một việc làm dở: đổi ngày phát động")


def test_two_taps_on_later_are_answered_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    later = talk.say(mai, "/dangky").data["⏸ Để sau"]
    assert talk.tap_data(mai, later).text == LATER
    assert talk.tap_data(mai, later) is SILENCE
    assert talk.toast == "Nút này của lần hỏi trước. Xin xem tin cuối cùng."


def test_an_unfinished_registration_writes_nothing_and_waits_for_days(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "ngày mai")
    assert "giữ lại" in talk.say(mai, "dừng")
    clock.walk_to(clock.now() + timedelta(days=3))
    assert talk.say(mai, "tiếp tục").text.startswith("Thứ Năm, 05/03/2026 đã qua.")
    assert said_by_people(talk) == []


def test_tomorrow_stays_the_day_it_meant(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "ngày mai")
    clock.walk_to(clock.now() + timedelta(hours=23))
    finish(talk, mai)
    assert [each.day for each in said_by_people(talk)] == [date(2026, 3, 5)]


def test_a_draft_of_a_phase_that_ended_says_so(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    clock.walk_to(clock.now() + timedelta(days=150))
    assert talk.say(mai, "Sân trường").text == "Hiện đơn vị của đồng chí không có đợt nào cần đăng ký phát động."
    assert said_by_people(talk) == []


def test_a_draft_is_given_up_and_what_was_saved_stays(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    talk.say(mai, "/dangky")
    talk.say(mai, "27/3")
    assert talk.say(mai, "/huy").text == "Đã bỏ phần đang làm dở. Những gì ghi nhận trước đây vẫn giữ nguyên."
    assert talk.rows(Draft) == []
    assert "Không có việc nào đang làm dở." in talk.say(mai, "/huy")
    assert "Không còn việc nào đang làm dở." in talk.say(mai, "/tieptuc")
    assert [each.day for each in said_by_people(talk)] == [date(2026, 3, 20)]


@pytest.mark.parametrize("how", ["lùi", "Quay lại", "tap"])
def test_back_asks_the_question_before(talk: Talk, join: Join, how: str) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "Sân trường")
    talk.say(mai, "45")

    def back() -> str:
        return (talk.tap(mai, "◀ Câu trước") if how == "tap" else talk.say(mai, how)).text

    assert back() == "Dự kiến bao nhiêu người dự?"
    assert back() == PLACE
    assert back() == first.text
    assert "◀ Câu trước" not in talk.last[mai].labels
    assert talk.say(mai, "lùi").text == f"Đây là câu đầu tiên.\n\n{first.text}"
    talk.say(mai, "27/3")
    finish(talk, mai, "Nhà văn hóa", "50")
    launch = said_by_people(talk)[0]
    assert (launch.day, launch.place, launch.people) == (date(2026, 3, 27), "Nhà văn hóa", 50)


def test_back_goes_through_the_question_about_a_day_off(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "8/3")
    talk.tap(mai, "Vẫn chọn ngày này")
    assert "là ngày nghỉ" in talk.say(mai, "lùi")
    assert "vào ngày nào ạ?" in talk.say(mai, "lùi")


def test_two_registrations_at_once_never_mix(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    status = talk.say(mai, "/tinhhinh").data
    first, second = status["📅 Đăng ký Đợt 1"], status["📅 Đăng ký Đợt 2"]
    talk.tap_data(mai, first)
    talk.say(mai, "20/3")
    talk.tap_data(mai, second)
    talk.say(mai, "20/8")
    assert talk.tap_data(mai, first).text == f"{KEPT}\n\n{PLACE}"
    talk.say(mai, "Nơi một")
    assert talk.tap_data(mai, second).text == f"{KEPT}\n\n{PLACE}"
    finish(talk, mai, "Nơi hai", "2")
    assert talk.say(mai, "tiếp tục").text == "Dự kiến bao nhiêu người dự?"
    talk.say(mai, "1")
    talk.tap(mai, ACCEPT)
    rows = {(each.day, each.place, each.people) for each in said_by_people(talk)}
    assert rows == {(date(2026, 3, 20), "Nơi một", 1), (date(2026, 8, 20), "Nơi hai", 2)}
    assert talk.rows(Draft) == []


def test_a_question_of_another_command_takes_the_next_answer_and_the_form_waits(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    before = answers(talk)
    talk.say(mai, "/ngonngu")
    assert "Từ nay Trợ lý nói tiếng Việt." in talk.say(mai, "1")
    assert answers(talk) == before
    assert said_by_people(talk) == []
    assert "Xin kiểm tra lại giúp:" in talk.say(mai, "tiếp tục")
    assert talk.say(mai, "đúng").text.startswith("✅ Đã ghi nhận")


def test_two_people_fill_in_at_once_without_touching_each_other(talk: Talk, join: Join) -> None:
    mai, lan = join(MAI), join(4)
    talk.say(mai, "/dangky")
    talk.say(lan, "/dangky")
    talk.say(mai, "20/3")
    talk.say(lan, "27/3")
    finish(talk, mai, "Sân trường")
    finish(talk, lan, "Hội trường")
    assert {(each.day, each.place) for each in said_by_people(talk)} == {
        (date(2026, 3, 20), "Sân trường"),
        (date(2026, 3, 27), "Hội trường"),
    }


def test_every_name_of_what_was_left_is_one_of_a_conversation(invites: Invites) -> None:
    assert NAMES.keys() <= {each.command for each in all_scripts(invites).all}
