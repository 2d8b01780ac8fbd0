"""Reads an old .xls in a process of its own: `python -m bot.sheets.old_file`, the file on stdin, its sheets as JSON on stdout.

A damaged one can end the reader's whole process, or make it ask for all memory there is; nothing in the file says so before.
"""

import json
import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime
from typing import Any

MEMORY = 700_000_000  # bytes: a sheet of 65,536 rows with 100 columns
PATIENCE = 30.0  # seconds; 65,536 rows take 3
TOO_LARGE, LOCKED, NO_SHEET = 3, 4, 5  # exit codes


def read_apart(content: bytes) -> tuple[int, list[tuple[str, list[list[Any]]]]]:
    """The exit code, 0 or one of the above, and the names and rows of the sheets."""
    command = [sys.executable, "-m", "bot.sheets.old_file"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603  our own
    except subprocess.TimeoutExpired:
        return TOO_LARGE, []
    if done.returncode:
        return done.returncode if done.returncode in {TOO_LARGE, LOCKED} else NO_SHEET, []
    return 0, json.loads(done.stdout, object_hook=_from_json)


def main() -> int:
    """Read the file on stdin."""
    from bot.sheets.reading import Locked, NotASheet, TooLarge, open_book  # noqa: PLC0415  which imports this file

    with suppress(ImportError):  # Windows sets no such bounds
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        sheets = open_book(sys.stdin.buffer.read())
    except (TooLarge, MemoryError):
        return TOO_LARGE
    except Locked:
        return LOCKED
    except NotASheet:
        return NO_SHEET
    json.dump([(each.name, each.rows) for each in sheets], sys.stdout, default=_to_json, ensure_ascii=True)
    return 0


def _to_json(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else {"text": str(value)}


def _from_json(value: dict[str, str]) -> Any:
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return date.fromisoformat(value["day"]) if "day" in value else value["text"]


if __name__ == "__main__":
    raise SystemExit(main())
