"""The Zalo Bot Platform behind the words of `bot.channels.channel`."""

import asyncio
import logging
import unicodedata
from collections import Counter, deque
from collections.abc import Sequence
from typing import Any, NoReturn
from urllib.parse import urlsplit

from bot.channels.channel import Rejected, Stopped, TooBig, TryLater, Unreachable
from bot.channels.zalo.client import BAD_REQUEST, BASE_URL, NOT_FOUND, QUOTA, UNAUTHORIZED, Client, ZaloError
from bot.channels.zalo.reading import arrival
from bot.clock import Clock
from bot.post.abilities import PLAIN
from bot.post.inbox import Arrival
from bot.post.message import Message, length

log = logging.getLogger(__name__)

PHOTO_HOSTS = ("zdn.vn", "zadn.vn")  # where Zalo keeps what people send; and their subdomains
FLOOR = 1.0  # seconds between two polls of which the first brought nothing new: some servers replay the last update for ever
REMEMBERED = 1000  # keys
WEBHOOK_SET = 30.0  # seconds until a poll is tried again that a webhook forbids
FIRST_PAUSE, LONGEST_PAUSE = 60.0, 6 * 3600.0  # seconds without sending once the quota is used up; doubled each time
GONE = {401, 403, 404, 410}  # HTTP statuses of a photo that is not there any more
HOPELESS = 3  # messages in a row that a chat does not take: then it is closed


class Zalo:
    """One bot on the Zalo Bot Platform. With a `webhook` (an address and a secret) nothing is polled."""

    abilities = PLAIN

    def __init__(
        self,
        token: str,
        *,
        clock: Clock,
        base_url: str = BASE_URL,
        webhook: tuple[str, str] | None = None,
        photo_hosts: Sequence[str] = PHOTO_HOSTS,
    ) -> None:
        self.client = Client(token, base_url)
        self.platform_id = self.client.bot_id
        self._is_open = False
        self._clock = clock
        self._webhook = webhook
        self._photo_hosts = photo_hosts
        self._scheme = urlsplit(base_url).scheme
        self._known: deque[str] = deque(maxlen=REMEMBERED)
        self._next_poll = 0.0
        self._pauses = 0
        self._refused: Counter[str] = Counter()

    async def _open(self) -> None:
        """Say how updates shall come. Raises TryLater, or Stopped for a wrong token."""
        try:
            await self.client.me()
            await self._choose_way()
        except ZaloError as failure:
            if failure.code == UNAUTHORIZED:
                raise Stopped("Zalo does not know this token") from None
            raise TryLater(str(failure)) from None
        self._is_open = True

    async def _choose_way(self) -> None:
        if self._webhook is None:
            if await self.client.webhook():
                await self.client.delete_webhook()
            return
        told = await self.client.set_webhook(*self._webhook)
        verification = told.get("verification")
        if isinstance(verification, dict) and verification.get("ok") is False:
            log.warning("Zalo could not reach the webhook: %.60r", verification.get("outcome"))

    async def close(self) -> None:
        """Let go of the connections."""
        await self.client.close()

    async def send(self, address: str, message: Message) -> str:
        text = unicodedata.normalize("NFC", message.text)
        if not 0 < length(text) <= self.abilities.longest:
            raise Rejected(f"a text of {length(text)} characters")
        try:
            number = await self.client.send_message(address, text)
        except ZaloError as failure:
            self._explain(address, failure)
        self._pauses = 0
        del self._refused[address]
        return number

    def _explain(self, address: str, failure: ZaloError) -> NoReturn:
        """Raise what the failure of a send means."""
        if failure.code == UNAUTHORIZED:
            raise Stopped(str(failure)) from None
        if failure.code == QUOTA:
            pause = min(FIRST_PAUSE * 2.0**self._pauses, LONGEST_PAUSE)
            self._pauses = min(self._pauses + 1, 16)
            raise TryLater(str(failure), after=pause, for_all=True) from None
        if failure.code in {BAD_REQUEST, NOT_FOUND}:
            self._refused[address] += 1
            raise (Unreachable if self._refused[address] >= HOPELESS else Rejected)(str(failure)) from None
        raise TryLater(str(failure), in_doubt=failure.is_ambiguous) from None

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        """Zalo changes nothing that was sent."""

    async def acknowledge(self, query_id: str, text: str) -> None:
        """There are no taps."""

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        """A photo, from its address: only from Zalo's own hosts, whatever an update says."""
        parts = urlsplit(file_id)
        host = parts.hostname or ""
        if parts.scheme != self._scheme or not any(host == each or host.endswith(f".{each}") for each in self._photo_hosts):
            log.warning("a photo lies at %.100r, which is not one of Zalo's hosts", host)
            raise Rejected("not one of Zalo's hosts")
        try:
            content = await self.client.download(file_id, at_most)
        except ZaloError as failure:
            raise (Rejected if failure.code in GONE else TryLater)(str(failure)) from None
        if content is None:
            raise TooBig("longer than allowed")
        return content

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        """The next updates; reading them may take them off Zalo's queue. `after` only counts the polls. Connects first."""
        if not self._is_open:
            await self._open()
        if self._webhook is not None:
            await asyncio.sleep(wait)
            return [], (after or 0) + 1
        if (early := self._next_poll - self._clock.monotonic()) > 0:
            await asyncio.sleep(early)
        began = self._clock.monotonic()
        arrivals = [arrival(each) for each in await self._poll(wait)]
        if arrivals and all(each.key in self._known for each in arrivals):
            self._next_poll = began + FLOOR
        self._known.extend(each.key for each in arrivals)
        return arrivals, (after or 0) + 1

    async def _poll(self, wait: float) -> list[Any]:
        try:
            return await self.client.updates(wait)
        except ZaloError as failure:
            if failure.code == UNAUTHORIZED:
                raise Stopped(str(failure)) from None
            if failure.code == BAD_REQUEST:
                raise TryLater("updates go to a webhook that somebody has set", after=WEBHOOK_SET) from None
            raise TryLater(str(failure)) from None
