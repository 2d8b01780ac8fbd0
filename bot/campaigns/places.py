"""Where in a plan file something stands: its keys, and the line."""

import re

Path = tuple[str | int, ...]

HEADER = re.compile(r"\s*\[\[?\s*([\w.]+)\s*\]?\]")


def show_path(path: Path) -> str:
    """phases[2].end: the end of the second phase; people count from one."""
    return "".join(f"[{each + 1}]" if isinstance(each, int) else f".{each}" for each in path).removeprefix(".")


def line_of(text: str, path: Path) -> int:
    """The line of `path` in a TOML file, counted from 1: that of the key, or else of the table it belongs to."""
    lines = text.splitlines()
    first, last = _table(lines, path)
    for wanted in (each for each in reversed(path) if isinstance(each, str)):
        key = re.compile(rf"\s*{re.escape(wanted)}\s*=")
        if found := [number for number in range(first, last + 1) if key.match(lines[number - 1])]:
            return found[0]
    return first


def _table(lines: list[str], path: Path) -> tuple[int, int]:
    """The first and the last line of the table that `path` leads into; the top of the file where it has none."""
    headers = [(number, match[1]) for number, line in enumerate(lines, 1) if (match := HEADER.match(line))]
    ends = [*(number - 1 for number, _name in headers[1:]), len(lines)]
    spans = [(name, number, end) for (number, name), end in zip(headers, ends, strict=bool(headers))]
    same = [(first, last) for name, first, last in spans if path and name == path[0]]
    nth = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    if nth < len(same):
        return same[nth]
    return 1, headers[0][0] - 1 if headers else len(lines)
