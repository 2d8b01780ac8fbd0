"""`thidua campaign`, on a database of its own."""

import json
from pathlib import Path

from typer.testing import Result

from bot import campaigns
from tests.support import program
from tests.support.program import create_federation

GOOD = (
    'title = "Thi đua năm 2025"\nissuer = "Công đoàn"\n[[phases]]\nname = "Đợt 1"\nstart = 2024-02-29\nstart_precision = "day"\n'
)


def run(*words: str) -> Result:
    return program.run("campaign", *words)


def test_examples_are_one_line_each_beginning_with_the_name() -> None:
    lines = run("examples").output.splitlines()
    assert [line.split()[0] for line in lines] == campaigns.examples()
    assert "long_bien_2019  27/KH-LĐLĐ · Liên đoàn Lao động quận Long Biên · 2019" in lines


def test_a_shipped_plan_is_shown_without_a_database(folder: Path) -> None:
    assert json.loads(run("show", "long_bien_2019", "--json").output)["number"] == "27/KH-LĐLĐ"
    text = run("show", "hoang_mai_2020").output
    assert text.startswith("LĐLĐ quận Hoàng Mai phát động 2 đợt thi đua năm 2020\nLiên đoàn Lao động quận Hoàng Mai\n")
    assert "⭐ Phát động điểm:\n• Công ty TNHH Trung Thành" in text
    assert list(folder.iterdir()) == []


def test_a_file_is_checked(folder: Path) -> None:
    (folder / "good.toml").write_text(GOOD, "utf-8")
    (folder / "bad.toml").write_text(GOOD.replace("issuer", "isuer"), "utf-8")
    (folder / "bytes.toml").write_bytes(b"\xff\xfe")
    assert run("check", "good.toml").output == "Tệp đúng: Thi đua năm 2025; 1 đợt, 0 ngày kỷ niệm.\n"
    wrong = run("check", "bad.toml")
    assert (wrong.exit_code, wrong.output) == (
        1,
        "Dòng 1, issuer: thiếu mục này\nDòng 2, isuer: không có mục này; có phải ý là “issuer”?\n",
    )
    for name in ("none.toml", "bytes.toml"):
        assert run("check", name).exit_code == 1


def test_a_campaign_is_loaded_shown_and_copied(folder: Path) -> None:
    create_federation()
    (folder / "own.toml").write_text(GOOD, "utf-8")
    assert "Đã nạp: 41-kh-ldld-2025  " in run("load", "long_bien_2025", "--closed").output
    assert "Đã nạp: own  Thi đua năm 2025\n🚩 Đợt 1: từ 29/02/2024\n" in run("load", "own.toml", "--slug", "own").output
    assert run("levels", "own", "2").output == "own: báo cáo qua 2 lượt duyệt.\n"
    assert run("levels", "none", "2").exit_code == 1
    assert json.loads(run("show", "own", "--json").output)["phases"][0]["start"] == "2024-02-29"
    before = run("copy", "own", "--year", "2025", "--dry-run").output
    assert "Đợt 1, bắt đầu: 29/02/2024 → 28/02/2025\n" in before
    assert before.endswith("Chưa ghi gì (--dry-run).\n")
    assert run("show", "thi-dua-2025").exit_code == 1
    assert "Đã nạp: thi-dua-2025  Thi đua năm 2026" in run("copy", "own", "--year", "2025").output
    assert json.loads(run("show", "thi-dua-2025", "--json").output)["phases"][0]["start"] == "2025-02-28"


def test_what_cannot_be_done_is_said_in_a_sentence(folder: Path) -> None:
    nobody = run("load", "long_bien_2025")
    assert (nobody.exit_code, "thidua federation create" in nobody.output) == (1, True)
    create_federation()
    assert "Xem các mẫu: thidua campaign examples" in run("load", "nothing").output
    run("load", "long_bien_2025", "--slug", "a")
    twice = run("load", "long_bien_2025", "--slug", "a")
    assert (twice.exit_code, twice.output) == (1, "Đã có chiến dịch tên ngắn “a”.\n")
    unknown = run("copy", "b", "--year", "2026")
    assert (unknown.exit_code, unknown.output) == (1, "Không có chiến dịch nào tên ngắn “b”. Đang có: a.\n")
    (folder / "timeless.toml").write_text('title = "T"\nissuer = "I"\n', "utf-8")
    run("load", "timeless.toml", "--slug", "timeless")
    assert "không nêu năm nào" in run("copy", "timeless", "--year", "2026").output
