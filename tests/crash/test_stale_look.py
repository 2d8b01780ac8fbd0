"""On PostgreSQL the outbox is read while a message is being marked as sent: what was read then must not be sent again."""

import asyncio
from collections.abc import Sequence

from bot.channels.channel import Channel
from bot.clock import StandingClock
from bot.database.writers import Database, Work
from bot.models import Chat
from bot.post.delivery import Delivery
from bot.post.inbox import Arrival
from bot.post.message import Message
from bot.post.outbox import Address, queue
from bot.post.pace import NoPace
from tests.support.talking import T, Talk


class LateReader(Database):
    """Does all work at once, but what the second look at the outbox read is only told when `late` is set."""

    def __init__(self, talk: Talk) -> None:
        self.engine = talk.engine
        self.late = asyncio.Event()
        self._talk = talk
        self._looks = 0

    async def transact(self, work: Work[T]) -> T:
        result = self._talk.do(work)
        if isinstance(result, list):
            self._looks += 1
            if self._looks == 2:
                await self.late.wait()
        return result

    def close(self) -> None: ...


class SlowChannel(Channel):
    """Takes a message, and answers when told to."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.answer = asyncio.Event()

    async def send(self, address: str, message: Message) -> str:  # noqa: ARG002
        self.sent.append(message.text)
        await self.answer.wait()
        return str(len(self.sent))

    async def edit(self, address: str, message_id: str, message: Message | None) -> None: ...
    async def acknowledge(self, query_id: str, text: str) -> None: ...
    async def fetch(self, file_id: str, at_most: int) -> bytes: ...  # type: ignore[empty-body]  # nobody sends it a file
    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:  # noqa: ARG002
        return [], None


async def test_a_message_that_landed_meanwhile_is_not_sent_again(talk: Talk, clock: StandingClock) -> None:
    talk.say(9, "/trogiup")
    chat = talk.rows(Chat)[0].id
    to = Address(talk.door.federation_id, talk.door.bot_id, chat)
    talk.do(lambda db: queue(db, to, "second", Message("hai"), clock.now()))
    database, channel = LateReader(talk), SlowChannel()
    delivery = Delivery(database, clock, talk.door.bot_id, channel, {}, NoPace())
    running = asyncio.create_task(delivery.run())
    await asyncio.sleep(0.05)
    delivery.wake()
    await asyncio.sleep(0.05)
    channel.answer.set()
    await asyncio.sleep(0.05)
    database.late.set()
    await asyncio.sleep(0.2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert channel.sent[-1] == "hai"
    assert len(channel.sent) == 2
