"""/bacnhac and `thidua ladder`: on which days a campaign reminds, and how an officer changes it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlmodel

from bot.database.transaction import Transaction
from bot.models import Affiliation, Campaign, Federation, Operation, Unit, written
from bot.reminders import ladder
from bot.reminders.subjects import CHAIR, CLOSE, LIGHT, OWN, PROFILES, REPORT, USUAL, Step
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import ACCEPT, Join
from tests.support.program import create_federation, run
from tests.support.talking import Talk

AS_THAT = "✅ Đúng, nhắc như vậy"
DAY, CAP = "✏️ Thêm, bớt một ngày", "🔢 Số tin mỗi tuần"


def running(db: Transaction) -> Campaign:
    return db.session.exec(sqlmodel.select(Campaign).where(Campaign.is_open)).one()


def steps(talk: Talk) -> set[Step]:
    found = talk.do(lambda db: ladder.rungs_of(db, written(running(db).id)))
    return {Step(each.subject, each.audience, each.days) for each in found}


def profile(talk: Talk) -> str:
    return talk.do(lambda db: running(db).ladder)


def report_days(talk: Talk) -> list[int]:
    return sorted(each.days for each in steps(talk) if (each.subject, each.audience) == (REPORT, CHAIR))


def test_it_is_shown_in_plain_words(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    assert "🪜 Lịch nhắc" in talk.say(officer, "/thietlap").labels
    heard = talk.tap(officer, "🪜 Lịch nhắc")
    assert heard.text == (
        "🪜 Lịch nhắc của “Phong trào thi đua năm 2026”: vừa\n"
        "• Đăng ký ngày phát động, báo đã tổ chức phát động, đăng ký giao ước thi đua, báo cáo kết quả, báo cáo quý: "
        "trước 14, 7, 3, 1 ngày; đúng ngày; sau 1, 3 ngày.\n"
        "• Ngày phát động: trước 7, 3, 1 ngày; đúng ngày.\n"
        "• Ngày xong công trình, phần việc: trước 14, 3 ngày; đúng ngày; sau 1 ngày.\n"
        "• Ngày bắt đầu đợt: trước 3 ngày.\n"
        "• Ngày kết thúc đợt: trước 7 ngày.\n"
        "• Ngày kỷ niệm: trước 3 ngày; đúng ngày.\n"
        "• Quá hạn mà chưa trả lời: phó chủ tịch được nhắc sau 3 ngày; cụm trưởng được báo sau 5 ngày; "
        "cán bộ gọi điện sau 7 ngày.\n"
        "• Mỗi người nhận nhiều nhất 5 tin nhắc một tuần.\n\nĐồng chí muốn đổi gì ạ?"
    )
    assert heard.labels[:4] == ("🌱 Nhắc nhẹ", "📢 Nhắc sát", DAY, CAP)


@pytest.mark.parametrize(("label", "name", "said"), [("🌱 Nhắc nhẹ", LIGHT, "nhẹ"), ("📢 Nhắc sát", CLOSE, "sát")])
def test_a_ready_ladder_is_chosen(talk: Talk, join: Join, label: str, name: str, said: str) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bacnhac")
    assert f"Sẽ nhắc như sau ({said}):\n• Đăng ký ngày phát động" in talk.tap(officer, label)
    assert profile(talk) == USUAL
    assert talk.tap(officer, AS_THAT).text == f"✅ Từ nay chiến dịch nhắc ở mức: {said}. Tin đã gửi vẫn như cũ."
    assert (profile(talk), steps(talk)) == (name, set(PROFILES[name]))
    [entry] = [each for each in talk.rows(Operation) if each.deed == "campaign.ladder"]
    assert f'"profile":"{name}"' in entry.details.replace(" ", "")


def test_a_day_is_added_and_taken_off_and_a_ready_ladder_ends_that(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bacnhac")
    for label in (DAY, "Báo cáo kết quả", "➕ Thêm trước hạn"):
        talk.tap(officer, label)
    card = talk.say(officer, "21")
    assert "• Việc: Báo cáo kết quả\n• Thay đổi: ➕ Thêm trước hạn\n• Số ngày trước hạn: 21" in card
    told = "✅ Đã ghi nhận. Báo cáo kết quả: trước 21, 14, 7, 3, 1 ngày; đúng ngày; sau 1, 3 ngày."
    assert talk.tap(officer, ACCEPT).text == told
    assert (profile(talk), report_days(talk)) == (OWN, [-21, -14, -7, -3, -1, 0, 1, 3])
    assert "năm 2026”: chỉnh tay\n" in talk.say(officer, "/bacnhac")
    for label in (DAY, "Báo cáo kết quả", "✖️ Bỏ: trước 14 ngày", ACCEPT):
        talk.tap(officer, label)
    assert report_days(talk) == [-21, -7, -3, -1, 0, 1, 3]
    talk.say(officer, "/bacnhac")
    assert "Những ngày đã thêm, bớt bằng tay sẽ không còn." in talk.tap(officer, "🔔 Nhắc vừa")
    talk.tap(officer, AS_THAT)
    assert (profile(talk), steps(talk)) == (USUAL, set(PROFILES[USUAL]))


def test_nobody_is_reminded_of_a_launch_that_is_over(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bacnhac")
    talk.tap(officer, DAY)
    labels = talk.tap(officer, "Ngày phát động").labels
    assert "➕ Thêm trước hạn" in labels
    assert "➕ Thêm sau hạn" not in labels
    assert "➕ Thêm đúng ngày" not in labels  # it is there


def test_a_day_that_is_there_changes_nothing(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bacnhac")
    for label in (DAY, "Báo cáo kết quả", "➕ Thêm sau hạn"):
        talk.tap(officer, label)
    talk.say(officer, "3")
    assert talk.tap(officer, ACCEPT).text == "Lịch nhắc vốn đã như vậy nên không có gì thay đổi."
    assert profile(talk) == USUAL


def test_the_weekly_cap(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.say(officer, "/bacnhac")
    talk.tap(officer, CAP)
    talk.say(officer, "3")
    talk.tap(officer, ACCEPT)
    assert talk.rows(Federation)[0].weekly_cap == 3
    assert "• Mỗi người nhận nhiều nhất 3 tin nhắc một tuần." in talk.say(officer, "/bacnhac")


def test_it_is_not_for_chairs(talk: Talk, join: Join) -> None:
    assert talk.say(join(MAI), "/bacnhac").text.startswith("Việc này dành cho cán bộ công đoàn cấp trên.")


def put_above(db: Transaction) -> int:
    """The officer's unit is no longer the top one; the number of the one above it."""
    top = db.session.exec(sqlmodel.select(Unit).where(Unit.name == "Công đoàn phường Sông Xanh")).one()
    fields = top.model_dump(exclude={"id"}) | {"name": "Tỉnh", "folded": "tinh", "sort_key": "tinh"}
    above = Unit(**fields)
    db.session.add(above)
    db.session.flush()
    where: dict[str, Any] = {"unit_id": written(top.id), "parent_id": written(above.id)}
    db.session.add(Affiliation(federation_id=1, valid_from=date(2026, 3, 1), **where))
    return written(above.id)


