"""`thidua read` as anybody calls it."""

import json
import subprocess
import sys
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import app

NOW = "2026-01-05T09:00"


def told(kind: str, text: str) -> dict[str, Any]:
    """What the command prints about one argument."""
    done = CliRunner().invoke(app, ["read", "--kind", kind, "--now", NOW, "--", text])
    assert done.exit_code == 0
    (line,) = done.stdout.splitlines()
    return dict(json.loads(line))


@pytest.mark.parametrize(
    ("kind", "text", "value", "end", "certainty"),
    [
        ("date", "thứ 6 tuần sau", "2026-01-16", None, "certain"),
        ("date", "8h sáng mai", "2026-01-06T08:00", None, "certain"),
        ("range", "tuần sau", "2026-01-12", "2026-01-18", "certain"),
        ("number", "hai mươi lăm người", 25, None, "certain"),
        ("number", "9,25", 9.25, None, "certain"),
        ("money", "1tr5", 1500000, None, "certain"),
        ("percent", "98,5%", 98.5, None, "certain"),
        ("compound", "120, nữ 85", "total=120;female=85", None, "certain"),
        ("confirm", "không cần sửa", "confirm", None, "certain"),
        ("number", "-5", None, None, "invalid"),
        ("confirm", "tùy", None, None, "none"),
    ],
)
def test_one_line_for_an_argument(kind: str, text: str, value: Any, end: str | None, certainty: str) -> None:
    line = told(kind, text)
    assert list(line) == ["input", "value", "end", "certainty", "candidates", "reading"]
    assert (line["input"], line["value"], line["end"], line["certainty"]) == (text, value, end, certainty)
    assert line["reading"]


def test_a_line_for_each_line_of_standard_input() -> None:
    said = "200\r\n\n2 tỷ 350\n1tr50".encode() + b"\nxyz\xff\n"
    command = [sys.executable, "-m", "bot", "read", "--kind", "money", "--now", NOW]
    done = subprocess.run(command, input=said, capture_output=True, check=True, timeout=60)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [each["input"] for each in lines] == ["200", "", "2 tỷ 350", "1tr50", "xyz\ufffd"]
    assert [each["certainty"] for each in lines] == ["ask", "none", "certain", "ask", "none"]
    assert lines[0]["candidates"] == [200000, 200000000]
    assert lines[2]["value"] == 2350000000


def test_candidates_of_a_range_are_its_ends() -> None:
    assert told("range", "tuần sau")["candidates"] == ["2026-01-12/2026-01-18"]


def test_an_unknown_kind_is_refused() -> None:
    assert CliRunner().invoke(app, ["read", "--kind", "colour", "đỏ"]).exit_code == 2
