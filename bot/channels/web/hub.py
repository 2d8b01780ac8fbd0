"""Wakes the pages that are open in this process. Other replicas look at the database by themselves."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.waking import woken

PATIENCE = 2.5  # seconds
BEHIND = 0.1  # seconds: a reply comes right behind the change of the message that was pressed


class Ear:
    """An open page: woken when something changes in its chat; `toasts` are short words for the person, which are not kept."""

    def __init__(self) -> None:
        self.woken = asyncio.Event()
        self.toasts: list[str] = []


class Hub:
    """Who listens to which chat."""

    def __init__(self) -> None:
        self._ears: defaultdict[int, list[Ear]] = defaultdict(list)
        self.is_closing = False

    @contextmanager
    def listening(self, chat_id: int) -> Iterator[Ear]:
        """An ear for as long as the page is open."""
        ear = Ear()
        self._ears[chat_id].append(ear)
        try:
            yield ear
        finally:
            self._ears[chat_id].remove(ear)
            if not self._ears[chat_id]:
                del self._ears[chat_id]

    def count(self, chat_id: int) -> int:
        """How many pages are open on this chat."""
        return len(self._ears.get(chat_id, ()))

    def ring(self, chat_id: int, toast: str = "") -> None:
        """Something has changed in this chat."""
        for ear in self._ears.get(chat_id, ()):
            if toast:
                ear.toasts.append(toast)
            ear.woken.set()

    def close(self) -> None:
        """The program ends: every open page is let go."""
        self.is_closing = True
        for chat_id in list(self._ears):
            self.ring(chat_id)


async def answered(ear: Ear) -> None:
    """Wait a little for the answer, so that a browser without JavaScript finds it on the next page."""
    await woken(ear.woken, PATIENCE)
    await asyncio.sleep(BEHIND)
