"""A chair says that the launch was held, put off or cancelled, and corrects it."""

from datetime import date

import pytest
import sqlmodel

from bot.clock import StandingClock, instant
from bot.database.transaction import Transaction
from bot.duties import deciding
from bot.duties.deciding import Decision
from bot.models import HeldLaunch, Office, Operation
from tests.conftest import DUNG, MAI, NOW
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join, register, said_by_people
from tests.follow_up.conftest import unit_id
from tests.held.conftest import MEMBERS, PNG, held_duty
from tests.support.talking import Heard, Talk

HELD_THEN, OTHER_DAY, OFF = "✅ Đã tổ chức Thứ Tư, 04/03", "✅ Đã tổ chức, ngày khác", "✖️ Không tổ chức"
HELD, PUT_OFF = "✅ Đã tổ chức", "📅 Hoãn sang ngày khác"
PEOPLE = f"Có bao nhiêu người dự? (đơn vị có {MEMBERS} đoàn viên)"


def rows(talk: Talk) -> list[HeldLaunch]:
    return sorted(talk.rows(HeldLaunch), key=lambda each: each.version)


def is_done(talk: Talk) -> bool:
    return talk.do(lambda db: held_duty(db).done_at is not None)


def tell_held(talk: Talk, user: int, people: str = "48") -> Heard:
    """The launch of today was held; returns the card."""
    talk.say(user, "/datochuc")
    talk.tap(user, HELD_THEN)
    talk.say(user, people)
    talk.say(user, "Đồng chí Lan, Chủ tịch")
    return talk.tap(user, "Không có ảnh")


def test_a_launch_that_was_held_on_its_day(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    first = asked.say(mai, "/datochuc")
    assert first.text == f"{MAIS_UNIT} đăng ký phát động Đợt 1 vào Thứ Tư, 04/03/2026. Buổi phát động diễn ra thế nào ạ?"
    assert first.labels[:4] == (HELD_THEN, OTHER_DAY, PUT_OFF, OFF)
    assert asked.tap(mai, HELD_THEN).text == PEOPLE
    assert asked.say(mai, "48").text.startswith("Ai phát biểu phát động?")
    assert asked.say(mai, "Đồng chí Lan, Chủ tịch").text == "Gửi một ảnh của buổi phát động, hoặc bấm nút."
    card = asked.upload(mai, "ảnh.png", PNG)
    assert card.text.splitlines()[-4:] == [
        f"• Buổi phát động: {HELD_THEN}",
        "• Số người dự: 48",
        "• Người phát động: Đồng chí Lan, Chủ tịch",
        "• Ảnh: ảnh.png",
    ]
    receipt = asked.tap(mai, ACCEPT)
    assert receipt.text == (
        f"✅ Đã ghi nhận lúc 09:00, 04/03.\n🏫 {MAIS_UNIT}\n🚩 Đợt 1: đã tổ chức Thứ Tư, 04/03/2026\n"
        "👥 48/62 đoàn viên dự, đạt 77%\n🎤 Đồng chí Lan, Chủ tịch\n📷 Đã giữ ảnh."
    )
    [row] = rows(asked)
    assert (row.outcome, row.day, row.present, row.members) == ("held", date(2026, 3, 4), 48, MEMBERS)
    assert row.document_id is not None
    assert is_done(asked)
    [entry] = [each for each in asked.rows(Operation) if each.deed == "launch.held"]
    assert (entry.unit_id, entry.valid_on) == (asked.do(lambda db: held_duty(db).unit_id), date(2026, 3, 4))


def test_more_people_than_members_are_asked_about(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    asked.say(mai, "/datochuc")
    asked.tap(mai, HELD_THEN)
    back = asked.say(mai, "120")
    assert back.text == "120 người dự, nhiều hơn số đoàn viên của đơn vị (62). Có đúng không ạ?"
    assert asked.tap(mai, "✏️ Gõ lại").text.endswith(PEOPLE)
    asked.say(mai, "120")
    asked.tap(mai, "Đúng, có cả khách mời")
    asked.tap(mai, "Bỏ qua")
    asked.tap(mai, "Không có ảnh")
    assert "👥 120 người dự, có cả khách mời; đơn vị có 62 đoàn viên" in asked.tap(mai, ACCEPT)
    assert [each.present for each in rows(asked)] == [120]


def test_a_number_typed_at_that_question_is_taken_instead(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    asked.say(mai, "/datochuc")
    asked.tap(mai, HELD_THEN)
    asked.say(mai, "480")
    assert asked.say(mai, "48").text.startswith("Ai phát biểu phát động?")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("20/3", "Thứ Sáu, 20/03/2026 chưa tới. Xin chọn ngày đã tổ chức; nếu buổi phát động dời sang ngày ấy, bấm ◀"),
        ("25/12/2025", "Đợt 1 từ 01/01/2026 đến 30/06/2026; ngày 25/12/2025 nằm ngoài thời gian đó. Xin chọn lại."),
        ("31/2", "Lịch không có “31/2”."),
        ("hôm qua", PEOPLE),
        ("2/3", PEOPLE),
    ],
)
def test_the_day_it_was_held(asked: Talk, join: Join, said: str, answer: str) -> None:
    mai = join(MAI)
    assert asked.say(mai, "/datochuc").text == f"{MAIS_UNIT} đã tổ chức phát động Đợt 1 chưa ạ?"
    asked.tap(mai, HELD)
    assert asked.say(mai, said).text.startswith(answer)


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("ảnh.jpg", b"MZ\x90\x00 an executable", "Bước này chỉ nhận ảnh; ảnh.jpg không phải là ảnh."),
        ("báo cáo.pdf", b"%PDF-1.7 one", "Bước này chỉ nhận ảnh; báo cáo.pdf không phải là ảnh."),
        ("ảnh.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\xc3\x50\x00\x00\xc3\x50", "ảnh.png có kích thước quá lớn"),
    ],
)
def test_only_a_photo_is_taken(asked: Talk, join: Join, name: str, content: bytes, answer: str) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    asked.say(mai, "/datochuc")
    asked.tap(mai, HELD_THEN)
    asked.tap(mai, "Không đếm")
    asked.tap(mai, "Bỏ qua")
    assert asked.upload(mai, name, content).text.startswith(answer)
    assert "👥" not in asked.tap(mai, "Không có ảnh")


