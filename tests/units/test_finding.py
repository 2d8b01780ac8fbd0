"""A unit is found by what people type of its name, within reach only."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.database.transaction import Transaction
from bot.people import OFFICER, Held
from bot.units import changes
from bot.units.abbreviations import spell_out
from bot.units.changes import NewUnit
from bot.units.finding import MOST, find
from tests.support.talking import transaction
from tests.units.planting import Forest, on, plant

NAMES = (
    "Trường Tiểu học Ngọc Lâm",
    "Trường Tiểu học Ngọc Thụy",
    "Trường THCS Ngọc Lâm",
    "MN Hoa Sữa",
    "Cty TNHH Đại Phát",
    "Công ty Cổ phần May Đại Phát",
    "Trường Tiểu học số 1",
    "Trường Tiểu học số 2",
    "Bệnh viện Đa khoa Đức Giang",
    "Trạm Y tế phường Bồ Đề",
)

World = tuple[Transaction, Forest]


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    """All under the first upper union, but the last two under the second."""
    with transaction(engine) as db:
        forest = plant(db, leaves=0)
        for n, name in enumerate(NAMES):
            parent = forest.uppers[n >= len(NAMES) - 2]
            new = NewUnit(name, parent, forest.levels[2], code=f"DV{n}")
            changes.open_unit(db, forest.entry(1), new)
        yield db, forest


def held(unit: int) -> Held:
    return Held(1, unit, "x", OFFICER, "x", None)


FIRST = [
    ("tiểu học ngọc lâm", "Trường Tiểu học Ngọc Lâm"),
    ("TH Ngoc Lam", "Trường Tiểu học Ngọc Lâm"),
    ("thcs ngoc lam", "Trường THCS Ngọc Lâm"),
    ("trung học cơ sở ngọc lâm", "Trường THCS Ngọc Lâm"),
    ("mầm non hoa sữa", "MN Hoa Sữa"),
    ("hoa sua", "MN Hoa Sữa"),
    ("công ty trách nhiệm hữu hạn đại phát", "Cty TNHH Đại Phát"),
    ("cty cp may dai phat", "Công ty Cổ phần May Đại Phát"),
    ("tiểu học số 2", "Trường Tiểu học số 2"),
    ("bv duc giang", "Bệnh viện Đa khoa Đức Giang"),
    ("TYT Bồ Đề", "Trạm Y tế phường Bồ Đề"),
    ("tieu hocc ngocj lamm", "Trường Tiểu học Ngọc Lâm"),
    ("đức gian", "Bệnh viện Đa khoa Đức Giang"),
]


@pytest.mark.parametrize(("words", "name"), FIRST)
def test_the_likeliest_comes_first(world: World, words: str, name: str) -> None:
    db, forest = world
    found = find(db, forest.federation, held(forest.top), words, on(1))
    assert [each.name for each in found][:1] == [name]


def test_a_code_finds_one(world: World) -> None:
    db, forest = world
    (found,) = find(db, forest.federation, held(forest.top), " dv3 ", on(1))
    assert (found.name, found.code, found.parent) == ("MN Hoa Sữa", "DV3", "Liên đoàn Vùng 0")


@pytest.mark.parametrize("words", ["", "   ", "?!", "zzzz qqqq", "%", "_"])
def test_what_is_like_nothing_finds_nothing(world: World, words: str) -> None:
    db, forest = world
    assert find(db, forest.federation, held(forest.top), words, on(1)) == []


def test_only_within_reach_and_only_what_is_there(world: World) -> None:
    db, forest = world
    assert find(db, forest.federation, held(forest.uppers[0]), "bệnh viện đức giang", on(1)) == []
    assert len(find(db, forest.federation, held(forest.uppers[1]), "bệnh viện đức giang", on(1))) == 1
    assert find(db, forest.federation, held(forest.top), "bệnh viện đức giang", on(0)) == []
    others = plant(db, name="Canary")
    for office in (held(forest.top), None):
        assert find(db, forest.federation, office, "Canary Tổ 1", on(1)) == []
        assert find(db, others.federation, office, "Ngọc Lâm", on(1)) == []


def test_as_many_as_a_small_screen_holds(world: World) -> None:
    db, forest = world
    for n in range(20):
        changes.open_unit(db, forest.entry(1), NewUnit(f"Trường Mầm non Hoa {n}", forest.uppers[0], forest.levels[2]))
    assert len(find(db, forest.federation, None, "mầm non hoa", on(1))) == MOST
    assert len(find(db, forest.federation, None, "mầm non hoa", on(1), limit=3)) == 3


def test_short_forms() -> None:
    assert spell_out("Trường TH & THCS Ngọc-Lâm (cơ sở 2)") == "truong tieu hoc trung hoc co so ngoc lam co so 2"
