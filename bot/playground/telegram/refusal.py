"""An answer with `"ok": false`."""

from typing import Any


class Refusal(Exception):
    """Telegram does not do what was asked: HTTP status, description and, sometimes, parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | {"parameters": self.parameters} if self.parameters else answer


def bad_request(why: str) -> Refusal:
    """400: the caller is at fault."""
    return Refusal(400, f"Bad Request: {why}")


def too_many(seconds: int) -> Refusal:
    """429: try again later."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
