"""Files sent on purpose to do harm: each is refused with a sentence, costs little memory, and becomes no file of its name."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.models import Document
from tests.documents import hostile
from tests.documents.hostile import EVIDENCE
from tests.walks.scene import MAI, Scene

ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds; quiet it takes 10


@dataclass(frozen=True)
class Sent:
    """What the process that sent everything told, and what it left in the folders above the one it worked in."""

    told: dict[str, Any]
    left: list[Path]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    if not Path("/proc/self/clear_refs").exists():
        pytest.skip("only Linux tells the peak of a process anew")
    above = tmp_path_factory.mktemp("above")
    inside = above / "a" / "b"
    inside.mkdir(parents=True)
    command = (sys.executable, "-m", "tests.documents.hostile")
    done = subprocess.run(
        command, cwd=inside, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return Sent(json.loads(done.stdout), [each for each in above.rglob("*") if each.is_file()])


WAYS = list(hostile.ways())


@pytest.mark.parametrize(("way", "title", "expected"), WAYS, ids=[f"{way}-{title}" for way, title, _said in WAYS])
def test_it_is_refused_with_a_sentence_and_costs_little(sent: Sent, way: str, title: str, expected: str) -> None:
    told = sent.told[f"{way}/{title}"]
    assert expected in told["said"]
    assert told["labels"][0] == ("Không gửi ảnh" if way == EVIDENCE else "📄 Tải mẫu trống")  # the question is still open
    assert told["mb"] < hostile.FILES[title].most_mb


def test_nothing_is_written_under_a_name_that_was_sent(sent: Sent) -> None:
    assert sent.left == []


NAMES = ("../../etc/passwd.pdf", "..\\..\\autoexec.pdf", "/etc/cron.d/job.pdf", "C:\\run.pdf", "a\x00b.pdf")


def test_what_is_taken_has_names_of_ours() -> None:
    """Harmless files with such names are evidence like any other; neither the unit nor an officer meets their names again."""
    talk = Scene.make(0).talk
    for words in ("/baocao", "0; 5; 0; 2; 3; 1; 12", "Chưa làm"):
        talk.say(MAI, words)
    for number, name in enumerate(NAMES, 1):
        assert f"Đã nhận {number} tệp" in talk.upload(MAI, name, f"%PDF-1.7 {number}".encode())
    for label in (f"✅ Xong ({len(NAMES)} tệp)", "Hoàn thành tốt", "📨 Gửi báo cáo"):
        talk.tap(MAI, label)
    assert [each.name for each in talk.rows(Document)] == [f"minh-chung-{number}.pdf" for number in range(1, 6)]
