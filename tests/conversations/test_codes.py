"""/mamoi, /bangiao, /doivai: how people come in, hand over and choose whom they act for."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
import sqlmodel

from bot.codes import CODE, SHEET
from bot.database.transaction import Transaction
from bot.models import Invite, Office, Outbox, Unit
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import ACCEPT, CHAIR_MENU, MAIS_UNIT, OFFICER_MENU, Join, code_in, register
from tests.support.posted import Posted
from tests.support.talking import Talk

NEW = 77  # a phone that nobody knows


def enter(talk: Talk, user: int, words: str, *more: str) -> None:
    """Join with a code or a link's token."""
    talk.say(user, words)
    talk.tap(user, "✅ Đúng, là tôi")
    talk.tap(user, "Tôi đồng ý")
    talk.tap(user, "🔔 Có, nhắc giúp tôi")
    for each in more:
        talk.say(user, each)


def test_an_officer_gets_a_code_for_one_unit_and_the_old_one_is_good_no_more(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/mamoi")
    talk.tap(officer, "🔑 Mã cho một đơn vị")
    talk.say(officer, "tieu hoc song xanh")
    talk.tap(officer, MAIS_UNIT)
    [first] = sent(CODE)
    assert re.search(
        r"🔑 Mã mời: [A-Z2-9]{6}\n👤 Chủ tịch công đoàn\n🏫 Trường Tiểu học Sông Xanh\n🔗 https://t.me/thidua_bot\?start=",
        first.text,
    )
    unit_id = talk.do(lambda db: db.session.exec(sqlmodel.select(Unit.id).where(Unit.name == MAIS_UNIT)).one())
    assert talk.say(officer, f"/mamoi {unit_id}").text.startswith("Trợ lý đang gửi mã mới.")
    [second] = sent(CODE)
    assert "Mã mời này không đúng, đã dùng hoặc hết hạn" in talk.say(NEW, code_in(first))
    enter(talk, NEW, code_in(second), "Nguyễn Văn Tư")
    assert talk.last[NEW].text.startswith("✅ Đã kết nối với Trường Tiểu học Sông Xanh.")


def test_no_code_in_clear_is_kept(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/mamoi 2")
    [message] = sent(CODE)
    code, token = code_in(message), message.text.partition("start=")[2].split()[0]
    kept = str([each.model_dump() for each in [*talk.rows(Invite), *talk.rows(Outbox)]])
    assert len(code) == 6
    assert len(token) == 32
    assert code not in kept
    assert token not in kept


def test_a_printed_sheet_holds_a_card_for_every_unit_that_is_not_in(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.say(officer, "/mamoi")
    talk.tap(officer, "🖨 Phiếu in (17 đơn vị chưa kết nối)")
    assert talk.tap(officer, "Chưa xếp cụm (17)").text.startswith("🖨 Trợ lý đang làm 1 phiếu")
    [message] = sent(SHEET)
    assert message.file is not None
    content = message.file.build()
    with ZipFile(BytesIO(content)) as archive:
        text = re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    codes = re.findall(r"\b[A-HJKMNP-Z2-9]{6}\b", text)
    assert (len(codes), len(set(codes)), len(pictures)) == (17, 17, 17)
    assert MAIS_UNIT not in text
    assert "Bệnh viện Đa khoa Sông Xanh" in text
    enter(talk, NEW, codes[0], "Trần Thị Ba")
    assert talk.last[NEW].text.startswith("✅ Đã kết nối với")


def test_another_officer_comes_in_by_a_code_of_an_officer(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/mamoi")
    talk.tap(officer, "👤 Mã cho một cán bộ")
    talk.tap(officer, "Người xem")
    talk.say(officer, "Đỗ Văn Năm")
    talk.say(officer, "Ủy viên")
    card = talk.last[officer]
    assert "• Việc: Người xem" in card
    talk.tap(officer, "✅ Đúng, gửi mã")
    [message] = sent(CODE)
    enter(talk, NEW, code_in(message))
    assert talk.last[NEW].menu == OFFICER_MENU
    assert "Chưa đăng ký" in "".join(talk.say(NEW, "📊 Tình hình").labels)
    assert talk.say(NEW, "/mamoi").text.startswith("Việc này dành cho cán bộ")
    views = (
        "📨 Ai chưa nộp?",
        "☎️ Cần gọi điện",
        "🏫 Xem đơn vị",
        "🌳 Tổng hợp",
        "📊 Bảng Excel",
        "📈 Tiến độ",
        "📃 Báo cáo Word",
        "🎗 Lịch",
        "📒 Nhật ký",
        "🌴 Vắng mặt",
    )
    assert talk.say(NEW, "⚙️ Quản lý").labels == views


def test_a_lead_needs_a_cluster(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/mamoi")
    talk.tap(officer, "👤 Mã cho một cán bộ")
    assert talk.tap(officer, "Cụm trưởng").text.startswith("Chưa có cụm thi đua nào.")


def test_a_chair_hands_over_and_is_out_the_moment_the_code_is_used(talk: Talk, join: Join, sent: Posted) -> None:
    mai = join(MAI)
    register(talk, mai)
    talk.say(mai, "/bangiao")
    talk.tap(mai, "🤝 Bàn giao cho người mới")
    talk.say(mai, "Lý Thị Sáu")
    talk.tap(mai, "✅ Đúng, gửi mã bàn giao")
    [message] = sent(CODE)
    assert "Đồng chí cần việc gì" in talk.say(mai, "xin chào")  # still in, until somebody comes
    enter(talk, NEW, code_in(message))
    farewell = [each for each in talk.rows(Outbox) if each.key.startswith("office-end/")]
    assert len(farewell) == 1
    assert "nay do Lý Thị Sáu phụ trách" in farewell[0].body
    assert talk.say(mai, "/dangky").text == "Hiện đơn vị của đồng chí không có đợt nào cần đăng ký phát động."
    assert "phát động vào Thứ Sáu, 20/03/2026" in talk.say(NEW, "/tinhhinh")  # what was said stays with the unit
    old, new = sorted((each for each in talk.rows(Office) if each.role == "chair"), key=lambda each: int(each.id))
    assert old.valid_to is not None
    assert new.valid_to is None


def test_an_officer_revokes_an_office_at_once(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    talk.say(officer, "/bangiao")
    talk.say(officer, "Tiểu học Sông Xanh")
    talk.tap(officer, MAIS_UNIT)
    talk.tap(officer, "⛔ Thu hồi, chưa có người thay")
    assert talk.tap(officer, "Không").text == "Không có gì thay đổi."
    talk.say(officer, "/bangiao")
    talk.say(officer, "Tiểu học Sông Xanh")
    talk.tap(officer, MAIS_UNIT)
    talk.tap(officer, "⛔ Thu hồi, chưa có người thay")
    assert talk.tap(officer, "⛔ Đúng, thu hồi ngay").text.startswith("⛔ Đã thu hồi.")
    assert talk.say(mai, "/conthieu").text == "✅ Đơn vị của đồng chí không còn thiếu việc gì."


def test_a_unit_without_anybody_has_nothing_to_hand_over(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bangiao")
    talk.say(officer, "Tiểu học Sông Xanh")
    assert talk.tap(officer, MAIS_UNIT).text.startswith("Đơn vị này chưa có ai kết nối")


def second_unit(talk: Talk, officer: int, sent: Posted) -> str:
    """A code for the unit of one of the demo's people."""
    talk.say(officer, "/mamoi")
    talk.tap(officer, "🔑 Mã cho một đơn vị")
    talk.say(officer, "Cơ khí Minh Tâm")
    talk.tap(officer, "Công ty TNHH Cơ khí Minh Tâm")
    [message] = sent(CODE)
    return code_in(message)


def test_somebody_with_two_units_chooses_the_one_to_act_for(talk: Talk, join: Join, sent: Posted) -> None:
    officer, mai = join(OFFICER), join(MAI)
    assert talk.say(mai, "/doivai").text.startswith("Đồng chí đang phụ trách một đơn vị")
    code = second_unit(talk, officer, sent)
    assert talk.say(mai, code).labels == ("🔑 Dùng mã này",)
    talk.tap(mai, "🔑 Dùng mã này")
    talk.tap(mai, "✅ Đúng, là tôi")
    talk.tap(mai, "Tôi đồng ý")
    assert talk.say(mai, "/conthieu").text.startswith("⏳ Còn 6 việc:")
    talk.say(mai, "/doivai")
    assert "Từ nay Trợ lý hỏi và trả lời cho: Công ty TNHH Cơ khí" in talk.tap(
        mai, "Công ty TNHH Cơ khí Minh Tâm · Chủ tịch công đoàn"
    )
    heard = talk.say(mai, "/conthieu")
    assert heard.text.startswith("⏳ Còn 3 việc:")
    assert "Công ty TNHH Cơ khí Minh Tâm phát động Đợt 1 vào ngày nào" in talk.say(mai, "/dangky")
    talk.say(mai, "/doivai")
    talk.tap(mai, "Tất cả")
    assert talk.say(mai, "/conthieu").text.startswith("⏳ Còn 6 việc:")


def test_an_officer_who_is_a_chair_too_is_one_at_a_time(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    code = second_unit(talk, officer, sent)
    talk.say(officer, code)
    talk.tap(officer, "🔑 Dùng mã này")
    talk.tap(officer, "✅ Đúng, là tôi")
    talk.tap(officer, "Tôi đồng ý")
    talk.say(officer, "/doivai")
    assert talk.tap(officer, "Công ty TNHH Cơ khí Minh Tâm · Chủ tịch công đoàn").menu == CHAIR_MENU
    assert talk.say(officer, "/mamoi").text.startswith("Việc này dành cho cán bộ")
    assert talk.say(officer, "/conthieu").text.startswith("⏳ Còn 3 việc:")
    talk.say(officer, "/doivai")
    assert talk.tap(officer, "Công đoàn phường Sông Xanh · Phó Chủ tịch").menu == OFFICER_MENU


@pytest.mark.parametrize(
    "command", ["/mamoi", "/hanviec", "/quyetdinh", "/sukien", "/quanly", "/mochiendich", "/nhapdonvi", "/doidonvi"]
)
def test_a_chair_is_told_that_it_is_for_officers(talk: Talk, join: Join, command: str) -> None:
    assert talk.say(join(DUNG), command).text == "Việc này dành cho cán bộ công đoàn cấp trên. Xin bấm một nút ở khung dưới."


def test_a_unit_out_of_reach_gets_no_code(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)

    def foreign(db: Transaction) -> int:
        """A unit that stands nowhere below this officer."""
        own = db.session.exec(sqlmodel.select(Unit).where(Unit.name == MAIS_UNIT)).one()
        unit = Unit(**{**own.model_dump(exclude={"id"}), "name": "Đơn vị khác"})
        db.session.add(unit)
        db.session.flush()
        return unit.id or 0

    assert talk.say(officer, f"/mamoi {talk.do(foreign)}").text == "Đồng chí cần mã mời cho ai?"
    assert sent(CODE) == []
    assert ACCEPT
