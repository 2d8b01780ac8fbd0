"""Any sequence of changes, for any days and in any order, keeps a tree on every day, loses nobody, and leaves the days before
it as they were."""

from dataclasses import dataclass, replace
from typing import Any

import sqlmodel
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, bindparam, select

from bot import launches, situation
from bot.database.prepared import Prepared
from bot.database.transaction import Transaction
from bot.models import Campaign, Duty, Phase, Unit, written
from bot.rights import Reach
from bot.units import changes, tree
from bot.units.changes import Effect, Impossible, NewUnit, Part, people
from bot.units.changes.people import Figure
from tests.units.naive import Paper
from tests.units.planting import FIRST, NOW, Forest, on, plant

DAYS = 12  # days for which something may be entered
ALL_DAYS = range(DAYS + 2)
FAR = on(1000)
Trees = list[dict[int, tuple[int | None, int | None]]]


@dataclass(frozen=True)
class Step:
    """A change, made of numbers that are read modulo what there is."""

    deed: str
    day: int
    one: int
    other: int
    third: int
    flag: bool


NUMBERS = st.integers(0, 40)
DEEDS = st.sampled_from(["open", "close", "move", "move", "merge", "merge new", "split", "count"])
STEPS = st.lists(
    st.builds(Step, DEEDS, st.integers(0, DAYS - 1), NUMBERS, NUMBERS, NUMBERS, st.booleans()), min_size=3, max_size=10
)
UNDER = tree.below()
BELOW = Prepared(select(UNDER.c.unit_id).where(UNDER.c.unit_id != bindparam("root")), int)


def written_down(forest: Forest) -> Paper:
    paper = Paper(forest.top)
    paper.born = dict.fromkeys((forest.top, *forest.uppers, *forest.leaves), 0)
    paper.parents = {each: {0: forest.top} for each in forest.uppers}
    for n, each in enumerate(forest.leaves):
        paper.open(each, forest.uppers[n % len(forest.uppers)], 0, 10 + n)
    return paper


def pick(numbers: list[int], n: int) -> int:
    return numbers[n % len(numbers)]


def attempt(db: Transaction, forest: Forest, paper: Paper, step: Step) -> Paper:
    """Enter the change in the database and on paper; returns the paper after it. Raises Impossible."""
    after, units = paper.copy(), sorted(paper.born)
    upper = [each for each in units if each not in paper.grassroots]
    unit, entry, name = pick(units, step.one), forest.entry(step.day), f"Mới {len(units)}"
    alike = [each for each in units if (each in paper.grassroots) == (unit in paper.grassroots)]
    parent = pick(upper if step.third % 5 else units, step.other)  # now and then one that makes no sense
    if step.deed == "open":
        effect = changes.open_unit(db, entry, NewUnit(name, parent, forest.levels[2], members=step.third))
        after.open(effect.opened[0], parent, step.day, step.third)
    elif step.deed == "close":
        changes.close(db, entry, unit, parent if step.flag else None)
        if step.flag:
            after.hand_over(unit, parent, step.day + 1)
        after.close(unit, step.day)
    elif step.deed == "move":
        changes.move(db, entry, unit, parent)
        after.move(unit, parent, step.day)
    elif step.deed == "split":
        _split(after, changes.split(db, entry, unit, _parts(paper, unit, step, name), goes_on=step.flag), step, unit, paper)
    elif step.deed == "count":
        leaf = pick(sorted(paper.grassroots), step.one)
        people.set_figure(db, entry, leaf, entry.day, Figure(step.third))
        after.people[leaf][step.day] = step.third
    elif step.deed == "merge":
        merged, into = [unit, pick(alike, step.third)] if step.flag else [unit], pick(alike, step.other)
        changes.merge(db, entry, merged, into)
        after.merge(list(dict.fromkeys(merged)), into, step.day)
    else:
        _merge_into_new(db, forest, after, step, [unit, pick(alike, step.third)], NewUnit(name, parent))
    return after


def _merge_into_new(db: Transaction, forest: Forest, after: Paper, step: Step, units: list[int], new: NewUnit) -> None:
    is_leaf = units[0] in after.grassroots
    new = replace(new, level_id=forest.levels[2 if is_leaf else 1])
    row = changes.merge(db, forest.entry(step.day), units, new).opened[0]
    after.open(row, new.parent_id, step.day, 0)
    if not is_leaf:
        after.grassroots.discard(row)
    after.merge(units, row, step.day)


def _parts(paper: Paper, unit: int, step: Step, name: str) -> list[Part]:
    there = paper.tree(step.day).get(unit, (None, None))[1] or 0
    first = min(step.third, there) if step.other % 4 else step.third  # now and then more than there are
    return [Part(f"{name} a", first)] if step.flag else [Part(f"{name} a", first), Part(f"{name} b", max(there - first, 0))]


def _split(after: Paper, effect: Effect, step: Step, unit: int, paper: Paper) -> None:
    parts = _parts(paper, unit, step, "")
    after.split(unit, {row: part.members for row, part in zip(effect.opened, parts, strict=True)}, step.day, goes_on=step.flag)
    if unit not in paper.grassroots:
        after.grassroots -= set(effect.opened)


