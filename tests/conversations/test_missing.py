"""/conthieu: one line a duty with the days left, for a chair, a cluster's lead and an officer."""

from datetime import date, timedelta

import sqlmodel

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.duties import deciding, filling, rules
from bot.duties.deciding import Decision
from bot.duties.rules import Terms
from bot.models import Campaign, Cluster, ClusterUnit, Duty, DutyRule, Office, Unit
from bot.units import changes
from bot.units.changes.entry import Entry
from tests.conftest import MAI, NOW, OFFICER
from tests.conversations.conftest import MAIS_UNIT, Join, register
from tests.support.talking import Talk

TODAY = date(2026, 3, 4)


def confirm_reports(db: Transaction, day: date, grace_days: int = 0) -> None:
    running = sqlmodel.select(Campaign.id).where(Campaign.is_open).scalar_subquery()
    rule = db.session.exec(sqlmodel.select(DutyRule).where(DutyRule.kind == "report", DutyRule.campaign_id == running)).one()
    rules.confirm(db, rule, Terms(None, day, grace_days), "Hà", None, NOW)
    db.flush()
    filling.fill(db, 1, TODAY)


def test_a_chair_reads_a_line_for_each_duty(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    heard = talk.say(mai, "⏳ Còn thiếu gì?")
    assert heard.text == (
        "⏳ Còn 3 việc:\n• Đăng ký ngày phát động, Đợt 1. Hạn: hôm nay.\n"
        "• Đăng ký giao ước thi đua, Đợt 1. Hạn: Thứ Tư, 18/03/2026, còn 14 ngày.\n• Báo cáo kết quả, Đợt 1. Chưa có hạn."
    )
    assert heard.labels == ("📅 Đăng ký Đợt 1", "🤝 Giao ước Đợt 1", "📝 Báo cáo Đợt 1")
    assert "ngày nào" in talk.tap(mai, "📅 Đăng ký Đợt 1")


def test_what_is_done_is_missing_no_more(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    register(talk, mai)
    assert talk.say(mai, "/conthieu").text == (
        "⏳ Còn 2 việc:\n• Đăng ký giao ước thi đua, Đợt 1. Hạn: Thứ Tư, 18/03/2026, còn 14 ngày.\n"
        "• Báo cáo kết quả, Đợt 1. Chưa có hạn."
    )

    def finish(db: Transaction) -> None:
        for duty in db.session.exec(sqlmodel.select(Duty)).all():
            duty.done_at = NOW
            db.session.add(duty)

    talk.do(finish)
    assert talk.say(mai, "/missing").text == "✅ Đơn vị của đồng chí không còn thiếu việc gì."


def test_the_days_are_counted_to_the_due_day_and_from_it(talk: Talk, join: Join, clock: StandingClock) -> None:
    mai = join(MAI)
    talk.do(lambda db: confirm_reports(db, date(2026, 3, 20), 3))
    assert "Báo cáo kết quả, Đợt 1. Hạn: Thứ Sáu, 20/03/2026, còn 16 ngày." in talk.say(mai, "/conthieu")
    clock.walk_to(NOW + timedelta(days=18))
    assert "Hạn: Thứ Sáu, 20/03/2026. Nộp lúc này vẫn tính đúng hạn." in talk.say(mai, "/conthieu")
    clock.walk_to(NOW + timedelta(days=20))
    heard = talk.say(mai, "/conthieu")
    assert "Đăng ký ngày phát động, Đợt 1. Hạn: Thứ Tư, 04/03/2026, đã quá 20 ngày." in heard
    assert "Báo cáo kết quả, Đợt 1. Hạn: Thứ Sáu, 20/03/2026, đã quá 4 ngày." in heard


def test_an_officer_reads_how_many_units_lack_each_duty_and_which(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    heard = talk.say(officer, "/conthieu")
    assert heard.text == (
        "⏳ Còn thiếu:\n"
        "• Đăng ký ngày phát động, Đợt 1: 12/18 đơn vị. Hạn: hôm nay.\n"
        "• Đăng ký giao ước thi đua, Đợt 1: 18/18 đơn vị. Hạn: Thứ Tư, 18/03/2026, còn 14 ngày.\n"
        "• Báo cáo kết quả, Đợt 1: 15/18 đơn vị. Chưa có hạn."
    )
    units = talk.tap(officer, "Đăng ký ngày phát động, Đợt 1 (12)")
    assert units.text.startswith("⏳ Đăng ký ngày phát động, Đợt 1: 12/18 đơn vị còn thiếu\n• ")
    assert len(units.text.split("\n")) == 13
    assert f"• {MAIS_UNIT} (Thứ Tư, 04/03)" in units
    assert talk.tap(officer, "⏳ Tất cả việc còn thiếu").text == heard.text


def test_an_excused_unit_is_not_counted(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def excuse(db: Transaction) -> None:
        duty = db.session.exec(sqlmodel.select(Duty).where(Duty.kind == "report", sqlmodel.col(Duty.done_at).is_(None))).first()
        assert duty is not None
        deciding.excuse(db, duty, Decision("Hà", None, "đơn vị giải thể", NOW))

    talk.do(excuse)
    assert "Báo cáo kết quả, Đợt 1: 14/17 đơn vị." in talk.say(officer, "/conthieu")


def test_a_closed_unit_owes_what_fell_due_before_and_no_more(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    talk.do(lambda db: confirm_reports(db, date(2026, 3, 20)))

    def close(db: Transaction) -> None:
        unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == MAIS_UNIT)).one()
        unit.valid_to = date(2026, 3, 10)
        db.session.add(unit)

    talk.do(close)
    assert talk.say(mai, "/conthieu").text == "⏳ Còn 1 việc:\n• Đăng ký ngày phát động, Đợt 1. Hạn: hôm nay."


def test_an_officer_still_sees_what_a_closed_unit_owed(talk: Talk, join: Join, clock: StandingClock) -> None:
    officer = join(OFFICER)
    talk.do(lambda db: confirm_reports(db, date(2026, 3, 20)))

    def close(db: Transaction) -> None:
        unit = db.session.exec(sqlmodel.select(Unit).where(Unit.name == MAIS_UNIT)).one()
        changes.close(db, Entry(1, date(2026, 3, 10), NOW), unit.id or 0)

    talk.do(close)
    clock.walk_to(NOW + timedelta(days=8))
    heard = talk.say(officer, "/conthieu")
    assert "Đăng ký ngày phát động, Đợt 1: 12/18 đơn vị." in heard
    assert "Báo cáo kết quả, Đợt 1: 14/17 đơn vị." in heard


def test_a_cluster_lead_sees_the_cluster_and_nothing_else(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def lead(db: Transaction) -> None:
        cluster = Cluster(federation_id=1, name="Cụm số 1", position=1)
        db.session.add(cluster)
        db.session.flush()
        units = db.session.exec(sqlmodel.select(Unit).where(sqlmodel.col(Unit.name).startswith("Trường")))
        db.session.add_all(
            ClusterUnit(federation_id=1, cluster_id=cluster.id or 0, unit_id=each.id or 0, valid_from=date(2026, 1, 1))
            for each in units
        )
        office = db.session.exec(sqlmodel.select(Office).where(Office.role == "officer")).one()
        office.role, office.cluster_id = "lead", cluster.id
        db.session.add(office)

    talk.do(lead)
    assert "Báo cáo kết quả, Đợt 1: 6/6 đơn vị." in talk.say(officer, "/conthieu")
    assert "Bệnh viện" not in talk.tap(officer, "Báo cáo kết quả, Đợt 1 (6)")
    assert talk.say(officer, "/mamoi").text.startswith("Việc này dành cho cán bộ")


def test_words_that_name_no_duty_lead_to_the_overview(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    for words in ("999 report 1", "1 report", "x y z", "1 report 1 99999999999999"):
        assert talk.say(officer, f"/conthieu {words}").text.startswith("⏳ Còn thiếu:")
