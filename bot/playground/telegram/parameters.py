"""What a call carries, however it was sent: a query string, a form, a multipart form or JSON."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from aiohttp.web_request import FileField

from bot.playground.telegram.refusal import bad_request

YES = ("true", "yes", "1")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    content: bytes


class Parameters(dict[str, Any]):
    """Names and values; a value that Telegram cannot read counts as absent, as there."""

    def text(self, name: str) -> str:
        value = self.get(name)
        return "" if value is None or isinstance(value, Upload) else str(value)

    def number(self, name: str, default: int = 0) -> int:
        try:
            return int(self.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in YES

    def structure(self, name: str, what: str) -> Any:
        """A nested value: native in a JSON body, JSON text in a form; None when absent or empty."""
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


async def read_parameters(request: web.Request) -> Parameters:
    """Read query and body; the body wins."""
    query = parse_qsl(request.query_string, keep_blank_values=True) if request.query_string else ()
    kind = request.content_type
    if kind == "application/json":
        return Parameters({**dict(query), **_from_json(await request.read())})
    if kind == "multipart/form-data":
        fields = {name: _from_field(value) for name, value in (await request.post()).items()}
        return Parameters({**dict(query), **fields})
    body = (await request.read()).decode("utf-8", "replace")
    return Parameters([*query, *parse_qsl(body, keep_blank_values=True)])


def _from_json(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise bad_request("can't parse JSON object")
    return value


def _from_field(value: object) -> object:
    if isinstance(value, FileField):
        return Upload(value.filename, value.content_type, value.file.read())
    return value.decode("utf-8", "replace") if isinstance(value, bytes | bytearray) else value
