"""/hanmuc and `thidua quota`: how many people and messages each bot has, and what is to come."""

from datetime import date
from pathlib import Path

import sqlmodel

from bot import building
from bot.database.engine import open_engine
from bot.database.transaction import Transaction
from bot.models import Bot, Federation, Spending
from tests.conftest import MAI, OFFICER
from tests.conversations.conftest import Join
from tests.quota.test_admitting import Month
from tests.support.program import create_federation, run
from tests.support.talking import Talk, transaction


def test_an_officer_sees_what_is_left_and_what_is_to_come(talk: Talk, plain: Talk, join: Join) -> None:
    officer, mai = join(OFFICER), join(MAI)
    month = Month(talk, talk.clock)
    month.report_due(date(2026, 3, 20))
    month.left(40)
    shown = talk.say(officer, "/hanmuc")
    assert shown.text.startswith("📮 Hạn mức tin, tháng 03/2026")
    # The ladder has seven mornings for the report.
    assert "🔹 Telegram: thidua_bot\n👥 2 người\n✉️ Đã gửi 60 trên 100 tin; đến cuối tháng khoảng 67 tin\n✅ Đủ tin" in shown
    assert "🔹 Zalo: 1459232241454765289\n👥 0 trên 50 người\n✉️ Đã gửi 0 trên 3.000 tin" in shown
    assert "bỏ bớt lời chúc ngày truyền thống, rồi đến tin nhắc chưa đến hạn. “Hạn hôm nay” luôn được giữ." in shown
    month.left(3)
    assert "⚠️ Có thể thiếu 4 tin" in talk.say(officer, "/hanmuc")
    assert talk.say(mai, "/hanmuc").text.startswith("Việc này dành cho cán bộ")
    assert "📮 Hạn mức tin" in talk.say(officer, "/thietlap").labels
    assert plain.door.channel == "zalo"


def test_the_command_line_shows_and_sets_limits(folder: Path) -> None:
    create_federation()
    assert "Chưa có bot nào." in run("quota").output
    engine = open_engine(f"sqlite:///{folder}/own.db")
    with transaction(engine) as db:
        building.door(db, "zalo", "77", "")
        building.telegram_door(db, "1", "thidua_bot")
    assert run("quota").output.splitlines() == [
        "Zalo 77: 0/50 người; đã gửi 0/3000 tin, đến cuối tháng khoảng 0",
        "Telegram thidua_bot: 0 người; không giới hạn tin",
    ]
    assert run("quota", "limit", "78", "--seats", "5", "--messages", "9").exit_code == 1
    assert run("quota", "limit", "77", "--seats", "0", "--messages", "9").exit_code == 0
    assert "Zalo 77: 0 người; đã gửi 0/9 tin" in run("quota").output
    assert run("quota", "drops", "digest", "x").exit_code == 1
    assert run("quota", "drops", "digest", "greeting").exit_code == 0

    def kept(db: Transaction) -> tuple[str, int | None]:
        limited = db.session.exec(sqlmodel.select(Bot).where(Bot.platform_id == "77")).one()
        return db.session.exec(sqlmodel.select(Federation)).one().drops_first, limited.monthly_messages

    with transaction(engine) as db:
        assert kept(db) == ("digest greeting", 9)
        assert db.session.exec(sqlmodel.select(Spending)).all() == []
    engine.dispose()
