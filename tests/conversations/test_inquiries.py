"""☎️ Gặp cán bộ: the question reaches the officers above, the answer comes back, and nothing is lost when nobody answers."""

from datetime import timedelta
from typing import Any

import pytest
import sqlmodel

from bot import demo, inquiries
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import Invites, Seat
from bot.models import Contact, Draft, Inquiry, Outbox, Unit
from bot.post.message import Message
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, fill_in
from tests.support.posted import Posted
from tests.support.talking import Heard, Talk

ASK, SEND, REPLY = "☎️ Gặp cán bộ", "📨 Gửi cán bộ", "📨 Gửi trả lời"
QUESTION = "Đơn vị em gộp lễ phát động với hội nghị người lao động được không ạ?"
CONTACT = "cô Hà, văn phòng công đoàn phường, 024 3000 0000"
DUTIES = "Đăng ký ngày phát động (Đợt 1), Đăng ký giao ước thi đua (Đợt 1), Báo cáo kết quả (Đợt 1)"
SECOND = 50  # a phone of a second officer


def ask(talk: Talk, user: int, words: str = QUESTION) -> Heard:
    talk.say(user, ASK)
    talk.say(user, words)
    return talk.tap(user, SEND)


def answers(talk: Talk) -> list[Message]:
    """What was said to those who had asked, in order."""
    rows = sorted((each for each in talk.rows(Outbox) if each.key.startswith("answer/")), key=lambda each: int(each.id))
    return [Message.from_json(each.body) for each in rows]


def second_officer(talk: Talk, invites: Invites, clock: StandingClock) -> int:
    root = next(each for each in talk.rows(Unit) if each.name == demo.FEDERATION)
    seat = Seat(0, root.federation_id, root.id, root.name, "reviewer", "Chuyên viên", "Đỗ Văn Bình")
    made = talk.do(lambda db: invites.issue(db, seat, clock.now()))
    talk.say(SECOND, f"/start {made.token}")
    for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "Không, cảm ơn"):
        talk.tap(SECOND, label)
    return SECOND


def with_phone(db: Transaction) -> None:
    unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == MAIS_UNIT)).one()
    row: dict[str, Any] = {"federation_id": unit.federation_id, "unit_id": unit.id, "name": "Nguyễn Thị Mai", "title": "Chủ tịch"}
    db.session.add(Contact(**row, phone="0912000111"))


def test_a_question_reaches_the_officer_and_the_answer_comes_back(talk: Talk, join: Join, sent: Posted) -> None:
    officer, mai = join(OFFICER), join(MAI)
    talk.do(with_phone)
    asked = talk.say(mai, ASK)
    assert asked.text == (
        f"☎️ Đồng chí cần hỏi gì? Xin gõ vào đây, cán bộ sẽ trả lời trong cuộc trò chuyện này.\nViệc gấp, xin liên hệ: {CONTACT}."
    )
    card = talk.say(mai, QUESTION)
    assert card.text == f"Xin kiểm tra lại giúp:\n🏫 {MAIS_UNIT}\n\n• Câu hỏi: {QUESTION}"
    done = talk.tap(mai, SEND)
    assert done.text == (
        f"✅ Đã chuyển câu hỏi đến cán bộ. Câu trả lời sẽ đến trong cuộc trò chuyện này.\nViệc gấp, xin liên hệ: {CONTACT}."
    )
    [told] = sent(inquiries.TEMPLATE)
    assert told.text == (
        f"☎️ {MAIS_UNIT} hỏi, 09:00, 04/03:\n👤 Nguyễn Thị Mai\n📞 0912000111\n⏳ Chưa xong: {DUTIES}\n“{QUESTION}”"
    )
    [[button]] = told.options
    assert button.label == "💬 Trả lời"
    prompt = talk.tap_data(officer, button.data, button.label)
    assert prompt.text == f"{told.text}\n\nXin gõ câu trả lời."
    assert (
        talk.say(officer, "Được đồng chí nhé.").text == f"Trả lời Nguyễn Thị Mai, {MAIS_UNIT}:\n\n• Trả lời: Được đồng chí nhé."
    )
    assert talk.tap(officer, REPLY).text == "✅ Đã gửi câu trả lời. Không còn câu hỏi nào chờ."
    [answer] = answers(talk)
    assert answer.text == (
        f"☎️ Trần Thu Hà, Phó Chủ tịch trả lời:\nĐược đồng chí nhé.\n\nCâu đồng chí hỏi lúc 09:00, 04/03: “{QUESTION}”"
    )
    assert [each.data for row in answer.options for each in row] == ["/gapcanbo"]


