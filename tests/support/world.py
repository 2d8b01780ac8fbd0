"""The whole thing over HTTP: the fake Telegram and the real application against it, in one event loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from sqlalchemy import Engine

from bot import building
from bot.application import Application
from bot.asking.script import Scripts
from bot.channels.telegram.telegram import Telegram
from bot.clock import Clock
from bot.database.writers import Database, writer_for
from bot.demo import Guest
from bot.invites import Invites
from bot.playground.serving import serve
from bot.playground.telegram import Phone, TelegramPlatform
from bot.post.pace import Pace
from conversations import all_scripts

TOKEN = "700000001:token-of-the-tests"
OFFICER, MAI, DUNG, LAN = 1, 2, 3, 4


@dataclass
class World:
    """A running bot, its platform and its people."""

    platform: TelegramPlatform
    application: Application
    database: Database
    clock: Clock
    telegram: Telegram
    guests: list[Guest]
    running: asyncio.Task[None]

    def phone(self, number: int) -> Phone:
        """A person's phone; numbers 1 to 4 are the demo's officer and chairs."""
        return self.platform.phone(TOKEN, number, f"Person {number}")

    async def joined(self, number: int) -> Phone:
        """One of the demo's people, linked."""
        phone = self.phone(number)
        phone.start(self.guests[number - 1].secrets.token)
        for label in ("✅ Đúng, là tôi", "Tôi đồng ý", "🔔 Có, nhắc giúp tôi"):
            shown = await phone.wait_for(lambda m, label=label: label in m.labels)  # type: ignore[misc]
            phone.tap(shown.id, label)
        await phone.wait_for(lambda m: "Đã kết nối" in m.text)
        await self.application.idle()
        return phone

    async def registered(self, phone: Phone, day: str) -> None:
        """A chair goes through the whole form."""
        for text, expected in (
            ("/dangky", "ngày nào"),
            (day, "mấy giờ"),
            ("8 giờ, sân trường", "bao nhiêu người"),
            ("45", "kiểm tra lại"),
            ("đúng", "Đã ghi nhận"),
        ):
            seen = len(phone.messages)
            phone.say(text)
            await phone.wait_for(lambda m, seen=seen, e=expected: m in phone.messages[seen:] and e in m.text)  # type: ignore[misc]

    def said_to(self, phone: Phone) -> list[str]:
        """What the bot said in this chat, oldest first."""
        return [message.text for message in phone.messages if message.from_bot]


@asynccontextmanager
async def world(
    engine: Engine,
    clock: Clock,
    guests: list[Guest],
    invites: Invites,
    pace: Callable[[], Pace] = Pace,
    scripts: Scripts | None = None,
) -> AsyncIterator[World]:
    """Start everything, with the bot's own conversations or others; stop it in good order. The engine stays open."""
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý")
    runner, port = await serve(platform.application())
    bot = bot_at(engine, clock, invites, f"http://127.0.0.1:{port}", pace, scripts)
    async with bot as (application, database, telegram, running):
        yield World(platform, application, database, clock, telegram, guests, running)
    await runner.cleanup()


@asynccontextmanager
async def bot_at(
    engine: Engine,
    clock: Clock,
    invites: Invites,
    address: str,
    pace: Callable[[], Pace] = Pace,
    scripts: Scripts | None = None,
) -> AsyncIterator[tuple[Application, Database, Telegram, asyncio.Task[None]]]:
    """The application, against whatever listens at `address`; several may share an engine on PostgreSQL."""
    database = writer_for(engine)
    telegram = Telegram(TOKEN, base_url=f"{address}/bot", file_url=f"{address}/file/bot")
    entrance = await building.telegram_entrance(database, telegram, await telegram.open())
    application = building.application(database, clock, scripts or all_scripts(invites), [entrance], invites, pace)
    running = asyncio.create_task(application.run())
    try:
        yield application, database, telegram, running
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await telegram.close()
        database.close()
