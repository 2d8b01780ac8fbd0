"""The migrations make what the models say, on both databases, and do nothing where it is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from bot import migrations
from bot.database.engine import open_engine
from bot.models import metadata
from tests.conftest import DATABASES
from tests.support import databases

TABLES = sorted(metadata.tables)


@pytest.fixture(params=DATABASES)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    """Two empty databases of one kind."""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        addresses = [databases.new_database(server, name) for name in ("migrated", "modelled")]
    else:
        addresses = [f"sqlite:///{tmp_path}/{name}.db" for name in ("migrated", "modelled")]
    migrated, modelled = (open_engine(address) for address in addresses)
    yield migrated, modelled
    migrated.dispose()
    modelled.dispose()


def told(entries: Any) -> list[str]:
    """What the inspector says of each thing, in words that do not depend on where it lies in memory."""
    return sorted(str({key: _told(value) for key, value in entry.items()}) for entry in entries)


def _told(value: Any) -> Any:
    return {key: str(inner) for key, inner in value.items()} if isinstance(value, dict) else str(value)


def picture(engine: Engine) -> dict[str, dict[str, list[str]]]:
    """Everything the database itself can tell about our tables."""
    seen = inspect(engine)
    return {
        table: {
            "columns": told(seen.get_columns(table)),
            "primary key": told([seen.get_pk_constraint(table)]),
            "foreign keys": told(seen.get_foreign_keys(table)),
            "unique": told(seen.get_unique_constraints(table)),
            "checks": told(seen.get_check_constraints(table)),
            "indexes": told(seen.get_indexes(table)),
        }
        for table in TABLES
    }


def test_an_upgraded_database_is_what_the_models_say(pair: tuple[Engine, Engine]) -> None:
    migrated, modelled = pair
    migrations.upgrade(migrated)
    with modelled.begin() as connection:
        metadata.create_all(connection)
    assert picture(migrated) == picture(modelled)
    with migrated.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_a_second_upgrade_does_nothing(pair: tuple[Engine, Engine]) -> None:
    migrated, _ = pair
    assert migrations.upgrade(migrated) is True
    before = picture(migrated)
    assert migrations.upgrade(migrated) is False
    assert picture(migrated) == before


def test_the_newest_version_is_the_newest_file() -> None:
    script = ScriptDirectory(str(migrations.HERE))
    assert script.get_heads() == [migrations.HEAD]
    assert len(list(script.walk_revisions())) == len(list((migrations.HERE / "versions").glob("[0-9]*.py")))
