"""The updates a bot has not confirmed yet."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Update = dict[str, Any]

KEPT = timedelta(hours=24)
CALLBACK_KEPT = timedelta(seconds=150)
QUIET = timedelta(days=7)  # after a week without updates the ids start anew, anywhere
FUTURE = 10  # an offset further ahead than this is not a confirmation: reading starts at the head
ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update and how long it is kept."""

    update: Update
    since: datetime
    until: datetime


class UpdateQueue:
    """In order of update_id; entries end by confirmation or by age."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now
        self.next_id = self._anywhere()
        self.last: datetime | None = None
        self.waiting: dict[int, Waiting] = {}

    def number(self, update: Update) -> Update:
        """The update with its id in first place; an id it already has is kept."""
        quiet = self.last is not None and self.now() - self.last >= QUIET and not self.waiting
        if quiet:
            self.next_id = self._anywhere()
        return {"update_id": self.next_id} | update

    def add(self, update: Update, since: datetime) -> None:
        kept = CALLBACK_KEPT if "callback_query" in update else KEPT
        self.waiting[update["update_id"]] = Waiting(update, since, since + kept)
        self.next_id = update["update_id"] + 1
        self.last = since

    def confirmed_by(self, offset: int) -> int | None:
        """Below which id an offset of getUpdates confirms; None: nothing."""
        self.expire()
        if offset < 0:
            ids = sorted(self.waiting)
            return ids[offset] if len(ids) > -offset else None
        known = self.waiting and offset > min(self.waiting)
        return offset if known and offset <= self.next_id + FUTURE else None

    def confirm(self, below: int) -> None:
        for number in [number for number in self.waiting if number < below]:
            del self.waiting[number]

    def pending(self, limit: int) -> list[Update]:
        self.expire()
        return [self.waiting[number].update for number in sorted(self.waiting)[:limit]]

    def expire(self) -> None:
        now = self.now()
        for number in [number for number, entry in self.waiting.items() if entry.until <= now]:
            del self.waiting[number]

    def _anywhere(self) -> int:
        return random.randrange(10_000_000, 900_000_000)  # noqa: S311


def wanted(update: Update, allowed: list[str] | None) -> bool:
    """Whether a bot that asked for `allowed` gets this update; nothing asked: all but the three loud kinds."""
    kinds = set(update) - {"update_id"}
    return bool(kinds & set(allowed)) if allowed else not kinds & ONLY_WHEN_ASKED
