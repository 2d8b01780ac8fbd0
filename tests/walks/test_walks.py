"""A few random walks, every way of going wrong that is noticed, and that the same seed takes the same steps."""

import random
from collections import Counter

import pytest
from sqlalchemy import text

from tests.walks import duties, heard
from tests.walks.heard import Wrong
from tests.walks.scene import MAI
from tests.walks.walk import SCENES, scene, walk
from tests.walks.walker import Walker

WALKS = 20


def test_walks_end_well() -> None:
    reached: Counter[str] = Counter()
    for seed in range(WALKS):
        result = walk(seed)
        assert not result.failure, result.failure
        reached.update(result.reached)
    assert {"launches", "reports", "approved", "inquiries"} <= {name for name, count in reached.items() if count}, reached


def test_the_same_seed_takes_the_same_steps() -> None:
    told = []
    for _again in range(2):
        walker = Walker(scene(1), random.Random(1))  # noqa: S311  no secret
        walker.go(15)
        told.append([each for each in walker.told if "→" not in each])
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("harm", "complaint"),
    [
        ("UPDATE duty SET done_at = NULL WHERE id = (SELECT duty_id FROM report WHERE state = 'waiting')", "report of duty"),
        ("UPDATE report SET state = 'returned' WHERE is_latest", "is returned, the duty done"),
        ("UPDATE report SET is_latest = 0 WHERE id = (SELECT min(id) FROM report)", "0 latest"),
        ("UPDATE duty SET done_at = NULL WHERE id = (SELECT min(duty_id) FROM launch)", "launch duty"),
    ],
)
def test_what_does_not_hold_is_noticed(harm: str, complaint: str) -> None:
    begun = scene(1)
    begun.begin()
    with begun.talk.engine.begin() as connection:
        before = duties.done_at_first(connection)
        assert duties.broken(connection, before, begun.begins) == []
        connection.execute(text(harm))
        assert complaint in "\n".join(duties.broken(connection, before, begun.begins))


def test_an_update_that_raises_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = scene(0)
    begun.begin()
    monkeypatch.setattr("bot.asking.dialogue.compose", lambda _said: 1 / 0)
    begun.talk.say(MAI, "/trogiup")
    with pytest.raises(Wrong, match="set aside"):
        heard.read(begun)


def test_silence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(SCENES):
        scene(number)  # made while everybody is still answered
    monkeypatch.setattr("bot.asking.dialogue.Dialogue._typed", lambda _self, *_said: None)
    results = [walk(seed) for seed in range(SCENES)]
    assert any("silence" in each.failure for each in results)
    assert all(f"seed {each.seed}" in each.failure for each in results if each.failure)
