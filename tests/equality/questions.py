"""Which questions the conversations ask, as their own text says: where `ask.choice(…)` and its kin stand."""

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

KINDS = {"choice", "several", "text", "file", "styled", "number", "day", "review", "answer_to"}
FOLDER = Path(__file__).parents[2] / "conversations"


def questions() -> set[str]:
    """Every place in the conversations where a question is asked: “launch/register_launch.py:54”."""
    return {f"{path.relative_to(FOLDER)}:{line}" for path in FOLDER.rglob("*.py") for line in _lines(path)}


def place() -> str:
    """Where in the conversations the caller is called from; empty where it is not."""
    frame = sys._getframe(1)  # noqa: SLF001  there is no other way, and this one is cheap
    while not frame.f_code.co_filename.startswith(f"{FOLDER}{os.sep}"):
        if frame.f_back is None:
            return ""
        frame = frame.f_back
    return f"{Path(frame.f_code.co_filename).relative_to(FOLDER)}:{frame.f_lineno}"


def _lines(path: Path) -> Iterator[int]:
    calls = (each for each in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(each, ast.Call))
    return (each.lineno for each in calls if _called(each.func) in KINDS)


def _called(method: ast.expr) -> str:
    """Its name if it is one of `ask`."""
    is_ask = isinstance(method, ast.Attribute) and isinstance(method.value, ast.Name) and method.value.id == "ask"
    return method.attr if is_ask and isinstance(method, ast.Attribute) else ""
