"""Databases for crash tests: of the kinds that the other tests run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATABASES
from tests.crash.stores import PostgresStore, SqliteStore, Store


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of each kind."""
    if request.param == "sqlite":
        yield SqliteStore(tmp_path)
        return
    postgres = PostgresStore(request.getfixturevalue("postgres"))
    yield postgres
    postgres.close()