def test_put_off_it_is_registered_for_the_new_day_and_still_to_be_told(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "6/3")
    asked.say(mai, "/datochuc")
    assert asked.tap(mai, PUT_OFF).text.startswith("Hoãn sang ngày nào ạ?")
    assert "là ngày đã đăng ký. Xin chọn ngày khác." in asked.say(mai, "6/3")
    assert "02/03/2026 đã qua. Xin chọn ngày sắp tới" in asked.say(mai, "2/3")
    assert "08/03/2026 là ngày nghỉ" in asked.say(mai, "8/3")
    asked.tap(mai, "Chọn ngày khác")
    assert asked.say(mai, "13/3").text == "Vì sao phải hoãn? Gõ vài chữ."
    asked.say(mai, "Mưa bão")
    receipt = asked.tap(mai, ACCEPT)
    assert receipt.text == (
        f"✅ Đã ghi nhận lúc 09:00, 04/03.\n🏫 {MAIS_UNIT}\n🚩 Đợt 1: hoãn sang Thứ Sáu, 13/03/2026\nLý do: Mưa bão\n"
        "Trợ lý nhắc theo ngày mới. Tổ chức xong, xin báo lại bằng /datochuc\n"
        "📍 Nơi giữ như cũ: 8 giờ, hội trường. Muốn đổi: /dangky"
    )
    assert [(each.day, each.place, each.people, each.is_latest) for each in said_by_people(asked)] == [
        (date(2026, 3, 6), "8 giờ, hội trường", 45, False),
        (date(2026, 3, 13), "8 giờ, hội trường", 45, True),
    ]
    assert not is_done(asked)
    assert asked.do(lambda db: held_duty(db).due_on) == date(2026, 3, 31)


def test_put_off_behind_the_due_day_more_time_is_one_tap_away(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "6/3")
    asked.say(mai, "/datochuc")
    asked.tap(mai, PUT_OFF)
    asked.say(mai, "10/4")
    asked.say(mai, "Mưa bão")
    receipt = asked.tap(mai, ACCEPT)
    assert "Hạn báo là Thứ Ba, 31/03/2026, trước ngày mới." in receipt
    assert "Báo đã tổ chức phát động, Đợt 1" in asked.tap(mai, "⏳ Xin gia hạn")


def test_cancelled_with_a_reason_it_is_done(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "6/3")
    asked.say(mai, "/datochuc")
    assert asked.tap(mai, OFF).text == "Vì sao đơn vị không tổ chức? Gõ vài chữ."
    asked.say(mai, "Sáp nhập đơn vị")
    receipt = asked.tap(mai, ACCEPT)
    assert receipt.text.endswith("🚩 Đợt 1: không tổ chức\nLý do: Sáp nhập đơn vị")
    assert is_done(asked)
    assert [each.day for each in said_by_people(asked)] == [date(2026, 3, 6)]  # registering stays done: nothing is asked again


