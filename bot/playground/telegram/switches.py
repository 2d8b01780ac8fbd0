"""The faults that tests and the page can switch on."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from bot.playground.telegram.refusal import Refusal, bad_request, too_many


@dataclass
class Switches:
    """What goes wrong from now on; change the fields at any time."""

    delay: float = 0.0
    """Seconds a call is late."""
    down: bool = False
    """No answer: the connection is closed, or 502 with HTML, in turn."""
    flood_next: int = 0
    """So many next sends are answered 429 ..."""
    retry_after: int = 3
    """... with this many seconds."""
    rate_limit: float | None = None
    """At most this many sends of one bot in any second; the next is answered 429."""
    chat_limit: float | None = None
    """The same for one chat."""
    drop_after_delivery: int = 0
    """So many next sends arrive at the phone, but the connection closes without an answer."""
    refuse: set[str] = field(default_factory=set)
    """Methods that answer 400."""
    migrate: dict[int, int] = field(default_factory=dict)
    """Chats that became supergroups: old id, new id."""


class Gate:
    """Flood control, by real time: the same for all, whatever the clock of the play says."""

    def __init__(self, switches: Switches, monotonic: Callable[[], float]) -> None:
        self.switches = switches
        self.monotonic = monotonic
        self.closed_until: dict[tuple[str, str], float] = {}
        self.recent: defaultdict[tuple[str, str], deque[float]] = defaultdict(deque)
        self.early_calls = 0
        self.flooded = 0

    def pass_send(self, token: str, chat: str) -> None:
        """Count a send and let it through, or refuse it."""
        now = self.monotonic()
        wait = self.closed_until.get((token, chat), 0.0) - now
        if wait > 0:
            self.early_calls += 1
            self.flooded += 1
            raise too_many(ceil(wait))
        if self.switches.flood_next > 0:
            self.switches.flood_next -= 1
            raise self._flood(token, chat, now, self.switches.retry_after)
        for key, limit in (((token, ""), self.switches.rate_limit), ((token, chat), self.switches.chat_limit)):
            if limit is not None and not self._has_room(key, limit, now):
                raise self._flood(token, chat, now, 1)

    def refuse(self, method: str, chat: int) -> None:
        """Raise what the switches hold ready for this method and chat."""
        if method in self.switches.refuse:
            raise bad_request(f"{method} is refused by the playground")
        new = self.switches.migrate.get(chat)
        if new is not None:
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)

    def _flood(self, token: str, chat: str, now: float, seconds: int) -> Refusal:
        self.flooded += 1
        self.closed_until[token, chat] = now + seconds
        return too_many(seconds)

    def _has_room(self, key: tuple[str, str], limit: float, now: float) -> bool:
        times = self.recent[key]
        while times and times[0] <= now - 1.0:
            times.popleft()
        if len(times) >= limit:
            return False
        times.append(now)
        return True
