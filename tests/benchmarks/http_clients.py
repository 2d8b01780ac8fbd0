"""`make bench-http`: python-telegram-bot's own HTTP client against ours, sending messages to the same fake.

Each client works in a process of its own, as many calls at once as a busy bot has; what `do_api_request` saves beside
`send_message` is that the answer is not made into a Message.
"""

import asyncio
import json
import resource
import statistics
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

import typer
from telegram import Bot
from telegram.request import BaseRequest, HTTPXRequest
from telegram.warnings import PTBUserWarning

from bot.channels.telegram.request import AiohttpRequest
from bot.clock import Clock
from bot.playground.serving import serve
from bot.playground.telegram import TelegramPlatform
from tests.benchmarks.running import running

TOKEN = "720000000:the-benchmark-has-no-secrets"
CHAT = 1001
AT_ONCE, WARM_UP = 32, 100
CLIENTS: dict[str, type[BaseRequest]] = {"httpx": HTTPXRequest, "aiohttp": AiohttpRequest}
METHODS = ("send_message", "do_api_request")
ROUNDS, CALLS = 3, 1000
TEXT = "Tổ chức lúc mấy giờ, ở đâu ạ?\nVí dụ: 8 giờ, hội trường đơn vị"
KEYBOARD = {"inline_keyboard": [[{"text": "◀ Câu trước", "callback_data": "1.place.<"}]]}

Figures = dict[str, float]


async def call(bot: Bot, method: str) -> None:
    """Send one message with a keyboard."""
    if method == "send_message":
        await bot.send_message(CHAT, TEXT, api_kwargs={"reply_markup": json.dumps(KEYBOARD)})
    else:
        await bot.do_api_request("sendMessage", {"chat_id": CHAT, "text": TEXT, "reply_markup": KEYBOARD})


async def send(client: str, method: str, address: str) -> Figures:
    """Calls a second and CPU time of a call."""
    # Bot.do_api_request is measured because the bot uses it, for the reason given there.
    warnings.filterwarnings("ignore", "Please use 'Bot", PTBUserWarning)
    bot = Bot(TOKEN, base_url=f"{address}/bot", request=CLIENTS[client](), get_updates_request=CLIENTS[client]())
    async with bot:
        await _many(bot, method, WARM_UP)
        began, cpu = time.perf_counter(), _cpu()
        await _many(bot, method, CALLS)
        seconds, used = time.perf_counter() - began, _cpu() - cpu
    return {"calls_per_s": CALLS / seconds, "cpu_ms": 1000 * used / CALLS}


async def _many(bot: Bot, method: str, calls: int) -> None:
    async def some() -> None:
        for _ in range(calls // AT_ONCE):
            await call(bot, method)

    await asyncio.gather(*(some() for _ in range(AT_ONCE)))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def measure(folder: Path) -> dict[str, Figures]:
    """Every client with every method, in turn; the medians."""
    platform = TelegramPlatform(Clock())
    platform.add_bot(TOKEN, "thidua_bot", "Trợ lý thi đua")
    phone = platform.phone(TOKEN, CHAT, "Mai", started=True)
    runner, port = await serve(platform.application())
    seen: dict[str, list[Figures]] = {}
    try:
        for client, method in [(client, method) for client in CLIENTS for method in METHODS] * ROUNDS:
            arguments = ("tests.benchmarks.http_clients", client, method, f"http://127.0.0.1:{port}")
            async with running(folder, *arguments) as program:
                await program.process.wait()
            seen.setdefault(f"{client} {method}", []).append(json.loads(program.log.read_text()))
            phone.shown.clear()
    finally:
        await runner.cleanup()
    return {name: _median(runs) for name, runs in seen.items()}


def _median(runs: list[Figures]) -> Figures:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> None:
    """Print calls a second and CPU time of each client, and the figures as one line of JSON."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        figures: dict[str, Any] = dict(asyncio.run(measure(Path(folder))))
    typer.echo("client   method          calls/s  CPU ms/call")
    for name, each in figures.items():
        client, method = name.split()
        typer.echo(f"{client:<8} {method:<14} {each['calls_per_s']:>8.0f} {each['cpu_ms']:>12.3f}")
    usual, ours = figures["httpx send_message"], figures["aiohttp do_api_request"]
    figures["ratio"] = ours["calls_per_s"] / usual["calls_per_s"]
    figures["ratio_cpu"] = usual["cpu_ms"] / ours["cpu_ms"]
    typer.echo(json.dumps(_rounded(figures)))


def _rounded(value: Any) -> Any:
    return {name: _rounded(each) for name, each in value.items()} if isinstance(value, dict) else round(value, 3)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        typer.echo(json.dumps(asyncio.run(send(*sys.argv[1:]))))
    else:
        main()
