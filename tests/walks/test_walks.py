"""A few random walks, every way of going wrong that is noticed, and that the same seed takes the same steps."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot import building
from bot.clock import local
from bot.models import Chat
from bot.post.message import Message
from bot.post.outbox import REST, Address, queue
from tests.walks import duties, heard
from tests.walks.heard import Wrong
from tests.walks.scene import MAI, PLEDGED_IN
from tests.walks.walk import SCENES, scene, walk
from tests.walks.walker import Walker

WALKS = 20


def test_walks_end_well() -> None:
    reached: Counter[str] = Counter()
    for seed in range(WALKS):
        result = walk(seed)
        assert not result.failure, result.failure
        reached.update(result.reached)
    assert {"launches", "reports", "pledges", "inquiries"} <= {name for name, count in reached.items() if count}, reached


@pytest.mark.parametrize("number", [2, 3])
def test_half_of_the_scenes_begin_with_something(number: int) -> None:
    begun = scene(number)
    begun.begin()
    with begun.talk.engine.begin() as connection:
        counts = duties.reached(connection)
        works = connection.execute(text("SELECT count(*) FROM work")).scalar_one()
    assert (counts["pledges"], counts["returned"], counts["on behalf"], works) == (1, 1, 1, 1)


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_the_same_seed_takes_the_same_steps(seed: int) -> None:
    told = []
    for _again in range(2):
        walker = Walker(scene(seed % SCENES), random.Random(seed))  # noqa: S311  no secret
        walker.go(25)
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


def test_a_push_in_a_pause_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = scene(0)
    begun.begin()
    heard.read(begun)
    day = local(begun.clock.now()).date()
    with begun.talk.engine.begin() as connection:
        connection.execute(text("UPDATE federation SET paused_from = :day, paused_until = :day"), {"day": day.isoformat()})
    chat = next(each for each in begun.talk.rows(Chat) if each.address == str(MAI))
    to = Address(chat.federation_id, chat.bot_id, chat.id)
    begun.talk.do(lambda db: queue(db, to, "news/1", Message("nhắc"), begun.clock.now(), REST))
    heard.read(begun)  # it waits
    monkeypatch.setattr("bot.pauses.is_bot_paused", lambda *_of: False)
    with pytest.raises(Wrong, match="leaves in a pause"):
        heard.read(begun)


def test_a_reminder_of_a_campaign_that_nobody_armed_is_noticed() -> None:
    begun = scene(0)
    begun.begin()
    heard.read(begun)
    begun.clock.walk_to(begun.clock.now() + PLEDGED_IN - timedelta(days=3))
    begun.talk.do(lambda db: building.tick(db, begun.clock.now()))
    with begun.talk.engine.begin() as connection:
        connection.execute(text("UPDATE campaign SET armed_at = NULL"))
    with pytest.raises(Wrong, match="nobody has armed"):
        heard.read(begun)


def test_silence_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(SCENES):
        scene(number)  # made while everybody is still answered
    monkeypatch.setattr("bot.asking.dialogue.Dialogue._typed", lambda _self, *_said: None)
    results = [walk(seed) for seed in range(SCENES)]
    assert any("silence" in each.failure for each in results)
    assert all(f"seed {each.seed}" in each.failure for each in results if each.failure)
