"""`thidua campaign arm`, on a database of its own."""

from pathlib import Path

import sqlmodel

from bot.clock import Clock
from bot.database.engine import open_engine
from bot.models import Campaign, DutyRule, Operation
from tests.setup.first_hour import units
from tests.support.program import create_federation, run
from tests.support.talking import transaction


def test_a_campaign_is_armed_once_and_only_when_it_is_ready(folder: Path) -> None:
    create_federation()
    loaded = run("campaign", "load", "long_bien_2025", "--slug", "td").output
    assert "Chưa kích hoạt nên chưa nhắc ai. Kích hoạt trong chat: /kichhoat, hoặc: thidua campaign arm td" in loaded
    refused = run("campaign", "arm", "td")
    assert refused.exit_code == 1
    assert "Chưa có danh sách đơn vị" in refused.output
    (folder / "units.xlsx").write_bytes(units())
    assert run("units", "import", "units.xlsx", "--yes").exit_code == 0
    assert "Còn hạn chưa xác nhận" in run("campaign", "arm", "td").output
    engine = open_engine(f"sqlite:///{folder}/own.db")
    with transaction(engine) as db:
        for rule in db.session.exec(sqlmodel.select(DutyRule)).all():
            rule.confirmed_at = Clock().now()
    assert run("campaign", "arm", "td").output == "Đã kích hoạt: td. Từ nay Trợ lý nhắc các đơn vị theo lịch.\n"
    assert "đã được kích hoạt rồi" in run("campaign", "arm", "td").output
    with transaction(engine) as db:
        assert db.session.exec(sqlmodel.select(Campaign)).one().armed_at is not None
        deeds = [each.deed for each in db.session.exec(sqlmodel.select(Operation)).all()]
    assert deeds.count("campaign.arm") == 1
    engine.dispose()


def test_a_closed_campaign_is_not_armed(folder: Path) -> None:
    create_federation()
    assert run("campaign", "load", "long_bien_2025", "--slug", "td", "--closed").exit_code == 0
    assert "đang đóng nên không kích hoạt được" in run("campaign", "arm", "td").output
    assert (folder / "own.db").exists()
