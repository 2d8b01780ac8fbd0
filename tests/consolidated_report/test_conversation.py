"""/baocaochung: who may have the report, of which phase, and what arrives."""

from datetime import date
from io import BytesIO

import pytest
import sqlmodel
from docx import Document

from bot.clock import StandingClock
from bot.database.transaction import Transaction
from bot.invites import Invites
from bot.models import Campaign, Cluster, Office, Phase
from bot.people import LEAD
from bot.people import OFFICER as AN_OFFICER
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.history.test_pages import texts
from tests.support.posted import Posted, posted
from tests.support.talking import Talk

COMES = "📃 Trợ lý đang lập báo cáo và gửi ngay vào đây: một tệp Word để viết thêm và trình ký."


@pytest.fixture
def sent(talk: Talk, invites: Invites, clock: StandingClock) -> Posted:
    """The messages that were owed as templates of a kind, as the delivery writes them."""
    return lambda kind: talk.do(lambda db: posted(db, invites, clock, kind))


def add_phase(talk: Talk, starts_on: date) -> None:
    """A second phase in the campaign that runs."""

    def add(db: Transaction) -> None:
        campaign = db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()
        phase = Phase(
            federation_id=campaign.federation_id,
            campaign_id=campaign.id or 0,
            position=9,
            name="Đợt 9",
            theme="Về đích",
            starts_on=starts_on,
        )
        db.session.add(phase)

    talk.do(add)


def test_the_only_phase_is_reported_at_once(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    assert talk.say(officer, "/baocaochung").text == COMES
    (message,) = sent("consolidated-report")
    assert message.text == (
        "📃 Bản nháp báo cáo, Đợt 1. Trợ lý đã điền số liệu của các đơn vị.\n"
        "Xin viết phần đánh giá, phương hướng, rồi ghi số, nơi nhận, người ký."
    )
    assert message.file is not None
    assert message.file.name == "Bao cao thi-dua-2026 2026-03-04.docx"
    content = message.file.build()
    Document(BytesIO(content))
    assert "Đã nhận báo cáo của 3/18 đơn vị (16,7%), chưa duyệt báo cáo nào. 15 đơn vị chưa đến hạn nộp." in texts(content)
    assert "Có 0/18 đơn vị (0%) đã đến ngày phát động; 6 đơn vị đã đăng ký, chưa đến ngày; 12 đơn vị chưa đăng ký ngày." in texts(
        content
    )


def test_of_several_phases_one_is_chosen_or_all(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    add_phase(talk, date(2026, 3, 1))
    heard = talk.say(officer, "/baocaochung")
    assert heard.text.startswith("Báo cáo đợt nào?")
    assert heard.labels[:3] == ("Đợt 9", "Đợt 1", "Cả chiến dịch")
    assert talk.tap(officer, "Cả chiến dịch").text == COMES
    (message,) = sent("consolidated-report")
    assert message.text.startswith("📃 Bản nháp báo cáo, Đợt 1.")  # nobody owes anything in the other one


def test_a_phase_to_come_is_what_is_ahead(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    add_phase(talk, date(2026, 7, 1))
    assert talk.say(officer, "/baocaochung").text == COMES
    (message,) = sent("consolidated-report")
    assert message.file is not None
    assert "2. Đợt 9, từ 01/07/2026. Chủ đề: Về đích." in texts(message.file.build())


def test_a_chair_and_who_leads_a_cluster_do_not_write_it(talk: Talk, join: Join) -> None:
    mai, officer = join(MAI), join(OFFICER)
    assert talk.say(mai, "/baocaochung").text == talk.say(mai, "/bang").text

    def lead(db: Transaction) -> None:
        office = db.session.exec(sqlmodel.select(Office).where(Office.role == AN_OFFICER)).first()
        assert office is not None
        cluster = Cluster(federation_id=office.federation_id, name="Cụm 1", position=1)
        db.session.add(cluster)
        db.flush()
        office.role, office.cluster_id = LEAD, cluster.id
        db.session.add(office)

    talk.do(lead)
    assert talk.say(officer, "/baocaochung").text.startswith("Báo cáo này do cấp trên của cụm lập.")


def test_before_any_campaign(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def close(db: Transaction) -> None:
        for each in db.session.exec(sqlmodel.select(Phase)).all():
            each.starts_on = date(2030, 1, 1)
            db.session.add(each)

    talk.do(close)
    assert talk.say(officer, "/baocaochung").text == "Chưa có đợt nào bắt đầu nên chưa có gì để báo cáo."


def test_an_earlier_campaign_can_be_reported_on(talk: Talk, join: Join, sent: Posted) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/baocaochung all")
    heard = talk.tap(officer, "41/KH-LĐLĐ")
    assert (heard.text, heard.labels[:3]) == ("Báo cáo đợt nào?", ("Đợt 2", "Đợt 1", "Cả chiến dịch"))
    assert talk.tap(officer, "Cả chiến dịch").text == COMES
    (message,) = sent("consolidated-report")
    assert message.text == "Chưa giao việc cho đơn vị nào trong các đợt đã bắt đầu, nên chưa có gì để báo cáo."
