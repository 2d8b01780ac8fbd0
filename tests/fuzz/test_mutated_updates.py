"""Whatever comes in, nothing raises, and everybody is still answered: 10,000 damaged updates, 1,000 of them on PostgreSQL."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.channels.telegram import reading
from bot.models import Inbox
from bot.post import inbox
from tests.conftest import DUNG, MAI
from tests.fuzz.mutations import GROUP, PEOPLE, message, press_what_is_offered, updates
from tests.support.talking import SILENCE, Talk

BATCH = 25  # updates in one example: as many as a poll may bring
TOTAL = {"sqlite": 10_000, "postgresql": 1_000}


def test_no_update_does_harm(talk: Talk, join: Callable[[int], int], caplog: pytest.LogCaptureFixture) -> None:
    join(MAI)
    join(DUNG)
    total = TOTAL[talk.engine.dialect.name]
    seen = 0

    @settings(
        max_examples=total // BATCH,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],  # what an update does depends on those before it: nothing could be made smaller
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(updates(), min_size=BATCH, max_size=BATCH))
    def receive(batch: list[Any]) -> None:
        nonlocal seen
        offered = list(talk.say(MAI, "/dangky").data.values())
        for update in batch:
            press_what_is_offered(update, offered)
        arrivals = [reading.arrival(update) for update in batch]
        talk.do(lambda db: inbox.store(db, talk.door, arrivals, talk.clock.now()))
        talk.take()
        seen += len(batch)

    receive()
    assert seen >= total
    raised = [(row.problem, row.body) for row in talk.rows(Inbox) if row.problem and "exception" in row.problem]
    assert not raised, f"{len(raised)} raised, such as {raised[:3]}"
    assert not [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
    assert not [row for row in talk.rows(Inbox) if row.state == "waiting"]
    for number in PEOPLE:
        assert talk.say(number, "/trogiup").text.startswith("❓"), number
    group = message(MAI, text="/trogiup") | {"chat": {"id": GROUP, "type": "supergroup", "title": "Công đoàn"}}
    assert talk.send(MAI, {"message": group}) is SILENCE
