"""Who may use the page: a browser on this machine that was opened with the key."""

import hmac
from collections.abc import Awaitable, Callable

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOSTS = ("127.0.0.1", "localhost", "[::1]")  # another name would be a foreign site that resolves to loopback
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Guard:
    """The key comes once in the address and afterwards in a cookie of this port."""

    def __init__(self, key: str) -> None:
        self.key = key

    def first(self, handler: Handler) -> Handler:
        """Let in by address or cookie, and leave the cookie."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            self._check_host(request)
            self._check_key(request.query.get("key") or self._cookie(request))
            response = await handler(request)
            response.set_cookie(self._name(request), self.key, httponly=True, samesite="Strict", path="/")
            response.headers["Content-Security-Policy"] = POLICY
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["Cache-Control"] = "no-store"
            return response

        return guarded

    def reading(self, handler: Handler) -> Handler:
        """Let in by cookie or, for other programs, by address."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            self._check_host(request)
            self._check_key(self._cookie(request) or request.query.get("key", ""))
            return await handler(request)

        return guarded

    def acting(self, handler: Handler) -> Handler:
        """Let in by cookie, and only from the page itself."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            self._check_host(request)
            self._check_key(self._cookie(request))
            if request.headers.get("Origin") != f"http://{request.headers.get('Host', '')}":
                raise web.HTTPForbidden(text="Origin")
            return await handler(request)

        return guarded

    def _check_host(self, request: web.Request) -> None:
        name = request.headers.get("Host", "")
        if name.rpartition(":")[0] not in HOSTS and name not in HOSTS:
            raise web.HTTPForbidden(text="Host")

    def _check_key(self, given: str) -> None:
        if not hmac.compare_digest(given.encode(), self.key.encode()):
            raise web.HTTPForbidden(text="Khoá không đúng: hãy mở đúng địa chỉ mà chương trình đã in ra.")

    def _name(self, request: web.Request) -> str:
        return f"playground-{request.headers.get('Host', '').rpartition(':')[2] or '80'}"

    def _cookie(self, request: web.Request) -> str:
        return request.cookies.get(self._name(request), "")
