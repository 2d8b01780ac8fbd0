"""What is posted: only Zalo's own words get in, on disk before the answer, and nothing big is read to its end."""

import asyncio
import json
import resource
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import uvicorn
from sqlalchemy import Engine, func, select
from starlette.applications import Starlette

from bot import building
from bot.channels.zalo.webhook import BIGGEST, HEADER, SOON, routes
from bot.clock import Clock
from bot.database.writers import Database, Work, writer_for
from bot.demo import Guest
from bot.models import Inbox, table_of

BOT, SECRET = "1459232241454765289", "mykey-abcyxz"
RIGHT = {HEADER: SECRET}
GROWTH = 5 << 20  # bytes
CHAT = "a1b2c3d4e5f60718293a"
inbox = table_of(Inbox)


def update(number: str = "m1") -> dict[str, Any]:
    message = {"message_id": number, "chat": {"id": CHAT, "chat_type": "PRIVATE"}, "from": {"id": CHAT}, "text": "chào"}
    return {"event_name": "message.text.received", "message": message}


@dataclass
class SlowDatabase:
    """A database that can be made to wait."""

    database: Database
    engine: Engine
    wait: float = 0.0

    async def transact(self, work: Work[Any]) -> Any:
        await asyncio.sleep(self.wait)
        return await self.database.transact(work)

    def close(self) -> None:
        self.database.close()


@dataclass
class Listening:
    database: SlowDatabase
    http: httpx.AsyncClient
    port: int
    arrivals: list[int] = field(default_factory=list)

    async def post(self, path: str = f"/zalo/{BOT}", headers: dict[str, str] | None = None, **content: Any) -> int:
        return (await self.http.post(path, headers=RIGHT if headers is None else headers, **content)).status_code

    async def kept(self) -> int:
        return int(
            await self.database.database.transact(
                lambda db: db.connection.execute(select(func.count()).select_from(inbox)).scalar_one()
            )
        )


@pytest.fixture
async def here(engine: Engine, guests: list[Guest]) -> AsyncIterator[Listening]:  # noqa: ARG001  the demo is in
    database = SlowDatabase(writer_for(engine), engine)
    door = await database.transact(lambda db: building.door(db, "zalo", BOT, ""))
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    app = Starlette(routes=routes(database, Clock(), {BOT: door}, SECRET))
    server = uvicorn.Server(uvicorn.Config(app, http="httptools", ws="none", lifespan="off", log_config=None, access_log=False))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as http:
        listening = Listening(database, http, port)
        app.state.arrived = lambda: listening.arrivals.append(1)
        while not server.started:  # noqa: ASYNC110  uvicorn has no event for it
            await asyncio.sleep(0.01)
        yield listening
    server.should_exit = True
    await serving
    database.close()


@pytest.mark.parametrize("body", [update(), {"ok": True, "result": update(), "error_code": 0}])
async def test_it_is_on_disk_before_the_answer_and_once(here: Listening, body: dict[str, Any]) -> None:
    assert [await here.post(json=body) for _ in range(3)] == [200] * 3
    assert await here.kept() == 1
    assert len(here.arrivals) == 3


FORGED = [
    {},
    {HEADER: ""},
    {HEADER: "mykey-abcyxy"},
    {HEADER: "MYKEY-ABCYXZ"},
    {HEADER: SECRET + "z"},
    {"X-ZEvent-Signature": "x"},
]


@pytest.mark.parametrize("headers", FORGED)
async def test_forged(here: Listening, headers: dict[str, str]) -> None:
    assert await here.post(headers=headers, json=update()) == 403
    assert await here.kept() == 0


async def test_another_bot_is_not_told_apart_from_a_wrong_secret(here: Listening) -> None:
    assert await here.post("/zalo/1", json=update()) == 403
    assert await here.post(f"/zalo/{BOT}/more", json=update()) == 404
    assert (await here.http.get(f"/zalo/{BOT}", headers=RIGHT)).status_code == 405


async def test_probes_and_nonsense(here: Listening) -> None:
    assert await here.post(content=b"") == 200
    assert await here.post(content=b"{") == 400
    for body in (
        b"[]",
        b"7",
        b"null",
        b'{"event_name": "message.poll.received"}',
        b'{"event_name": "message.unsupported.received"}',
    ):
        assert await here.post(content=body) == 200, body
    assert await here.post(json=update("m2")) == 200
    assert await here.kept() == 4  # what says nothing at all is the same each time


async def flood(here: Listening, headers: dict[str, str], *, announced: bool) -> bytes:
    """Send 90 MB as fast as they are taken; what is answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", here.port)
    length = f"Content-Length: {90 << 20}" if announced else "Transfer-Encoding: chunked"
    told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"POST /zalo/{BOT} HTTP/1.1\r\nHost: x\r\n{told}{length}\r\n\r\n".encode())
    piece = b"x" * 65536
    part = piece if announced else b"10000\r\n" + piece + b"\r\n"

    async def send() -> None:
        for _ in range((90 << 20) // len(piece)):
            writer.write(part)
            await writer.drain()

    sending = asyncio.create_task(send())
    answer = await asyncio.wait_for(reader.readline(), 10)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    writer.close()
    return answer


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(("headers", "status"), [(RIGHT, b"413"), ({}, b"403")])
async def test_ninety_megabytes_cost_no_memory(
    here: Listening, headers: dict[str, str], status: bytes, *, announced: bool
) -> None:
    assert await here.post(json=update()) == 200
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(3):
        assert status in await flood(here, headers, announced=announced)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < GROWTH
    assert await here.post(content=b" " * BIGGEST) == 400
    assert await here.post(content=b" " * (BIGGEST + 1)) == 413


async def test_what_is_not_on_disk_in_time_is_not_confirmed_and_gets_there_all_the_same(here: Listening) -> None:
    here.database.wait = SOON + 0.5
    begun = asyncio.get_running_loop().time()
    assert await here.post(json=update()) == 503
    assert asyncio.get_running_loop().time() - begun < 2
    await asyncio.sleep(0.8)
    assert await here.kept() == 1
    here.database.wait = 0
    assert await here.post(json=update()) == 200
    assert await here.kept() == 1


async def test_a_body_that_never_ends_or_breaks_off(here: Listening) -> None:
    _reader, writer = await asyncio.open_connection("127.0.0.1", here.port)
    writer.write(f"POST /zalo/{BOT} HTTP/1.1\r\nHost: x\r\n{HEADER}: {SECRET}\r\nContent-Length: 99\r\n\r\n{{".encode())
    await writer.drain()
    writer.close()
    assert await here.post(content=json.dumps(update()).encode()) == 200
    assert await here.kept() == 1