def test_an_officer_below_changes_nothing_that_was_issued_above(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)

    def issue_above(db: Transaction) -> None:
        running(db).unit_id = put_above(db)

    talk.do(issue_above)
    assert talk.say(officer, "/bacnhac").text == "Hiện không có chiến dịch nào đang chạy mà đồng chí được đổi lịch nhắc."


def test_the_cap_holds_for_all_so_it_is_the_top_units(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    talk.do(put_above)
    labels = talk.say(officer, "/bacnhac").labels
    assert DAY in labels
    assert CAP not in labels


def test_on_the_command_line(folder: Path) -> None:
    create_federation()
    assert run("campaign", "load", "long_bien_2025", "--slug", "lb").exit_code == 0
    shown = run("ladder", "show", "lb").output
    assert shown.startswith("lb: vừa\n• Đăng ký ngày phát động, ")
    assert run("ladder", "profile", "lb", "light").output.startswith("lb: nhẹ\n")
    assert "trước 7 ngày; đúng ngày; sau 3 ngày" in run("ladder", "show", "lb").output
    refused = run("ladder", "profile", "lb", "own")
    assert (refused.exit_code, "Không có mức “own”" in refused.output) == (1, True)
    missing = run("ladder", "show", "x")
    assert (missing.exit_code, "Không có chiến dịch nào tên ngắn “x”. Đang có: lb." in missing.output) == (1, True)
    assert folder.exists()
