"""What is kept of what people said, without what belongs to the door they said it at."""

from typing import Any

from sqlalchemy import Engine, Table

from bot.models import metadata

# What came in and goes out, the doors themselves, and what is only good for one of them.
OF_POST = {
    "account", "bot", "chat", "document", "door_code", "draft", "halt", "heartbeat", "inbox", "outbox", "push_subscription",
    "spending", "upload", "upload_ticket", "web_link", "web_message", "web_session",
}  # fmt: skip
OF_DOOR = {"chat_id", "bot_id", "outbox_id", "evidence"}  # evidence: the platform's number of an update
BY_CHANCE = {"token_hash", "code_hash", "receipt"}
TABLES = [each for each in metadata.sorted_tables if each.name not in OF_POST]

Records = dict[str, list[tuple[Any, ...]]]


def _statement(table: Table) -> tuple[str, int | None]:
    """What is read of a table, and where in it a file's number stands."""
    columns = [each.name for each in table.c if each.name not in OF_DOOR | BY_CHANCE]
    names, key = (", ".join(f'"{each}"' for each in some) for some in (columns, [each.name for each in table.primary_key]))
    place = columns.index("document_id") if "document_id" in columns else None
    return f'SELECT {names} FROM "{table.name}" ORDER BY {key}', place  # noqa: S608  our own names


STATEMENTS = {each.name: _statement(each) for each in TABLES}


def records(engine: Engine) -> Records:
    """Every row of every table of the subject as the driver reads it, by table. A file stands as its content's hash."""
    found: Records = {}
    with engine.connect() as connection, connection.begin():
        driver: Any = connection.connection.driver_connection
        hashes = dict(driver.execute("SELECT id, sha256 FROM document").fetchall())
        for name, (statement, place) in STATEMENTS.items():
            rows = driver.execute(statement).fetchall()
            if place is not None:
                rows = [tuple(hashes.get(v, v) if n == place else v for n, v in enumerate(row)) for row in rows]
            found[name] = rows
    return found