def trees(db: Transaction, forest: Forest) -> Trees:
    found = ({row.unit_id: row for row in tree.as_of(db, forest.federation, on(day))} for day in ALL_DAYS)
    return [{u: (r.parent_id, (r.members or 0) if r.is_grassroots else None) for u, r in day.items()} for day in found]


def told(paper: Paper) -> Trees:
    days = [paper.tree(day) for day in ALL_DAYS]
    return [{u: (up, (n or 0) if u in paper.grassroots else None) for u, (up, n) in day.items()} for day in days]


def owe_launches(db: Transaction, forest: Forest) -> None:
    """Every leaf owes a launch; every other one has registered it."""
    campaign = Campaign(federation_id=forest.federation, slug="x", title="x", issuer="x", is_open=True)
    db.session.add(campaign)
    db.session.flush()
    phase = Phase(federation_id=forest.federation, campaign_id=written(campaign.id), position=1, name="Đợt", starts_on=FIRST)
    db.session.add(phase)
    db.session.flush()
    where: dict[str, Any] = {"federation_id": forest.federation, "campaign_id": phase.campaign_id, "phase_id": written(phase.id)}
    duties = [Duty(unit_id=each, kind=launches.KIND, **where) for each in forest.leaves]
    db.session.add_all(duties)
    db.session.flush()
    for each in duties[::2]:
        launches.register(db, written(each.id), FIRST, "", None, None, NOW)


def check_rates(db: Transaction, forest: Forest, paper: Paper, day: int) -> None:
    """Below any node, as many owe as the paper has there, and no more have registered than owe."""
    for root in paper.tree(day):
        inside = paper.below(root, day)
        assert set(db.all(BELOW, root=root, day=on(day))) == inside - {root}
        there = sum(n or 0 for unit, (_, n) in paper.tree(day).items() if unit in inside)
        assert tree.members(db, root, on(day)) == there
        owing = [n for n, leaf in enumerate(forest.leaves) if leaf in inside]
        states = situation.phases(db, Reach(root), on(day))
        assert [(each.registered, each.owed) for each in states] == (
            [(sum(n % 2 == 0 for n in owing), len(owing))] if owing else []
        )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence(engine: Engine, steps: list[Step]) -> None:
    with engine.connect() as connection, connection.begin() as all_of_it:
        db = Transaction(connection)
        forest = plant(db)
        owe_launches(db, forest)
        paper, before = written_down(forest), trees(db, forest)
        assert before == told(paper)
        for step in steps:
            try:
                with db.savepoint():
                    changed = attempt(db, forest, paper, step)
            except Impossible:
                event(f"{step.deed} refused")
                continue
            event(f"{step.deed} done")
            after = trees(db, forest)
            assert after == told(changed)
            assert all(changed.is_tree(day) for day in ALL_DAYS)
            untouched = step.day + (step.deed == "close")
            assert after[:untouched] == before[:untouched]
            if step.deed.startswith(("merge", "split", "move")):
                assert [total(each) for each in after] == [total(each) for each in before]
            paper, before = changed, after
        for day in (0, DAYS // 2, DAYS + 1):
            check_rates(db, forest, paper, day)
        assert within_their_lives(db)
        db.close()
        all_of_it.rollback()


def total(day: dict[int, tuple[int | None, int | None]]) -> int:
    return sum(there or 0 for _, there in day.values())


def within_their_lives(db: Transaction) -> bool:
    """No unit stands anywhere before it was opened or after it was closed."""
    units = {each.id: each for each in db.session.exec(sqlmodel.select(Unit)).all()}
    return all(
        units[row.unit_id].valid_from <= row.valid_from <= (row.valid_to or row.valid_from)
        and (row.valid_to or FAR) <= (units[row.unit_id].valid_to or FAR)
        for row in db.connection.execute(select(tree.affiliation)).all()
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.builds(Step, st.just("move"), st.integers(0, 5), NUMBERS, NUMBERS, NUMBERS, st.booleans()), max_size=8))
def test_a_move_is_refused_only_for_a_reason(engine: Engine, steps: list[Step]) -> None:
    """Whatever keeps a tree on paper is taken; only what changes nothing, or stands under a leaf, is not."""
    with engine.connect() as connection, connection.begin() as all_of_it:
        db = Transaction(connection)
        forest = plant(db, uppers=4, leaves=2)
        paper = written_down(forest)
        for step in steps:
            units = sorted(paper.born)
            unit, other = pick(units, step.one), pick(units, step.other)
            wanted = paper.copy()
            if unit != forest.top:
                wanted.move(unit, other, step.day)
            possible = unit != forest.top and all(wanted.is_tree(day) for day in ALL_DAYS)
            possible = possible and other != paper.parent(unit, step.day) and other not in paper.grassroots
            try:
                with db.savepoint():
                    changes.move(db, forest.entry(step.day), unit, other)
            except Impossible:
                assert not possible
                continue
            assert possible
            paper = wanted
        db.close()
        all_of_it.rollback()
