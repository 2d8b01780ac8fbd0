"""Put an aiohttp application on loopback."""

from aiohttp import web

GRACE_SECONDS = 0.2  # a long poll that nobody reads any more must not hold up the end


async def serve(application: web.Application, host: str = "127.0.0.1", port: int = 0) -> tuple[web.AppRunner, int]:
    """Listen, and say on which port; `await runner.cleanup()` ends it."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=GRACE_SECONDS)
    await runner.setup()
    site = web.TCPSite(runner, host, port, reuse_address=True, backlog=1024)
    await site.start()
    return runner, runner.addresses[0][1]
