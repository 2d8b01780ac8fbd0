"""The reform of 1 July 2025, replayed: in the middle of a phase the districts of a province end, 1,031 of its 1,473 units close
and 442 go to new wards."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, bindparam, func, select

from bot import launches, situation
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.duties import filling
from bot.models import Campaign, Duty, DutyRule, Phase, Unit, table_of, written
from bot.rights import Reach
from bot.units import changes, tree
from bot.units.changes import Entry, NewUnit
from tests.support.talking import transaction
from tests.units.planting import NOW, Forest, plant

DISTRICTS, UNITS, CLOSED, MOVED, WARDS = 10, 1473, 1031, 442, 40
LAST, REFORM = date(2025, 6, 30), date(2025, 7, 1)
STARTS, ENDS = date(2025, 5, 1), date(2025, 8, 31)
LAUNCH_DUE, REPORT_DUE = date(2025, 5, 31), date(2025, 9, 10)
SECONDS = 20

duty, unit = table_of(Duty), table_of(Unit)
REACHED = tree.belonging()
OWE: Prepared[Any] = Prepared(  # a closed unit owes what fell due before it closed
    select(func.count(), func.count(duty.c.done_at))
    .join_from(duty, REACHED, REACHED.c.unit_id == duty.c.unit_id)
    .join(unit, unit.c.id == duty.c.unit_id)
    .where(duty.c.kind == bindparam("kind"), (unit.c.valid_to.is_(None)) | (duty.c.due_on <= unit.c.valid_to))
)


@dataclass(frozen=True)
class Province:
    """The province after the reform."""

    db: Transaction
    forest: Forest
    wards: list[int]
    before: list[tree.Standing]
    seconds: float

    @property
    def stayed(self) -> tuple[int, ...]:
        return self.forest.leaves[CLOSED:]


@pytest.fixture
def province(engine: Engine) -> Iterator[Province]:
    with transaction(engine) as db:
        forest = plant(db, DISTRICTS, UNITS)
        _campaign(db, forest)
        before = tree.as_of(db, forest.federation, LAST)
        began = time.perf_counter()
        wards = _reform(db, forest)
        yield Province(db, forest, wards, before, time.perf_counter() - began)


def _campaign(db: Transaction, forest: Forest) -> None:
    """Everybody owes a launch by 31 May, and a report by 10 September; every third unit has registered its launch."""
    campaign = Campaign(federation_id=forest.federation, slug="x", title="x", issuer="x", is_open=True)
    db.session.add(campaign)
    db.session.flush()
    where: dict[str, Any] = {"federation_id": forest.federation, "campaign_id": written(campaign.id)}
    db.session.add(Phase(**where, position=1, name="Đợt 2", starts_on=STARTS, ends_on=ENDS))
    rule: dict[str, Any] = {**where, "origin": "officer", "confirmed_at": NOW}
    db.session.add(DutyRule(**rule, kind=launches.KIND, anchor="start", days=30))
    db.session.add(DutyRule(**rule, kind="report", anchor="end", days=10))
    assert filling.fill(db, forest.federation, STARTS) == 2 * UNITS
    wanted = select(duty.c.id).where(duty.c.kind == launches.KIND).order_by(duty.c.unit_id)
    for row in db.connection.execute(wanted).scalars().all()[::3]:
        launches.register(db, row, STARTS, "", None, None, NOW)


def _reform(db: Transaction, forest: Forest) -> list[int]:
    first, last = (Entry(forest.federation, day, NOW) for day in (REFORM, LAST))
    new = (NewUnit(f"Công đoàn phường {n}", forest.top, forest.levels[1]) for n in range(WARDS))
    wards = [changes.open_unit(db, first, each).opened[0] for each in new]
    for n, each in enumerate(forest.leaves[CLOSED:]):
        changes.move(db, first, each, wards[n % WARDS])
    for each in (*forest.leaves[:CLOSED], *forest.uppers):
        changes.close(db, last, each)
    return wards


def test_the_province_is_what_it_was_until_the_last_day(province: Province) -> None:
    db, forest = province.db, province.forest
    assert province.seconds < SECONDS
    assert tree.as_of(db, forest.federation, LAST) == province.before
    assert len(province.before) == 1 + DISTRICTS + UNITS
    assert tree.members(db, forest.top, LAST) == sum(range(10, 10 + UNITS))


def test_the_province_is_another_one_from_the_day_on(province: Province) -> None:
    db, forest = province.db, province.forest
    after = tree.as_of(db, forest.federation, REFORM)
    assert after[0].grassroots == MOVED
    assert after[0].members == sum(range(10 + CLOSED, 10 + UNITS)) == tree.members(db, forest.top, REFORM)
    assert {each.unit_id for each in after if each.depth == 1} == set(province.wards)
    assert {each.unit_id for each in after if each.depth == 2} == set(province.stayed)


def test_a_report_belongs_to_the_parent_of_the_last_day(province: Province) -> None:
    db, forest = province.db, province.forest
    assert [tree.parent_of(db, each, ENDS) for each in province.stayed[:3]] == province.wards[:3]
    assert all(tree.parent_of(db, each, LAST) in forest.uppers for each in forest.leaves)
    assert {tree.parent_of(db, each, ENDS) for each in forest.leaves[:CLOSED]} == {None}


def test_who_owes_what(province: Province) -> None:
    """All 1,473 owe the launch, which fell due before; only the 442 owe the report. What a district's units owe is below the
    district, which is closed as well, and below the province."""
    db, forest = province.db, province.forest
    assert db.all(OWE, root=forest.top, day=ENDS, kind=launches.KIND)[0][0] == UNITS
    assert db.all(OWE, root=forest.top, day=ENDS, kind="report")[0][0] == MOVED
    wards = [db.all(OWE, root=each, day=ENDS, kind=kind)[0][0] for each in province.wards for kind in (launches.KIND, "report")]
    assert sum(wards) == 2 * MOVED
    districts = [db.all(OWE, root=each, day=ENDS, kind=launches.KIND)[0][0] for each in forest.uppers]
    assert sum(districts) == CLOSED
    assert all(rate.owed and 0 <= rate.registered <= rate.owed for rate in _rates(province, LAST) + _rates(province, ENDS))


def test_rates(province: Province) -> None:
    """Counted among those that are there on the day."""
    top, *_ = _rates(province, LAST)
    assert (top.registered, top.owed) == (UNITS / 3, UNITS)
    later, *wards = _rates(province, REFORM)
    assert (later.registered, later.owed) == (sum(n % 3 == 0 for n in range(CLOSED, UNITS)), MOVED)
    assert (sum(each.registered for each in wards), sum(each.owed for each in wards)) == (later.registered, later.owed)


def _rates(province: Province, day: date) -> list[situation.PhaseState]:
    """Of the province, and of what stands directly under it."""
    nodes = [each.unit_id for each in tree.as_of(province.db, province.forest.federation, day) if each.depth < 2]
    return [state for each in nodes for state in situation.phases(province.db, Reach(each), day)]


def test_what_is_told_a_month_late_changes_no_earlier_day(province: Province) -> None:
    """A unit moved to a ward later on: entered now, for the tenth of July."""
    db, forest = province.db, province.forest
    days = [LAST - timedelta(days=20), LAST, REFORM, date(2025, 7, 9)]
    seen = [tree.as_of(db, forest.federation, day) for day in days]
    changes.move(db, Entry(forest.federation, date(2025, 7, 10), NOW), province.stayed[0], province.wards[5])
    assert [tree.as_of(db, forest.federation, day) for day in days] == seen
    assert tree.parent_of(db, province.stayed[0], ENDS) == province.wards[5]
