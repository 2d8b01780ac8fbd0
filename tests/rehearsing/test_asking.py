"""/dientap and `thidua rehearse`: the calendar and the summary, from the chat and from the command line."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import sqlmodel
from python_calamine import CalamineWorkbook

from bot import campaigns
from bot.campaigns.plan import Plan, PlanPhase
from bot.clock import Clock, StandingClock
from bot.database.engine import open_engine
from bot.duties.kinds import REPORT
from bot.invites import Invites
from bot.models import Campaign, DutyRule, Federation, written
from bot.post.message import Message
from bot.rehearsing import sending
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.support.posted import posted
from tests.support.program import create_federation, run
from tests.support.talking import Talk, transaction
from tests.units import sheets_for_tests as sheets

LATER = "🎭 Trợ lý đang diễn tập năm 2026, chưa nhắc ai cả. Lịch và bản tóm tắt sẽ đến trong vài phút."


def sent(talk: Talk, invites: Invites, clock: StandingClock, kind: str) -> list[Message]:
    return talk.do(lambda db: posted(db, invites, clock, kind))


def test_an_officer_gets_the_calendar_and_then_the_summary(
    talk: Talk, join: Join, invites: Invites, clock: StandingClock
) -> None:
    officer = join(OFFICER)
    assert "🎭 Diễn tập năm" in talk.say(officer, "/thietlap").labels
    heard = talk.tap(officer, "🎭 Diễn tập năm")
    assert "2027" in heard.labels  # a report may be asked for until then
    assert talk.tap(officer, "2026").text == LATER
    (calendar,) = sent(talk, invites, clock, sending.CALENDAR)
    assert calendar.text == "🗓 Lịch nhắc năm 2026, một trang để xem và ký."
    assert calendar.file is not None
    assert calendar.file.name == "Lich nhac thi-dua-2026 2026.xlsx"
    book = CalamineWorkbook.from_filelike(BytesIO(calendar.file.build()))
    assert book.sheet_names == ["Lịch nhắc 2026", "Từng ngày"]
    (summary,) = sent(talk, invites, clock, sending.SUMMARY)
    assert summary.text.startswith("🎭 Diễn tập “Phong trào thi đua năm 2026”, năm 2026\n")
    assert "⚠️ Còn 1 hạn chưa xác nhận nên chưa có trong lịch này: /hanviec" in summary.text


def test_a_chair_may_not(talk: Talk, join: Join) -> None:
    mai = join(MAI)
    assert talk.say(mai, "/dientap").text.startswith("Việc này dành cho cán bộ")


def test_where_nothing_is_left_to_remind_of(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def close(db: sqlmodel.Session) -> None:
        for each in db.exec(sqlmodel.select(Campaign)).all():
            for rule in db.exec(sqlmodel.select(DutyRule).where(DutyRule.campaign_id == each.id)).all():
                db.delete(rule)

    talk.do(lambda db: close(db.session))
    talk.say(officer, "/dientap")
    assert talk.tap(officer, "2026").text == "Chiến dịch này chưa có việc nào phải làm, nên không nhắc ai."


def test_a_summary_that_is_lost_is_no_message(talk: Talk, join: Join, invites: Invites, clock: StandingClock) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/dientap")
    assert talk.tap(officer, "2026").text == LATER
    assert sent(talk, invites, clock, sending.SUMMARY) == []  # its calendar was never built here


@pytest.fixture
def ward(folder: Path) -> Path:
    """A federation of 40 units with a campaign of next year, on the command line's own database."""
    create_federation()
    (folder / "units.xlsx").write_bytes(sheets.table(*sheets.units(40)))
    assert run("units", "import", "units.xlsx", "--yes").exit_code == 0
    engine = open_engine(f"sqlite:///{folder}/own.db")
    year = Clock().today().year + 1
    with transaction(engine) as db:
        owner = db.session.exec(sqlmodel.select(Federation.id)).one() or 0
        phase = PlanPhase(name="Đợt 1", start=date(year, 3, 1), start_precision="day", end=date(year, 5, 31), end_precision="day")
        kept = campaigns.keep(db, owner, Plan("Thi đua", "CĐ", phases=(phase,)), "td", is_open=True)
        said: dict[str, Any] = {"origin": "officer", "confirmed_at": Clock().now()}
        db.session.add(DutyRule(federation_id=owner, campaign_id=written(kept.id), kind=REPORT, anchor="end", days=10, **said))
    engine.dispose()
    return folder


def test_the_command_prints_and_writes(ward: Path) -> None:
    year = Clock().today().year + 1
    printed = run("rehearse", "--campaign", "td", "--year", str(year), "--out", "lich.xlsx")
    assert printed.exit_code == 0
    assert f"🎭 Diễn tập “Thi đua”, năm {year}" in printed.output
    assert "Đã ghi lich.xlsx." in printed.output
    with ZipFile(ward / "lich.xlsx") as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        words = archive.read("xl/sharedStrings.xml").decode()
    assert '<pageSetup paperSize="9" orientation="landscape"' in page
    assert "fitToPage" in page
    for wanted in (f"LỊCH NHẮC VIỆC NĂM {year}", "NGƯỜI LẬP BIỂU", "TM. BAN THƯỜNG VỤ", "Chú thích:", "ngày nghỉ, không nhắc ai"):
        assert wanted in words
    rows = CalamineWorkbook.from_path(ward / "lich.xlsx").get_sheet_by_index(0).to_python(skip_empty_area=False)
    june = next(row for row in rows if row[0] == "Tháng 6")
    assert june[10] == 40  # the report is due
    assert june[32] == sum(each for each in june[1:32] if isinstance(each, float))
    assert "10/6 báo cáo kết quả" in str(june[33])


def test_what_cannot_be_rehearsed_is_a_sentence(ward: Path) -> None:
    year = Clock().today().year + 1
    refused = run("rehearse", "--campaign", "khong-co", "--year", str(year))
    assert refused.exit_code == 1
    assert "Không có chiến dịch nào tên ngắn “khong-co”. Đang có: td." in refused.output
    refused = run("rehearse", "--campaign", "td", "--year", str(year + 1))
    assert refused.exit_code == 1
    assert f"Năm {year + 1} nằm ngoài chiến dịch này" in refused.output
    (ward / "xong.csv").write_text("Không có;report;1;2027-06-01\n", "utf-8")
    refused = run("rehearse", "--campaign", "td", "--year", str(year), "--done", "xong.csv")
    assert refused.exit_code == 1
    assert "Dòng 1: không có đơn vị “Không có”." in refused.output
    refused = run("rehearse", "--campaign", "td", "--year", str(year), "--done", "mat.csv")
    assert refused.exit_code == 1
    assert "Không đọc hoặc ghi được tệp mat.csv" in refused.output
