"""Người tốt, việc tốt: put forward, taken back, chosen or declined; the unit hears it in one message."""

import pytest

from bot.models import Nomination, Outbox
from bot.post.message import Message
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join
from tests.support.talking import Heard, Talk

SEND, PUBLISH = "✅ Đã đồng ý, gửi đề cử", "📢 Công bố và báo đơn vị"
BACK = "↩️ Rút và xóa tên"
REASON = "Nhặt được ví, tìm trả người mất."


def propose(talk: Talk, user: int, name: str, kind: str = "👤 Cá nhân") -> Heard:
    heard = talk.say(user, "/decu")
    if "➕ Đề cử thêm" in heard.labels:
        talk.tap(user, "➕ Đề cử thêm")
    talk.tap(user, kind)
    talk.say(user, name)
    talk.say(user, REASON)
    return talk.tap(user, SEND)


def news(talk: Talk) -> list[str]:
    return [Message.from_json(each.body).text for each in talk.rows(Outbox) if each.key.startswith("nominations/")]


def names(talk: Talk) -> list[tuple[str, str, str]]:
    rows = sorted(talk.rows(Nomination), key=lambda each: int(each.id))
    return [(each.name, each.state, each.reason) for each in rows]


def test_somebody_is_put_forward_after_they_agreed(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert talk.say(mai, "/decu").text == "Đề cử cá nhân hay tập thể ạ?"
    talk.tap(mai, "👤 Cá nhân")
    talk.say(mai, "Hoàng Văn Nam")
    card = talk.say(mai, REASON)
    assert card.text == (
        "Xin kiểm tra lại giúp. Gửi đi nghĩa là người, tập thể được đề cử đã đồng ý nêu tên.\n"
        f"🏫 {MAIS_UNIT}\n🚩 Đợt 1\n\n• Đề cử: 👤 Cá nhân\n• Tên: Hoàng Văn Nam\n• Việc tốt: {REASON}"
    )
    done = talk.tap(mai, SEND)
    assert done.text == "✅ Đã gửi đề cử. Khi cán bộ chọn xong, Trợ lý sẽ báo đơn vị.\nĐợt 1: đã đề cử 1."
    assert names(talk) == [("Hoàng Văn Nam", "proposed", REASON)]


def test_a_reason_is_two_lines_at_most(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/decu")
    talk.tap(mai, "👥 Tập thể")
    talk.say(mai, "Tổ Toán")
    assert talk.say(mai, "x" * 161).text.startswith("Xin viết gọn lại, tối đa 160 ký tự")


def test_several_are_listed_and_one_is_taken_back_with_its_name(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    propose(talk, mai, "Hoàng Văn Nam")
    propose(talk, mai, "Tổ Toán", "👥 Tập thể")
    heard = talk.say(mai, "/decu")
    assert heard.text == f"🏅 {MAIS_UNIT} đã đề cử trong Đợt 1:\n1. Hoàng Văn Nam\n2. Tổ Toán"
    assert talk.tap(mai, "↩️ Rút 1. Hoàng Văn Nam").text == "Rút đề cử số 1 và xóa hẳn tên này khỏi Trợ lý?"
    assert talk.tap(mai, "Không, giữ lại").text == heard.text
    talk.tap(mai, "↩️ Rút 1. Hoàng Văn Nam")
    assert talk.tap(mai, BACK).text == "↩️ Đã rút đề cử và xóa tên."
    assert names(talk) == [("(đã xóa)", "withdrawn", ""), ("Tổ Toán", "proposed", REASON)]
    assert talk.say(mai, "/decu").text.endswith("đã đề cử trong Đợt 1:\n1. Tổ Toán")
    bodies = [each.body for each in talk.rows(Outbox)]
    assert not any("Hoàng Văn Nam" in each for each in bodies)


def test_the_officer_decides_card_by_card_and_each_unit_hears_all_at_once(talk: Talk, join: Join) -> None:
    officer, mai, dung = join(OFFICER), join(MAI), join(DUNG)
    propose(talk, mai, "Hoàng Văn Nam")
    propose(talk, mai, "Tổ Toán", "👥 Tập thể")
    propose(talk, dung, "Đặng Thị Tơ")
    assert "• 3 đề cử người tốt, việc tốt chờ chọn." in talk.say(officer, "/quanly")
    card = talk.tap(officer, "🏅 Chọn người tốt, việc tốt")
    assert card.text == f"🏅 1/3 · cá nhân\n👤 Hoàng Văn Nam\n🏫 {MAIS_UNIT}\n{REASON}"
    talk.tap(officer, "🏅 Chọn")
    assert talk.tap(officer, "Chưa chọn").text.startswith("Vì sao chưa chọn?")
    talk.say(officer, "Đợt trước đã khen.")
    card = talk.tap(officer, "⏭ Xét sau")
    assert card.text == (
        "Xin kiểm tra lại giúp, Đợt 1:\n\n• 1. Hoàng Văn Nam: 🏅 Chọn\n• 2. Tổ Toán: Chưa chọn\n"
        "• 2. Lý do: Đợt trước đã khen.\n• 3. Đặng Thị Tơ: ⏭ Xét sau"
    )
    assert news(talk) == []
    assert talk.tap(officer, PUBLISH).text == "📢 Đã công bố 2 quyết định. Còn 1 đề cử chờ."
    [told] = news(talk)
    assert told == (
        "🏅 Người tốt, việc tốt, Đợt 1:\n✅ Hoàng Văn Nam: được chọn biểu dương. Xin chúc mừng!\n"
        "• Tổ Toán: đợt này chưa được chọn. Đợt trước đã khen."
    )
    assert [each[1] for each in names(talk)] == ["chosen", "declined", "proposed"]
    assert talk.say(mai, "/decu").text.endswith("1. Hoàng Văn Nam (được chọn)\n2. Tổ Toán (chưa được chọn)")


def test_what_is_taken_back_meanwhile_is_not_published(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    propose(talk, mai, "Hoàng Văn Nam")
    talk.say(officer, "/chonguong")
    talk.tap(officer, "🏅 Chọn")
    talk.say(mai, "/decu")
    talk.tap(mai, "↩️ Rút 1. Hoàng Văn Nam")
    talk.tap(mai, BACK)
    assert talk.tap(officer, PUBLISH).text == "✅ Không có đề cử nào chờ chọn."
    assert news(talk) == []
    assert names(talk) == [("(đã xóa)", "withdrawn", "")]


def test_a_name_can_still_be_erased_after_the_choice(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    propose(talk, mai, "Hoàng Văn Nam")
    talk.say(officer, "/chonguong")
    talk.tap(officer, "🏅 Chọn")
    talk.tap(officer, PUBLISH)
    talk.say(mai, "/decu")
    talk.tap(mai, "↩️ Rút 1. Hoàng Văn Nam")
    talk.tap(mai, BACK)
    assert names(talk) == [("(đã xóa)", "chosen", "")]
    assert not any("Hoàng Văn Nam" in each.body for each in talk.rows(Outbox))


def test_later_for_all_publishes_nothing(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    propose(talk, join(MAI), "Hoàng Văn Nam")
    talk.say(officer, "/chonguong")
    assert talk.tap(officer, "⏭ Xét sau").text == "Chưa có gì được công bố; các đề cử vẫn chờ ở đây."
    assert [each[1] for each in names(talk)] == ["proposed"]


@pytest.mark.parametrize("said", ["/chonguong", "/yeucau", "/traloi"])
def test_only_officers_choose_and_answer(talk: Talk, join: Join, said: str) -> None:
    assert talk.say(join(MAI), said).text.startswith("Việc này dành cho cán bộ")


def test_an_officer_without_a_unit_of_their_own_puts_nobody_forward(talk: Talk, join: Join) -> None:
    assert talk.say(join(OFFICER), "/decu").text == "Hiện đơn vị của đồng chí chưa có đợt thi đua nào để đề cử."
