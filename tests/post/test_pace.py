"""The pace, against real flood control: a window of 30 in any second."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.post.pace import Pace


@settings(max_examples=50)
@given(seed=st.integers(0, 10**6), replies=st.floats(0, 1))
def test_no_second_sees_more_than_thirty_and_the_window_is_used(seed: int, replies: float) -> None:
    dice, pace, now = random.Random(seed), Pace(), 0.0  # noqa: S311  a simulation
    sent: list[float] = []
    while len(sent) < 300:
        wait = pace.wait(now, reply=dice.random() < replies)
        if wait > 0:
            now += max(wait, 0.001)
            continue
        pace.spend(now)
        sent.append(now)
    assert all(later - earlier > 1 for earlier, later in zip(sent, sent[30:], strict=False))
    assert 300 / sent[-1] > 26


def test_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    pace, now = Pace(), 0.0
    for _ in range(5):
        assert pace.wait_chat(7, now) == 0
        pace.spend_chat(7, now)
    assert 0.99 < pace.wait_chat(7, now) <= 1
    assert pace.wait_chat(8, now) == 0
    assert pace.wait_chat(7, now + 1) == 0


def test_replies_find_room_while_a_broadcast_fills_the_rest() -> None:
    pace = Pace()
    while pace.wait(0.0, reply=False) == 0:
        pace.spend(0.0)
    assert pace.wait(0.0, reply=False) > 0
    assert pace.wait(0.0, reply=True) == 0


def test_the_memory_of_chats_is_bounded() -> None:
    pace = Pace()
    for chat in range(12_000):
        pace.spend_chat(chat, float(chat))
    assert len(pace._chats) <= 10_001  # noqa: SLF001  the bound is the promise
