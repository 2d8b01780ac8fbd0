"""One JSON line for every change, handed to the operating system at once: a kill -9 loses nothing."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.playground.telegram.screen import Record

FIRST = ("bot", "phone")  # everything else refers to these: they keep their place


class Journal:
    """The file at `path`, or nowhere: then nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.descriptor: int | None = None

    def read(self) -> list[Record]:
        """The last record of every key, in the order in which they were written; a torn last line is left out."""
        latest: dict[str, Record] = {}
        for line in self._lines():
            try:
                record = json.loads(line)
            except ValueError:
                continue
            if record["op"] not in FIRST:
                latest.pop(record["key"], None)
            latest[record["key"]] = record
        return list(latest.values())

    def compact(self, records: Iterable[Record], keep: Callable[[Record], bool]) -> None:
        """Write the journal anew with what is worth keeping, and go on from there."""
        if self.path is None:
            return
        self.close()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_name(self.path.name + ".new")
        fresh.write_bytes(b"".join(_line(record) for record in records if keep(record)))
        fresh.replace(self.path)
        self.descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def write(self, record: Record) -> None:
        if self.descriptor is not None:
            os.write(self.descriptor, _line(record))

    def close(self) -> None:
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def _lines(self) -> list[bytes]:
        if self.path is None or not self.path.exists():
            return []
        return self.path.read_bytes().splitlines()


def _line(record: Record) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"
