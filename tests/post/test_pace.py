"""The pace, against real flood control: a window of 30 in any second."""

import heapq
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.post.pace import LATEST, Pace


def drive(seed: int, share_of_replies: float, jitter: float, count: int) -> tuple[list[float], list[float]]:
    """Send `count` messages as fast as the pace lets us over a line that takes up to `jitter` seconds more, at random; when each
    left, and when it came to the platform."""
    dice, pace, now = random.Random(seed), Pace(), 0.0  # noqa: S311  a simulation
    left: list[float] = []
    came: list[float] = []
    answers: list[tuple[float, float]] = []  # when, and for which slot
    while len(left) < count:
        while answers and answers[0][0] <= now:
            at, slot = heapq.heappop(answers)
            pace.answered(slot, at)
        wait = pace.wait(now, reply=dice.random() < share_of_replies)
        if wait > 0:
            now += max(min(wait, 0.01), 0.001)
            continue
        there, back = 0.02 + dice.random() * jitter, 0.02
        left.append(now)
        came.append(now + there)
        heapq.heappush(answers, (now + there + back, pace.spend(now)))
    return left, sorted(came)


@settings(max_examples=50)
@given(seed=st.integers(0, 10**6), replies=st.floats(0, 1))
def test_no_second_sees_more_than_thirty_and_the_window_is_used(seed: int, replies: float) -> None:
    left, _came = drive(seed, replies, 0.0, 600)
    assert all(later - earlier > 1 for earlier, later in zip(left, left[30:], strict=False))
    assert 600 / left[-1] > 0.98 * 30


@settings(max_examples=50)
@given(seed=st.integers(0, 10**6), replies=st.floats(0, 1), jitter=st.floats(0, LATEST))
def test_not_even_where_some_are_late_on_their_way(seed: int, replies: float, jitter: float) -> None:
    """The fastest call is known after the first few; until then a slot may end too early by some milliseconds."""
    _left, came = drive(seed, replies, jitter, 600)
    seen = came[60:]
    early = sum(later - earlier <= 1 for earlier, later in zip(seen, seen[30:], strict=False))
    assert early == 0


def test_a_reply_waits_for_one_slot_while_a_broadcast_uses_all_of_them() -> None:
    pace, now, waits = Pace(), 0.0, []
    for turn in range(3_000):
        if pace.wait(now, reply=False) == 0:
            pace.spend(now)
        if turn % 40 == 0:
            waits.append(pace.wait(now, reply=True))
        now += 0.005
    assert max(waits) < 0.15


def test_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    pace, now = Pace(), 0.0
    for _ in range(5):
        assert pace.wait_chat(7, now) == 0
        pace.spend_chat(7, now)
    assert 0.99 < pace.wait_chat(7, now) <= 1
    assert pace.wait_chat(8, now) == 0
    assert pace.wait_chat(7, now + 1) == 0


def test_the_memory_of_chats_is_bounded() -> None:
    pace = Pace()
    for chat in range(12_000):
        pace.spend_chat(chat, float(chat))
    assert len(pace._chats) <= 10_001  # noqa: SLF001  the bound is the promise
