"""Plays walks: at one door, or begun at one and finished at another."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial

from bot.announcements import confirming
from tests.equality.players import Deed, Player
from tests.equality.records import Records, records
from tests.equality.town import TELEGRAM, ZALO, Town
from tests.equality.walks import Act, Walk
from tests.equality.web_player import PLAYERS

GO_ON = "/tieptuc"


def enter(town: Town, walk: Walk) -> None:
    """Everything is as it must be when the walk begins."""
    confirming.MANY = walk.many
    if walk.before and (walk.who, walk.before) not in town.kept:
        town.begin()
        for act in walk.before:
            _happens(town, walk, act)
        town.keep((walk.who, walk.before))
    town.begin((walk.who, walk.before) if walk.before else "base")


def _happens(town: Town, walk: Walk, act: Act | timedelta) -> None:
    """At the first door; what the walk's own person hears of it meanwhile waits at another."""
    if isinstance(act, timedelta):
        town.wait(act)
        return
    if act[0] != walk.who:
        town.call_to(ZALO, walk.who)
    play(at_door(town, TELEGRAM, act[0]), act[1])


def at_door(town: Town, door: str, number: int) -> Player:
    """Somebody comes to a door; what waits for them is said there."""
    town.call_to(door, number)
    town.settle(door)
    return PLAYERS[door](town, number)


def play(player: Player, deeds: Sequence[Deed]) -> str:
    """Do all that; returns what was said in the end. Raises AssertionError where nothing was said."""
    for deed in deeds:
        if not player.play(deed):
            raise AssertionError(f"silence after {deed!r}")
    return player.heard


def finish(town: Town, walk: Walk, player: Player, deeds: Sequence[Deed]) -> Records:
    """Do the rest of the walk, which must come to its end; returns what is kept then."""
    said = play(player, deeds)
    assert walk.ends in said, said
    assert walk.script in town.ran, f"{walk.script} did not reach its end: {sorted(town.ran)}"
    return records(town.engine)


def played_at(town: Town, walk: Walk, door: str) -> Records:
    """What is kept once all of a walk was played at one door."""
    enter(town, walk)
    return finish(town, walk, at_door(town, door, walk.who), walk.deeds)


def begun_at(town: Town, walk: Walk, door: str) -> Iterator[tuple[int, Callable[[], None]]]:
    """Begin a walk at a door, and for each question of its conversation: how many deeds were done, and what brings everything
    back to that moment."""
    enter(town, walk)
    player, stops = at_door(town, door, walk.who), []
    for done, deed in enumerate(walk.deeds, 1):
        player.play(deed)
        if town.is_asked(door, walk.who) and town.waiting_for == walk.script:
            town.keep(("stop", done))
            stops.append(done)
    for done in stops:
        yield done, partial(town.begin, ("stop", done))


def goes_on_at(town: Town, walk: Walk, door: str, done: int) -> Records:
    """Go on at another door, and finish there."""
    player = at_door(town, door, walk.who)
    assert player.play(GO_ON), "silence"
    assert town.is_asked(door, walk.who), f"nothing is asked: {player.heard}"
    return finish(town, walk, player, walk.deeds[done:])
