"""Listens: uvicorn inside the program's own event loop, so that pages and turns share one process and one database."""

import asyncio
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.channels.web.guard import Guarded
from bot.channels.web.hub import Hub

AT_ONCE = 2000  # connections, open pages among them; more are told to come back
GRACE = 2  # seconds that requests have to end when the program stops
BACKLOG = 512


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; 0 is any port that is free. Raises OSError where another program does."""
    return socket.create_server((host, port), backlog=BACKLOG)


class _Uvicorn(uvicorn.Server):
    """The program handles its signals itself."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Server:
    """Routes at an address. `arrived` is called by whoever has put something into the inbox: `request.app.state.arrived()`."""

    def __init__(self, listening: socket.socket, routes: Sequence[BaseRoute], hub: Hub, *, frames: str = "'none'") -> None:
        """`frames`: which pages may show ours inside of theirs, as in a frame-ancestors policy."""
        self._hub = hub
        self._socket = listening
        self.app = Starlette(routes=list(routes))
        self.app.state.arrived = _nobody
        config = uvicorn.Config(
            Guarded(self.app, frames),
            http="httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=True,  # believed from this machine alone, which is uvicorn's default
            limit_concurrency=AT_ONCE,
            timeout_graceful_shutdown=GRACE,
        )
        self._server = _Uvicorn(config)

    async def run(self, arrived: Callable[[], None]) -> None:
        """Serve until cancelled; what is being answered then is given two seconds."""
        self.app.state.arrived = arrived
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        try:
            await asyncio.shield(serving)
        finally:
            self._server.should_exit = True
            self._hub.close()
            await asyncio.gather(serving, return_exceptions=True)
            self._socket.close()


def _nobody() -> None:
    """Before the program runs, nobody waits for what arrives."""
