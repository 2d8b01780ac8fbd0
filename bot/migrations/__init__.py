"""The schema's history. `upgrade` brings a database to the newest version; it does nothing, fast, when it is there."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

HEAD = "0001"  # the newest version; a test compares it with the files
HERE = Path(__file__).resolve().parent


def upgrade(engine: Engine) -> bool:
    """Bring the schema to HEAD in one transaction; returns whether there was anything to do."""
    with engine.begin() as connection:
        if _version(connection) == HEAD:
            return False
        _run(connection)
        return True


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _run(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415  a third of the program's start, and rarely needed
    from alembic.config import Config  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(7314220)"))  # replicas that start together take turns
        if _version(connection) == HEAD:
            return
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
