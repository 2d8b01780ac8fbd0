"""“Ai chưa nộp?”, nudging and calling as an officer sees them; and what others do not see."""

from datetime import date, timedelta
from typing import Any

import pytest
import sqlmodel

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.models import Cluster, ClusterUnit, Duty, Nudge, Office, PhoneCall, Promise
from tests.conftest import DUNG, MAI, NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.follow_up.conftest import duty_id, escalate, list_phone, unit_id
from tests.support.talking import Talk

LAUNCHES = "Đăng ký ngày phát động, Đợt 1 (12)"
ALL = "📨 Nhắc cả 12 đơn vị"
LATER = NOW + timedelta(days=10)


def role(talk: Talk, name: str, cluster_id: int | None = None) -> None:
    """The demo's officer holds another role from now on."""

    def work(db: Transaction) -> None:
        office = db.session.exec(sqlmodel.select(Office).where(Office.role == "officer")).one()
        office.role, office.cluster_id = name, cluster_id
        db.session.add(office)

    talk.do(work)


def cluster(db: Transaction, name: str, *units: str) -> int:
    made = Cluster(federation_id=1, name=name, position=1)
    db.session.add(made)
    db.session.flush()
    for each in units:
        owner: dict[str, Any] = {"federation_id": 1, "cluster_id": made.id or 0, "unit_id": unit_id(db, each)}
        db.session.add(ClusterUnit(**owner, valid_from=date(2026, 1, 1)))
    return made.id or 0


def test_who_has_not_done_it_and_a_nudge_to_all(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    clock.walk_to(LATER)
    assert talk.say(officer, "/chuanop").labels[:1] == (LAUNCHES,)
    heard = talk.tap(officer, LAUNCHES)
    assert heard.text.startswith("⏳ Đăng ký ngày phát động, Đợt 1: 12/18 đơn vị còn thiếu\n• ")
    assert f"• {MAIS_UNIT} (quá hạn 10 ngày) · đơn vị nhắn 04/03/2026" in heard
    done = talk.tap(officer, ALL)
    assert done.text.startswith("📨 Đã nhắc 1 đơn vị.\n11 đơn vị chưa kết nối hoặc không nhận nhắc tự động, xin gọi điện: ")
    again = talk.tap_data(officer, heard.data[ALL])
    assert "1 đơn vị đã được nhắc, gần nhất lúc 09:00, 14/03" in again
    assert len(talk.rows(Nudge)) == 1


def test_the_list_of_one_cluster_and_the_groups(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT))
    talk.say(officer, "/chuanop")
    talk.tap(officer, LAUNCHES)
    groups = talk.tap(officer, "🔎 Theo cụm, theo khối")
    assert any(label.endswith("Cụm số 1 (1)") for label in groups.labels)
    assert any("Doanh nghiệp" in label for label in groups.labels)
    chosen = next(label for label in groups.labels if "Cụm số 1" in label)
    heard = talk.tap(officer, chosen)
    assert heard.text.split("\n")[1].startswith("Cụm số 1: ")
    assert "Bệnh viện" not in heard
    assert "🔎 Nhóm khác" in heard.labels


