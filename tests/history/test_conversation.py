"""/lichsu: what a unit has given, by campaign, and copies to print."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import sqlmodel
from docx import Document
from sqlmodel import col

from bot import history
from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import Invites
from bot.models import Campaign, Duty, Launch, Office, Report, written
from bot.people import CHAIR
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.history.written import everything
from tests.pledges.campaign import PLAN, SCHOOL, unit
from tests.support.posted import Posted, posted
from tests.support.talking import Talk

NOTHING = f"📚 {MAIS_UNIT} chưa gửi gì qua Trợ lý. Khi đơn vị đăng ký hoặc báo cáo, mọi bản sẽ được giữ ở đây."
GONE = "Bản này đã được thay bằng bản khác hoặc đã rút lại. Xin chọn lại trong danh sách."


@pytest.fixture
def sent(talk: Talk, invites: Invites, clock: StandingClock) -> Posted:
    """The messages that were owed as templates of a kind, as the delivery writes them."""
    return lambda kind: talk.do(lambda db: posted(db, invites, clock, kind))


def unit_id(talk: Talk, name: str) -> int:
    return talk.do(lambda db: unit(db, name).id or 0)


def give(talk: Talk) -> int:
    """Let Mai's unit have given one of everything in a campaign of its own; returns the unit."""
    return talk.do(lambda db: everything(db, PLAN))


def test_before_anything_was_given(talk: Talk, join: Join) -> None:
    heard = talk.say(join(MAI), "/lichsu")
    assert (heard.text, heard.labels) == (NOTHING, ("⏳ Còn thiếu gì?",))