def test_told_again_it_is_corrected(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    tell_held(asked, mai)
    asked.tap(mai, ACCEPT)
    first = asked.tap(mai, "✏️ Sửa")
    assert first.text == (
        f"{MAIS_UNIT}, phát động Đợt 1: đã tổ chức Thứ Tư, 04/03/2026.\nMuốn sửa, xin chọn lại. Buổi phát động thế nào ạ?"
    )
    tell_held(asked, mai, people="50")
    assert "50/62 đoàn viên dự, đạt 81%" in asked.tap(mai, ACCEPT)
    assert [(each.version, each.present, each.is_latest) for each in rows(asked)] == [(1, 48, False), (2, 50, True)]


def test_a_photo_that_was_sent_can_stay(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    tell_held(asked, mai)
    asked.tap(mai, "✏️ Sửa: Ảnh")
    asked.upload(mai, "ảnh.png", PNG)
    asked.tap(mai, ACCEPT)
    asked.tap(mai, "✏️ Sửa")
    asked.tap(mai, HELD_THEN)
    asked.say(mai, "49")
    asked.tap(mai, "Bỏ qua")
    asked.tap(mai, "Giữ ảnh đã gửi")
    assert "📷 Đã giữ ảnh." in asked.tap(mai, ACCEPT)
    first, second = rows(asked)
    assert first.document_id == second.document_id


def test_whoever_leads_two_units_says_which(asked: Talk, join: Join) -> None:
    mai = join(MAI)

    def lead_both(db: Transaction) -> None:
        own = db.session.exec(sqlmodel.select(Office).where(Office.role == "chair")).one()
        other = unit_id(db, "Công ty TNHH Bao bì Phú Lộc")
        db.session.add(Office(**{**own.model_dump(exclude={"id"}), "unit_id": other}))

    asked.do(lead_both)
    which = asked.say(mai, "/datochuc")
    assert which.text == "Đồng chí báo về buổi phát động nào ạ?"
    assert set(which.labels[:2]) == {f"{MAIS_UNIT} · Đợt 1", "Công ty TNHH Bao bì Phú Lộc · Đợt 1"}
    assert "Công ty TNHH Bao bì Phú Lộc" in asked.tap(mai, "Công ty TNHH Bao bì Phú Lộc · Đợt 1")


def test_nothing_to_tell(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert talk.say(mai, "/datochuc").text == "Hiện đơn vị của đồng chí không có buổi phát động nào cần báo."


def test_what_is_closed_stays_as_it_is(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    tell_held(asked, mai)
    asked.tap(mai, ACCEPT)

    def close(db: Transaction) -> None:
        row = held_duty(db)
        row.closes_on = date(2026, 3, 3)
        db.session.add(row)

    asked.do(close)
    assert asked.say(mai, "/datochuc").text == (
        f"🔒 Việc báo đã tổ chức phát động Đợt 1 của {MAIS_UNIT} đã khóa. Cần sửa, xin liên hệ công đoàn cấp trên.\n"
        "Đơn vị đã báo: đã tổ chức Thứ Tư, 04/03/2026."
    )


def test_another_units_number_behind_the_command_leads_to_ones_own(asked: Talk, join: Join) -> None:
    mai, dung = join(MAI), join(DUNG)
    duty = asked.do(lambda db: held_duty(db).id)
    assert MAIS_UNIT not in asked.say(dung, f"/datochuc {duty}").text
    assert MAIS_UNIT in asked.say(mai, f"/datochuc {duty}").text


def test_what_an_officer_has_on_paper_can_be_told_in_full(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    asked.do(lambda db: deciding.receive(db, held_duty(db), Decision("Hà", None, "bản giấy", NOW)))
    tell_held(asked, mai)
    asked.tap(mai, ACCEPT)
    assert is_done(asked)


def test_the_ways_lead_there(asked: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    register(asked, mai, "6/3")
    duty = asked.do(lambda db: held_duty(db).id)
    missing = asked.say(mai, "⏳ Còn thiếu gì?")
    assert missing.data["🚩 Báo đã phát động Đợt 1"] == f"/datochuc {duty}"
    assert "📅 Đổi ngày Đợt 1" in asked.say(mai, "📊 Tình hình").labels
    clock.walk_to(instant(date(2026, 3, 6), 9))
    assert asked.say(mai, "📊 Tình hình").data["🚩 Báo đã phát động Đợt 1"] == f"/datochuc {duty}"
    asked.tap(mai, "🚩 Báo đã phát động Đợt 1")
    assert asked.last[mai].labels[0] == "✅ Đã tổ chức Thứ Sáu, 06/03"


def test_a_draft_waits_and_nothing_is_written_before_the_card(asked: Talk, join: Join) -> None:
    mai = join(MAI)
    register(asked, mai, "4/3")
    tell_held(asked, mai)
    assert rows(asked) == []
    assert not is_done(asked)
    asked.say(mai, "/conthieu")
    assert "Trợ lý còn giữ phần đồng chí đã điền." in asked.say(mai, "/datochuc")
    asked.tap(mai, ACCEPT)
    assert is_done(asked)
