"""`thidua units …` at the command line: what it prints, and what it leaves in the database."""

import json
from pathlib import Path

import pytest

from tests.support.program import run

SCHOOL, CLINIC = "Trường Mầm non Hoa Mai", "Trạm Y tế phường Sông Xanh"


class Shell:
    """The program's commands on a database of their own."""

    def units(self, *words: str) -> str:
        done = run("units", *words)
        assert done.exit_code == 0, done.stderr
        return done.stdout

    def refused(self, *words: str) -> str:
        done = run("units", *words)
        assert done.exit_code == 1
        return done.stderr


@pytest.fixture
def shell(folder: Path) -> Shell:  # noqa: ARG001  the folder it works in
    assert run("demo").exit_code == 0
    return Shell()


def test_the_tree_of_a_day_before_and_after(shell: Shell) -> None:
    line = "Công đoàn phường Sông Xanh (Công đoàn phường, 18 công đoàn cơ sở, 1846 đoàn viên) #1"
    assert shell.units("as-of", "2026-01-31").split("\n")[0] == line
    shell.units("merge", SCHOOL, "--into", "Trường Mầm non Nắng Sớm", "--on", "2026-02-01")
    assert shell.units("as-of", "2026-01-31").split("\n")[0] == line
    top, *rest = json.loads(shell.units("as-of", "2026-02-01", "--json"))
    assert (top["grassroots"], top["members"], len(rest)) == (17, 1846, 17)
    assert shell.units("as-of", "2026-02-01", "--under", "Trường MN Nắng Sớm") == (
        "Trường Mầm non Nắng Sớm (Công đoàn cơ sở, 69 đoàn viên) #10\n"
    )
    assert len(shell.units("as-of", "2026-02-01", "--depth", "0").splitlines()) == 1


def test_a_dry_run_leaves_nothing(shell: Shell) -> None:
    words = ("close", "Bệnh viện Đa khoa Sông Xanh", "--on", "2026-02-01")
    told = shell.units(*words, "--dry-run").splitlines()
    assert told[0] == "Sẽ thay đổi từ 01/02/2026, chưa ghi gì:"
    assert "  1 mã mời hết hiệu lực." in told
    assert "Bệnh viện" in shell.units("as-of", "2026-02-02")
    assert shell.units(*words).splitlines()[1:] == told[1:]
    assert "Bệnh viện" not in shell.units("as-of", "2026-02-02")


def test_what_is_meant_is_asked_and_what_cannot_be_is_told(shell: Shell) -> None:
    asked = shell.refused("close", "Mầm non", "--on", "2026-02-01")
    assert asked.splitlines()[0] == "“Mầm non” là đơn vị nào? Xin dùng #số thay cho tên:"
    assert f"  #9  {SCHOOL} · Công đoàn phường Sông Xanh" in asked.splitlines()
    assert "không có đơn vị nào tên gần giống" in shell.refused("close", "Qqqq", "--on", "2026-02-01")
    assert "đơn vị cao nhất" in shell.refused("close", "#1", "--on", "2026-02-01")
    assert "Không có “Nhà máy”. Hiện có:" in shell.refused(
        "open", "X", "--under", "#1", "--on", "2026-02-01", "--bloc", "Nhà máy"
    )
    assert "Xin cho biết --into" in shell.refused("merge", SCHOOL, "--on", "2026-02-01")
    assert "TÊN=SỐ" in shell.refused("split", SCHOOL, "--part", "Mới", "--on", "2026-02-01")


def test_open_split_rename(shell: Shell) -> None:
    shell.units("open", "Trường Mầm non Mới", "--under", "#1", "--on", "2026-02-01", "--members", "20", "--bloc", "truong hoc")
    shell.units("split", CLINIC, "--part", "Trạm Y tế số 2=7", "--goes-on", "--on", "2026-02-01")
    shell.units("rename", CLINIC, "--to", "Trạm Y tế số 1", "--on", "2026-02-01")
    told = shell.units("as-of", "2026-02-01")
    for line in (
        "Mầm non Mới (Công đoàn cơ sở, 20 ",
        "Trạm Y tế số 1 (Công đoàn cơ sở, 10 ",
        "Trạm Y tế số 2 (Công đoàn cơ sở, 7 ",
    ):
        assert line in told
    assert f"{CLINIC} (Công đoàn cơ sở, 17 đoàn viên)" in shell.units("as-of", "2026-01-31")