def test_a_form_that_was_open_is_parked_and_offered_again(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    fill_in(talk, mai)
    done = ask(talk, mai)
    assert done.labels == ("📝 Làm tiếp việc đang dở",)
    assert talk.tap(mai, "📝 Làm tiếp việc đang dở").text.startswith("Xin kiểm tra lại giúp:\n🏫 Trường Tiểu học Sông Xanh")
    assert [each.script for each in talk.rows(Draft)] == ["dangky"]


def test_a_question_can_be_edited_before_it_is_sent(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, ASK)
    talk.say(mai, "Cho hỏi")
    talk.tap(mai, "✏️ Sửa: Câu hỏi")
    talk.say(mai, QUESTION)
    talk.say(mai, "đúng")
    assert [each.words for each in talk.rows(Inquiry)] == [QUESTION]


def test_nobody_answers_and_it_shows_in_the_officers_list(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    assert ask(talk, mai).text.startswith("✅ Đã ghi lại câu hỏi; cán bộ sẽ thấy khi mở Trợ lý.")
    ask(talk, join(DUNG), "Bao giờ có giấy khen ạ?")
    clock.walk_to(clock.now() + timedelta(days=3))
    officer = join(OFFICER)
    heard = talk.say(officer, "/quanly")
    assert "• 2 câu hỏi chưa trả lời (lâu nhất: 3 ngày)." in heard
    listed = talk.tap(officer, "☎️ Trả lời câu hỏi")
    assert listed.text.startswith(f"☎️ 2 câu hỏi chờ trả lời:\n1. {MAIS_UNIT}: “{QUESTION[:40]}")
    talk.tap(officer, f"1. {MAIS_UNIT}")
    talk.say(officer, "Được")
    last = talk.tap(officer, REPLY)
    assert last.text == "✅ Đã gửi câu trả lời. Còn 1 câu hỏi chờ."
    assert "2. " not in talk.tap(officer, "☎️ Xem câu hỏi còn lại")
    assert "• 1 câu hỏi chưa trả lời" in talk.say(officer, "/quanly")


def test_a_second_officer_sees_that_it_is_answered(
    talk: Talk, join: Join, invites: Invites, clock: StandingClock, sent: Posted
) -> None:
    officer, mai = join(OFFICER), join(MAI)
    other = second_officer(talk, invites, clock)
    ask(talk, mai)
    first, second = sent(inquiries.TEMPLATE)
    data = first.options[0][0].data
    assert second.options[0][0].data == data
    talk.tap_data(officer, data, "💬 Trả lời")
    talk.say(officer, "Được")
    assert talk.tap_data(other, data, "💬 Trả lời").text == "👀 Đồng chí Trần Thu Hà đang xem, vừa mở xong."
    talk.tap(other, "👋 Tôi làm tiếp")
    talk.say(other, "Không nên")
    assert "đang xem" in talk.tap(officer, REPLY)  # it was taken over meanwhile; what was typed is not lost
    talk.tap(officer, "👋 Tôi làm tiếp")
    late = talk.tap(other, REPLY)
    assert late.text.startswith("Câu hỏi này đã có người trả lời.\n\n☎️ ")
    assert late.text.endswith("✅ Trần Thu Hà đã trả lời lúc 09:00, 04/03: “Được”")
    assert talk.tap_data(other, data).text == late.text
    assert [message.text.split("\n")[1] for message in answers(talk)] == ["Được"]
    edited = sent(inquiries.TEMPLATE)  # what stands in both chats now says so, without a button
    assert [message.options for message in edited] == [(), ()]
    assert all(message.text.endswith("“Được”") for message in edited)


@pytest.mark.parametrize("said", ["/traloi", "/traloi 1", "/traloi x", "/traloi 99999999999999999999999"])
def test_a_chair_answers_nothing(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    ask(talk, join(DUNG))
    assert talk.say(mai, said).text.startswith("Việc này dành cho cán bộ")


def test_an_unknown_number_is_nothing(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert talk.say(officer, "/traloi 12345").text == "Trợ lý không tìm thấy câu hỏi này."
    assert talk.say(officer, "/traloi").text == "✅ Không có câu hỏi nào chờ trả lời."


def test_an_officers_own_question_is_kept_for_the_others(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    officer, other = join(OFFICER), second_officer(talk, invites, clock)
    assert ask(talk, officer).text.startswith("✅ Đã chuyển câu hỏi đến cán bộ.")
    assert [each.chat_id for each in talk.rows(Outbox) if each.kind == inquiries.TEMPLATE] == [
        next(each.chat_id for each in talk.rows(Outbox) if each.key.startswith("reply/") and each.chat_id != 1)
    ]
    assert "• 1 câu hỏi chưa trả lời" in talk.say(other, "/quanly")
