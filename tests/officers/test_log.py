"""/nhatky: who did what, in plain words, page by page, of one person or one unit."""

import ast
from pathlib import Path

import pytest

from bot import journal, operations
from bot.models import Account, Operation, Unit
from bot.people import VIEWER
from conversations.officers.deeds import sentences
from tests.conftest import DUNG, MAI, OFFICER
from tests.conversations.conftest import Join
from tests.officers.conftest import DUNGS, MAIS, Enter, Submit
from tests.support.talking import Talk

OLDER, NEWEST, SEARCH, EVERY = "Cũ hơn ▶", "◀ Mới nhất", "🔎 Theo người, đơn vị", "📒 Mọi việc"
PLACES = [each for folder in ("bot", "conversations") for each in (Path(journal.__file__).parents[1] / folder).rglob("*.py")]
# Deeds the rest of whose word is only said at run time.
LATER = {f"report.{each}" for each in ("approved", "returned", "asked", "answered", "undone")} | {
    f"{kind}.{each}"
    for kind, all_ in {
        "launch": ("held", "postponed", "cancelled", "withdrawn"),
        "work": ("finished", "later", "dropped", "open"),
        "duty": ("excused", "extended", "reopened", "received"),
        "duty.extension": ("granted", "refused"),
    }.items()
    for each in all_
}


def many(talk: Talk, count: int, unit: str = MAIS, deed: str = "unit.rename") -> None:
    """So many deeds of the officer's."""
    who = next(each.person_id for each in talk.rows(Account) if each.platform_id == str(OFFICER))
    where = next(each for each in talk.rows(Unit) if each.name == unit)
    for _n in range(count):
        talk.do(
            lambda db: operations.record(
                db, where.federation_id, deed, talk.clock.now(), person_id=who, unit_id=where.id, valid_on=talk.clock.now().date()
            )
        )


def test_what_was_done_is_told_in_words(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    row = submit()
    talk.say(officer, f"/duyetxong {row}")
    heard = talk.say(officer, "/nhatky")
    assert heard.text.splitlines()[:2] == [
        "📒 Nhật ký, mới nhất trước:",
        f"• 09:00, 04/03 · Trần Thu Hà: duyệt báo cáo · {MAIS}",
    ]
    assert SEARCH in heard.labels


def test_a_long_log_is_read_page_by_page(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    many(talk, 25)
    seen: list[str] = talk.say(officer, "/nhatky").text.splitlines()[1:]
    while OLDER in talk.last[officer].labels:
        seen += talk.tap(officer, OLDER).text.splitlines()[1:]
    assert len(seen) == len(talk.rows(Operation))
    assert sum("đổi tên đơn vị" in each for each in seen) == 25
    assert talk.tap(officer, NEWEST).text == talk.say(officer, "/nhatky").text


def test_it_is_read_for_one_person(talk: Talk, join: Join, submit: Submit, colleague: int) -> None:
    officer = join(OFFICER)
    first, second = submit(), submit(DUNGS, 30)
    talk.say(officer, f"/duyetxong {first}")
    talk.say(colleague, f"/duyetxong {second}")
    talk.say(officer, "/nhatky")
    talk.tap(officer, SEARCH)
    found = talk.say(officer, "bình")
    assert found.labels[0] == "👤 Vũ Bình"
    only = talk.tap(officer, "👤 Vũ Bình")
    assert DUNGS in only
    assert MAIS not in only
    assert talk.tap(officer, EVERY).text.count("duyệt báo cáo") == 2


def test_it_is_read_for_one_unit(talk: Talk, join: Join, submit: Submit) -> None:
    officer = join(OFFICER)
    for row in (submit(), submit(DUNGS, 30)):
        talk.say(officer, f"/duyetxong {row}")
    talk.say(officer, f"/nhatky {MAIS}")
    only = talk.tap(officer, f"🏫 {MAIS}")
    assert MAIS in only
    assert DUNGS not in only


ODD = ["/nhatky zzz qqq", "/nhatky p0", "/nhatky u99999", "/nhatky p1 <0", "/nhatky <1", "/nhatky p5 <x"]


@pytest.mark.parametrize("said", ODD)
def test_whatever_is_asked_for_is_answered(talk: Talk, join: Join, said: str) -> None:
    heard = talk.say(join(OFFICER), said)
    assert heard.text.startswith(("📒", "Không thấy người hay đơn vị nào"))
    assert heard.labels


def test_a_chair_reads_no_log(talk: Talk, join: Join) -> None:
    assert talk.say(join(MAI), "/nhatky").text.startswith("Việc này dành cho cán bộ")


def test_only_what_is_within_reach_is_read(talk: Talk, join: Join, enter: Enter, submit: Submit) -> None:
    """Who may look at one school reads of that school alone, and nothing of the federation's."""
    officer = join(OFFICER)
    for row in (submit(), submit(DUNGS, 30)):
        talk.say(officer, f"/duyetxong {row}")
    dungs = next(each.id for each in talk.rows(Unit) if each.name == DUNGS)
    viewer = enter(21, VIEWER, MAIS, "Ủy viên", "Đỗ Văn Năm")
    lines = talk.say(viewer, "/nhatky").text.splitlines()[1:]
    assert lines
    assert all(MAIS in each for each in lines)
    assert talk.say(viewer, f"/nhatky u{dungs}").text == "📒 Nhật ký chưa có gì ở đây."
    assert DUNGS not in talk.say(viewer, f"/nhatky {DUNGS}").labels
    assert join(DUNG)


def test_a_deed_without_words_is_shown_plainly(talk: Talk, join: Join) -> None:
    officer = join(OFFICER)
    many(talk, 1, deed="moon.land")
    assert "việc khác (moon.land)" in talk.say(officer, "/nhatky")


RECORDING = {"record", "log", "_log", "_record", "_note"}


def written_down() -> set[str]:
    """Every deed that stands in the program's own text, where it is recorded."""
    found = set()
    for path in PLACES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] in RECORDING:
                texts = [each for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
                found |= {str(each.value) for each in texts if "." in str(each.value) and " " not in str(each.value)}
    return found


def test_every_deed_has_words() -> None:
    """A deed that comes later is given words in `conversations/officers/deeds.py`."""
    deeds = written_down()
    assert {"campaign.open", "absence.set", "unit.move"} <= deeds
    assert (deeds | LATER) - set(sentences()) == set()
