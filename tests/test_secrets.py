"""The token never appears in a log line, a traceback or a repr, also at DEBUG and when everything goes wrong."""

import asyncio
import logging
import traceback
from collections.abc import Iterator
from io import StringIO

import pytest
from sqlalchemy import Engine
from telegram.error import InvalidToken

from bot.channels.channel import TryLater
from bot.channels.telegram.telegram import Telegram
from bot.clock import Clock
from bot.demo import Guest
from bot.invites import Invites
from bot.logs import Redacting, redact, start_logging
from bot.post.message import Message
from bot.settings import Settings
from tests.support.world import MAI, TOKEN, world

CANARY = "987654321:AAcanaryCANARYcanaryCANARYcanaryCANA"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """Everything that is logged at DEBUG, by whomever, as our formatter writes it."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in ("telegram", "aiohttp", "httpx", "apscheduler"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


async def failures(address: str) -> str:
    """Let every call fail at `address`; returns the tracebacks."""
    telegram = Telegram(CANARY, base_url=f"{address}/bot", file_url=f"{address}/file/bot")
    seen = []
    for call in (
        telegram.open,
        lambda: telegram.send("1", Message("x")),
        lambda: telegram.edit("1", "1", None),
        lambda: telegram.receive(None, 0),
    ):
        try:
            await call()
        except Exception:
            logging.getLogger("test").exception("it failed")
            seen.append(traceback.format_exc())
    await telegram.acknowledge("1", "")
    await telegram.close()
    return "\n".join(seen)


async def test_no_log_line_or_traceback_holds_the_token(
    log: StringIO, engine: Engine, guests: list[Guest], invites: Invites
) -> None:
    async with world(engine, Clock(), guests, invites) as here:
        mai = here.phone(MAI)
        mai.say("/start")
        await mai.wait_for(lambda m: "mã mời" in m.text)
        address = here.telegram.bot.base_url.partition("/bot")[0]
        unknown = await failures(address)  # 401: the platform does not know this token
        here.platform.switches.down = True
        await asyncio.sleep(0.1)
        away = await failures(address)
    refused = await failures("http://127.0.0.1:1")  # nobody listens
    assert "Error" in unknown + away + refused or "TryLater" in unknown + away + refused
    for text in (log.getvalue(), unknown, away, refused):
        assert CANARY not in text
        assert CANARY.partition(":")[2] not in text
    assert TOKEN.partition(":")[2] not in log.getvalue()


async def test_the_client_shows_no_token() -> None:
    telegram = Telegram(CANARY, base_url="http://127.0.0.1:1/bot", file_url="http://127.0.0.1:1/file/bot")
    assert CANARY not in repr(telegram)
    with pytest.raises((TryLater, InvalidToken)) as refused:
        await telegram.open()
    assert CANARY not in str(refused.value)
    await telegram.close()


def test_settings_show_no_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TELEGRAM_TOKEN", CANARY)
    assert CANARY not in repr(Settings())
    assert CANARY not in str(Settings())


@pytest.mark.parametrize(
    "line",
    [
        f"GET https://api.telegram.org/bot{CANARY}/getMe",
        f"Bot[token={CANARY}]",
        f"file/bot{CANARY}/photo.jpg",
        f"'{CANARY}'",
    ],
)
def test_the_formatter_strikes_out_what_others_would_show(line: str) -> None:
    assert CANARY not in redact(line)


def test_passwords_in_addresses_are_struck_out() -> None:
    assert redact("postgresql://thidua:s3cret@db/thidua") == "postgresql://thidua:***@db/thidua"


def test_a_message_cannot_forge_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging("INFO")
    logging.getLogger("test").info("name: %s", "Mai\n2026-01-01 ERROR forged")
    logging.getLogger().handlers.clear()
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
