"""Vietnamese and English: switching, what a whole conversation sounds like, and labels of the language left behind."""

import pytest
from babel.messages.catalog import Message

from bot.demo import Guest
from bot.models import Chat, Person
from tests import catalogues
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join, join_in_english, said_by_people, start_in
from tests.support.talking import Heard, Talk

TELLING = 12  # characters; a shorter piece of a text may stand in a name
NAMES = {"Người tốt, việc tốt"}  # a page of the table, and a title of the plan that people see


def pieces(message: Message) -> list[str]:
    """The parts of a Vietnamese text between its placeholders that are long enough to tell it."""
    forms = [message.id] if isinstance(message.id, str) else list(message.id)
    parts = [part.rpartition("}")[2].strip() for form in forms for line in form.split("\n") for part in line.split("{")]
    return [part for part in parts if len(part) >= TELLING]


VIETNAMESE = sorted({piece for message in catalogues.texts(catalogues.source_texts()) for piece in pieces(message)} - NAMES)


def in_english(heard: Heard) -> Heard:
    """Nothing of any Vietnamese text is left in what was said; names of units and phases may be."""
    shown = "\n".join((heard.text, *heard.labels, *heard.menu))
    assert [piece for piece in VIETNAMESE if piece in shown] == []
    return heard


def test_the_pieces_tell_vietnamese() -> None:
    heard = Heard("Đơn vị phát động Đợt 1 vào ngày nào ạ?", (), {}, ())
    with pytest.raises(AssertionError):
        in_english(heard)


