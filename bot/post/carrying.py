"""Writes out what is owed, in the words and the shape of its channel, and hands it to the platform."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot import home
from bot.addressing import addressing
from bot.channels.channel import Channel
from bot.clock import Clock
from bot.database.transaction import Transaction
from bot.database.writers import Database
from bot.i18n import speaking
from bot.post import numbering, offered, outbox
from bot.post.message import Message, Style, load
from bot.post.numbering import Written
from bot.post.outbox import Letter

Render = Callable[[Transaction, Letter, datetime], Message | None]

DOUBT = 15.0  # seconds at least before repeating what may have arrived


class Carrier:
    """Brings one letter to its chat. `templates`: what writes the letters of each kind that is not written beforehand."""

    def __init__(self, database: Database, clock: Clock, channel: Channel, templates: Mapping[str, Render]) -> None:
        self.database = database
        self.clock = clock
        self.channel = channel
        self.templates = templates

    async def carry(self, letter: Letter) -> tuple[str | None, Message | None]:
        """The platform's id of what was sent, None where there was nothing to say; and what is left to be sent. Raises what
        `Channel.send` raises."""
        if not self.channel.abilities.has_buttons:
            return await self._send_plain(letter)
        return await self._send_rich(letter), None

    async def _send_plain(self, letter: Letter) -> tuple[str | None, Message | None]:
        if letter.kind == "edit":
            return None, None
        if letter.sent_as:
            return letter.sent_as, None
        written = await self._write_out(letter)
        if written is None:
            return None, None
        number = await self.channel.send(letter.address, written.message)
        if written.asked:
            await self.database.transact(lambda db: offered.arrived(db, letter.chat_id, written.asked))
        return number, written.rest

    async def _write_out(self, letter: Letter) -> Written | None:
        def work(db: Transaction) -> Written | None:
            now = self.clock.now()
            with speaking(letter.language, typing=True), addressing(home.form_of(db, letter.federation_id)):
                is_text = letter.kind == "send"
                message = Message.from_json(letter.body) if is_text else self.templates[letter.kind](db, letter, now)
                return numbering.write_out(db, letter, message, self.channel.abilities.longest, now) if message else None

        return await self.database.transact(work)

    async def _send_rich(self, letter: Letter) -> str | None:
        """The platform's id of what was sent; None where there was nothing to say."""
        if letter.kind == "edit":
            change = load(letter.body)
            styles = tuple(Style(**each) for each in change.get("styles", ()))
            message = None if change["text"] is None else Message(change["text"], styles=styles)
            await self.channel.edit(letter.address, change["message_id"], message)
            return str(change["message_id"])
        rendered = await self._render(letter)
        if rendered is None:
            return None
        if letter.sent_as and rendered.file:
            return letter.sent_as  # a file stays as it was sent
        if letter.sent_as and letter.kind != "send":
            await self.channel.edit(letter.address, letter.sent_as, rendered)
            return letter.sent_as
        return await self.channel.send(letter.address, rendered)

    async def _render(self, letter: Letter) -> Message | None:
        if letter.kind == "send" and letter.announcement_id is None:
            return Message.from_json(letter.body)

        def work(db: Transaction) -> Message | None:
            now = self.clock.now()
            if letter.announcement_id is not None:
                outbox.postpone(db, letter, now + timedelta(seconds=DOUBT), None)
            if letter.kind == "send":
                return Message.from_json(letter.body)
            with speaking(letter.language), addressing(home.form_of(db, letter.federation_id)):
                return self.templates[letter.kind](db, letter, now)

        return await self.database.transact(work)
