"""Files that a browser sends: read from the network in pieces, kept beside the memory until they are whole."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from bot.channels import filenames
from bot.channels.web.drawing import kind_of
from bot.channels.web.guard import OVERHEAD, form_of
from bot.post.uploads import BIGGEST
from bot.web.incoming import Received

AT_ONCE = asyncio.Semaphore(4)  # files in memory at a time: bounds it to so many times 20 MB
SLOWEST = 900.0  # seconds for 20 MB over a bad line
LONGEST_KIND = 100


@asynccontextmanager
async def file_form(request: Request) -> AsyncIterator[FormData]:
    """The form with a file in it; starlette keeps it on disk beyond its first megabyte."""
    async with asyncio.timeout(SLOWEST), form_of(request, BIGGEST + OVERHEAD) as form:
        yield form


async def received(form: FormData) -> Received | None:
    """The file of a form; None where none was chosen, or where it is empty."""
    files = [each for each in form.getlist("file") if isinstance(each, UploadFile) and each.size]
    if not files:
        return None
    async with AT_ONCE:
        content = await files[0].read()
    claimed = (files[0].content_type or "")[:LONGEST_KIND]
    kind = kind_of(content, claimed if "/" in claimed and claimed.isascii() and claimed.isprintable() else "")
    return Received(filenames.safe(files[0].filename or ""), kind or "application/octet-stream", content)
