"""`thidua units import` and `template`, as an administrator types them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.commands.units import app
from tests.units.sheets_for_tests import nation, table, units, workbook

SHORT = ("Tên đơn vị", "Số đoàn viên")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a database that holds a federation and its top unit."""
    monkeypatch.setenv("THIDUA_DATABASE_URL", f"sqlite:///{tmp_path}/test.db")
    monkeypatch.delenv("THIDUA_TEST_DATABASES", raising=False)  # no setting of the program
    from bot.commands.federation import app as federation  # noqa: PLC0415  reads nothing before the setting is there

    made = CliRunner().invoke(federation, ["Công đoàn phường Sông Xanh", "--contact", "cô Hà"])
    assert made.exit_code == 0, made.output
    return tmp_path


def run(house: Path, content: bytes, *options: str) -> Result:
    file = house / "danh sach.xlsx"
    file.write_bytes(content)
    return CliRunner().invoke(app, ["import", str(file), *options])


def test_a_dry_run_writes_nothing_and_yes_writes(house: Path) -> None:
    dry = run(house, table(*units(20)), "--dry-run")
    assert "➕ Thêm mới: 20" in dry.output
    assert dry.output.endswith("Chưa ghi gì (--dry-run).\n")
    assert run(house, table(*units(20)), "--yes").output.endswith("Đã ghi.\n")
    again = run(house, table(*units(20)), "--yes").output
    assert "☑️ Giữ nguyên: 20" in again
    assert again.endswith("Không có gì để ghi.\n")


def test_without_a_keyboard_yes_must_be_said(house: Path) -> None:
    refused = run(house, table(*units(2)))
    assert refused.exit_code == 1
    assert "➕ Thêm mới: 2" in run(house, table(*units(2)), "--dry-run").output


def test_a_tree_of_provinces_and_wards_comes_in(house: Path) -> None:
    assert "➕ Thêm mới: 28" in run(house, table(*nation(2, 3, 20)), "--yes", "--since", "2025-07-01").output


def test_doubtful_names_wait_for_a_word(house: Path) -> None:
    run(house, table(["Trường Tiểu học Ngọc Lâm", 5], header=SHORT), "--yes")
    content = table(["TH Ngọc Lâm", 6], header=SHORT)
    asked = run(house, content, "--yes").output
    assert "Ô A2 ghi “TH Ngọc Lâm”. Danh sách đang có “Trường Tiểu học Ngọc Lâm”." in asked
    assert "Không có gì để ghi." in asked
    assert "✏️ Thay đổi: 1" in run(house, content, "--dry-run", "--same", "a2").output
    assert "➕ Thêm mới: 1" in run(house, content, "--dry-run", "--different", "*").output


def test_of_several_sheets_one_is_named(house: Path) -> None:
    content = workbook([SHORT, ["Trường Một", 5]], [SHORT, ["Trường Hai", 5]], names=["A", "B"])
    assert run(house, content, "--yes").exit_code == 1
    assert "➕ Thêm mới: 1" in run(house, content, "--dry-run", "--sheet", "B").output
    assert "➕ Thêm mới: 2" in run(house, content, "--dry-run", "--sheet", "*").output


def test_a_level_for_lines_that_name_none(house: Path) -> None:
    content = table(["Nhà máy Gỗ", 5], header=SHORT)
    assert (
        "Cấp mới: Công đoàn cơ sở thành viên" in run(house, content, "--dry-run", "--level", "Công đoàn cơ sở thành viên").output
    )


@pytest.mark.parametrize("content", [b"", b"xin chao", workbook([["a", "b"]])])
def test_what_is_no_list_ends_in_a_sentence(house: Path, content: bytes) -> None:
    assert run(house, content).exit_code == 1


def test_the_template_is_written_once(tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    assert CliRunner().invoke(app, ["template", str(target)]).exit_code == 0
    assert target.read_bytes().startswith(b"PK")
    assert CliRunner().invoke(app, ["template", str(target)]).exit_code == 1
