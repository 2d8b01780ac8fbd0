"""A fake Telegram at its limits, in bad weather: what a broadcast of thousands meets."""

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.playground.telegram import TelegramPlatform
from bot.playground.telegram.refusal import Refusal
from bot.playground.telegram.switches import Gate

TOO_MANY, BLOCKED, MIGRATED, BROKEN, DROPPED = 0.05, 0.03, 0.01, 0.01, 0.01  # shares of calls; BLOCKED, MIGRATED: of chats
RETRY_AFTER = (1, 5)  # seconds
ALLOWED = 30  # messages in any second
NEW_ADDRESS = -1_000_000_000_000


class Storm(Gate):
    """Every request counts against the limit, whatever becomes of it."""

    def __init__(self, platform: TelegramPlatform, token: str, audience: Sequence[int], seed: int) -> None:
        super().__init__(platform.switches, platform.clock.monotonic)
        self.platform, self.token = platform, token
        self.dice = random.Random(seed)  # noqa: S311  a simulation
        self.arrivals: list[float] = []
        self.over_limit = self.dropped = 0
        self.untried = set(map(str, audience))
        self.all_tried_at: float | None = None
        chosen = self.dice.sample(audience, round(len(audience) * (BLOCKED + MIGRATED)))
        cut = round(len(audience) * BLOCKED)
        self.blocked, self.moved = set(chosen[:cut]), {str(chat): NEW_ADDRESS - chat for chat in chosen[cut:]}
        for chat in audience:
            platform.phone(token, chat, "Mai", started=True).blocked = chat in self.blocked
        for new in self.moved.values():
            platform.phone(token, new, "Nhóm", started=True)

    def put_off(self, chats: Iterable[str]) -> None:
        """Nobody is held up by these any more: the bot tries them again when it may."""
        self.untried.difference_update(chats)

    def pass_send(self, token: str, chat: str) -> None:
        now = self.monotonic()
        self.arrivals.append(now)
        self.untried.discard(chat)
        if not self.untried and self.all_tried_at is None:
            self.all_tried_at = now
        if self.closed_until.get((token, chat), 0.0) > now:
            self.early_calls += 1
        if not self._has_room((token, ""), ALLOWED, now):
            self.over_limit += 1
            raise self._flood(token, chat, now, 1)
        self._happen(token, chat, now)

    def _happen(self, token: str, chat: str, now: float) -> None:
        """Whatever the weather brings."""
        if chat in self.moved:
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=self.moved[chat])
        fate = self.dice.random()
        if fate < TOO_MANY:
            raise self._flood(token, chat, now, self.dice.randint(*RETRY_AFTER))
        if fate < TOO_MANY + BROKEN:
            raise Refusal(502, "Bad Gateway")
        if fate < TOO_MANY + BROKEN + DROPPED and int(chat) not in self.blocked:
            self.dropped += 1
            self.switches.drop_after_delivery = 1

    def received(self, chat: int) -> Counter[str]:
        """What the bot said in a chat, wherever it has moved, and how often."""
        address = self.moved.get(str(chat), chat)
        shown = self.platform.bots[self.token].screens[address].shown.values()
        return Counter(message.text for message in shown if message.from_bot)
