"""The web chat as a channel: what is sent is a row that the open pages show."""

import asyncio
import secrets
from collections.abc import Sequence

from bot import documents
from bot.channels.channel import Rejected, TooBig, Unreachable
from bot.channels.web.hub import Hub
from bot.clock import Clock
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.post.abilities import FULL
from bot.post.inbox import FIND_CHAT, Arrival, Door
from bot.post.message import Message
from bot.post.outbox import Address
from bot.web import alerts, messages


class Web:
    """One federation's web chat. What people send comes in by `bot.channels.web.chatting`, not by polling."""

    abilities = FULL

    def __init__(self, database: Database, clock: Clock, door: Door, hub: Hub) -> None:
        self.database = database
        self.clock = clock
        self.door = door
        self.hub = hub

    async def send(self, address: str, message: Message) -> str:
        content = await asyncio.to_thread(message.file.build) if message.file else None
        key = f"out-{secrets.token_hex(12)}"

        def work(db: Transaction) -> tuple[int, int]:
            chat_id, now = self._chat(db, address), self.clock.now()
            document_id = None
            if message.file and content is not None:
                document_id = documents.keep(
                    db, self.door.federation_id, message.file.name, message.file.media_type, content, now
                )
            to = Address(self.door.federation_id, self.door.bot_id, chat_id)
            row = messages.say(db, to, key, message, now, document_id)
            if not message.silent:
                alerts.owe(db, to, row, now)
            return chat_id, row

        chat_id, row = await self.database.transact(work)
        self.hub.ring(chat_id)
        return str(row)

    async def edit(self, address: str, message_id: str, message: Message | None) -> None:
        def work(db: Transaction) -> int:
            chat_id = self._chat(db, address)
            messages.change(db, chat_id, int(message_id), message)
            return chat_id

        self.hub.ring(await self.database.transact(work))

    async def acknowledge(self, query_id: str, text: str) -> None:
        chat_id, _slash, _key = query_id.partition("/")
        if chat_id.isdecimal() and text:
            self.hub.ring(int(chat_id), text)

    async def fetch(self, file_id: str, at_most: int) -> bytes:
        def work(db: Transaction) -> bytes:
            return documents.content(db, self.door.federation_id, int(file_id))

        try:
            content = await self.database.transact(work)
        except LookupError:
            raise Rejected("the file is not kept any more") from None
        if len(content) > at_most:
            raise TooBig("longer than announced")
        return content

    async def receive(self, after: int | None, wait: float) -> tuple[Sequence[Arrival], int | None]:
        await asyncio.sleep(wait)
        return (), after

    def _chat(self, db: Transaction, address: str) -> int:
        chat_id = db.first(FIND_CHAT, bot_id=self.door.bot_id, address=address)
        if chat_id is None:
            raise Unreachable("there is no such chat")
        return chat_id