def test_everything_is_listed_with_its_day_and_receipt(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    give(talk)
    heard = talk.say(mai, "/lichsu")
    code = talk.rows(Report)[-1].receipt
    assert heard.text == (
        f"📚 {MAIS_UNIT}\n"
        "📣 Phong trào thi đua của các bài kiểm tra\n"
        "1. 📅 Đăng ký ngày phát động, Đợt 1: ngày 20/03/2026, ghi 04/03/2026\n"
        "2. 🎉 Báo đã tổ chức phát động, Đợt 1: đã tổ chức 03/03/2026, ghi 04/03/2026\n"
        "3. 🤝 Đăng ký giao ước thi đua, Đợt 1: ghi 04/03/2026\n"
        "4. 🏗 Công trình, phần việc, Đợt 1: đã báo 8 việc\n"
        f"5. 📝 Báo cáo kết quả, Đợt 1: mã {code[:4]}-{code[4:]}, đang chờ duyệt, nộp 04/03/2026\n"
        "6. 🗒 Báo cáo quý 1/2026, Đợt 1: ghi 04/03/2026\n"
        "Bấm 🖨 để lấy bản in, ký tên và đóng dấu."
    )
    assert heard.labels[0] == "🖨 1. Đăng ký ngày phát động, Đợt 1"
    assert len(heard.labels) == 6


@pytest.mark.parametrize(
    ("number", "title", "parts"),
    [
        (1, "BẢN ĐĂNG KÝ", ("Thứ Sáu, 20/03/2026", "1.200")),
        (2, "BÁO CÁO", ("Đã tổ chức", "45/62 đoàn viên", "Bí thư chi bộ")),
        (3, "BẢN ĐĂNG KÝ", ("45 cá nhân; 12 tập thể", "THỦ TRƯỞNG ĐƠN VỊ", "Ngày 03/03/2026")),
        (4, "BÁO CÁO", ("Đã xong ngày 03/03/2026; 5.000.000 đồng", "Không thực hiện: Đơn vị")),
        (5, "BÁO CÁO", ("1.250.000.000 sáng kiến", "Hoàn thành xuất sắc")),
        (6, "BÁO CÁO", ("quý 1/2026",)),
    ],
)
def test_each_is_sent_as_a_copy_to_sign(
    talk: Talk, join: Join, sent: Posted, number: int, title: str, parts: tuple[str, ...]
) -> None:
    mai = join(MAI)
    give(talk)
    label = talk.say(mai, "/lichsu").labels[number - 1]
    heard = talk.tap(mai, label)
    name = label.partition(". ")[2]
    assert heard.text == f"🖨 Trợ lý gửi bản in “{name}” trong một tin riêng."
    (message,) = sent(history.TEMPLATE)
    assert message.text == f"🖨 {name}, {MAIS_UNIT}. Xin in, ký tên và đóng dấu."
    assert message.file is not None
    assert message.file.name.endswith(".docx")
    opened = Document(BytesIO(message.file.build()))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    said = "\n".join([*(each.text for each in opened.paragraphs), *cells, opened.sections[0].footer.paragraphs[0].text])
    for part in (title, *parts, "CÔNG ĐOÀN TRƯỜNG TIỂU HỌC SÔNG XANH", "Nguyễn Thị Mai", "Ghi nhận lúc 09:00 ngày 04/03/2026"):
        assert part in said, part


def test_several_campaigns_are_asked_about_first(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    give(talk)
    heard = talk.say(mai, "/lichsu")
    assert heard.text == f"📚 {MAIS_UNIT}\nĐồng chí xem chiến dịch nào?"
    assert heard.labels[0] == "📣 Phong trào thi đua của các bài kiểm tra"
    listed = talk.tap(mai, heard.labels[1])
    assert "1. 📅 Đăng ký ngày phát động" in listed
    assert listed.labels[-1] == "📚 Chiến dịch khác"


def test_a_campaign_that_is_over_is_still_there(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)

    def close(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(Campaign)).all():
            each.is_open = False
            db.session.add(each)

    talk.do(close)
    assert "1. 📅 Đăng ký ngày phát động" in talk.say(mai, "/lichsu")


def test_a_long_list_comes_in_pages(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    owner = give(talk)
    talk.do(lambda db: everything(db, PLAN, "hai"))
    campaign = max(each.id for each in talk.rows(Campaign))

    def merge(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(Duty).where(Duty.unit_id == owner, Duty.campaign_id != campaign)).all():
            each.campaign_id, each.occurrence = campaign, each.occurrence + 1
            db.session.add(each)

    talk.do(merge)
    heard = talk.say(mai, "/lichsu")
    assert "(trang 1/2)" in heard
    second = talk.tap(mai, "Trang sau ▶")
    assert second.labels[-1] == "◀ Trang trước"
    assert "9. " in second


def test_what_was_replaced_meanwhile_is_not_printed(talk: Talk, join: Join, sent: Posted) -> None:
    mai = join(MAI)
    register(talk, mai)
    label = talk.say(mai, "/lichsu").labels[0]
    old = talk.last[mai].data[label]
    register(talk, mai, "21/3")
    assert talk.tap_data(mai, old).text == GONE
    assert sent(history.TEMPLATE) == []


def test_what_is_replaced_before_it_leaves_is_dropped(talk: Talk, join: Join, sent: Posted) -> None:
    mai = join(MAI)
    register(talk, mai)
    talk.tap(mai, talk.say(mai, "/lichsu").labels[0])
    register(talk, mai, "21/3")
    assert sent(history.TEMPLATE) == []


WORDS: dict[str, Callable[[int, int], str]] = {
    "the unit": lambda unit, _row: f"{unit}",
    "its copy": lambda unit, row: f"{unit} in launch {row}",
    "a copy under the own unit": lambda _unit, row: f"in launch {row}",
    "no number": lambda _unit, _row: "abc",
    "a long one": lambda _unit, _row: "9" * 60,
    "nothing of it": lambda unit, _row: f"{unit} in",
}


@pytest.mark.parametrize("words", WORDS)
def test_another_units_history_is_closed_to_a_chair(talk: Talk, join: Join, sent: Posted, words: str) -> None:
    mai, dung = join(MAI), join(DUNG)
    register(talk, dung)
    row = next(each for each in talk.rows(Launch) if each.person_id)
    theirs = unit_id(talk, "Công ty TNHH Cơ khí Minh Tâm")
    assert talk.say(mai, f"/lichsu {WORDS[words](theirs, row.id)}").text == NOTHING
    own = unit_id(talk, SCHOOL)
    assert talk.say(mai, f"/lichsu {own} in launch {row.id}").text == GONE
    assert sent(history.TEMPLATE) == []


def test_an_officer_opens_the_history_of_a_unit_within_reach(talk: Talk, join: Join, sent: Posted) -> None:
    officer, mai = join(OFFICER), join(MAI)
    register(talk, mai)
    heard = talk.say(officer, "/lichsu")
    assert (heard.text, heard.labels) == ("📚 Lịch sử xem theo từng đơn vị. Xin tìm đơn vị trước.", ("🔎 Tìm đơn vị",))
    heard = talk.say(officer, f"/lichsu {unit_id(talk, SCHOOL)}")
    talk.tap(officer, heard.labels[0])
    assert len(sent(history.TEMPLATE)) == 1


def test_who_leads_two_units_is_asked_which(talk: Talk, join: Join) -> None:
    dung = join(DUNG)

    def seat(db: Transaction) -> None:
        known = db.session.exec(sqlmodel.select(Office).where(Office.role == CHAIR).order_by(col(Office.id).desc())).first()
        assert known
        told: dict[str, Any] = {"person_id": known.person_id, "role": CHAIR, "title": "Chủ tịch", "valid_from": known.valid_from}
        db.session.add(Office(federation_id=known.federation_id, unit_id=written(unit(db, SCHOOL).id), **told))

    talk.do(seat)
    asked = talk.say(dung, "/lichsu")
    assert asked.text == "📚 Đồng chí xem lịch sử của đơn vị nào?"
    assert talk.tap(dung, asked.labels[1]).text.startswith(f"📚 {asked.labels[1].removeprefix('🏫 ')} chưa gửi gì")


def test_the_copy_of_an_approved_report_says_so(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    give(talk)

    def approve(db: Transaction) -> None:
        row = db.session.exec(sqlmodel.select(Report).order_by(col(Report.id).desc())).first()
        assert row
        row.state = "approved"
        db.session.add(row)

    talk.do(approve)
    assert "đã duyệt" in talk.say(mai, "/lichsu")
