"""How fast messages may leave: what Telegram's FAQ allows a bot, kept by us so that it never has to say 429.

What is no reply leaves evenly spread, a slot every 34 ms, and a reply takes the next slot that comes free. So a reply waits for
34 ms at most, even though a broadcast uses every slot there is, and nothing has to be kept free for it. A window that is filled
as fast as it empties would send 30 messages at once and then let replies wait for a second; keeping three of thirty slots free
against that costs a tenth of the rate.

The platform counts what arrives, we know when it left and when it was answered. A call that took longer than the fastest may
have been late on its way there, so its slot ends later by as much: 1.3 % of the calls of a loaded machine came too early before.
"""

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field

REMEMBERED = 10_000  # chats
LATEST = 0.05  # seconds by which a call may be thought to be late
FORGETS = 0.001  # of the difference to the fastest call, with every slower one: lines change
SLACK = 0.1  # seconds of slots that may be made up for: the loop and the disk keep us waiting now and then


@dataclass
class Pace:
    """At most `per_second` messages in any second, and those that are no replies evenly spread; per chat, a burst of `burst`
    and then one a second. Seconds are monotonic."""

    per_second: int = 30
    burst: int = 5
    window: float = 1.006  # seconds: clocks differ, and the fastest call may have been forgotten by some milliseconds
    _ends: list[float] = field(default_factory=list)  # of the slots that are taken, in order
    _fastest: float = float("inf")  # seconds
    _even: float = float("-inf")  # when the next slot comes that is not for a reply
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)

    def wait(self, now: float, *, reply: bool) -> float:
        """Seconds until the bot may send once more; 0 is now."""
        del self._ends[: bisect_right(self._ends, now)]
        full = self._ends[-self.per_second] - now if len(self._ends) >= self.per_second else 0.0
        return full if reply else max(full, self._even - now, 0.0)

    def wait_chat(self, chat: int, now: float) -> float:
        """Seconds until this chat may get one more."""
        tokens, at = self._chats.get(chat, (float(self.burst), now))
        return max(0.0, 1.0 - min(self.burst, tokens + now - at))

    def spend(self, now: float) -> float:
        """A call leaves now; returns when its slot ends, unless it was late."""
        insort(self._ends, now + self.window)
        self._even = max(self._even, now - SLACK) + self.window / self.per_second
        return now + self.window

    def answered(self, end: float, now: float) -> None:
        """The call whose slot ends at `end` was answered."""
        took = now - (end - self.window)
        self._fastest = took if took < self._fastest else self._fastest + FORGETS * (took - self._fastest)
        place = bisect_left(self._ends, end)
        if place < len(self._ends) and self._ends[place] == end:
            del self._ends[place]
            insort(self._ends, end + min(took - self._fastest, LATEST))

    def spend_chat(self, chat: int, now: float) -> None:
        """A message leaves for this chat now; a change of an old message costs the chat nothing."""
        tokens, at = self._chats.get(chat, (float(self.burst), now))
        self._chats[chat] = (min(self.burst, tokens + now - at) - 1, now)
        if len(self._chats) > REMEMBERED:  # full buckets need no memory
            self._chats = {c: (t, a) for c, (t, a) in self._chats.items() if t + now - a < self.burst}


@dataclass
class NoPace(Pace):
    """As fast as the machine can: for pages of our own, which no platform counts, and for benchmarks."""

    def wait(self, now: float, *, reply: bool) -> float:  # noqa: ARG002
        return 0.0

    def wait_chat(self, chat: int, now: float) -> float:  # noqa: ARG002
        return 0.0

    def spend(self, now: float) -> float:
        return now

    def answered(self, end: float, now: float) -> None:
        pass

    def spend_chat(self, chat: int, now: float) -> None:
        pass
