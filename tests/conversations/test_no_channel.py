"""One conversation for every channel: none of them is named where people talk."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[2] / "conversations"
FILES = sorted(HERE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HERE)))
def test_no_conversation_names_a_channel(file: Path) -> None:
    assert re.findall(r"telegram|zalo|web chat", file.read_text("utf-8"), re.IGNORECASE) == []
