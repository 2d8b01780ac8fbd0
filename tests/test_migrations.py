"""The migrations make what the models say, on both databases, and do nothing where it is there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

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


OLD = (
    "INSERT INTO federation (id, name, short_name, contact) VALUES (1, 'Công đoàn phường', 'CĐ', '')",
    "INSERT INTO level (id, federation_id, name, depth) VALUES (1, 1, 'Phường', 0), (2, 1, 'Cơ sở', 1)",
    (
        "INSERT INTO unit (id, federation_id, name, folded, sort_key, level_id, members, valid_from)"
        " VALUES (1, 1, 'Phường', 'phuong', 'p', 1, NULL, '2025-07-01'), (2, 1, 'Trường', 'truong', 't', 2, 62, '2025-07-01')"
    ),
    "INSERT INTO affiliation (id, federation_id, unit_id, parent_id, valid_from) VALUES (1, 1, 2, 1, '2025-07-01')",
    "INSERT INTO person (id, federation_id, name, language) VALUES (1, 1, 'Mai', 'vi')",
    (
        "INSERT INTO consent (federation_id, person_id, notice, text_hash, evidence, given_at)"
        " VALUES (1, 1, '2026-1', 'ab12', '1003', '2026-01-05 02:00:00.000000')"
    ),
    "INSERT INTO campaign (id, federation_id, slug, title, issuer, is_open) VALUES (1, 1, 's', 't', 'i', true)",
    "INSERT INTO phase (id, federation_id, campaign_id, position, name) VALUES (1, 1, 1, 1, 'Đợt 1'), (2, 1, 1, 2, 'Đợt 2')",
    (
        "INSERT INTO duty (id, federation_id, campaign_id, unit_id, phase_id, kind, occurrence)"
        " VALUES (1, 1, 1, 2, 1, 'launch', 1), (2, 1, 1, 2, 2, 'launch', 1)"
    ),
    (
        "INSERT INTO launch (id, federation_id, duty_id, version, is_latest, day, place, recorded_at)"
        " VALUES (1, 1, 1, 1, true, '2026-03-20', 'hội trường', '2026-03-04 02:00:00.000000')"
    ),
)


def test_what_an_older_version_kept_is_carried_over(pair: tuple[Engine, Engine]) -> None:
    migrated, _ = pair
    to_version(migrated, "0001")
    with migrated.begin() as connection:
        for statement in OLD:
            connection.exec_driver_sql(statement)
    assert migrations.upgrade(migrated) is True
    with migrated.connect() as connection:

        def rows(sql: str) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in connection.execute(text(sql))]

        assert rows("SELECT unit_id, members FROM headcount") == [(2, 62)]
        assert [bool(each) for (each,) in rows("SELECT is_grassroots FROM level ORDER BY id")] == [False, True]
        assert [each is not None for (each,) in rows("SELECT done_at FROM duty ORDER BY id")] == [True, False]
        assert rows("SELECT unit_id, parent_id FROM affiliation") == [(2, 1)]
        assert rows("SELECT details FROM campaign") == [("{}",)]
        consents = rows("SELECT purpose, person_id, notice, text_hash, evidence FROM consent ORDER BY purpose")
        assert consents == [(purpose, 1, "2026-1", "ab12", "1003") for purpose in ("data", "reminders")]
        assert len(rows("SELECT DISTINCT given_at FROM consent WHERE withdrawn_at IS NULL")) == 1


def to_version(engine: Engine, version: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations.HERE))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
