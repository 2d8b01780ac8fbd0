"""/hanviec, /quyetdinh, /sukien: an officer confirms dates, decides about one unit, and says that an event has happened."""

from datetime import date

import pytest
import sqlmodel

from bot import campaigns
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.models import Campaign, Duty, DutyChange, DutyRule, Outbox, Phase, Unit
from tests.conftest import MAI, NOW, OFFICER
from tests.conversations.conftest import ACCEPT, MAIS_UNIT, Join
from tests.support.talking import Talk

REPORT = "❔ báo cáo kết quả: 10 ngày sau khi kết thúc đợt"


def due_days(talk: Talk, kind: str) -> set[date | None]:
    return {each.due_on for each in talk.rows(Duty) if each.kind == kind and each.done_at is None}


def test_a_proposed_date_is_confirmed_as_it_is(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert "• 1 hạn chưa xác nhận." in talk.say(officer, "⚙️ Quản lý")
    assert "✅ đăng ký ngày phát động, Đợt 1: Thứ Tư, 04/03/2026" in talk.say(officer, "/hanviec").labels
    shown = talk.tap(officer, REPORT)
    assert "• Đợt 1: Thứ Sáu, 10/07/2026\n• Đợt 2: Thứ Hai, 11/01/2027" in shown
    talk.tap(officer, "✅ Theo cách tính này")
    talk.tap(officer, "3 ngày")
    assert "• Cách tính: ✅ Theo cách tính này\n• Được nộp muộn: 3 ngày" in talk.last[officer]
    done = talk.tap(officer, "✅ Xác nhận hạn")
    assert done.text.startswith("✅ Đã xác nhận: báo cáo kết quả.\n• Đợt 1: Thứ Sáu, 10/07/2026")
    assert done.text.endswith("Mọi hạn đã được xác nhận.")
    assert due_days(talk, "report") == {date(2026, 7, 10)}
    assert "hạn chưa xác nhận" not in talk.say(officer, "⚙️ Quản lý")


@pytest.mark.parametrize(
    ("way", "said", "due"),
    [("✏️ Đổi số ngày", "5", date(2026, 7, 6)), ("📅 Chọn một ngày", "3/7/2026", date(2026, 7, 3))],
)
def test_an_officer_sets_other_dates(talk: Talk, join: Join, way: str, said: str, due: date) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/hanviec")
    talk.tap(officer, REPORT)
    talk.tap(officer, way)
    talk.say(officer, said)
    talk.tap(officer, "Không cho muộn")
    talk.tap(officer, "✅ Xác nhận hạn")
    assert due_days(talk, "report") == {due}
    running = next(each.id for each in talk.rows(Campaign) if each.is_open)
    [rule] = [each for each in talk.rows(DutyRule) if each.kind == "report" and each.campaign_id == running]
    assert (rule.origin, rule.source, rule.confirmed_by) == ("officer", "Trần Thu Hà", "Trần Thu Hà")


def to_the_duty(talk: Talk, officer: int) -> None:
    talk.say(officer, "/quyetdinh")
    talk.say(officer, "TH Song Xanh")
    talk.tap(officer, MAIS_UNIT)
    talk.tap(officer, next(label for label in talk.last[officer].labels if label.startswith("Đăng ký ngày phát động")))


def news(talk: Talk) -> list[str]:
    return [each.body for each in talk.rows(Outbox) if each.key.startswith("decision/")]


def test_a_unit_gets_more_time_and_hears_of_it(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    to_the_duty(talk, officer)
    talk.tap(officer, "📅 Gia hạn")
    talk.say(officer, "20/3")
    talk.say(officer, "Chờ hội nghị người lao động")
    assert talk.tap(officer, ACCEPT).text == "✅ Đã ghi nhận. Trợ lý đã báo cho đơn vị."
    [told] = news(talk)
    assert "được gia hạn đến Thứ Sáu, 20/03/2026.\\nLý do: Chờ hội nghị người lao động" in told
    assert "Hạn: Thứ Sáu, 20/03/2026, còn 16 ngày." in talk.say(mai, "/conthieu")
    [change] = talk.rows(DutyChange)
    assert (change.deed, change.before, change.after) == ("extended", "2026-03-04", "2026-03-20")


def test_a_unit_is_excused_and_asked_again(talk: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    to_the_duty(talk, officer)
    talk.tap(officer, "🕊 Miễn việc này")
    talk.say(officer, "Đơn vị tạm ngừng hoạt động")
    talk.tap(officer, ACCEPT)
    assert "phát động" not in talk.say(mai, "/conthieu")
    to_the_duty(talk, officer)
    assert "🕊 Miễn việc này" not in talk.last[officer].labels
    talk.tap(officer, "🔓 Mở lại")
    talk.say(officer, "Đã hoạt động lại")
    talk.tap(officer, ACCEPT)
    assert "Đăng ký ngày phát động" in talk.say(mai, "/conthieu")
    assert [each.deed for each in talk.rows(DutyChange)] == ["excused", "reopened"]


def test_a_paper_is_taken_for_a_unit_that_is_not_connected(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    to_the_duty(talk, officer)
    talk.tap(officer, "📥 Đã nhận bản giấy")
    talk.say(officer, "Nhận tại văn phòng")
    done = talk.tap(officer, ACCEPT)
    assert done.text.startswith("✅ Đã ghi nhận. Đơn vị chưa kết nối nên chưa được báo: xin gọi điện, ")
    assert done.labels == ("☎️ Mở thẻ đơn vị để gọi, mời",)
    assert news(talk) == []


def test_a_name_that_fits_nothing_is_asked_again(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/quyetdinh")
    assert talk.say(officer, "xyz qqq").text.startswith("Không có đơn vị nào tên gần giống “xyz qqq”.")
    talk.say(officer, "Mầm non")
    assert set(talk.last[officer].labels[:3]) == {"Trường Mầm non Hoa Mai", "Trường Mầm non Nắng Sớm", "🔎 Đơn vị khác"}
    assert "Quyết định về việc của đơn vị nào?" in talk.tap(officer, "🔎 Đơn vị khác")


def await_congress(db: Transaction) -> None:
    """Cao Bằng's campaign runs: its first phase ends with a congress of which nobody knows the day."""
    kept = campaigns.keep(db, 1, campaigns.facts("cao_bang_2016"), "cao-bang", is_open=True)
    for rule in db.session.exec(sqlmodel.select(DutyRule).where(DutyRule.campaign_id == kept.id)).all():
        rule.kind, rule.anchor, rule.days, rule.confirmed_at, rule.confirmed_by = "report", "end", 15, NOW, "Hà"
        db.session.add(rule)
    phase = db.session.exec(sqlmodel.select(Phase).where(Phase.campaign_id == kept.id, Phase.position == 1)).one()
    assert (phase.ends_on, phase.end_precision) == (None, "event")
    db.session.flush()
    filling.fill(db, 1, date(2026, 3, 4))


def test_an_event_that_happened_gives_the_phase_its_end_and_duties_their_day(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(await_congress)
    event = "Đại hội Công đoàn tỉnh lần thứ XVI"
    assert f"• Đợt 1 chưa có ngày kết thúc: chờ {event}." in talk.say(officer, "⚙️ Quản lý")
    talk.say(officer, "/sukien")
    talk.tap(officer, f"{event} · Đợt 1")
    assert "nằm ngoài thời gian đó" in talk.say(officer, "5/3/2026")  # an event that happened is not ahead
    talk.say(officer, "1/3/2026")
    assert talk.tap(officer, ACCEPT).text.startswith("✅ Đợt 1 kết thúc vào Chủ Nhật, 01/03/2026.")
    campaign = next(each.id for each in talk.rows(Campaign) if each.slug == "cao-bang")
    phase = next(each.id for each in talk.rows(Phase) if each.campaign_id == campaign and each.position == 1)
    assert {each.due_on for each in talk.rows(Duty) if each.phase_id == phase} == {date(2026, 3, 16)}
    assert talk.say(officer, "/sukien").text == "Không có đợt nào đang chờ một sự kiện."
    assert talk.rows(Unit)
