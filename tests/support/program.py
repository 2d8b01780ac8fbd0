"""The program's commands, run in this process in an empty folder with a database of their own."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app

FEDERATION = "Công đoàn phường Thử"


@contextmanager
def empty_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands work in `folder`; their log, which goes to the runner's output, is not left behind."""
    monkeypatch.chdir(folder)
    for name in [each for each in os.environ if each.startswith("THIDUA_")]:
        monkeypatch.delenv(name)  # such as the databases of these tests
    monkeypatch.setenv("THIDUA_DATABASE_URL", f"sqlite:///{folder}/own.db")
    log = logging.getLogger()
    before = log.handlers[:], log.level
    yield
    log.handlers[:], log.level = before


def run(*words: str) -> Result:
    """`thidua WORDS`."""
    return CliRunner().invoke(app, words)


def create_federation() -> None:
    """`thidua federation create`, which must work."""
    assert run("federation", "create", FEDERATION, "--contact", "số 1").exit_code == 0
