"""Buttons that are pressed twice, too late, by somebody else, or that never were: they change nothing and say so."""

from datetime import timedelta

from bot.clock import StandingClock
from bot.models import Draft
from tests.conftest import DUNG, MAI
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join, answers, fill_in, owe, register, said_by_people
from tests.support.talking import SILENCE, Talk

OLD = "Nút này của lần hỏi trước. Xin xem tin cuối cùng."
OVER = "Việc của nút này đã xong hoặc đã bỏ."
STRANGER = 900


def test_the_same_button_twice_answers_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = talk.say(mai, "/dangky").data["Thứ Tư, 11/03"]
    talk.tap(mai, "Thứ Tư, 11/03")
    before = answers(talk)
    assert talk.tap_data(mai, data, "Thứ Tư, 11/03") is SILENCE
    assert talk.toast == OLD
    assert answers(talk) == before
    assert talk.say(mai, "Sân trường").text == "Dự kiến bao nhiêu người dự?"


def test_the_card_accepted_twice_is_saved_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = fill_in(talk, mai).data[ACCEPT]
    talk.tap(mai, ACCEPT)
    assert talk.tap_data(mai, data, ACCEPT) is SILENCE
    assert talk.toast == OLD
    assert len(said_by_people(talk)) == 1


def test_a_button_of_yesterday_says_so_and_shows_what_can_be_done(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    data = talk.say(mai, "/dangky").data["Thứ Tư, 11/03"]
    register(talk, mai)
    talk.say(mai, "/tinhhinh")
    clock.walk_to(clock.now() + timedelta(days=1))
    heard = talk.tap_data(mai, data, "Thứ Tư, 11/03")
    assert heard.text == f"{OLD}\n\nĐồng chí cần việc gì ạ? Xin bấm một nút ở khung dưới."
    assert "📅 Đăng ký phát động" in heard.menu
    assert talk.rows(Draft) == []


def test_a_button_of_a_finished_draft_does_not_answer_the_next_one(talk: Talk, join: Join, clock: StandingClock) -> None:
    """SQLite gives the number of a deleted row to the next one: the number alone would be taken for today's question."""
    mai = join(MAI)
    old = talk.say(mai, "/dangky").data["Thứ Tư, 11/03"]
    register(talk, mai)
    clock.walk_to(clock.now() + timedelta(days=7))
    talk.say(mai, "/dangky")
    talk.tap_data(mai, old, "Thứ Tư, 11/03")
    assert talk.toast == OLD
    assert answers(talk) == ["{}"]


def test_the_card_of_a_finished_draft_does_not_accept_the_next_one(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    old = fill_in(talk, mai).data[ACCEPT]
    talk.tap(mai, ACCEPT)
    clock.walk_to(clock.now() + timedelta(hours=1))
    fill_in(talk, mai)
    talk.tap_data(mai, old, ACCEPT)
    assert talk.toast == OLD
    assert len(said_by_people(talk)) == 1


def test_a_button_means_the_day_that_was_written_on_it(talk: Talk, join: Join) -> None:
    """The same question asked anew with other choices does not give an old button another meaning."""
    mai = join(MAI)
    old = talk.say(mai, "/dangky").data["Thứ Tư, 18/03"]
    talk.say(mai, "thứ tư")
    talk.tap_data(mai, old, "Thứ Tư, 18/03")
    assert talk.toast == OLD
    assert answers(talk) == ["{}"]


def test_a_yes_to_one_day_is_no_yes_to_another(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    old = talk.say(mai, "2/3/2026").data["Đã phát động hôm đó"]
    talk.say(mai, "3/3/2026")
    talk.tap_data(mai, old, "Đã phát động hôm đó")
    assert talk.toast == OLD
    assert "đã qua" in talk.send_kind(mai, sticker={})


def test_buttons_stay_alive_when_the_same_question_is_repeated(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky").data["Thứ Tư, 18/03"]
    talk.send_kind(mai, sticker={})
    talk.say(mai, "chưa biết")
    assert talk.tap_data(mai, first, "Thứ Tư, 18/03").text.startswith("Tổ chức lúc mấy giờ")


def test_a_button_of_a_draft_that_is_not_open_repeats_the_open_question(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = talk.say(mai, "/dangky").data["Thứ Tư, 11/03"]
    asked = talk.say(mai, "/ngonngu")
    heard = talk.tap_data(mai, data, "Thứ Tư, 11/03")
    assert heard.text == f"{OLD}\n\n{asked.text}"
    assert talk.toast == OLD
    assert all("day" not in each for each in answers(talk))


FORGED = (
    "",
    "x",
    ".",
    "....",
    "1",
    "1.day",
    "1.day.a",
    "1.day.<",
    "1.day.-",
    "1.day#000000.a",
    "1.review.1",
    "999999.day#000000.a",
    "-1.day.a",
    "1.day#000000.zz",
    "²",
    "yes",
    "again:day",
    "đ" * 32,
)


def test_forged_data_changes_nothing_and_is_answered(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    for data in FORGED:
        talk.tap_data(mai, data, "Đúng")
        assert talk.toast == OLD
        assert answers(talk) == ["{}"]
    assert talk.say(mai, "20/3").text.startswith("Tổ chức lúc mấy giờ")


def test_forged_data_without_a_question_is_answered(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/tinhhinh")
    talk.say(STRANGER, "xin chào")
    for data in FORGED:
        assert talk.tap_data(mai, data).text.startswith(OLD)
        assert talk.tap_data(STRANGER, data).text.startswith(f"{OLD}\n\nKính chào đồng chí!")


COMMANDS = (
    ("/", OLD),
    ("/ x", OLD),
    ("/khongco", "Không có lệnh này. Các lệnh có ở phần hướng dẫn: /trogiup"),
    ("/tieptuc", "Không còn việc nào đang làm dở."),
    ("/tieptuc ²", "Không còn việc nào đang làm dở."),
    ("/tieptuc 99999999999999999999", OVER),
    ("/huy 99999999999999999999", OVER),
    ("/huy", "Không có việc nào đang làm dở."),
    ("/hoantac", "Muốn hoàn tác, xin bấm nút ↩️ dưới tin ghi nhận."),
    ("/hoantac ²", "Muốn hoàn tác, xin bấm nút ↩️ dưới tin ghi nhận."),
    ("/hoantac 99999999999999999999", "Trợ lý không tìm thấy đăng ký này của đồng chí."),
    ("/kehoach 99999999999999999999", "🗓 "),
    ("/dangky 99999999999999999999", f"{MAIS_UNIT} phát động"),
    ("/tinhhinh 1 co ²", f"⏳ {MAIS_UNIT}"),
)


def test_forged_commands_are_answered(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    for data, answer in COMMANDS:
        assert talk.tap_data(mai, data).text.startswith(answer)
        if talk.rows(Draft):
            talk.say(mai, "/huy")


def test_a_command_with_very_many_words_is_answered(talk: Talk, join: Join) -> None:
    """PostgreSQL refuses keys of more than 2,704 bytes."""
    mai = join(MAI)
    words = "".join(chr(0x4E00 + number * 7 % 20000) for number in range(4000))
    assert "vào ngày nào ạ?" in talk.say(mai, f"/dangky {words}")
    assert "vào ngày nào ạ?" in talk.say(mai, f"/dangky {words}")
    assert "Đồng chí muốn dùng ngôn ngữ nào?" in talk.say(mai, f"/ngonngu {words}")


def test_another_persons_button_changes_neither_draft(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    data = talk.say(mai, "/dangky").data["Thứ Tư, 11/03"]
    asked = talk.say(dung, "/dangky")
    assert talk.tap_data(dung, data, "Thứ Tư, 11/03").text == f"{OLD}\n\n{asked.text}"
    assert answers(talk) == ["{}", "{}"]
    kept = talk.say(mai, "dừng").data["📝 Làm tiếp"]
    assert talk.tap_data(dung, kept).text == f"{OVER}\n\n{asked.text}"
    assert talk.tap_data(dung, kept.replace("tieptuc", "huy")).text == f"{OVER}\n\n{asked.text}"
    assert answers(talk) == ["{}", "{}"]


def test_a_stranger_with_a_persons_button_learns_nothing(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = fill_in(talk, mai).data[ACCEPT]
    talk.say(STRANGER, "xin chào")
    heard = talk.tap_data(STRANGER, data, ACCEPT)
    assert heard.text.startswith(f"{OLD}\n\nKính chào đồng chí!")
    assert "Mai" not in heard
    assert said_by_people(talk) == []


def test_a_tap_whose_message_is_gone_is_still_an_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    data = talk.say(mai, "/dangky").data["Thứ Tư, 18/03"]
    query = {"id": "1", "from": {"id": mai, "is_bot": False, "first_name": "Mai"}, "data": data}
    assert talk.send(mai, {"callback_query": query}).text.startswith("Tổ chức lúc mấy giờ")


def test_a_choice_is_what_its_key_says_whatever_the_label(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    second = talk.say(mai, "/dangky").data["Đợt 2 (01/07 – 31/12/2026)"]
    assert "phát động Đợt 2 vào ngày nào ạ?" in talk.tap_data(mai, second, "Đợt 1 (01/01 – 30/06/2026)")
