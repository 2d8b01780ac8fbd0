"""How long `python -m bot run` takes from its start to its first question for updates."""

import asyncio
import time
from pathlib import Path

from bot.playground.telegram import TelegramPlatform
from tests.benchmarks.running import running

TOKEN = "700000000:the-cold-start-has-no-secrets"
PATIENCE = 60.0
LOOK = 0.002  # seconds between two looks


async def cold_start(platform: TelegramPlatform, address: str, folder: Path) -> float:
    """Seconds; the database in `folder` gets the demo the first time."""
    if TOKEN not in platform.bots:
        platform.add_bot(TOKEN, "thidua_bot", "Trợ lý thi đua")
    environment = {
        "THIDUA_DATABASE_URL": f"sqlite:///{folder}/demo.db",
        "THIDUA_TELEGRAM_TOKEN": TOKEN,
        "THIDUA_TELEGRAM_BASE_URL": f"{address}/bot",
        "THIDUA_TELEGRAM_FILE_URL": f"{address}/file/bot",
    }
    if not (folder / "demo.db").exists():
        async with running(folder, "bot", "demo", environment=environment) as demo:
            await demo.process.wait()
    before = platform.calls["getUpdates"]
    began = time.perf_counter()
    async with asyncio.timeout(PATIENCE), running(folder, "bot", "run", environment=environment) as bot:
        while platform.calls["getUpdates"] == before:
            bot.check()
            await asyncio.sleep(LOOK)
        return time.perf_counter() - began
