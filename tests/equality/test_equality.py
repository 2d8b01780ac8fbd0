"""Every conversation leaves the same records at every door, and what is begun at one is finished at another."""

import pytest

from conversations import all_scripts
from tests.equality.announcing import ANNOUNCING
from tests.equality.behalf import BEHALF
from tests.equality.byways import BYWAYS
from tests.equality.cards import CARDS
from tests.equality.chairs import CHAIRS
from tests.equality.colleagues import COLLEAGUES
from tests.equality.first_hour import FIRST_HOUR
from tests.equality.launches import LAUNCHES
from tests.equality.officers import OFFICERS
from tests.equality.playing import begun_at, goes_on_at, played_at
from tests.equality.questions import questions
from tests.equality.records import Records
from tests.equality.ruling import RULING
from tests.equality.town import DOORS, TELEGRAM, Town
from tests.equality.walks import Walk
from tests.equality.working import WORKING
from tests.walks.scene import STRANGER

WALKS = (*CHAIRS, *OFFICERS, *ANNOUNCING, *BYWAYS, *BEHALF, *CARDS, *COLLEAGUES, *LAUNCHES, *WORKING, *FIRST_HOUR, *RULING)
KNOWN = [each for each in WALKS if each.who != STRANGER]
SAMPLE = ("dangky", "baocao", "giaouoc", "hen", "nhapdonvi", "mochiendich", "guithongbao", "dulieu-erase", "mamoi-sheet")
FIRST: dict[str, Records] = {}


def first(town: Town, walk: Walk) -> Records:
    """What a walk leaves at the first door, played once in a process."""
    if walk.name not in FIRST:
        FIRST[walk.name] = played_at(town, walk, TELEGRAM)
    return FIRST[walk.name]


def test_every_conversation_has_a_walk(town: Town) -> None:
    assert {each.command for each in all_scripts(town.invites).all} == {each.script for each in WALKS}
    assert len({each.name for each in WALKS}) == len(WALKS)


def test_every_question_is_asked_in_some_walk(town: Town) -> None:
    for walk in WALKS:
        first(town, walk)
    assert questions() - town.asked == set()


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.name)
def test_every_door_leaves_the_same_records(town: Town, walk: Walk) -> None:
    expected = first(town, walk)
    for door in DOORS[1:]:
        assert played_at(town, walk, door) == expected, door


@pytest.mark.parametrize("name", SAMPLE)
def test_every_kind_of_database_holds_the_same(either_town: Town, name: str) -> None:
    walk = next(each for each in WALKS if each.name == name)
    found = [played_at(either_town, walk, door) for door in DOORS]
    assert found[1:] == found[:-1]
    assert any(found[0].values())


@pytest.mark.parametrize("walk", KNOWN, ids=lambda walk: walk.name)
@pytest.mark.parametrize("door", DOORS)
def test_what_is_begun_at_one_door_is_finished_at_another(town: Town, walk: Walk, door: str) -> None:
    """Each question is left at one of the doors in turn, the last one at all of them: until there all was said at that door."""
    expected, stops = first(town, walk), list(begun_at(town, walk, door))
    in_turn = stops[DOORS.index(door) :: len(DOORS)]
    for done, resume in (*in_turn, *(each for each in stops[-1:] if each not in in_turn)):
        other = DOORS[(DOORS.index(door) + 1 + done % 2) % len(DOORS)]
        resume()
        assert goes_on_at(town, walk, other, done) == expected, (done, other)
