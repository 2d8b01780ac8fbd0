"""The same answer by both ways in which names are looked for; and by both in which a unit's place is."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine, select

from bot import rights
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Affiliation, Unit
from bot.people import LEAD, OFFICER, Held
from bot.rights import Reach
from bot.unit_card import naming
from bot.units.tree import belonging, below
from bot.vietnamese.folding import fold
from tests.support.talking import transaction
from tests.units.planting import on, plant

NAMES = ("Trường Tiểu học Ngọc Lâm", "Trường TH Ngọc Thụy", "MN Hoa Sữa", "Trường Mầm non Vàng Anh", "Hợp tác xã Hòa Bình")
UNDER, BELONGING = below(), belonging()
DOWN = {False: Prepared(select(UNDER.c.unit_id), int), True: Prepared(select(BELONGING.c.unit_id), int)}


def named(db: Transaction, root: int, words: str) -> list[str]:
    return [each.name for each in naming.named(db, 1, Held(1, root, "", OFFICER, "", None), words, on(5))]


def said(db: Transaction, root: int, words: str) -> list[str]:
    return [each.name for each in naming.said(db, 1, Held(1, root, "", OFFICER, "", None), words, on(5))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("th ngoc", [NAMES[0], NAMES[1]]),
        ("tiểu học Ngọc Thụy", [NAMES[1]]),
        ("lam ngoc", [NAMES[0]]),
        ("mầm non hoa sữa", [NAMES[2]]),
        ("mn vang", [NAMES[3]]),
        ("dv2", [NAMES[2]]),
        ("ngoc hoa", []),
        ("%", []),
        ("", []),
    ],
)
def test_from_the_top_and_from_within(engine: Engine, words: str, expected: list[str]) -> None:
    with transaction(engine) as db:
        forest = plant(db, leaves=len(NAMES))
        for n, (row, name) in enumerate(zip(forest.leaves, NAMES, strict=True)):
            unit = db.session.get_one(Unit, row)
            unit.name, unit.folded, unit.code = name, fold(name), f"DV{n}"
            standing = db.session.exec(_standing(row)).one()
            standing.parent_id = forest.uppers[0]
            db.session.add_all([unit, standing])
        db.session.flush()
        assert sorted(named(db, forest.top, words)) == sorted(expected)
        assert named(db, forest.uppers[0], words) == named(db, forest.top, words)
        assert named(db, forest.uppers[1], words) == []


@pytest.mark.parametrize(
    ("words", "is_meant"),
    [
        ("vàng anh", True),
        ("vang anh", True),
        ("Vàng", True),
        ("vâng", False),
        ("hoà bình", True),
        ("hoa binh", True),
        ("an", False),
    ],
)
def test_marks_may_be_left_out_but_not_be_others(engine: Engine, words: str, is_meant: bool) -> None:  # noqa: FBT001
    with transaction(engine) as db:
        forest = plant(db, leaves=2)
        for row, name in zip(forest.leaves, NAMES[3:], strict=True):
            unit = db.session.get_one(Unit, row)
            unit.name, unit.folded = name, fold(name)
            db.session.add(unit)
        db.session.flush()
        assert bool(said(db, forest.top, words)) is is_meant


def _standing(row: int) -> Any:

    return sqlmodel.select(Affiliation).where(Affiliation.unit_id == row)


@pytest.mark.parametrize("seed", range(4))
def test_reach_from_below_is_reach_from_above(engine: Engine, seed: int) -> None:
    """Random trees of 14 units with moves and closings, every unit from every root on several days."""
    chance = random.Random(seed)  # noqa: S311  only a test
    with transaction(engine) as db:
        forest = plant(db, uppers=3, leaves=10)
        units = [forest.top, *forest.uppers, *forest.leaves]
        for row in units[4:]:
            _live(db, chance, row, units)
        db.session.flush()
        for day in (on(n) for n in (-1, 0, 9, 10, 11, 25, 40)):
            for root in units:
                for with_closed in (False, True):
                    reached = set(db.all(DOWN[with_closed], root=root, day=day))
                    found = {u for u in units if rights.is_within(db, Reach(root), u, day, with_closed=with_closed)}
                    assert found == reached, (day, root, with_closed)


def _live(db: Transaction, chance: random.Random, row: int, units: list[int]) -> None:
    """The unit moves on some day, and is closed on another one, or neither."""
    standing = db.session.exec(_standing(row)).one()
    moved, closed = on(chance.randrange(1, 20)), on(chance.randrange(20, 40))
    last = standing
    if chance.random() < 0.6:
        standing.valid_to = moved - timedelta(days=1)
        parent = chance.choice(units[: units.index(row)])
        last = Affiliation(federation_id=1, unit_id=row, parent_id=parent, valid_from=moved)
    if chance.random() < 0.4:
        last.valid_to = db.session.get_one(Unit, row).valid_to = closed
    db.session.add_all([standing, last])


def test_a_lead_finds_units_of_the_cluster_alone(engine: Engine) -> None:
    with transaction(engine) as db:
        forest = plant(db, leaves=3)
        held = Held(1, forest.top, "", LEAD, "", 10**6)
        assert naming.named(db, 1, held, "to", date(2025, 3, 1)) == []
        assert len(naming.named(db, 1, Held(1, forest.top, "", OFFICER, "", None), "to", date(2025, 3, 1))) == len(forest.leaves)