def test_one_unit_has_a_card_and_is_nudged_with_one_tap(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.do(lambda db: list_phone(db, MAIS_UNIT, "Nguyễn Thị Mai", "0912 000 111"))
    clock.walk_to(LATER)
    number = talk.do(lambda db: duty_id(db, MAIS_UNIT))
    card = talk.say(officer, f"/viecthieu {number}")
    assert card.text.startswith(f"🏫 {MAIS_UNIT}\n")
    assert "1. Đăng ký ngày phát động, Đợt 1. Hạn: Thứ Tư, 04/03/2026, đã quá 10 ngày." in card
    assert card.data["☎️ Đã gọi"].endswith(f" {number}")
    assert card.data["⚖️ Gia hạn, miễn"] == f"/quyetdinh {number}"
    assert talk.tap(officer, "📨 Nhắc đơn vị").text == f"📨 Đã nhắc {MAIS_UNIT}."
    again = talk.tap_data(officer, card.data["📨 Nhắc đơn vị"])
    assert again.text == "Đơn vị này đã được nhắc lúc 09:00, 14/03. Sau 09:00, 15/03 mới nhắc tiếp được."
    register(talk, MAI, "20/3")
    assert "✅ Việc này không còn thiếu.\n⏳ Còn thiếu 2/3 việc:" in talk.say(officer, f"/viecthieu {number}")


def test_the_card_leads_to_more_time(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    number = talk.do(lambda db: duty_id(db, MAIS_UNIT))
    talk.say(officer, f"/viecthieu {number}")
    assert "quyết định thế nào" in talk.tap(officer, "⚖️ Gia hạn, miễn")
    talk.tap(officer, "📅 Gia hạn")
    talk.say(officer, "20/3")
    card = talk.say(officer, "bận")
    assert f"🏫 {MAIS_UNIT}\n⏳ Đăng ký ngày phát động, Đợt 1" in card
    talk.tap(officer, "✅ Đúng, ghi nhận")
    assert talk.do(lambda db: db.session.get_one(Duty, number).due_on) == date(2026, 3, 20)


def test_the_call_list_and_what_came_of_a_call(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.do(escalate)
    talk.do(lambda db: list_phone(db, MAIS_UNIT, "Nguyễn Thị Mai", "0912 000 111"))
    clock.walk_to(LATER)
    heard = talk.say(officer, "/goidien")
    assert heard.text.startswith("☎️ Cần gọi 12 đơn vị (trang 1/2)\n1. ")
    while f"{MAIS_UNIT}: Nguyễn Thị Mai, 0912 000 111" not in heard:
        heard = talk.tap(officer, "Trang sau ▶")
    talk.tap(officer, next(each for each in heard.labels if MAIS_UNIT in each))
    assert talk.last[officer].labels[:4] == ("✅ Gặp được", "📅 Hẹn ngày nộp", "📵 Không nghe máy", "❌ Sai số")
    talk.tap(officer, "📅 Hẹn ngày nộp")
    talk.tap(officer, "Tất cả các việc")
    done = talk.say(officer, "20/3")
    assert done.text == f"✅ Đã ghi: {MAIS_UNIT} hẹn nộp Thứ Sáu, 20/03/2026. Trước ngày đó Trợ lý không nhắc thêm."
    assert [(each.outcome, each.duty_id) for each in talk.rows(PhoneCall)] == [("promised", None)]
    assert {each.day for each in talk.rows(Promise)} == {date(2026, 3, 20)}
    assert talk.say(officer, "/goidien").text.startswith("☎️ Cần gọi 11 đơn vị")
    talk.say(officer, "/chuanop")
    line = f"• {MAIS_UNIT} (quá hạn 10 ngày) · hẹn nộp Thứ Sáu, 20/03 · ☎ 0912 000 111 · cán bộ gọi 14/03/2026"
    assert line in talk.tap(officer, LAUNCHES)


def test_who_joined_is_named_where_the_list_has_no_number(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    join(MAI)
    talk.do(escalate)
    clock.walk_to(LATER)
    heard = talk.say(officer, "/goidien")
    assert "Danh sách chưa có người liên hệ." in heard  # of those who never joined
    while MAIS_UNIT not in heard:
        heard = talk.tap(officer, "Trang sau ▶")
    assert f"{MAIS_UNIT}: Nguyễn Thị Mai, chưa có số điện thoại\n   đăng ký ngày phát động, Đợt 1, quá hạn 10 ngày" in heard
    assert heard.text.endswith("xin gửi lại danh sách đơn vị có cột điện thoại: /nhapdonvi")
    asked = talk.tap(officer, next(each for each in heard.labels if MAIS_UNIT in each))
    assert asked.text == f"☎️ {MAIS_UNIT}\nNguyễn Thị Mai, chưa có số điện thoại\nCuộc gọi thế nào ạ?"
    role(talk, "viewer")
    assert "/nhapdonvi" not in talk.say(officer, "/goidien")


def test_a_wrong_number_is_noted_and_the_unit_stays(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    number = talk.do(lambda db: unit_id(db, MAIS_UNIT))
    talk.say(officer, f"/dagoi {number}")
    assert talk.tap(officer, "❌ Sai số").text == f"✅ Đã ghi: {MAIS_UNIT}, sai số."
    heard = talk.say(officer, "/goidien 2")
    assert f"{MAIS_UNIT}" in heard
    assert "Đã gọi 09:00, 04/03: sai số" in heard


COMMANDS = ("/chuanop", "/viecthieu {duty}", "/nhac {duty}", "/goidien", "/dagoi {unit}", "/bang", "/tiendo")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_chair_gets_none_of_it(talk: Talk, join: Join, command: str) -> None:
    dung = join(DUNG)
    numbers = talk.do(lambda db: {"duty": duty_id(db, MAIS_UNIT), "unit": unit_id(db, MAIS_UNIT)})
    assert talk.say(dung, command.format(**numbers)).text.startswith("Việc này dành cho cán bộ")
    assert talk.rows(Nudge) == talk.rows(PhoneCall) == []


@pytest.mark.parametrize("command", ["/nhac {duty}", "/dagoi {unit}"])
def test_a_viewer_sees_and_does_nothing(talk: Talk, join: Join, command: str) -> None:
    officer = join(OFFICER)
    join(MAI)
    role(talk, "viewer")
    numbers = talk.do(lambda db: {"duty": duty_id(db, MAIS_UNIT), "unit": unit_id(db, MAIS_UNIT)})
    assert talk.say(officer, command.format(**numbers)).text.startswith("Việc này dành cho cán bộ")
    card = talk.say(officer, f"/viecthieu {numbers['duty']}")
    assert card.labels == ("⏳ Tất cả việc còn thiếu",)
    talk.say(officer, "/chuanop")
    assert ALL not in talk.tap(officer, LAUNCHES).labels
    assert talk.rows(Nudge) == []


def test_a_lead_reaches_the_cluster_alone(talk: Talk, join: Join) -> None:
    lead = join(OFFICER)
    join(MAI)
    join(DUNG)
    number = talk.do(lambda db: cluster(db, "Cụm số 1", MAIS_UNIT))
    role(talk, "lead", number)
    theirs = "Công ty TNHH Cơ khí Minh Tâm"
    others = talk.do(lambda db: {"duty": duty_id(db, theirs), "unit": unit_id(db, theirs)})
    assert talk.say(lead, f"/nhac {others['duty']}").text == "Việc này không còn thiếu."
    assert talk.say(lead, f"/viecthieu {others['duty']}").text == "Việc này không còn thiếu."
    assert talk.say(lead, f"/dagoi {others['unit']}").text == "Không tìm thấy đơn vị này."
    assert talk.say(lead, f"/nhac {talk.do(lambda db: duty_id(db, MAIS_UNIT))}").text == f"📨 Đã nhắc {MAIS_UNIT}."
    assert [each.unit_id for each in talk.rows(Nudge)] == [talk.do(lambda db: unit_id(db, MAIS_UNIT))]
