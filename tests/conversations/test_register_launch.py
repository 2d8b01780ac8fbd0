"""A chair registers a launch, moves it, and reads every way a day can be said."""

from datetime import UTC, date, datetime

import pytest

from bot.clock import StandingClock
from bot.models import Draft
from conversations.launch.place import is_hour
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join, fill_in, owe, register, said_by_people
from tests.support.talking import Talk

PLACE = "Tổ chức lúc mấy giờ, ở đâu ạ?"
JANUARY = datetime(2026, 1, 7, 2, 0, tzinfo=UTC)  # Wednesday, 9:00 in Viet Nam; Tết is on 17 February


@pytest.fixture
def january(clock: StandingClock, guests: object) -> None:  # noqa: ARG001  the demo is filled in March first
    """The day is 7 January 2026."""
    clock.walk_to(JANUARY)


def test_a_chair_registers_a_launch(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = talk.say(mai, "📅 Đăng ký phát động")
    assert asked.text == (
        f"{MAIS_UNIT} phát động Đợt 1 vào ngày nào ạ?\nHạn đăng ký: hôm nay.\n"
        "Bấm chọn, hoặc gõ ngày khác, ví dụ: 15/1 · ngày mai · thứ sáu tuần sau"
    )
    assert asked.labels == ("Thứ Tư, 11/03", "Thứ Tư, 18/03", "Thứ Tư, 25/03", "⏸ Để sau")
    assert talk.say(mai, "20/3").text.startswith(PLACE)
    assert talk.say(mai, "8 giờ, hội trường").text == "Dự kiến bao nhiêu người dự?"
    card = talk.say(mai, "45 người")
    assert card.text == (
        f"Xin kiểm tra lại giúp:\n🏫 {MAIS_UNIT}\n🚩 Đợt 1\n\n"
        "• Ngày: Thứ Sáu, 20/03/2026\n• Giờ và nơi: 8 giờ, hội trường\n• Số người dự: 45"
    )
    receipt = talk.tap(mai, ACCEPT)
    assert receipt.text == (
        f"✅ Đã ghi nhận lúc 09:00, 04/03.\n🏫 {MAIS_UNIT}\n🚩 Đợt 1\n📅 Thứ Sáu, 20/03/2026\n📍 8 giờ, hội trường\n"
        "👥 Số người dự: 45\n\n"
        "Trợ lý sẽ nhắc vào buổi sáng: Thứ Sáu, 13/03; Thứ Ba, 17/03; Thứ Năm, 19/03; và sáng hôm đó."
    )

    launch = said_by_people(talk)[0]
    assert (launch.day, launch.place, launch.people, launch.version) == (date(2026, 3, 20), "8 giờ, hội trường", 45, 1)
    assert launch.is_latest
    assert talk.rows(Draft) == []


@pytest.mark.parametrize("hour", ["8h", "8h30", "8:30", "14 giờ", "lúc 7 giờ rưỡi sáng", "8h-9h30", "7h sáng."])
def test_whoever_says_the_hour_alone_is_asked_for_the_place(talk: Talk, join: Join, hour: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    assert talk.say(mai, hour).text == f"Tổ chức lúc {hour}, ở đâu ạ?\nVí dụ: hội trường đơn vị"
    talk.say(mai, "Sân trường")
    talk.tap(mai, "Chưa rõ")
    assert f"📍 {hour}, Sân trường\n\n" in talk.tap(mai, ACCEPT)
    assert said_by_people(talk)[0].place == f"{hour}, Sân trường"


def test_another_hour_and_both_at_once_are_understood_where_the_place_is_asked_for(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "8h")
    assert talk.say(mai, "9h").text.startswith("Tổ chức lúc 9h, ở đâu ạ?")
    talk.say(mai, "9h, sân")
    talk.say(mai, "45")
    talk.tap(mai, ACCEPT)
    assert said_by_people(talk)[0].place == "9h, sân"


@pytest.mark.parametrize("place", ["8h hội trường", "phòng 8", "1", "8 giờ tại sân", "h8"])
def test_a_place_is_no_hour(place: str) -> None:
    assert not is_hour(place)


def test_everything_can_be_done_with_buttons_but_the_place(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.tap(mai, "Thứ Tư, 18/03")
    talk.say(mai, "Sân trường")
    card = talk.tap(mai, "Chưa rõ")
    assert "• Số người dự: Chưa rõ" in card
    talk.tap(mai, ACCEPT)
    launch = said_by_people(talk)[0]
    assert (launch.day, launch.people) == (date(2026, 3, 18), None)


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("15/1", date(2026, 1, 15)),
        ("15/01/2026", date(2026, 1, 15)),
        ("ngày mai", date(2026, 1, 8)),
        ("thứ sáu tuần sau", date(2026, 1, 16)),
        ("dạ đơn vị em chọn ngày 15/1 ạ", date(2026, 1, 15)),
        ("2026-01-15", date(2026, 1, 15)),
        ("15", date(2026, 1, 15)),
        ("b", date(2026, 1, 21)),
    ],
)
def test_a_day_is_typed_as_people_say_it(talk: Talk, join: Join, said: str, day: date) -> None:
    mai = join(MAI)
    fill_in(talk, mai, said)
    talk.tap(mai, ACCEPT)
    assert [each.day for each in said_by_people(talk)] == [day]


def test_a_day_that_has_passed_is_asked_about_and_may_stay(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    asked = talk.say(mai, "2/3/2026")
    assert asked.text == "Thứ Hai, 02/03/2026 đã qua. Đơn vị đã phát động hôm đó rồi, hay đồng chí muốn chọn ngày khác?"
    assert asked.labels[:2] == ("Đã phát động hôm đó", "Chọn ngày khác")
    assert talk.tap(mai, "Đã phát động hôm đó").text.startswith(PLACE)
    talk.say(mai, "Sân trường")
    talk.say(mai, "60")
    receipt = talk.tap(mai, ACCEPT)
    assert "sẽ nhắc" not in receipt
    assert said_by_people(talk)[0].day == date(2026, 3, 2)


def test_a_day_that_has_passed_is_given_up_for_another_one(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "2/3/2026")
    assert "vào ngày nào ạ?" in talk.tap(mai, "Chọn ngày khác")
    assert talk.say(mai, "20/3").text.startswith(PLACE)


@pytest.mark.parametrize(("said", "next_words"), [("20/3", PLACE), ("1/3", "Chủ Nhật, 01/03/2026 đã qua.")])
def test_another_day_typed_at_that_question_is_taken(talk: Talk, join: Join, said: str, next_words: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "2/3/2026")
    assert talk.say(mai, said).text.startswith(next_words)


def test_a_day_outside_the_phase_is_refused_with_the_bounds(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    assert talk.say(mai, "15/7").text.startswith(
        "Đợt 1 từ 01/01/2026 đến 30/06/2026; ngày 15/07/2026 nằm ngoài thời gian đó. Xin chọn lại.\n\n"
    )
    assert talk.say(mai, "20/3").text.startswith(PLACE)


@pytest.mark.usefixtures("january")
@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("20/2", "Thứ Sáu, 20/02/2026 là mùng 4 Tết. Đồng chí vẫn chọn ngày này chứ ạ?"),
        ("22/2", "Chủ Nhật, 22/02/2026 là mùng 6 Tết. Đồng chí vẫn chọn ngày này chứ ạ?"),
        ("16/2", "Thứ Hai, 16/02/2026 là Tết Nguyên đán. Đồng chí vẫn chọn ngày này chứ ạ?"),
        ("1/5", "Thứ Sáu, 01/05/2026 là Ngày Quốc tế Lao động. Đồng chí vẫn chọn ngày này chứ ạ?"),
        ("8/3", "Chủ Nhật, 08/03/2026 là ngày nghỉ. Đồng chí vẫn chọn ngày này chứ ạ?"),
    ],
)
def test_a_day_off_is_asked_about_and_may_stay(talk: Talk, join: Join, said: str, question: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    assert talk.say(mai, said).text == question
    assert "vào ngày nào ạ?" in talk.tap(mai, "Chọn ngày khác")
    talk.say(mai, said)
    assert talk.say(mai, "vẫn chọn").text.startswith(PLACE)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("31/4", "Lịch không có “31/4”. Xin gõ lại, ví dụ: 15/1"),
        ("ngày 31/4", "Lịch không có “ngày 31/4”. Xin gõ lại, ví dụ: 15/1"),
        ("29/2/2026", "Lịch không có “29/2/2026”. Xin gõ lại, ví dụ: 15/1"),
        ("15/3/2126", "“15/3/2126” cách hôm nay quá xa. Xin gõ lại, ví dụ: 15/1"),
        ("để hỏi lại hiệu trưởng", "Trợ lý chưa hiểu “để hỏi lại hiệu trưởng”. Xin gõ ngày/tháng, ví dụ: 15/1"),
        ("-5", "Trợ lý chưa hiểu “-5”. Xin gõ ngày/tháng, ví dụ: 15/1"),
        (" \u200b ", "Chưa thấy chữ nào. Xin gõ ngày/tháng, ví dụ: 15/1"),
    ],
)
def test_what_is_no_day_is_refused_in_one_sentence_and_asked_again(talk: Talk, join: Join, said: str, answer: str) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky")
    again = talk.say(mai, said)
    assert again.text == f"{answer}\n\n{first.text}"
    assert again.labels == first.labels


