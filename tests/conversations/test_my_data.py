"""/dulieu: what is kept about me, correcting it, taking it along, and being erased; reminders stop at a word."""

import pytest

from bot.clock import StandingClock
from bot.invites import Invites
from bot.models import Account, Consent, DataRequest, Office, Outbox, Person
from bot.post.message import Message
from bot.privacy import exporting
from bot.units.contacts import chair_seat
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, fill_in, register
from tests.support.posted import Posted
from tests.support.talking import Talk

STOPPED = "🔕 Đã dừng. Trợ lý không tự nhắn nhắc việc nữa, chỉ trả lời khi đồng chí hỏi.\nXem việc còn thiếu: /conthieu"


def in_force(talk: Talk) -> list[str]:
    return sorted(each.purpose for each in talk.rows(Consent) if each.withdrawn_at is None)


def test_everything_that_is_kept_is_shown(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    heard = talk.say(mai, "/dulieu")
    assert heard.text == (
        "🔒 Trợ lý đang lưu về đồng chí:\n👤 Nguyễn Thị Mai\n🌐 Tiếng Việt\n"
        f"🏫 Chủ tịch công đoàn, {MAIS_UNIT}: 04/03/2026 – nay\n📱 Telegram, từ 04/03/2026\n"
        "✍️ Đồng ý lưu thông tin: 09:00, 04/03/2026 (bản 2026-2)\n"
        "✍️ Đồng ý nhận nhắc việc: 09:00, 04/03/2026 (bản reminders-2026-1)\n"
        "📝 1 lần ghi ngày phát động\n📥 10 tin gửi đến, xóa sau 72 giờ\n\nĐồng chí muốn làm gì?"
    )


def test_the_file_holds_it_all_and_nothing_of_others(talk: Talk, join: Join, sent: Posted) -> None:
    join(OFFICER)
    mai = join(MAI)
    fill_in(talk, mai)
    talk.say(mai, "/dulieu")
    assert talk.tap(mai, "📄 Tải về").text == "📄 Trợ lý đang gửi tệp."
    [message] = sent(exporting.TEMPLATE)
    assert message.file is not None
    assert (message.file.name, message.file.media_type) == ("du-lieu-cua-toi.txt", "text/plain; charset=utf-8")
    text = message.file.build().decode("utf-8-sig")
    assert text.startswith("DỮ LIỆU CÁ NHÂN MÀ TRỢ LÝ ĐANG LƯU, lúc 09:00, 04/03/2026\n\nHỌ TÊN\n👤 Nguyễn Thị Mai")
    for part in (f"Số tài khoản: {mai}", "/dangky, 09:00, 04/03/2026: 20/3; 8 giờ, hội trường; 45", MAIS_UNIT):
        assert part in text
    assert "Trần Thu Hà" not in text


def test_a_name_is_corrected_at_once(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dulieu")
    talk.tap(mai, "✏️ Sửa họ tên")
    talk.say(mai, "Nguyễn Thị Tuyết Mai")
    assert talk.tap(mai, "✅ Đúng, ghi nhận").text == "✅ Đã sửa. Từ nay Trợ lý gọi đồng chí là Nguyễn Thị Tuyết Mai."
    assert [each.name for each in talk.rows(Person)] == ["Nguyễn Thị Tuyết Mai"]
    [request] = talk.rows(DataRequest)
    assert (request.kind, request.done_at is not None) == ("correct", True)


def test_an_office_is_corrected_by_an_officer_within_two_working_days(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    talk.say(mai, "/dulieu")
    talk.tap(mai, "✏️ Sửa chức vụ, đơn vị")
    talk.say(mai, "Tôi là Phó Chủ tịch")
    done = talk.tap(mai, "📨 Gửi cán bộ")
    assert done.text == "✅ Đã chuyển cho cán bộ. Đồng chí sẽ nhận trả lời chậm nhất Thứ Sáu, 06/03/2026."
    assert "• 1 yêu cầu về dữ liệu, hạn 06/03/2026." in talk.say(officer, "/quanly")
    talk.tap(officer, "🔒 Yêu cầu về dữ liệu")
    talk.tap(officer, "1. Nguyễn Thị Mai")
    talk.say(officer, "Đã sửa rồi ạ.")
    assert talk.tap(officer, "📨 Gửi trả lời").text == "✅ Đã gửi câu trả lời."
    said = [Message.from_json(each.body).text for each in talk.rows(Outbox) if each.key.startswith("data-request/")]
    assert said == ["🔒 Về yêu cầu của đồng chí: “Tôi là Phó Chủ tịch”\nĐã sửa rồi ạ."]
    assert talk.say(officer, "/yeucau").text == "✅ Không có yêu cầu nào về dữ liệu cá nhân."
    again = talk.say(officer, "/yeucau 1").text
    assert again == "Đồng chí Trần Thu Hà đã trả lời yêu cầu này lúc 09:00, 04/03. Lần bấm này không làm thay đổi gì."
    assert talk.say(officer, "/yeucau 999").text == "Trợ lý không tìm thấy yêu cầu này."


@pytest.mark.parametrize("said", ["dừng nhận tin", "Dung nhan tin", "DỪNG NHẮC", "/dungnhan", "dung nhac"])
def test_reminders_stop_at_a_word_and_the_form_stays(talk: Talk, join: Join, said: str) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    talk.say(mai, "20/3")
    assert talk.say(mai, said).text == STOPPED
    assert in_force(talk) == ["data"]
    assert talk.say(mai, "8 giờ, hội trường").text == "Dự kiến bao nhiêu người dự?"


def test_a_bare_stop_still_means_later(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dangky")
    assert talk.say(mai, "dừng").text.startswith("Trợ lý đã giữ lại phần đồng chí vừa điền.")
    assert in_force(talk) == ["data", "reminders"]


def test_reminders_are_turned_on_again_and_off_in_my_data(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.say(mai, "/dungnhan")
    assert talk.tap(mai, "🔔 Nhận nhắc lại").text.startswith("🔔 Đã bật.")
    assert in_force(talk) == ["data", "reminders"]
    talk.say(mai, "/nhannhac")
    assert in_force(talk) == ["data", "reminders"]
    talk.say(mai, "/dulieu")
    assert talk.tap(mai, "🔕 Dừng nhắc").text == STOPPED
    talk.say(mai, "/dulieu")
    talk.tap(mai, "🔔 Nhận nhắc")
    assert in_force(talk) == ["data", "reminders"]
    assert [each.purpose for each in talk.rows(Consent)] == ["data", "reminders", "reminders", "reminders"]


@pytest.mark.parametrize("taps", [("Không, giữ lại",), ("🗑 Xóa dữ liệu của tôi", "Không, giữ lại")])
def test_erasing_is_asked_twice(talk: Talk, join: Join, taps: tuple[str, ...]) -> None:
    mai = join(MAI)
    talk.say(mai, "/dulieu")
    talk.tap(mai, "🗑 Rút đồng ý và xóa")
    for label in taps:
        last = talk.tap(mai, label)
    assert last.text == "Không có gì thay đổi."
    assert [each.name for each in talk.rows(Person)] == ["Nguyễn Thị Mai"]


def test_whoever_is_erased_is_a_stranger_and_may_come_in_again(
    talk: Talk, join: Join, invites: Invites, clock: StandingClock
) -> None:
    mai = join(MAI)
    register(talk, mai)
    talk.say(mai, "/dulieu")
    talk.tap(mai, "🗑 Rút đồng ý và xóa")
    talk.tap(mai, "🗑 Xóa dữ liệu của tôi")
    assert talk.tap(mai, "🗑 Xóa hẳn").text.startswith("🗑 Đã xóa. Cảm ơn đồng chí")
    assert talk.rows(Account) == []
    assert in_force(talk) == []
    assert [each.name for each in talk.rows(Person)] == ["(đã xóa)"]
    [request] = talk.rows(DataRequest)
    assert (request.kind, request.due_on.isoformat(), request.done_at) == ("erase", "2026-03-06", clock.now())
    assert "Xin gõ mã mời 6 ký tự" in talk.say(mai, "/dulieu")
    office = talk.rows(Office)[0]
    seat = talk.do(lambda db: chair_seat(db, office.federation_id, office.unit_id, "Chủ tịch"))
    made = talk.do(lambda db: invites.issue(db, seat, clock.now()))
    assert talk.say(mai, made.code).text.endswith(f"Đồng chí có phải là Chủ tịch, {MAIS_UNIT}?")
