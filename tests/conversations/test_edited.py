"""A message that is changed after it was sent, passed on, or sent in reply to an older one."""

from typing import Any

import pytest
from sqlalchemy import Engine

from bot import building
from bot.models import Campaign, Draft, table_of
from tests.conftest import DUNG, MAI
from tests.conversations.conftest import ACCEPT, Join, answers, fill_in, said_by_people
from tests.support.talking import SILENCE, Heard, Talk, transaction

DAY, PLACE, PEOPLE = 71, 72, 73
DONE = "Việc của tin đó đã ghi xong hoặc đã bỏ, nên sửa tin không làm thay đổi gì."
ELSEWHERE = "Tin vừa sửa không thuộc các câu trả lời đang điền, nên chưa thay đổi gì. Xin gõ thành tin mới."
OLD = "Đồng chí vừa trả lời một tin cũ nên Trợ lý chưa ghi. Xin trả lời câu dưới đây."
PASSED_ON = "Trợ lý không làm theo tin chuyển tiếp."


def edit(talk: Talk, user: int, message_id: int, text: str, **fields: Any) -> Heard:
    """Somebody changes a message that was sent before."""
    chat = {"id": user, "type": "private"}
    told = {"message_id": message_id, "date": 1, "edit_date": 2, "chat": chat, "from": {"id": user, "is_bot": False}}
    return talk.send(user, {"edited_message": {**told, "text": text, **fields}})


def to_people(talk: Talk, user: int) -> Heard:
    """A registration up to its third question."""
    talk.say(user, "/dangky")
    talk.say(user, "20/3", message_id=DAY)
    return talk.say(user, "8 giờ, hội trường", message_id=PLACE)


def replying(heard: Heard) -> dict[str, Any]:
    """What a platform tells of the message that another one answers."""
    buttons = [[{"text": label, "callback_data": data}] for label, data in heard.data.items()]
    return {"message_id": 5, "date": 1, "text": heard.text, "reply_markup": {"inline_keyboard": buttons}}


