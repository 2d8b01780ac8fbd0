"""A platform with one bot and one phone, served over HTTP, and PTB as an independent client."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
import telegram

from bot.clock import StandingClock
from bot.playground.serving import serve
from bot.playground.telegram import Phone, TelegramPlatform

TOKEN = "123456:TEST-token_of_the_playground"
CHAIR = 501


@dataclass
class Wired:
    """Everything one test needs."""

    clock: StandingClock
    platform: TelegramPlatform
    bot: telegram.Bot
    phone: Phone
    url: str
    http: aiohttp.ClientSession

    async def call(self, method: str, **parameters: object) -> dict[str, object]:
        """Call without PTB between; the body as it comes."""
        async with self.http.post(f"{self.url}/bot{TOKEN}/{method}", json=parameters) as answer:
            body: dict[str, object] = await answer.json()
            assert body.get("error_code", 200) == answer.status
            return body

    def client(self, token: str = TOKEN) -> telegram.Bot:
        return telegram.Bot(token, base_url=f"{self.url}/bot", base_file_url=f"{self.url}/file/bot")


@asynccontextmanager
async def wire() -> AsyncIterator[Wired]:
    """Serve a platform for the length of a test."""
    clock = StandingClock(datetime(2026, 11, 21, 2, 0, tzinfo=UTC))
    platform = TelegramPlatform(clock)
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý thi đua")
    phone = platform.phone(TOKEN, CHAIR, "Lan", started=True)
    runner, port = await serve(platform.application())
    url = f"http://127.0.0.1:{port}"
    bot = telegram.Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot")
    try:
        async with aiohttp.ClientSession() as http, bot:
            yield Wired(clock, platform, bot, phone, url, http)
    finally:
        await runner.cleanup()
