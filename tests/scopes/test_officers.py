"""The first hour on the command line: a federation, its first officer, and sheets of codes."""

import re
from pathlib import Path
from zipfile import ZipFile

from bot import building
from bot.clock import Clock, StandingClock
from bot.database.engine import open_engine
from bot.invites import Invites
from bot.settings import Settings, server_key
from conversations import all_scripts
from tests.support.program import FEDERATION, create_federation, run
from tests.support.talking import Talk, transaction
from tests.units import sheets_for_tests as sheets


def test_there_is_one_federation(folder: Path) -> None:
    create_federation()
    second = run("federation", "create", "Khác", "--contact", "x")
    assert second.exit_code == 1
    assert "already holds a federation" in second.output
    assert (folder / "own.db").exists()


def test_nobody_is_invited_into_nothing(folder: Path) -> None:
    refused = run("officers", "invite", "Trần Thu Hà")
    assert refused.exit_code == 1
    assert "thidua federation create" in refused.output
    assert folder.exists()


def test_the_first_officer_comes_in_by_the_code_that_was_printed(folder: Path) -> None:
    create_federation()
    printed = run("officers", "invite", "Trần Thu Hà", "--title", "Phó Chủ tịch").output
    match = re.search(
        r"^([A-Z2-9]{6})  Trần Thu Hà, Phó Chủ tịch, Công đoàn phường Thử\n +/start \S{32}\n", printed, re.MULTILINE
    )
    assert match is not None
    engine = open_engine(f"sqlite:///{folder}/own.db")
    with transaction(engine) as db:
        door = building.telegram_door(db, "700000001", "thidua_bot")
    codes = Invites(server_key(Settings()))
    talk = Talk(engine, StandingClock(Clock().now()), all_scripts(codes), door)
    assert "Trần Thu Hà" in talk.say(7, match[1])
    talk.tap(7, "✅ Đúng, là tôi")
    talk.tap(7, "Tôi đồng ý")
    assert f"✅ Đã kết nối với {FEDERATION}." in talk.tap(7, "🔔 Có, nhắc giúp tôi")
    assert "⚙️ Quản lý" in talk.last[7].menu
    engine.dispose()


def test_sheets_are_written_a_file_for_each_cluster(folder: Path) -> None:
    create_federation()
    (folder / "units.xlsx").write_bytes(sheets.table(*sheets.units(40)))
    assert run("units", "import", "units.xlsx", "--yes").exit_code == 0
    printed = run("officers", "sheets", "phieu").output
    files = sorted((folder / "phieu").iterdir())
    assert len(files) == 20  # as many clusters as the list has
    assert "Cụm 1, 2 đơn vị" in printed
    with ZipFile(files[0]) as archive:
        assert "Nguyễn Thị" in archive.read("word/document.xml").decode()
