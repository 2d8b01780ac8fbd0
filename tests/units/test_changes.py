"""What each change does, and which changes make no sense."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlmodel
from sqlalchemy import Engine

from bot.clock import instant
from bot.database.transaction import Transaction
from bot.models import (
    Affiliation,
    Bloc,
    Campaign,
    Cluster,
    ClusterUnit,
    Contact,
    Duty,
    DutyRule,
    Headcount,
    Invite,
    Office,
    Operation,
    Person,
    Phase,
    Succession,
    Unit,
    table_of,
    written,
)
from bot.units import changes, names, tree
from bot.units.changes import Entry, Impossible, NewUnit, Part
from bot.units.changes import carrying as changes_carrying
from bot.units.changes import groups as changes_groups
from tests.support.talking import transaction
from tests.units.planting import NOW, Forest, on, plant

World = tuple[Transaction, Forest]


@pytest.fixture
def world(engine: Engine) -> Iterator[World]:
    """Two upper unions; leaves 0 and 2 (10 and 12 people) under the first, 1 and 3 (11 and 13) under the second."""
    with transaction(engine) as db:
        yield db, plant(db)


def rows(db: Transaction, table: type[sqlmodel.SQLModel]) -> list[Any]:
    db.flush()
    db.session.expire_all()
    return list(db.session.exec(sqlmodel.select(table).order_by(table_of(table).c.id)).all())


def people(db: Transaction, forest: Forest, day: int) -> dict[int, int | None]:
    return {row.unit_id: row.members for row in tree.as_of(db, forest.federation, on(day))}


def test_opening(world: World) -> None:
    db, forest = world
    bloc = Bloc(federation_id=forest.federation, name="Trường học", position=1)
    db.session.add(bloc)
    db.session.flush()
    new = NewUnit("  Trường  Mới ", forest.uppers[0], None, bloc.id, "M1", 20, 5, chair="Trần Thị Hoa", phone="0912345678")
    (row,) = changes.open_unit(db, forest.entry(5), new).opened
    told = {each.unit_id: each for each in tree.as_of(db, forest.federation, on(5))}
    assert (told[row].name, told[row].level, told[row].bloc, told[row].members) == ("Trường Mới", "Cấp 2", "Trường học", 20)
    assert (told[forest.top].members, told[forest.top].grassroots) == (66, 5)
    assert row not in people(db, forest, 4)
    (contact,) = rows(db, Contact)
    assert (contact.unit_id, contact.name, contact.phone) == (row, "Trần Thị Hoa", "0912345678")


def test_an_empty_upper_union_takes_units_of_the_next_level(world: World) -> None:
    db, forest = world
    upper = changes.open_unit(db, forest.entry(1), NewUnit("Phường", forest.top)).opened[0]
    leaf = changes.open_unit(db, forest.entry(1), NewUnit("Tổ mới", upper)).opened[0]
    levels = {each.unit_id: each.level for each in tree.as_of(db, forest.federation, on(1))}
    assert (levels[upper], levels[leaf]) == ("Cấp 1", "Cấp 2")


def test_closing_ends_offices_and_invites(world: World) -> None:
    db, forest = world
    unit, other = forest.leaves[0], forest.leaves[1]
    person = Person(federation_id=forest.federation, name="Mai")
    cluster = Cluster(federation_id=forest.federation, name="Cụm 1", position=1)
    db.session.add_all([person, cluster])
    db.session.flush()
    office: dict[str, Any] = {"federation_id": forest.federation, "person_id": written(person.id)}
    office |= {"role": "chair", "title": "Chủ tịch"}
    db.session.add_all([Office(**office, unit_id=unit, valid_from=on(0)), Office(**office, unit_id=other, valid_from=on(0))])
    invite: dict[str, Any] = {"federation_id": forest.federation, "role": "chair", "title": "x", "name": "x"}
    late = instant(on(90))
    for n, (owner, used) in enumerate([(unit, None), (unit, NOW), (other, None)]):
        db.session.add(Invite(**invite, unit_id=owner, token_hash=f"t{n}", code_hash=f"c{n}", expires_at=late, used_at=used))
    group: dict[str, Any] = {"federation_id": forest.federation, "cluster_id": written(cluster.id), "unit_id": unit}
    db.session.add_all([ClusterUnit(**group, valid_from=on(0), valid_to=on(20)), ClusterUnit(**group, valid_from=on(21))])
    effect = changes.close(db, forest.entry(10), unit)
    assert (effect.closed, effect.offices, effect.invites) == ((unit,), 1, 1)
    assert [each.valid_to for each in rows(db, Office)] == [on(10), None]
    assert [each.expires_at for each in rows(db, Invite)] == [instant(on(11)), late, late]
    assert [each.valid_to for each in rows(db, ClusterUnit)] == [on(10)]
    assert unit in people(db, forest, 10)
    assert unit not in people(db, forest, 11)
    assert len(rows(db, Person)) == 1


def test_closing_with_what_stands_under_it(world: World) -> None:
    db, forest = world
    effect = changes.close(db, forest.entry(10), forest.uppers[0], forest.uppers[1])
    assert effect.moved == 2
    assert tree.parent_of(db, forest.leaves[0], on(10)) == forest.uppers[0]
    assert tree.parent_of(db, forest.leaves[0], on(11)) == forest.uppers[1]
    assert tree.members(db, forest.uppers[1], on(11)) == 46 == tree.members(db, forest.top, on(10))


def test_merging_adds_up_the_people_and_those_known_for_later(world: World) -> None:
    db, forest = world
    first, second, third = forest.leaves[0], forest.leaves[2], forest.leaves[1]
    where: dict[str, Any] = {"federation_id": forest.federation, "unit_id": first, "since": on(20)}
    db.session.add(Headcount(**where, members=30))
    effect = changes.merge(db, forest.entry(10), [first, third], second)
    assert effect.closed == (first, third)
    assert effect.people == (("Liên đoàn Tổ 2", 33),)
    assert [people(db, forest, day).get(second) for day in (9, 10, 19, 20)] == [12, 33, 33, 53]
    assert first not in people(db, forest, 10)
    assert {(each.unit_id, each.successor_id, each.day) for each in rows(db, Succession)} == {
        (first, second, on(10)),
        (third, second, on(10)),
    }


def test_merging_upper_unions_into_a_new_one(world: World) -> None:
    db, forest = world
    effect = changes.merge(db, forest.entry(10), forest.uppers, NewUnit("Vùng chung", forest.top))
    (new,) = effect.opened
    assert effect.moved == 4
    assert {tree.parent_of(db, each, on(10)) for each in forest.leaves} == {new}
    assert tree.members(db, new, on(10)) == 46
    assert tree.members(db, new, on(9)) == 0


@pytest.mark.parametrize("goes_on", [True, False])
def test_splitting(world: World, *, goes_on: bool) -> None:
    db, forest = world
    parts = [Part("Một", 4)] if goes_on else [Part("Một", 4), Part("Hai", 6)]
    effect = changes.split(db, forest.entry(10), forest.leaves[0], parts, goes_on=goes_on)
    after = people(db, forest, 10)
    assert [after[each] for each in effect.opened] == ([4] if goes_on else [4, 6])
    assert after.get(forest.leaves[0]) == (6 if goes_on else None)
    assert after[forest.uppers[0]] == people(db, forest, 9)[forest.uppers[0]] == 22


def test_parts_of_a_split_follow_the_move_that_is_known_already(world: World) -> None:
    db, forest = world
    changes.move(db, forest.entry(20), forest.leaves[0], forest.uppers[1])
    (part,) = changes.split(db, forest.entry(10), forest.leaves[0], [Part("Một", 4)], goes_on=True).opened
    assert [tree.parent_of(db, part, on(day)) for day in (9, 10, 19, 20)] == [None, *[forest.uppers[0]] * 2, forest.uppers[1]]


def test_moving_twice_on_a_day_replaces_and_a_later_move_stays(world: World) -> None:
    db, forest = world
    third = changes.open_unit(db, forest.entry(0), NewUnit("Vùng ba", forest.top, forest.levels[1])).opened[0]
    unit = forest.leaves[0]
    for day, parent in ((20, forest.uppers[1]), (10, forest.uppers[1]), (10, third)):
        changes.move(db, forest.entry(day), unit, parent)
    assert [tree.parent_of(db, unit, on(day)) for day in (9, 10, 19, 20)] == [forest.uppers[0], third, third, forest.uppers[1]]
    assert len([each for each in rows(db, Affiliation) if each.unit_id == unit]) == 3


def test_names_of_then(world: World) -> None:
    db, forest = world
    unit = forest.leaves[0]
    for day, name in ((20, "Bé"), (10, "An"), (20, "Bình")):
        names.rename(db, forest.entry(day), unit, name)
    told = [next(e.name for e in names.as_of(db, forest.federation, on(d)) if e.unit_id == unit) for d in (9, 10, 19, 20)]
    assert told == ["Liên đoàn Tổ 0", "An", "An", "Bình"]
    assert next(each for each in rows(db, Unit) if each.id == unit).folded == "binh"


def test_clusters_and_blocs(world: World) -> None:
    db, forest = world
    one, two = (Cluster(federation_id=forest.federation, name=f"Cụm {n}", position=n) for n in (1, 2))
    bloc = Bloc(federation_id=forest.federation, name="Trường học", position=1)
    db.session.add_all([one, two, bloc])
    db.session.flush()
    unit = forest.leaves[0]
    for day, cluster in ((20, two), (5, one), (10, two), (10, one)):
        changes_groups.join_cluster(db, forest.entry(day), unit, written(cluster.id))
    held = sorted(
        (each.valid_from, each.valid_to, each.cluster_id) for each in rows(db, ClusterUnit) if each.valid_from != on(20)
    )
    assert held == [(on(5), on(9), one.id), (on(10), on(19), one.id)]
    changes_groups.put_in_bloc(db, forest.entry(5), unit, written(bloc.id))
    assert next(each for each in rows(db, Unit) if each.id == unit).bloc_id == bloc.id


def test_every_change_is_in_the_log(world: World) -> None:
    db, forest = world
    entry = forest.entry(10)
    changes.open_unit(db, entry, NewUnit("Mới", forest.uppers[0]))
    changes.move(db, entry, forest.leaves[0], forest.uppers[1])
    changes.split(db, entry, forest.leaves[1], [Part("Một", 4)], goes_on=True)
    changes.merge(db, entry, [forest.leaves[2]], forest.leaves[3])
    names.rename(db, entry, forest.leaves[0], "Tên khác")
    changes.close(db, entry, forest.leaves[0])
    deeds = ["unit.open", "unit.move", "unit.split", "unit.merge", "unit.rename", "unit.close"]
    assert [(each.deed, each.valid_on, each.recorded_at) for each in rows(db, Operation)] == [(d, on(10), NOW) for d in deeds]


def test_a_new_unit_gets_its_duties_and_a_rehearsal_leaves_nothing(world: World) -> None:
    db, forest = world
    campaign = Campaign(federation_id=forest.federation, slug="x", title="x", issuer="x", is_open=True)
    db.session.add(campaign)
    db.session.flush()
    where: dict[str, Any] = {"federation_id": forest.federation, "campaign_id": written(campaign.id)}
    db.session.add(Phase(**where, position=1, name="Đợt", starts_on=on(0), ends_on=on(300)))
    db.session.add(DutyRule(**where, kind="launch", anchor="start", days=30, origin="officer", confirmed_at=NOW))

    def opening(db: Transaction, entry: Entry) -> changes.Effect:
        return changes.open_unit(db, entry, NewUnit("Mới", forest.uppers[0]))

    assert len(changes_carrying.rehearse(db, forest.entry(10), opening).opened) == 1
    assert len(rows(db, Unit)) == 7
    (row,) = changes_carrying.carry_out(db, forest.entry(10), opening).opened
    assert row in {each.unit_id for each in rows(db, Duty)}


Attempt = Callable[[Transaction, Forest], object]


def moved(day: int, unit: str, to: str) -> Attempt:
    return lambda db, forest: changes.move(db, forest.entry(day), _one(forest, unit), _one(forest, to))


def closed(day: int, unit: str, to: str = "") -> Attempt:
    return lambda db, forest: changes.close(db, forest.entry(day), _one(forest, unit), _one(forest, to) if to else None)


def merged(day: int, units: str, into: str) -> Attempt:
    return lambda db, forest: changes.merge(
        db, forest.entry(day), [_one(forest, each) for each in units.split()], _one(forest, into)
    )


def cut(day: int, unit: str, *figures: int, goes_on: bool = True) -> Attempt:
    parts = [Part(f"Phần {n}", people) for n, people in enumerate(figures)]
    return lambda db, forest: changes.split(db, forest.entry(day), _one(forest, unit), parts, goes_on=goes_on)


def opened(day: int, under: str, name: str = "Mới", **more: Any) -> Attempt:
    return lambda db, forest: changes.open_unit(db, forest.entry(day), NewUnit(name, _one(forest, under), **more))


def renamed(day: int, unit: str, name: str) -> Attempt:
    return lambda db, forest: names.rename(db, forest.entry(day), _one(forest, unit), name)


def _one(forest: Forest, name: str) -> int:
    """top, up0, leaf2; nobody: a unit that there is not."""
    named = {"top": forest.top, "nobody": 999_999, "gone": forest.leaves[3]}
    named |= {f"up{n}": each for n, each in enumerate(forest.uppers)}
    return (named | {f"leaf{n}": each for n, each in enumerate(forest.leaves)})[name]


FUTURE = (NOW.date() - on(0)).days + 9
REFUSALS: list[tuple[str, Attempt, str]] = [
    ("open under nobody", opened(5, "nobody"), "Không tìm thấy đơn vị này"),
    ("open before the parent began", opened(-1, "up0"), "bắt đầu hoạt động từ ngày 01/01/2025"),
    ("open under what is gone", opened(41, "gone"), "chỉ hoạt động đến hết ngày"),
    ("open under what will be gone", opened(5, "gone"), "chỉ hoạt động đến hết ngày"),
    ("open under a grassroots unit", opened(5, "leaf0"), "không có đơn vị trực thuộc"),
    ("open one that is there", opened(5, "up0", "liên đoàn tổ 0"), "đã có đơn vị tên là"),
    ("open without a name", opened(5, "up0", " — "), "Tên đơn vị cần có chữ"),
    ("open with too long a name", opened(5, "up0", "a" * 201), "không quá 200 ký tự"),
    ("open with more women than members", opened(5, "up0", members=3, women=4), "Số nữ"),
    ("open at no level", opened(5, "up0", level_id=999), "chưa có cấp nào"),
    ("close nobody", closed(5, "nobody"), "Không tìm thấy"),
    ("close the top", closed(5, "top"), "đơn vị cao nhất"),
    ("close twice", closed(50, "gone"), "đã được ghi là kết thúc"),
    ("close before it began", closed(-1, "leaf0"), "mới hoạt động từ ngày"),
    ("close with units under it", closed(5, "up0"), "còn 2 đơn vị trực thuộc"),
    ("close and hand over to a leaf", closed(5, "up0", "leaf1"), "không có đơn vị trực thuộc"),
    ("close and hand over to itself", closed(5, "up0", "up0"), "còn 2 đơn vị trực thuộc"),
    ("move the top", moved(5, "top", "up0"), "đơn vị cao nhất"),
    ("move to itself", moved(5, "up0", "up0"), "ở dưới chính đơn vị này"),
    ("move under its own branch", moved(5, "up0", "leaf0"), "không có đơn vị trực thuộc"),
    ("move where it is", moved(5, "leaf0", "up0"), "đang trực thuộc"),
    ("move what is gone", moved(41, "gone", "up0"), "chỉ hoạt động đến hết ngày"),
    ("move before it began", moved(-3, "leaf0", "up1"), "bắt đầu hoạt động từ ngày"),
    ("move to nobody", moved(5, "leaf0", "nobody"), "Không tìm thấy"),
    ("merge with itself", merged(5, "leaf0", "leaf0"), "vào chính mình"),
    ("merge nothing", merged(5, "", "leaf0"), "ít nhất hai đơn vị"),
    ("merge a leaf with an upper union", merged(5, "leaf0", "up1"), "không cùng cấp"),
    ("merge into what will be gone", merged(5, "leaf0", "gone"), "chỉ hoạt động đến hết ngày"),
    ("merge what is gone", merged(50, "gone", "leaf0"), "đã được ghi là kết thúc"),
    ("merge the top", merged(5, "top", "up0"), "đơn vị cao nhất"),
    ("merge on the day it began", merged(0, "leaf0", "leaf1"), "mới hoạt động từ ngày"),
    ("split more than there are", cut(5, "leaf0", 11), "không tách ra được 11 người"),
    ("split all but not all", cut(5, "leaf0", 5, 4, goes_on=False), "có 10 đoàn viên, các đơn vị mới cộng lại là 9"),
    ("split into one", cut(5, "leaf0", 10, goes_on=False), "ít nhất hai đơn vị"),
    ("split into nothing", cut(5, "leaf0"), "ít nhất hai đơn vị"),
    ("split the top", cut(5, "top", 0), "đơn vị cao nhất"),
    ("split on the day it began", cut(0, "leaf0", 5), "mới hoạt động từ ngày"),
    ("split what is gone", cut(41, "gone", 5), "chỉ hoạt động đến hết ngày"),
    ("rename ahead", renamed(FUTURE, "leaf0", "Mới"), "từ hôm nay hoặc một ngày đã qua"),
    ("rename to a neighbour's name", renamed(5, "leaf0", "LIÊN ĐOÀN TỔ 2"), "đã có đơn vị tên là"),
]


@pytest.mark.parametrize(("attempt", "sentence"), [each[1:] for each in REFUSALS], ids=[each[0] for each in REFUSALS])
def test_what_makes_no_sense_is_refused_with_a_sentence(world: World, attempt: Attempt, sentence: str) -> None:
    db, forest = world
    changes.close(db, forest.entry(40), forest.leaves[3])
    with pytest.raises(Impossible) as refused, db.savepoint():
        attempt(db, forest)
    assert sentence in str(refused.value)


def test_circles_over_time_are_refused(world: World) -> None:
    """One is to stand under the other from day 20 on: the other cannot stand under it for longer than that."""
    db, forest = world
    one, two = forest.uppers
    changes.move(db, forest.entry(20), two, one)
    with pytest.raises(Impossible, match="ở dưới chính đơn vị này"):
        changes.move(db, forest.entry(10), one, two)
    third = changes.open_unit(db, forest.entry(5), NewUnit("Ba", forest.top, forest.levels[1])).opened[0]
    changes.move(db, forest.entry(15), one, third)
    changes.move(db, forest.entry(10), one, two)  # until the fourteenth only
    assert [tree.parent_of(db, one, on(day)) for day in (9, 10, 14, 15)] == [forest.top, two, two, third]


def test_a_unit_is_not_closed_before_its_later_merger(world: World) -> None:
    db, forest = world
    changes.merge(db, forest.entry(20), [forest.leaves[0]], forest.leaves[2])
    with pytest.raises(Impossible, match="sáp nhập hoặc tách giữa Liên đoàn Tổ 2 và Liên đoàn Tổ 0"):
        changes.close(db, forest.entry(10), forest.leaves[2])


def test_another_federations_unit_does_not_exist(engine: Engine) -> None:
    with transaction(engine) as db:
        ours, theirs = plant(db), plant(db, name="Canary")
        attempts: tuple[Callable[[], object], ...] = (
            lambda: changes.move(db, ours.entry(5), ours.leaves[0], theirs.uppers[0]),
            lambda: changes.close(db, ours.entry(5), theirs.leaves[0]),
            lambda: changes.merge(db, ours.entry(5), [theirs.leaves[0]], ours.leaves[0]),
            lambda: changes.open_unit(db, ours.entry(5), NewUnit("Mới", theirs.uppers[0])),
            lambda: names.rename(db, ours.entry(5), theirs.leaves[0], "Mới"),
        )
        for attempt in attempts:
            with pytest.raises(Impossible, match="Không tìm thấy đơn vị này"), db.savepoint():
                attempt()
        told = [each.name for each in tree.as_of(db, ours.federation, on(5) + timedelta(days=1))]
        assert len(told) == 7
        assert not any("Canary" in name for name in told)
        assert tree.as_of(db, ours.federation, on(5), theirs.top) == []
