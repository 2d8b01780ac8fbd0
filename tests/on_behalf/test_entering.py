"""An officer enters for a unit, from a call or a paper; what is said to whom, and what is written down."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlmodel
from sqlalchemy import update

from bot.database.transaction import Transaction
from bot.duties.kinds import HELD, LAUNCH, NOTE, PLEDGE, REPORT
from bot.models import Campaign, Draft, HeldLaunch, Launch, Note, OnBehalf, Operation, Outbox, Pledge, Report, table_of
from bot.post.message import Message
from bot.rights import Reach
from bot.sheets.table.gathering import gather
from bot.sheets.table.workbook import build
from tests.on_behalf.conftest import ACCEPT, CALL, Desk

SCHOOL = "Trường Tiểu học Sông Xanh"
PHOTO = b"%PDF-1.4 one"
BY_PHONE = "👤 Nhập hộ: Trần Thu Hà, theo điện thoại ngày 04/03/2026."
BY_PAPER = "👤 Nhập hộ: Trần Thu Hà, theo bản giấy ngày 04/03/2026."
SEND = "📨 Gửi báo cáo"


def told(desk: Desk, begins: str = "behalf/") -> list[Message]:
    """What the chair was told of entries, in order."""
    found = [each for each in desk.talk.rows(Outbox) if each.key.startswith(begins) and each.state == "waiting"]
    return [Message.from_json(each.body) for each in found]


def enter_report(desk: Desk) -> str:
    """Enter a report from a paper; the receipt."""
    desk.open(REPORT)
    desk.talk.upload(desk.officer, "báo cáo giấy.pdf", PHOTO)
    desk.talk.say(desk.officer, "0; 5; 0; 2; 3; 10; 30")
    desk.talk.tap(desk.officer, "Chưa làm")
    desk.talk.tap(desk.officer, "Không gửi ảnh")
    desk.talk.tap(desk.officer, "Hoàn thành tốt")
    return desk.talk.tap(desk.officer, SEND).text


def enter_pledge(desk: Desk) -> str:
    """Enter a pledge from a call; the receipt."""
    desk.open(PLEDGE)
    desk.talk.tap(desk.officer, CALL)
    for words in ("không chọn mục nào", "không", "Khám sức khỏe", "chưa ký"):
        desk.talk.say(desk.officer, words)
    return desk.talk.tap(desk.officer, ACCEPT).text


def test_the_unit_is_found_by_its_name_and_its_duties_are_shown(desk: Desk) -> None:
    talk = desk.talk
    assert "Nhập hộ" in "".join(talk.say(desk.officer, "/quanly").labels)
    assert talk.tap(desk.officer, "✍️ Nhập hộ").text.startswith("✍️ Đồng chí nhập hộ đơn vị nào ạ?")
    talk.say(desk.officer, "tieu hoc song xanh")
    duties = talk.tap(desk.officer, SCHOOL)
    assert duties.text == f"✍️ Nhập hộ {SCHOOL}\nĐồng chí nhập việc nào ạ?"
    assert duties.labels == (
        "Đăng ký ngày phát động, Đợt 1",
        "Đăng ký giao ước thi đua, Đợt 1",
        "Báo đã tổ chức phát động, Đợt 1",
        "Báo cáo quý 1/2026, Đợt 1",
        "Báo cáo kết quả, Đợt 1",
        "🔎 Đơn vị khác",
    )
    first = talk.tap(desk.officer, "Đăng ký ngày phát động, Đợt 1")
    assert first.text == (
        f"✍️ Nhập hộ {SCHOOL}\n📝 Đăng ký ngày phát động, Đợt 1\n\n"
        "Xin gửi ảnh chụp bản giấy của đơn vị.\nNếu đơn vị nói qua điện thoại, xin bấm nút."
    )


def test_a_name_behind_the_command_that_fits_several_is_a_choice(desk: Desk) -> None:
    heard = desk.talk.say(desk.officer, "/nhapho sông xanh")
    assert heard.text == "Đồng chí chọn đơn vị nào?"
    assert SCHOOL in heard.labels
    assert "Trường THPT Sông Xanh" in heard.labels
    assert desk.talk.tap(desk.officer, SCHOOL).text.startswith(f"✍️ Nhập hộ {SCHOOL}\n")
    nobody = desk.talk.say(desk.officer, "/nhapho xyzxyz")
    assert nobody.text.startswith("Không có đơn vị nào tên gần giống “xyzxyz”.")


def test_a_launch_from_a_call(desk: Desk) -> None:
    desk.open(LAUNCH)
    question = desk.talk.tap(desk.officer, CALL)
    assert question.text.startswith(f"{SCHOOL} phát động Đợt 1 vào ngày nào ạ?")
    for words in ("20/3", "8 giờ, hội trường"):
        desk.talk.say(desk.officer, words)
    card = desk.talk.say(desk.officer, "45")
    assert "• Nhập theo: ☎️ Theo điện thoại" in card
    receipt = desk.talk.tap(desk.officer, ACCEPT)
    assert receipt.text == (
        f"✅ Đã ghi nhận lúc 09:00, 04/03.\n🏫 {SCHOOL}\n🚩 Đợt 1\n📅 Thứ Sáu, 20/03/2026\n📍 8 giờ, hội trường\n"
        "👥 Số người dự: 45\n\n"
        f"Trợ lý sẽ nhắc vào buổi sáng: Thứ Sáu, 13/03; Thứ Ba, 17/03; Thứ Năm, 19/03; và sáng hôm đó.\n\n{BY_PHONE}\n"
        "Trợ lý báo cho đơn vị biết; có chỗ sai, đơn vị bấm ❌ Không đúng."
    )
    (message,) = told(desk)
    assert message.text == (
        f"✍️ Công đoàn cấp trên vừa nhập hộ {SCHOOL}\n📝 Đăng ký ngày phát động, Đợt 1\n{BY_PHONE}\n\n"
        "• Ngày: Thứ Sáu, 20/03/2026\n• Giờ và nơi: 8 giờ, hội trường\n• Số người dự: 45\n\n"
        "Nếu đúng, đồng chí không cần làm gì. Nếu không đúng, xin bấm nút dưới."
    )
    assert [option.label for row in message.options for option in row] == ["❌ Không đúng"]
    (row,) = desk.talk.rows(OnBehalf)
    assert (row.version, row.before, row.source, row.document_id, row.objected_at) == (1, None, "call", None, None)
    assert [each.person_id for each in desk.talk.rows(Launch) if each.duty_id == desk.duties[LAUNCH]] == [row.entered_by]
    assert "duty.on_behalf" in {each.deed for each in desk.talk.rows(Operation)}


def test_a_report_from_a_paper_with_the_units_own_checks_and_the_review(desk: Desk) -> None:
    receipt = enter_report(desk)
    assert receipt.startswith("✅ Đã nộp báo cáo Đợt 1")
    assert BY_PAPER in receipt
    (row,) = desk.talk.rows(OnBehalf)
    assert row.source == "paper"
    assert row.document_id is not None
    code = receipt.partition("mã biên nhận: ")[2][:9]
    assert "✍️ Nhập hộ: Trần Thu Hà, theo bản giấy ngày 04/03/2026." in desk.talk.say(desk.chair, f"/bienlai {code}")
    number = next(each.id for each in desk.talk.rows(Report) if each.duty_id == desk.duties[REPORT])
    card = desk.talk.say(desk.officer, f"/duyet {number}")
    assert "✍️ Nhập hộ: Trần Thu Hà, theo bản giấy ngày 04/03/2026." in card
    assert desk.talk.tap(desk.officer, "📎 Xem minh chứng").text == "📎 Trợ lý gửi 1 tệp trong tin riêng."


def test_a_doubtful_figure_is_asked_about_as_the_unit_would_be(desk: Desk) -> None:
    desk.open(REPORT)
    desk.talk.tap(desk.officer, CALL)
    for words in ("0", "5", "Không có"):
        desk.talk.say(desk.officer, words)
    assert "Giữ 99" in "".join(desk.talk.say(desk.officer, "99").labels)


def test_a_pledge_and_its_amendment(desk: Desk) -> None:
    assert BY_PHONE in enter_pledge(desk)
    again = desk.open(PLEDGE)
    assert "⚠️ Trần Thu Hà đã nhập hộ việc này lúc 09:00, 04/03." in again
    assert "Muốn sửa, xin gõ lý do" in desk.talk.tap(desk.officer, CALL)
    assert "• Nhập theo: ☎️ Theo điện thoại" in desk.talk.say(desk.officer, "gọi lại")
    desk.talk.tap(desk.officer, ACCEPT)
    assert [(each.version, each.before) for each in desk.talk.rows(OnBehalf)] == [(1, None), (2, 1)]
    assert [each.is_latest for each in desk.talk.rows(Pledge) if each.duty_id == desk.duties[PLEDGE]] == [False, True]


def test_that_the_launch_was_held(desk: Desk) -> None:
    desk.enter_launch("5/3")
    desk.talk.clock.walk_to(desk.talk.clock.now() + timedelta(days=2))
    desk.open(HELD)
    desk.talk.tap(desk.officer, CALL)
    desk.talk.tap(desk.officer, "✅ Đã tổ chức Thứ Năm, 05/03")
    heard = desk.talk.say(desk.officer, "40")
    while ACCEPT not in heard.labels:
        heard = desk.talk.tap(desk.officer, next(each for each in heard.labels if each not in {"◀ Câu trước", "⏸ Để sau"}))
    assert "👤 Nhập hộ: Trần Thu Hà, theo điện thoại ngày 06/03/2026." in desk.talk.tap(desk.officer, ACCEPT)
    assert [each.present for each in desk.talk.rows(HeldLaunch)] == [40]


def test_a_quarterly_note(desk: Desk) -> None:
    desk.open(NOTE)
    desk.talk.tap(desk.officer, CALL)
    desk.talk.say(desk.officer, "Trồng 40 cây xanh")
    desk.talk.tap(desk.officer, "✅ Xong, không thêm")
    assert BY_PHONE in desk.talk.tap(desk.officer, SEND)
    assert [each.words for each in desk.talk.rows(Note)] == ["Trồng 40 cây xanh"]
    assert "• Dòng 1: Trồng 40 cây xanh" in told(desk)[0].text


def test_the_units_history_says_who_entered_it(desk: Desk) -> None:
    desk.enter_launch()
    heard = desk.talk.say(desk.chair, "/lichsu")
    assert "\n   ✍️ Nhập hộ: Trần Thu Hà, theo điện thoại ngày 04/03/2026" in heard
    desk.talk.tap_data(desk.chair, f"/khongdung {desk.duties[LAUNCH]} 1")
    assert "Nhập hộ" not in desk.talk.say(desk.chair, "/lichsu")


def test_the_officers_table_says_who_entered_it(desk: Desk) -> None:
    assert "Nhập hộ" not in _cells(desk)
    desk.enter_launch()
    shown = _cells(desk)
    assert ">Nhập hộ<" in shown
    assert "Đăng ký ngày phát động. Nhập hộ: Trần Thu Hà, theo điện thoại ngày 04/03/2026" in shown


def _cells(desk: Desk) -> str:
    """Every text of the workbook."""

    def write(db: Transaction) -> bytes:
        campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
        return build(gather(db, campaign, Reach(campaign.unit_id or 1), desk.talk.clock.now()), "vi")

    with ZipFile(BytesIO(desk.talk.do(write))) as book:
        return book.read("xl/sharedStrings.xml").decode()


def test_the_chairs_own_open_form_is_not_touched(desk: Desk) -> None:
    desk.talk.say(desk.chair, f"/dangky {desk.duties[LAUNCH]}")
    desk.talk.say(desk.chair, "27/3")
    desk.open(LAUNCH)
    desk.talk.tap(desk.officer, CALL)
    desk.talk.say(desk.officer, "20/3")
    subjects = {(each.owner, each.script, each.subject) for each in desk.talk.rows(Draft)}
    assert len({owner for owner, _script, _subject in subjects}) == 2
    assert ("nhapho", f"{desk.unit} {desk.duties[LAUNCH]}") in {(script, subject) for _owner, script, subject in subjects}
    for words in ("8 giờ, hội trường", "45"):
        desk.talk.say(desk.officer, words)
    desk.talk.tap(desk.officer, ACCEPT)
    assert desk.talk.say(desk.chair, "8 giờ, sân trường").text == "Dự kiến bao nhiêu người dự?"
    assert "27/03/2026" in desk.talk.say(desk.chair, "30")


def test_what_was_done_already_is_offered_to_be_corrected(desk: Desk) -> None:
    desk.enter_launch()
    assert "✏️ Đăng ký ngày phát động, Đợt 1 (sửa)" in desk.talk.say(desk.officer, f"/nhapho {desk.unit}").labels


@pytest.mark.parametrize("minutes", [0, 20])
def test_the_officers_second_thought_reaches_the_chair_as_far_as_the_entry_did(desk: Desk, minutes: int) -> None:
    desk.enter_launch()
    if minutes:
        desk.talk.do(_sent)
    assert desk.talk.tap(desk.officer, "↩️ Hoàn tác (trong 10 phút)").text.startswith("↩️ Đã hoàn tác.")
    assert "📅 Đăng ký phát động" not in desk.talk.last[desk.officer].labels  # that is the chair's own way
    undone = [message.text for message in told(desk, "behalf-undone/")]
    expected = f"↩️ Trần Thu Hà vừa rút lại bản nhập hộ {SCHOOL}\n📝 Đăng ký ngày phát động, Đợt 1\nBản này không còn tính."
    assert (undone, told(desk)) == (([expected] if minutes else []), [])


def _sent(db: Transaction) -> None:
    outbox = table_of(Outbox)
    db.connection.execute(update(outbox).where(outbox.c.key.like("behalf/%")).values(state="sent"))