def test_the_day_is_changed_while_the_next_question_is_open(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    heard = edit(talk, mai, DAY, "27/3")
    assert heard.text == f"✏️ Đã sửa thành: Thứ Sáu, 27/03/2026\n\n{asked.text}"
    talk.say(mai, "45")
    talk.tap(mai, ACCEPT)
    assert [(each.day.isoformat(), each.place) for each in said_by_people(talk) if each.day] == [
        ("2026-03-27", "8 giờ, hội trường")
    ]


def test_the_card_shows_what_was_changed(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    to_people(talk, mai)
    talk.say(mai, "45", message_id=PEOPLE)
    heard = edit(talk, mai, PEOPLE, "54")
    assert heard.text.startswith("✏️ Đã sửa thành: 54\n\n")
    assert ": 54" in heard
    assert ACCEPT in heard.labels
    edit(talk, mai, PLACE, "9 giờ, sân trường")
    talk.tap(mai, ACCEPT)
    assert [(each.place, each.people) for each in said_by_people(talk)] == [("9 giờ, sân trường", 54)]


def test_the_same_message_can_be_changed_again(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    to_people(talk, mai)
    for day in ("27/3", "26/3", "25/3"):
        edit(talk, mai, DAY, day)
    talk.say(mai, "45")
    talk.tap(mai, ACCEPT)
    assert [each.day.isoformat() for each in said_by_people(talk) if each.day] == ["2026-03-25"]


@pytest.mark.parametrize("said", ["con mèo", "1/1/2031", "99/99", "x" * 4000])
def test_what_does_not_fit_leaves_the_old_answer(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    before = answers(talk)
    heard = edit(talk, mai, DAY, said)
    assert heard.text.startswith(
        "Tin vừa sửa chưa hợp với câu hỏi của tin đó, nên Trợ lý giữ câu trả lời cũ: Thứ Sáu, 20/03/2026."
    )
    assert heard.text.endswith(f"\n\n{asked.text}")
    assert answers(talk) == before


def test_a_message_that_was_refused_counts_once_it_is_mended(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    refused = talk.say(mai, "ngày xưa", message_id=DAY)
    assert "Giờ và địa điểm" not in refused
    heard = edit(talk, mai, DAY, "20/3")
    assert '"day"' in answers(talk)[0]
    assert heard.text != refused.text
    talk.say(mai, "8 giờ, hội trường")
    talk.say(mai, "45")
    talk.tap(mai, ACCEPT)
    assert [each.day.isoformat() for each in said_by_people(talk) if each.day] == ["2026-03-20"]


def test_only_refused_answers_are_no_answers(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "ngày xưa")
    assert "còn giữ phần đồng chí đã điền" not in talk.say(mai, "/dangky")


def test_a_button_stays_good_after_a_refused_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky")
    talk.say(mai, "ngày xưa")
    label = next(each for each in first.labels if each in talk.last[mai].labels)
    assert first.data[label] == talk.last[mai].data[label]


def test_after_the_receipt_the_bot_says_how_to_correct(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    to_people(talk, mai)
    talk.say(mai, "45", message_id=PEOPLE)
    talk.tap(mai, ACCEPT)
    before = said_by_people(talk)
    heard = edit(talk, mai, PEOPLE, "54")
    assert heard.text.startswith(DONE)
    assert "📅 Đăng ký phát động" in heard.menu
    assert said_by_people(talk) == before


def test_of_a_draft_that_was_given_up_nothing_comes_back(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    to_people(talk, mai)
    talk.say(mai, "/huy")
    assert edit(talk, mai, DAY, "27/3").text.startswith(DONE)
    assert talk.rows(Draft) == []


def test_a_parked_draft_is_changed_and_the_open_question_stays(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    to_people(talk, mai)
    asked = talk.say(mai, "/decu")
    heard = edit(talk, mai, DAY, "27/3")
    assert heard.text == f"✏️ Đã sửa thành: Thứ Sáu, 27/03/2026\n\n{asked.text}"
    again = talk.say(mai, "/dangky")
    assert "bao nhiêu" in again
    talk.say(mai, "45")
    talk.tap(mai, ACCEPT)
    assert [each.day.isoformat() for each in said_by_people(talk) if each.day] == ["2026-03-27"]


@pytest.mark.parametrize("said", ["/huy", "/dangky", "/start XXXXXX", "dừng", "quay lại", "để sau"])
def test_an_edit_starts_and_stops_nothing(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    before = answers(talk)
    assert edit(talk, mai, PLACE, said).text == f"{ELSEWHERE}\n\n{asked.text}"
    assert answers(talk) == before


def test_an_edit_of_a_message_that_was_no_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    assert edit(talk, mai, 4, "27/3").text == f"{ELSEWHERE}\n\n{asked.text}"


def test_an_edit_cannot_finish_anything(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    for message in (DAY, PLACE, PEOPLE):
        edit(talk, mai, message, "đúng")
    assert said_by_people(talk) == []


def test_of_somebody_elses_draft_nothing_changes(talk: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    to_people(talk, mai)
    before = answers(talk)
    edit(talk, dung, DAY, "27/3")
    assert answers(talk) == before


def test_a_closed_duty_says_so_when_its_message_is_changed(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    talk.do(lambda db: db.connection.execute(table_of(Campaign).update().values(is_open=False)))
    heard = edit(talk, mai, DAY, "27/3")
    assert asked.text not in heard.text
    assert heard.text.startswith("Tin vừa sửa không thuộc các câu trả lời đang điền")
    assert said_by_people(talk) == []


def test_a_stranger_who_changes_a_message_is_told_how_to_come_in(talk: Talk) -> None:
    heard = edit(talk, 900, 5, "LB7K4Q")
    assert "Xin gõ mã mời 6 ký tự" in heard


def quiet(engine: Engine, talk: Talk) -> Talk:
    """The same bot, which may be silent."""
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    told = Talk(engine, talk.clock, talk.turns.scripts, door)
    told._update = 5000  # noqa: SLF001  the other one's numbers were used
    return told


def test_what_nobody_changed_is_not_answered(talk: Talk, join: Join, engine: Engine) -> None:
    mai = join(MAI)
    to_people(talk, mai)
    before, still = answers(talk), quiet(engine, talk)
    assert edit(still, mai, DAY, "20/3") is SILENCE  # a preview was added
    assert edit(still, mai, DAY, "27/3", edit_date=None) is SILENCE
    assert edit(still, mai, 9, "", location={"latitude": 1.0}) is SILENCE  # a place on the move
    assert answers(talk) == before


def test_an_edited_caption_is_not_read(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    chat = {"id": mai, "type": "private"}
    told = {"message_id": 9, "date": 1, "edit_date": 2, "chat": chat, "from": {"id": mai}, "photo": [], "caption": "27/3"}
    heard = talk.send(mai, {"edited_message": told})
    assert heard.text == f"Trợ lý không đọc được tin đã sửa. Nếu cần đổi, xin gõ lại thành tin mới.\n\n{asked.text}"


def test_a_reply_to_an_earlier_question_is_its_new_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    asked = talk.say(mai, "8 giờ, hội trường")
    heard = talk.say(mai, "27/3", reply_to_message=replying(first))
    assert heard.text == f"✏️ Đã sửa thành: Thứ Sáu, 27/03/2026\n\n{asked.text}"


def test_a_reply_to_the_open_question_is_an_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    asked = talk.say(mai, "/dangky")
    talk.say(mai, "20/3", reply_to_message=replying(asked))
    assert '"day"' in answers(talk)[0]


def test_a_reply_to_another_message_is_not_taken_for_an_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    other = Heard("Nhắc việc", ("📝",), {"📝": "/baocao 5"}, ())
    asked = talk.say(mai, "/dangky")
    heard = talk.say(mai, "20/3", reply_to_message=replying(other))
    assert heard.text == f"{OLD}\n\n{asked.text}"
    assert '"day"' not in answers(talk)[0]


def test_a_reply_to_a_finished_question_is_not_taken_for_an_answer(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky")
    for said in ("20/3", "8 giờ, hội trường", "45", "đúng"):
        talk.say(mai, said)
    asked = talk.say(mai, "/decu")
    assert talk.say(mai, "Lan", reply_to_message=replying(first)).text == f"{OLD}\n\n{asked.text}"


BARE: list[Any] = [{"message_id": 4, "text": "x"}, {"reply_markup": 7}, {"reply_markup": {"inline_keyboard": [3]}}, []]


@pytest.mark.parametrize("replied", BARE)
def test_a_reply_to_what_has_no_buttons_is_said_like_everything_else(talk: Talk, join: Join, replied: Any) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3", reply_to_message=replied)
    assert '"day"' in answers(talk)[0]


def test_a_command_in_a_reply_is_a_command(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    first = talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    assert "Đã bỏ" in talk.say(mai, "/huy", reply_to_message=replying(first))


def test_passed_on_words_answer_a_question(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    assert "bao nhiêu" in talk.say(mai, "8 giờ, hội trường", forward_origin={"type": "user"})


@pytest.mark.parametrize("said", ["/huy", "/dangky", "dừng"])
def test_passed_on_words_start_and_stop_nothing(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    asked = to_people(talk, mai)
    heard = talk.say(mai, said, forward_origin={"type": "hidden_user"})
    assert heard.text.startswith(PASSED_ON)
    assert heard.text.endswith(asked.text)


def test_passed_on_words_without_a_question(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "mai em nộp báo cáo", forward_origin={"type": "user"})
    assert heard.text.startswith(PASSED_ON)
    assert talk.rows(Draft) == []
    assert "📅 Đăng ký phát động" in heard.menu


def test_a_stranger_may_pass_a_code_on(talk: Talk, guests: Any) -> None:
    code = guests[MAI - 1].secrets.code
    assert "Nguyễn Thị Mai" in talk.say(901, code, forward_origin={"type": "user"})