@pytest.mark.parametrize("choose", ["tap", "letter", "the day itself"])
def test_an_unclear_day_is_asked_back_with_its_candidates(talk: Talk, join: Join, choose: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    asked = talk.say(mai, "thứ tư")
    assert asked.text.startswith("Ý đồng chí là ngày nào ạ?")
    assert asked.labels == ("Thứ Tư, 04/03/2026", "Thứ Tư, 11/03/2026", "⏸ Để sau")
    if choose == "tap":
        talk.tap(mai, "Thứ Tư, 11/03/2026")
    else:
        talk.say(mai, {"letter": "B", "the day itself": "11/3"}[choose])
    talk.say(mai, "Sân trường")
    assert "• Ngày: Thứ Tư, 11/03/2026" in talk.say(mai, "20")


def test_figures_are_never_the_number_of_a_choice_where_a_day_or_a_count_is_asked(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    asked = talk.say(mai, "2")
    assert asked.labels[:2] == ("Thứ Hai, 02/03/2026", "Thứ Năm, 02/04/2026")
    assert "Ý đồng chí là ngày nào ạ?" in talk.say(mai, "2")
    talk.say(mai, "2/4")
    talk.say(mai, "1")
    card = talk.say(mai, "1")
    assert "• Ngày: Thứ Năm, 02/04/2026\n• Giờ và nơi: 1\n• Số người dự: 1" in card


@pytest.mark.parametrize("said", ["0", "100.001", "mấy chục", "1,5", "-7", ""])
def test_what_is_no_count_is_refused(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "Sân trường")
    again = talk.say(mai, said)
    assert again.text == "Xin gõ một con số từ 1 đến 100.000, ví dụ: 45\n\nDự kiến bao nhiêu người dự?"
    assert again.labels[0] == "Chưa rõ"
    assert "• Số người dự: 1.250" in talk.say(mai, "1.250 người")


@pytest.mark.parametrize(
    ("said", "offered"),
    [("khoảng 50", ("50",)), ("1,250", ("1.250",)), ("3 hoặc 4", ("3", "4")), ("hai bảy", ("27",)), ("40-50", ("40", "50"))],
)
def test_a_count_that_is_not_certain_is_offered(talk: Talk, join: Join, said: str, offered: tuple[str, ...]) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "Sân trường")
    again = talk.say(mai, said)
    if len(offered) == 1:
        said_back = f"Có phải là {offered[0]} không ạ? Đúng thì xin bấm số bên dưới, chưa đúng thì gõ lại."
    else:
        said_back = "Xin bấm đúng con số bên dưới, hoặc gõ lại."
    assert again.text == f"{said_back}\n\nDự kiến bao nhiêu người dự?"
    assert again.labels[: len(offered) + 1] == (*offered, "Chưa rõ")
    assert f"• Số người dự: {offered[-1]}" in talk.tap(mai, offered[-1])


@pytest.mark.parametrize(
    ("said", "prompt"), [("sửa ngày", "vào ngày nào"), ("ok nhưng đổi giờ", "Tổ chức lúc"), ("sai số người", "Dự kiến")]
)
def test_the_card_asks_again_for_what_is_to_be_changed(talk: Talk, join: Join, said: str, prompt: str) -> None:
    mai = join(MAI)
    card = fill_in(talk, mai)
    again = talk.say(mai, said)
    assert prompt in again
    assert "Xin kiểm tra lại" in card
    assert "Xin kiểm tra lại" not in again


@pytest.mark.parametrize("said", ["để sau", "dừng", "lát nữa em làm ạ", "để mai em gửi sau", "chút nữa nhé"])
def test_a_chair_without_time_goes_on_later(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    assert talk.say(mai, said).labels == ("📝 Làm tiếp",)


@pytest.mark.parametrize("said", ["chưa rõ", "Chua ro", "a", "-"])
def test_a_count_may_be_passed_in_words(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "Sân trường")
    assert "• Số người dự: Chưa rõ" in talk.say(mai, said)


@pytest.mark.parametrize("said", ["đúng", "ĐÚNG RỒI Ạ", "ok", "vâng", "Dạ", "đồng ý", "được", "1"])
def test_the_card_is_accepted_by_typing(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    assert talk.say(mai, said).text.startswith("✅ Đã ghi nhận")
    assert len(said_by_people(talk)) == 1


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("dung", "Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."),
        ("Dung", "Trợ lý chưa rõ ý đồng chí là “đúng” hay “dừng”. Xin bấm nút bên dưới."),
        ("đừng", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
        ("sai rồi", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
        ("không đúng", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
        ("9", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
        ("again:nothing", "Nếu đã đúng, xin bấm ✅. Nếu cần đổi, xin bấm ✏️ ở mục cần sửa."),
    ],
)
def test_what_is_no_clear_yes_saves_nothing_and_shows_the_card_again(talk: Talk, join: Join, said: str, answer: str) -> None:
    mai = join(MAI)
    card = fill_in(talk, mai)
    again = talk.say(mai, said)
    assert again.text == f"{answer}\n\n{card.text}"
    assert again.labels == card.labels
    assert said_by_people(talk) == []
    assert talk.tap(mai, ACCEPT).text.startswith("✅ Đã ghi nhận")


@pytest.mark.parametrize(
    ("item", "said", "changed"),
    [
        ("Ngày", "27/3", "• Ngày: Thứ Sáu, 27/03/2026\n• Giờ và nơi: 8 giờ, hội trường\n• Số người dự: 45"),
        ("Giờ và nơi", "14:00, sân", "• Ngày: Thứ Sáu, 20/03/2026\n• Giờ và nơi: 14:00, sân\n• Số người dự: 45"),
        ("Số người dự", "50", "• Ngày: Thứ Sáu, 20/03/2026\n• Giờ và nơi: 8 giờ, hội trường\n• Số người dự: 50"),
    ],
)
def test_one_item_is_corrected_from_the_card_and_the_rest_stays(
    talk: Talk, join: Join, item: str, said: str, changed: str
) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    talk.tap(mai, f"✏️ Sửa: {item}")
    assert talk.say(mai, said).text.endswith(changed)
    assert said_by_people(talk) == []


def test_a_day_corrected_to_a_sunday_is_asked_about_before_the_card_comes_back(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    talk.tap(mai, "✏️ Sửa: Ngày")
    assert "là ngày nghỉ" in talk.say(mai, "22/3")
    assert "• Ngày: Chủ Nhật, 22/03/2026" in talk.tap(mai, "Vẫn chọn ngày này")


def test_the_receipt_names_the_mornings_as_days_off_move_them(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    for said in ("/dangky", "22/3", "vẫn chọn", "8 giờ, hội trường", "45"):
        talk.say(mai, said)
    receipt = talk.tap(mai, ACCEPT)
    assert receipt.text.endswith("\n\nTrợ lý sẽ nhắc vào buổi sáng: Thứ Bảy, 14/03; Thứ Năm, 19/03; Thứ Bảy, 21/03.")


def test_a_launch_is_moved_and_the_earlier_word_stays_as_history(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    asked = talk.say(mai, "/dangky")
    assert asked.text.startswith(
        f"{MAIS_UNIT} đã đăng ký phát động Đợt 1 vào Thứ Sáu, 20/03/2026.\nĐồng chí muốn đổi sang ngày nào ạ?"
    )
    talk.say(mai, "27/3")
    talk.say(mai, "Sân trường")
    talk.say(mai, "60")
    talk.tap(mai, ACCEPT)
    launches = said_by_people(talk)
    assert [(each.version, each.is_latest, each.day) for each in launches] == [
        (1, False, date(2026, 3, 20)),
        (2, True, date(2026, 3, 27)),
    ]


PHASES = ("Đợt 1 (01/01 – 30/06/2026)", "Đợt 2 (01/07 – 31/12/2026)")


@pytest.mark.parametrize("choose", ["2", PHASES[1], "đợt 2", "dot 2", "tap"])
def test_where_several_phases_are_owed_one_is_chosen_by_number_words_or_button(talk: Talk, join: Join, choose: str) -> None:
    mai = join(MAI)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    asked = talk.say(mai, "/dangky")
    assert asked.text == "Đơn vị đăng ký phát động đợt nào?"
    assert asked.labels == (*PHASES, "⏸ Để sau")
    answer = talk.tap(mai, PHASES[1]) if choose == "tap" else talk.say(mai, choose)
    assert answer.text.startswith(f"{MAIS_UNIT} phát động Đợt 2 vào ngày nào ạ?")


@pytest.mark.parametrize("said", ["3", "0", "10", "19", "30", "2026", "đợt", "đợt 3", "không biết", ""])
def test_a_number_that_is_not_on_offer_chooses_nothing(talk: Talk, join: Join, said: str) -> None:
    """Not even where it is the number of a row, or figures of a day in a label."""
    mai = join(MAI)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    talk.say(mai, "/dangky")
    assert talk.say(mai, said).text == "Xin bấm một trong các nút bên dưới.\n\nĐơn vị đăng ký phát động đợt nào?"


def test_changing_the_phase_on_the_card_asks_for_a_day_that_lies_in_it(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    talk.say(mai, "/dangky")
    talk.say(mai, "1")
    talk.say(mai, "20/3")
    talk.say(mai, "Sân trường")
    talk.say(mai, "20")
    talk.tap(mai, "✏️ Sửa: Đợt")
    assert talk.say(mai, "2").text.startswith("Đợt 2 từ 01/07/2026 đến 31/12/2026; ngày 20/03/2026 nằm ngoài")
    card = talk.say(mai, "20/8")
    assert f"• Đợt: {PHASES[1]}\n• Ngày: Thứ Năm, 20/08/2026\n• Giờ và nơi: Sân trường" in card


def test_a_button_that_names_the_duty_asks_no_phase(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.do(lambda db: owe(db, MAIS_UNIT, "Đợt 2"))
    talk.say(mai, "/tinhhinh")
    assert talk.tap(mai, "📅 Đăng ký Đợt 2").text.startswith(f"{MAIS_UNIT} phát động Đợt 2 vào ngày nào ạ?")


def test_the_duty_of_another_unit_cannot_be_named(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    talk.say(dung, "/tinhhinh")
    data = talk.last[dung].data["📅 Đăng ký Đợt 1"]
    assert talk.tap_data(mai, data).text.startswith(f"{MAIS_UNIT} phát động")


def test_an_officer_has_no_launch_to_register(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert talk.say(officer, "/dangky").text == "Hiện đơn vị của đồng chí không có đợt nào cần đăng ký phát động."


def test_a_phase_that_ended_is_not_asked_for(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    clock.walk_to(datetime(2026, 7, 1, 2, 0, tzinfo=UTC))
    assert talk.say(mai, "/dangky").text == "Hiện đơn vị của đồng chí không có đợt nào cần đăng ký phát động."


def test_a_day_said_by_the_moon_stands_on_the_card_by_both_calendars(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert "• Ngày: Thứ Tư, 29/04/2026 (ngày 13 tháng 3 âm lịch)" in fill_in(talk, mai, "13/3 âm lịch")
    talk.tap(mai, "✏️ Sửa: Ngày")
    assert "• Ngày: Thứ Tư, 29/04/2026\n" in talk.say(mai, "29/4")
