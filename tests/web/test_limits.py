"""Floods: bodies that are too long cost no memory, and haste is slowed."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.channels.web.guard import MOST_CLIENTS, Limits, Rate
from tests.web.conftest import Door
from tests.web.test_chat import joined
from tests.web.test_doors import keys

MOST = 5 << 20  # bytes by which the memory may grow
WARM, BIG = 22 << 20, 90 << 20


def memory() -> int:
    """Bytes that this process holds now, without what nobody holds on to."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


async def flood(size: int, *, chunk: int = 1 << 16) -> AsyncIterator[bytes]:
    """A body of this size, a piece at a time."""
    piece = b"a" * chunk
    for _ in range(size // chunk):
        yield piece
        await asyncio.sleep(0)


async def refused(door: Door, path: str, headers: dict[str, str], size: int) -> int:
    """What a body of this size is answered with; 0: the line is cut."""
    cookies = {"thidua": headers.pop("cookie")}
    # Without `verify=False` each client reads a megabyte of certificates, which are kept until the next collection.
    async with httpx.AsyncClient(base_url=door.url, cookies=cookies, timeout=30, verify=False) as http:  # noqa: S501  on loopback
        try:
            return (await http.post(path, content=flood(size), headers=headers)).status_code
        except httpx.TransportError:
            return 0


@pytest.mark.parametrize("announced", [True, False])
async def test_ninety_megabytes_cost_no_memory(door: Door, announced: bool) -> None:  # noqa: FBT001  a parameter of the test
    async with await joined(door) as mai:
        cookie = mai.http.cookies["thidua"]
        kind = "multipart/form-data; boundary=x"
        headers = {"Origin": door.url, "X-Form-Token": keys(door).form_token(cookie), "Content-Type": kind, "cookie": cookie}
        grown = []
        for size in (WARM, BIG):  # the first round only wakes what is used: this process is the browser as well
            if announced:
                headers["Content-Length"] = str(size)
            before = memory()
            for path in ("/chat", "/chat/file", "/push", "/", "/c/x", "/t/x", "/thiet-bi"):
                assert await refused(door, path, dict(headers), size) in {413, 400, 404, 0}
            grown.append(memory() - before)
        assert grown[-1] < MOST, grown
        assert (await mai.open("/chat"), mai.status)[1] == 200


async def test_a_file_that_is_too_big_is_refused_in_words(door: Door) -> None:
    async with await joined(door) as mai:
        await mai.bring("big.jpg", b"\xff\xd8\xff" + b"a" * (21 << 20))
        assert (mai.status, "20 MB" in mai.page.text) == (413, True)
        await mai.open("/chat")
        answer = await mai.http.post(
            "/chat", data={**mai.page.forms["say"].fields, "text": "a" * 70_000}, headers={"Origin": door.url}
        )
        assert answer.status_code == 413


async def test_one_device_that_floods_is_slowed_and_others_are_not(door: Door) -> None:
    async with await joined(door) as mai, await joined(door, 2) as dung:
        fields = {**mai.page.forms["say"].fields, "text": "xin chào"}
        script = {"Origin": door.url, "X-Requested-With": "fetch"}
        answers = []
        for number in range(30):
            named = {**fields, "key": f"flood-number-{number}"}
            answers.append((await mai.http.post("/chat", data=named, headers=script)).status_code)
        assert answers.count(429) >= 5
        await dung.say("/trogiup")
        assert dung.status == 200


def test_a_bucket_fills_again() -> None:
    limits, rate = Limits(), Rate("test", 3, 2.0)
    assert [limits.allows(rate, "a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert limits.allows(rate, "b", 0.0)
    assert [limits.allows(rate, "a", at) for at in (1.9, 2.1, 2.2, 1000.0)] == [False, True, False, True]
    assert limits.allows(rate, "c", 0.0, spend=False)
    assert [limits.allows(rate, "c", 0.0) for _ in range(4)] == [True, True, True, False]


def test_buckets_are_forgotten_oldest_first() -> None:
    limits, rate = Limits(), Rate("test", 1, 1e9)
    for number in range(MOST_CLIENTS + 1):
        limits.allows(rate, str(number), 0.0)
    assert limits.allows(rate, "0", 0.0)
    assert not limits.allows(rate, str(MOST_CLIENTS), 0.0)
