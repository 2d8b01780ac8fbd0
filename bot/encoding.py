"""JSON, by orjson where it can and by Python where it cannot.

orjson takes a fifth of the time, and refuses what Python reads and writes: half of a surrogate pair, whole numbers of more
than 64 bits. Updates may hold either.
"""

import json
from typing import Any

import orjson


def encode(value: Any) -> str:
    """`value` as compact JSON, with letters as they are."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decode(text: str | bytes) -> Any:
    """What the JSON says. Raises ValueError if it is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return json.loads(text)