def test_the_answer_to_the_choice_is_in_the_new_language_already(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = talk.say(mai, "/ngonngu")
    assert asked.text == "Đồng chí muốn dùng ngôn ngữ nào?"
    assert asked.labels[:2] == ("Tiếng Việt", "English")
    heard = in_english(talk.tap(mai, "English"))
    assert heard.text == "From now on the assistant speaks English."
    assert heard.menu[:6] == ("📅 Register launch", "📝 Send a report", "⏳ What is missing?", "📊 Status", "🗓 Plan", "❓ Help")
    assert [each.language for each in talk.rows(Person)] == ["en"]
    assert in_english(talk.say(mai, "/language")).text == "Which language would you like?"
    back = talk.tap(mai, "Tiếng Việt")
    assert back.text == "Từ nay Trợ lý nói tiếng Việt."
    assert back.menu[0] == "📅 Đăng ký phát động"
    assert [each.language for each in talk.rows(Person)] == ["vi"]


@pytest.mark.parametrize("said", ["english", "ENGLISH", "2", "en"])
def test_a_language_is_chosen_by_typing(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/ngonngu")
    assert talk.say(mai, said).text == "From now on the assistant speaks English."


def test_a_language_we_do_not_speak_is_asked_back(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = talk.say(mai, "/ngonngu")
    assert talk.say(mai, "Français").text == f"Xin bấm một trong các nút bên dưới.\n\n{asked.text}"


def test_labels_of_the_language_left_behind_still_work(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert talk.say(mai, "📊 Status").text.startswith("⏳ Trường Tiểu học Sông Xanh")
    talk.say(mai, "/ngonngu")
    talk.tap(mai, "English")
    assert in_english(talk.say(mai, "📊 Tình hình")).text.startswith(f"⏳ {MAIS_UNIT}, Đợt 1: launch not registered yet.")
    assert in_english(talk.say(mai, "🗓 Kế hoạch")).text.startswith("🗓 ")
    assert in_english(talk.say(mai, "❓ Hướng dẫn")).text.startswith("❓ The assistant helps you")
    assert in_english(talk.say(mai, "📅 Đăng ký phát động")).text.startswith(f"When will {MAIS_UNIT} hold the launch of Đợt 1?")


def test_a_form_begun_in_one_language_is_finished_in_the_other(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    talk.say(mai, "Sân trường")
    old = talk.last[mai].data["Chưa rõ"]
    talk.say(mai, "/ngonngu")
    talk.tap(mai, "English")
    assert in_english(talk.tap_data(mai, old, "Chưa rõ")).text.startswith("This button belongs to an earlier question.")
    assert in_english(talk.tap(mai, "📝 Continue what I started")).text == "How many people do you expect?"
    card = in_english(talk.tap(mai, "Not known yet"))
    assert card.text == (
        f"Please check:\n🏫 {MAIS_UNIT}\n🚩 Đợt 1\n\n"
        "• Day: Fri, 20 Mar 2026\n• Time and place: Sân trường\n• Number of people: Not known yet"
    )
    receipt = in_english(talk.say(mai, "yes"))
    assert receipt.text.startswith(f"✅ Saved at 09:00, 4 Mar.\n🏫 {MAIS_UNIT}\n🚩 Đợt 1\n📅 Fri, 20 Mar 2026\n📍 Sân trường")
    assert [each.place for each in said_by_people(talk)] == ["Sân trường"]


def test_an_english_phone_is_spoken_to_in_english_from_the_first_word(talk: Talk, guests: list[Guest]) -> None:
    hello = in_english(start_in(talk, 901, "/start", "en-GB"))
    assert hello.text.startswith("Welcome! This is the emulation drive assistant of Công đoàn phường Sông Xanh.")
    wrong = in_english(start_in(talk, 901, "222222", "en-GB"))
    assert wrong.text.endswith("4 tries left.")
    asked = in_english(start_in(talk, 901, f"/start {guests[1].secrets.token}", "en-GB"))
    assert asked.text.endswith(f"Are you:\n👤 Nguyễn Thị Mai\nChủ tịch công đoàn, {MAIS_UNIT}?")
    notice = in_english(talk.say(901, "yes"))
    assert notice.text.startswith("🔒 Before we start, please read:")
    in_english(talk.say(901, "I agree"))
    done = in_english(talk.tap(901, talk.last[901].labels[0]))
    assert "Waiting for you: register the launch of Đợt 1. Register by: today." in done
    assert [each.language for each in talk.rows(Person)] == ["en"]


def test_a_french_phone_is_spoken_to_in_vietnamese(talk: Talk) -> None:
    assert start_in(talk, 901, "/start", "fr").text.startswith("Kính chào đồng chí!")


def test_a_stranger_may_choose_a_language_and_keeps_it(talk: Talk, guests: list[Guest]) -> None:
    talk.say(901, "/ngonngu")
    heard = in_english(talk.tap(901, "English"))
    assert heard.menu == ()
    assert [each.language for each in talk.rows(Chat)] == ["en"]
    assert "\n\nPlease type the 6-character invite code" in in_english(talk.say(901, "hello")).text
    assert in_english(talk.say(901, guests[1].secrets.code)).text.startswith("Welcome!")


ENGLISH_REFUSALS = (
    ("tomorrow", "The assistant did not understand “tomorrow”. Please type day/month, for example: 15/1"),
    ("31/4", "There is no “31/4” in the calendar. Please type it again, for example: 15/1"),
    ("15/3/2126", "“15/3/2126” is too far away from today. Please type it again, for example: 15/1"),
    ("15/7", "Đợt 1 runs from 1 Jan 2026 to 30 Jun 2026, and 15 Jul 2026 is outside it. Please choose another day."),
    ("", "That message was empty. Please type day/month, for example: 15/1"),
)


def test_bad_input_is_answered_in_english(talk: Talk, guests: list[Guest]) -> None:
    mai = join_in_english(talk, guests[1], 901)
    asked = in_english(talk.say(mai, "/launch"))
    assert asked.labels == ("Wed, 11 Mar", "Wed, 18 Mar", "Wed, 25 Mar", "⏸ Later")
    for said, sentence in ENGLISH_REFUSALS:
        assert in_english(talk.say(mai, said)).text == f"{sentence}\n\n{asked.text}"
    assert "Please type or tap a button." in in_english(talk.send_kind(mai, sticker={}))
    assert in_english(talk.say(mai, "8/3")).text == "Sun, 8 Mar 2026 is a day off. Keep this day?"
    assert in_english(talk.say(mai, "2/3/2026")).text.startswith("Mon, 2 Mar 2026 has passed.")
    talk.say(mai, "20/3")
    assert in_english(talk.say(mai, "x" * 1200)).text.startswith(
        "Please make it shorter: at most 500 characters. Your message has 1,200."
    )
    talk.say(mai, "8:00, school yard")
    assert in_english(talk.say(mai, "many")).text.startswith("Please type a number from 1 to 100,000, for example: 45")
    assert in_english(talk.say(mai, "back")).text.startswith("At what time, and where?")
    assert in_english(talk.say(mai, "stop")).text.startswith("Your answers are kept.")
    in_english(talk.say(mai, "continue"))
    talk.say(mai, "8:00, school yard")
    talk.say(mai, "45")
    assert in_english(talk.say(mai, "no")).text.startswith("If all is correct, tap ✅.")
    receipt = in_english(talk.tap(mai, "✅ Correct, save"))
    assert (
        in_english(talk.tap_data(mai, receipt.data["↩️ Undo (within 10 minutes)"])).text
        == "↩️ Undone. The unit has no launch day yet."
    )


def test_an_officer_reads_it_in_english(talk: Talk, guests: list[Guest]) -> None:
    officer = join_in_english(talk, guests[OFFICER - 1], 901)
    overview = in_english(talk.say(officer, "/status"))
    assert overview.text.startswith(
        "📊 Đợt 1: 6 of 18 units have registered their launch (33%)\nRegister by: today.\n• Doanh nghiệp: 3/7"
    )
    assert in_english(talk.tap(officer, "Not registered (12)")).text.startswith("⏳ Đợt 1, not registered yet: 12\n• ")
    in_english(talk.tap(officer, "📊 Overview"))
    assert in_english(talk.tap(officer, "Registered (6)")).text.startswith("✅ Đợt 1, registered: 6\n• ")
    plan = in_english(talk.say(officer, "🗓 Plan"))
    assert "🚩 Đợt 1: 1 Jan 2026 – 30 Jun 2026" in plan
    other = in_english(talk.tap(officer, "🗓 41/KH-LĐLĐ"))
    assert "No. 41/KH-LĐLĐ, 25 Dec 2024" in other
    assert "• Ngày thành lập Đảng Cộng sản Việt Nam (95 years): Mon, 3 Feb 2025" in other
    for said in ("/help", "hello", "/start", "/undo", "/khongco", "/tieptuc", "/huy"):
        in_english(talk.say(officer, said))


def test_each_person_is_spoken_to_in_their_own_language(talk: Talk, guests: list[Guest], join: Join) -> None:
    mai, dung = join(MAI), join_in_english(talk, guests[2], 901)
    assert "vào ngày nào ạ?" in talk.say(mai, "/dangky")
    assert "hold the launch" in in_english(talk.say(dung, "/dangky"))
    talk.say(mai, "20/3")
    assert talk.say(mai, "Sân").text == "Dự kiến bao nhiêu người dự?"
    assert ACCEPT in talk.say(mai, "4").labels
